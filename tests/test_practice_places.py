"""Practice wherever the guide is read: offline, from a disk, without scripts, on its other pages; and seen by axe."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from studyguide.publish.offline import write_archive
from tests.practice import (
    DESKTOP,
    PAIRS,
    PHONE,
    open_page,
    reader,
    rehearse,
    remember,
    start,
    state,
    wait_for,
    with_pairs,
)
from tests.releases import serve
from tests.test_accessibility import AXE, TAGS, violations
from tests.test_service_worker import STATE, until

SHIFTS = """() => new Promise(settle => {
  const moved = []
  const add = list => {
    for (const { sources, value } of list.getEntries())
      for (const { node, previousRect: { x, y }, currentRect } of sources)
        // The header has its own history: a slow parser may paint it before its last button.
        if ((node?.parentElement ?? node)?.closest("main"))
          moved.push(`${value}: ${node.nodeName} ${node.className ?? ""} ${node.textContent.trim().slice(0, 30)} ` +
                     `${x},${y} to ${currentRect.x},${currentRect.y}`)
  }
  new PerformanceObserver(add).observe({ type: "layout-shift", buffered: true })
  setTimeout(() => settle(moved), 600)
})"""
HIDDEN = """const root = () => document.documentElement
new MutationObserver((_, observer) => { if (root()) { observer.disconnect(); root().style.display = 'none' } })
  .observe(document, { childList: true })
