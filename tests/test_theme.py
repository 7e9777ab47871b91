"""What the theme adds for readers, in a real browser: by keyboard, on a phone, without JavaScript, offline."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from studyguide.publish.offline import write_archive
from tests.conftest import PAGES, TOPICS
from tests.releases import serve
from tests.test_browser import DESKTOP, PHONE, path

TOPIC = path(TOPICS[0])
FONT_LOADED = "() => [...document.fonts].some(each => /Guide Sans/.test(each.family) && each.status === 'loaded')"
BUNDLE = re.compile(r"/assets/javascripts/bundle\.")


@pytest.fixture
def context(browser: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    width = getattr(request, "param", DESKTOP)
    context = browser.new_context(viewport={"width": width, "height": 800}, service_workers="block")
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


phone = pytest.mark.parametrize("context", [PHONE], indirect=True)


def wake(page: Page) -> None:
    page.keyboard.press("Shift")
    page.wait_for_function("() => window.guide.ran")


def focused(page: Page, attribute: str = "aria-label") -> str:
    return str(page.evaluate(f"document.activeElement.getAttribute('{attribute}') ?? ''"))


# What waits for the first touch


def test_the_bundle_waits_for_the_first_touch_and_loses_nothing(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address + TOPIC)
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if BUNDLE.search(url) or "search" in url] == []
    wake(page)
    assert [url for url in asked if BUNDLE.search(url)]
    # The contents follow, «back to top» comes when one scrolls up, the title takes the header.
    page.mouse.wheel(0, 4000)
    expect(page.locator(".md-nav--secondary .md-nav__link--active")).not_to_have_count(0)
    expect(page.locator(".md-header__title--active")).to_have_count(1)
    page.wait_for_timeout(300)
    page.mouse.wheel(0, -600)
    expect(page.locator(".md-top")).to_be_visible()


def test_the_key_that_starts_the_bundle_is_answered(page: Page, address: str) -> None:
    page.goto(address + path(TOPICS[1]))
    page.keyboard.press("p")
    page.wait_for_url(f"**{TOPIC}")


def test_what_is_typed_before_search_is_ready_is_answered(page: Page, address: str) -> None:
    page.goto(address + "/")
    page.keyboard.press("/")
    page.keyboard.type("볼륨")
    expect(page.locator(".md-search-result__item").first).to_contain_text("볼륨")


def test_the_fonts_come_after_the_first_paint_and_then_at_once(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.route("**/guide.*.js", lambda route: route.abort())
    page.goto(address + TOPIC)
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if url.endswith(".woff2")] == []  # not before the script says so
    page.unroute("**/guide.*.js")
    page.goto(address + TOPIC)
    page.wait_for_function("() => localStorage.getItem('guide.fonts')")
    assert [url for url in asked if url.endswith(".woff2")]
    page.route("**/guide.*.js", lambda route: route.abort())
    page.goto(address + path(TOPICS[1]))
    page.wait_for_function(FONT_LOADED)


def test_the_page_is_laid_out_once_for_its_fonts(page: Page, address: str) -> None:
    """The sheet that names the fonts is let in when they are there: before, the whole page was laid out twice."""
    page.add_init_script(
        f"""new MutationObserver(() => {{
              const sheet = document.getElementById("guide-faces")
              if (sheet && sheet.media === "all") window.atChange ??= ({FONT_LOADED})()
            }}).observe(document, {{ subtree: true, childList: true, attributes: true, attributeFilter: ["media"] }})"""
    )
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address + TOPIC)
    page.wait_for_function("() => 'atChange' in window")
    assert page.evaluate("window.atChange")
    fonts = [url for url in asked if url.endswith(".woff2")]
    assert len(fonts) == len(set(fonts)) == 2, fonts  # and no font is fetched twice


# Keyboard


def test_everything_that_takes_the_focus_shows_it(page: Page, address: str) -> None:
    page.goto(address + TOPIC)
    wake(page)
    page.wait_for_timeout(300)
    unseen: list[str] = []
    for _ in range(40):
        page.keyboard.press("Tab")
        problem = page.evaluate(
            """() => {
                 const element = document.activeElement
                 const { outlineStyle, outlineWidth } = getComputedStyle(element)
                 const box = element.getBoundingClientRect()
                 const inside = box.width > 0 && box.right > 0 && box.left < innerWidth
                 return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2 && inside ? "" : element.outerHTML
               }"""
        )
        if problem:
            unseen.append(problem[:200])
    assert unseen == []


@phone
def test_the_drawer_by_keyboard(page: Page, address: str) -> None:
    page.goto(address + TOPIC)
    menu = page.locator(".guide-menu")
    hidden = page.locator(".md-sidebar--primary a").first
    expect(hidden).to_be_hidden()
    menu.focus()
    page.keyboard.press("Enter")
    expect(menu).to_have_attribute("aria-expanded", "true")
    expect(page.locator(".md-sidebar--primary [aria-current]")).to_be_focused()
    for _ in range(60):  # nothing that the drawer covers is ever reached
        page.keyboard.press("Tab")
        assert page.evaluate("!document.activeElement.closest('article, header, footer')")
    page.keyboard.press("Escape")
    expect(hidden).to_be_hidden()
    expect(menu).to_be_focused()


@phone
def test_the_drawer_leads_to_a_section_of_the_page(page: Page, address: str) -> None:
    page.goto(address + TOPIC)
    page.locator(".guide-menu").click()
    contents = page.locator(".guide-nav__contents")
    contents.locator("summary").click()
    contents.get_by_role("link").last.click()
    expect(page.locator(".md-sidebar--primary a").first).to_be_hidden()
    expect(page.locator("article :target")).to_be_in_viewport()


@pytest.mark.parametrize("context", [PHONE, DESKTOP], indirect=True)
def test_search_by_keyboard_alone(page: Page, address: str) -> None:
    page.goto(address + "/")
    expect(page.locator(".md-search__input")).not_to_be_focused()
    page.keyboard.press("/")
    expect(page.locator(".md-search__input")).to_be_focused()
    page.keyboard.type("compose")
    expect(page.locator(".md-search-result__item").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/*h=*")


@phone
def test_the_search_dialog_closes_by_its_button(page: Page, address: str) -> None:
    page.goto(address + "/")
    page.locator(".guide-find").click()
    expect(page.locator(".md-search__input")).to_be_focused()
    page.locator(".guide-find-close").click()
    expect(page.locator(".md-search__input")).to_be_hidden()


def test_the_scheme_is_chosen_kept_and_there_before_the_first_paint(page: Page, address: str) -> None:
    page.goto(address + "/")
    page.locator(".guide-scheme").focus()
    page.keyboard.press("Enter")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    assert focused(page, "aria-pressed") == "true"
    page.route("**/*.js", lambda route: route.abort())
    page.goto(address + TOPIC)
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")


# Answers


def test_the_answers_switch_holds_for_the_next_page(page: Page, address: str) -> None:
    page.goto(address + TOPIC)
    wake(page)
    page.get_by_role("button", name="답 모두 보기").click()
    assert page.locator("details.question:not([open])").count() == 0
    page.goto(address + path(TOPICS[1]))
    expect(page.locator("details.question").first).to_have_attribute("open", "")
    page.get_by_role("button", name="답 모두 가리기").click()
    page.reload()
    expect(page.locator("details.question[open]")).to_have_count(0)


def test_the_link_of_a_question_is_copied_and_opens_it(page: Page, address: str) -> None:
    page.goto(address + TOPIC)
    wake(page)
    question = page.locator("details.question").nth(1)
    question.locator("summary").click()
    question.get_by_role("button", name="이 질문 링크 복사").click()
    expect(page.get_by_role("status").last).to_contain_text("복사했습니다")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == f"{address}{TOPIC}#{question.get_attribute('id')}"
    page.goto("about:blank")
    page.goto(copied)
    expect(page.locator("details.question:target")).to_have_attribute("open", "")


def test_without_javascript_everything_is_readable(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": PHONE, "height": 800})
    page = context.new_page()
    page.goto(address + TOPIC)
    question = page.locator("details.question").first
    question.locator("summary").click()
    expect(question.locator(".answer-short")).to_be_visible()
    for name in (".guide-menu", ".guide-find", ".guide-scheme", ".md-search"):
        expect(page.locator(name).first).to_be_hidden()  # nothing that does nothing
    context.close()


# Layout


@pytest.mark.parametrize("anchor", ["", "#questions", "#key-points"])
def test_nothing_jumps_while_the_page_comes(browser: Browser, site: Path, anchor: str) -> None:
    context = browser.new_context(viewport={"width": PHONE, "height": 800}, service_workers="block")
    page = context.new_page()
    page.add_init_script(
        """window.moved = 0
           new PerformanceObserver(list => list.getEntries().forEach(entry => (window.moved += entry.value)))
             .observe({ type: "layout-shift", buffered: true })"""
    )

    moved = {}
    with serve({"/guide/": site}) as network:
        # The server is slow, not a handler here: one that waits, under a page that goes, may wait for ever.
        network.delay = 0.4
        network.trouble = lambda asked: "slow" if asked.endswith(".woff2") else ""
        for name in [*TOPICS[:6], "corrections"]:
            page.goto(f"{network.address}/guide{path(name)}{anchor}")
            page.wait_for_function(FONT_LOADED)
            page.wait_for_timeout(200)
            wake(page)
            page.wait_for_timeout(200)
            moved[name] = page.evaluate("window.moved")
            page.goto("about:blank")
        context.close()
    assert max(moved.values()) <= 0.001, moved


def test_400_percent_zoom_needs_no_sideways_scrolling(browser: Browser, address: str) -> None:
    """WCAG 1.4.10: 1280 px at 400 % are 320 px."""
    context = browser.new_context(viewport={"width": 320, "height": 256})
    page = context.new_page()
    for name in ("index", TOPICS[0], PAGES[-1]):
        page.goto(address + path(name))
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, name
    context.close()


def test_reduced_motion_moves_nothing(browser: Browser, address: str) -> None:
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.goto(address + TOPIC)
    wake(page)
    moving = page.evaluate(
        """() => [...document.querySelectorAll("*")].filter(element => {
             const { transitionDuration, animationName } = getComputedStyle(element)
             return animationName !== "none" || transitionDuration.split(",").some(each => parseFloat(each) > 0)
           }).length"""
    )
    context.close()
    assert moving == 0


# Offline


@pytest.fixture(scope="module")
def archive(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("archive")
    write_archive(site, folder / "one.zip", "guide")
    write_archive(site, folder / "two.zip", "guide")
    assert (folder / "one.zip").read_bytes() == (folder / "two.zip").read_bytes()
    zipfile.ZipFile(folder / "one.zip").extractall(folder)
    return folder / "guide"


def test_the_archive_opens_from_a_disk_with_search_and_both_editions(page: Page, archive: Path) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.goto((archive / "index.html").as_uri())
    assert page.evaluate("getComputedStyle(document.body).fontFamily").startswith('"Guide Sans"')
    for edition in ("docker-study-guide.pdf", "docker-question-sheet.pdf"):
        href = page.locator(f"a[href$='{edition}']").first.get_attribute("href") or ""
        assert (archive / href).read_bytes().startswith(b"%PDF")
    page.locator("article a[href*='index.html']").first.click()
    page.wait_for_url("**/index.html")
    page.keyboard.press("/")
    page.keyboard.type("볼륨")
    first = page.locator(".md-search-result__link").first
    expect(first).to_contain_text("볼륨")
    first.click()
    page.wait_for_url(re.compile(r"/index\.html\?h="))
    expect(page.locator("h1")).not_to_be_empty()
    assert errors == []


def test_every_link_of_the_archive_leads_to_a_file(archive: Path) -> None:
    broken = []
    for file in archive.rglob("*.html"):
        for href in re.findall(r'\s(?:href|src|data-src)="([^"]*)"', file.read_text(encoding="utf-8")):
            target = re.split(r"[?#]", href)[0]
            if target and not re.match(r"[a-z][a-z+.-]*:", href) and not (file.parent / target).is_file():
                broken.append(f"{file.relative_to(archive)}: {href}")
    assert broken == []