document.addEventListener('readystatechange', () => root().style.removeProperty('display'), { once: true })"""
KNOWN = (
    '{"v":1,"seen":{"volumes-stop-or-rm":[1,3,"컨테이너"],"mount-choice":[1,1,"컨테이너"],'
    '"is-docker-a-vm":[99999,4,"기초"]}}'
)


@pytest.fixture
def known(context: BrowserContext) -> BrowserContext:
    """A reader with three answered questions, two of which are due."""
    remember(context, "guide.seen", KNOWN)
    return context


@pytest.mark.parametrize("asked", ["used", "saved"])
def test_a_mock_interview_offline(browser: Browser, site: Path, asked: str) -> None:
    """After one sitting, or after «오프라인으로 저장» without any."""
    errors: list[str] = []
    with serve({"/guide/": site}) as network, reader(browser, errors, service_workers="allow") as context:
        page = context.new_page()
        page.goto(f"{network.address}/guide/practice/")
        page.wait_for_function("() => navigator.serviceWorker.controller")
        if asked == "used":
            start(page, "interview")
            wait_for(page, "ask")
            page.keyboard.press("Escape")
        else:
            page.keyboard.press("Shift")
            page.locator("#guide-settings > summary").click()
            page.locator(".guide-settings__save").click()
            expect(page.locator(".guide-settings [role=status]")).to_contain_text(
                "전체를 저장해 두었습니다", timeout=60_000
            )
        until(
            page,
            f"""async () => {{
              const {{ missing }} = await ({STATE})()
              return !missing.includes("practice/") && !missing.includes("practice/questions.js")
            }}""",
        )
        network.trouble = lambda path: "down"
        page.reload()
        start(page, "interview")
        wait_for(page, "ask")
        assert len(rehearse(page, lambda number: 3)) == 10
    assert errors == []


def test_without_a_network_the_page_says_so_and_tries_again(context: BrowserContext, address: str) -> None:
    page = open_page(context, address)
    context.route("**/practice/questions.js", lambda route: route.abort())
    start(page, "review")
    expect(page.locator("[data-fact=review]")).to_contain_text("불러오지 못했습니다")
    context.unroute("**/practice/questions.js")
    start(page, "review")
    wait_for(page, "ask")


@pytest.mark.parametrize("name", ["**/practice/questions.js", "**/rehearse.*.js"], ids=["questions", "script"])
def test_the_sign_in_page_of_a_network_comes_instead(context: BrowserContext, address: str, name: str) -> None:
    """It has any address and status 200, and calls nothing back; here it is empty, which is no error in a script."""
    page = open_page(context, address)
    context.route(name, lambda route: route.fulfill(body="", content_type="text/javascript"))
    start(page, "interview")
    expect(page.locator("[data-fact=interview]")).to_contain_text("불러오지 못했습니다")
    expect(page.locator(".guide-status")).to_contain_text("불러오지 못했습니다")
    context.unroute(name)
    start(page, "interview")
    wait_for(page, "ask")
    page.keyboard.press("Escape")
    expect(page.locator("[data-fact=interview]")).to_have_text("")


def test_a_file_of_another_release_asks_for_a_reload(context: BrowserContext, address: str) -> None:
    context.route("**/practice/questions.js", lambda route: route.fulfill(body='guidePractice({"format":2})'))
    page = open_page(context, address)
    start(page, "interview")
    expect(page.locator("[data-fact=interview]")).to_contain_text("새로 고친 뒤에")


def test_from_a_disk(browser: Browser, site: Path, tmp_path: Path) -> None:
    write_archive(site, tmp_path / "guide.zip", "guide")
    with zipfile.ZipFile(tmp_path / "guide.zip") as archive:
        archive.extractall(tmp_path)
    errors: list[str] = []
    with reader(browser, errors) as context:
        page = context.new_page()
        page.goto((tmp_path / "guide/volumes/index.html").as_uri())
        page.locator(".guide-rehearse").click()
        wait_for(page, "ask")
        page.keyboard.press("Space")
        wait_for(page, "answer")
        assert "/volumes/index.html#q-" in page.locator(".practice-where a").evaluate("link => link.href")
        page.locator(".practice-where a").click()
        expect(page.locator("details.question:target")).to_have_attribute("open", "")
    assert errors == []


def test_without_javascript(browser: Browser, address: str) -> None:
    with reader(browser, [], java_script_enabled=False) as context:
        page = open_page(context, address)
        for button in page.locator("article .practice-button").all():
            expect(button).to_be_hidden()
        expect(page.locator("article progress").first).to_be_hidden()
        expect(page.locator("article a[href='../questions/']").first).to_be_visible()
        expect(page.locator(".downloads a").first).to_be_visible()


def views(page: Page) -> Iterator[str]:
    """Each view of the practice page in turn."""
    yield "as it came"
    page.locator("[data-record] > summary").click()
    page.locator("[data-record] .practice-button").first.wait_for()
    page.locator("[data-record] summary").last.click()
    yield "record"
    start(page, "interview")
    wait_for(page, "ask")
    yield "ask"
    page.keyboard.press("Space")
    wait_for(page, "answer")
    page.evaluate("document.querySelectorAll('#practice-session details').forEach(each => each.open = true)")
    yield "answer"
    page.keyboard.press("3")
    while state(page) != "followup":  # some questions have none
        page.keyboard.press("Space")
        page.keyboard.press("3")
    yield "followup"
    page.keyboard.press("Space")
    yield "followup answered"
    rehearse(page, lambda number: 1 + number % 4)
    yield "done"
    page.keyboard.press("Escape")
    wait_for(page, "")
    start(page, "ox")
    wait_for(page, "quiz")
    yield "quiz"
    page.keyboard.press("ArrowLeft")
    yield "verdict"
    while state(page) == "quiz":
        page.keyboard.press("ArrowLeft")
        page.keyboard.press("Space")
    yield "quiz done"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_axe_finds_nothing_in_any_view(browser: Browser, address: str, size: dict[str, int], scheme: Any) -> None:
    settings = {"viewport": size, "color_scheme": scheme, "reduced_motion": "reduce", "bypass_csp": True}
    with reader(browser, [], **settings) as context:
        with_pairs(context, PAIRS)
        page = open_page(context, address)
        page.keyboard.press("Shift")
        page.wait_for_function("() => window.guide.ran")
        page.evaluate(AXE)
        found = []
        for view in views(page):
            page.wait_for_timeout(60)
            found += [f"{view}: {each}" for each in violations(page, {"runOnly": {"type": "tag", "values": TAGS}})]
            wide = page.evaluate("document.documentElement.scrollWidth")
            if wide > size["width"]:
                found.append(f"{view}: {wide} px wide")
        assert found == []


def test_wide_code_of_an_answer_can_be_scrolled_from_the_keyboard(context: BrowserContext, address: str) -> None:
    page = open_page(context, address)
    wide = page.evaluate(
        r"""async () => { const text = await (await fetch('questions.js')).text()
              const longest = html => Math.max(0, ...[...new DOMParser().parseFromString(html ?? '', 'text/html')
                .querySelectorAll('pre > code')].flatMap(code => code.textContent.split('\n').map(line => line.length)))
              return JSON.parse(text.slice(14, -2)).questions
                .reduce((one, other) => longest(other.more) > longest(one.more) ? other : one).id }"""
    )
    page.evaluate(f"location.hash = '#ids={wide}'")
    wait_for(page, "ask")
    page.keyboard.press("Space")
    page.get_by_text("자세한 답", exact=True).click()
    code = page.locator("#practice-session pre > code[tabindex='0']").first
    expect(code).to_have_attribute("role", "group")
    assert "좌우로" in (code.get_attribute("aria-label") or "")
    code.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("() => document.activeElement.scrollLeft > 0")


def go_slowly(page: Page, url: str) -> None:
    """Open a page whose scripts come after it has been painted whole.

    What a slow parser paints of a table before its last row moves by itself, so that nothing is seen until then.
    """
    page.add_init_script(HIDDEN)
    held: list[Route] | None = []

    def script(route: Route) -> None:
        if held is None:
            route.continue_()
        else:
            held.append(route)

    page.route("**/*.js", script)
    page.goto(url, wait_until="commit")
    page.wait_for_function("() => document.readyState !== 'loading' && !document.documentElement.style.display")
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    waiting, held = held, None
    assert waiting
    for route in waiting:
        route.continue_()
    page.wait_for_load_state("load")


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize(
    "place", ["/", "/practice/", "/volumes/#questions", "/path-interview-day/#asked", "/images-layers/"]
)
def test_nothing_moves(known: BrowserContext, address: str, place: str, size: dict[str, int]) -> None:
    remember(known, "guide.predict", "on")
    known.route("**/*.woff2", lambda route: route.abort())  # another face may break a line elsewhere
    page = known.new_page()
    page.set_viewport_size(size)  # type: ignore[arg-type]
    go_slowly(page, address + place)
    assert page.evaluate(SHIFTS) == []


def test_the_home_page_says_what_is_due(known: BrowserContext, address: str) -> None:
    page = known.new_page()
    page.goto(address + "/")
    button = page.locator(".practice-due")
    expect(button).to_have_text("연습하기 · 오늘 2개")
    button.click()
    expect(page.locator("[data-fact=review]")).to_contain_text("복습 2개")


def test_a_topic_shows_what_was_answered_and_leads_to_its_questions(known: BrowserContext, address: str) -> None:
    page = known.new_page()
    page.goto(address + "/volumes/")
    questions = page.locator("details.question")
    expect(page.locator("#q-volumes-stop-or-rm > summary .guide-done")).to_have_text("답함")
    expect(page.locator(".guide-done")).to_have_count(1)  # what was not known is not answered
    link = page.locator(".guide-rehearse")
    expect(link).to_have_text(f"연습하기 1/{questions.count()} 답함 · 복습 2")
    count = questions.count()
    link.click()
    wait_for(page, "ask")
    assert f"1 / {count}" in page.locator(".practice-head").inner_text()


def test_a_path_counts_each_step_and_leads_to_its_questions(known: BrowserContext, address: str) -> None:
    page = known.new_page()
    page.goto(address + "/path-interview-day/")
    step = page.locator(".path-practice").first
    asked = step.locator("xpath=preceding-sibling::ul[1]/li")
    expect(step.locator(".guide-count")).to_have_text(f"1/{asked.count()} 답함")
    expect(page.locator("li.guide-answered", has=page.locator("a[href$='#q-is-docker-a-vm']"))).to_contain_text("답함")
    count = asked.count()
    step.locator("a").click()
    wait_for(page, "ask")
    assert f"1 / {count}" in page.locator(".practice-head").inner_text()
    page.keyboard.press("Escape")
    wait_for(page, "")
    assert page.url == address + "/practice/"


def test_paper_has_no_marks_of_a_reader(known: BrowserContext, address: str) -> None:
    page = known.new_page()
    page.goto(address + "/volumes/")
    page.emulate_media(media="print")
    for name in (".guide-done", ".guide-rehearse"):
        expect(page.locator(name).first).to_be_hidden()
