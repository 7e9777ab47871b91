"""The site as a reader meets it, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from studyguide.labs import blocks, transcript
from tests.conftest import PAGES, ROOT, TOPICS

PHONE, DESKTOP = 360, 1280


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": DESKTOP, "height": 900})
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    yield context.new_page()
    context.close()


def path(name: str) -> str:
    return "/" if name == "index" else f"/{name}/"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_every_page_fits_and_asks_nobody_else(browser: Browser, address: str, width: int, scheme: str) -> None:
    """No sideways scrolling, no script error, no request to another host."""
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on(
        "request", lambda request: None if request.url.startswith((address, "data:")) else errors.append(request.url)
    )
    for name in PAGES:
        page.goto(address + path(name))
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{name} is {wide} px wide"
        cut = page.evaluate(
            """() => [...document.querySelectorAll('.md-nav--secondary .md-ellipsis')]
                 .filter(each => each.scrollWidth > each.clientWidth + 1).map(each => each.innerText)"""
        )
        assert not cut, f"{name}: cut off in the table of contents: {cut}"
        wanted = "slate" if scheme == "dark" else "default"
        assert page.locator("body").get_attribute("data-md-color-scheme") == wanted
    context.close()
    assert errors == []


def test_the_text_of_figures_stays_inside(browser: Browser, address: str) -> None:
    """A label that leaves its figure is cut off; readers would never know."""
    context = browser.new_context(viewport={"width": PHONE, "height": 800})
    page = context.new_page()
    cut: list[str] = []
    for name in TOPICS:
        page.goto(address + path(name))
        cut += page.evaluate(
            """() => [...document.querySelectorAll('figure svg')].flatMap(svg => {
                 const frame = svg.getBoundingClientRect()
                 return [...svg.querySelectorAll('text')].filter(text => {
                   const box = text.getBoundingClientRect()
                   return box.left < frame.left - 1 || box.right > frame.right + 1 || box.bottom > frame.bottom + 1
                 }).map(text => svg.closest('figure').id + ': ' + text.textContent)
               })"""
        )
    context.close()
    assert cut == []


def test_a_question_opens_at_its_address(page: Page, address: str) -> None:
    page.goto(address + "/compose-networks/#q-compose-two-projects")
    question = page.locator("#q-compose-two-projects")
    expect(question).to_have_attribute("open", "")
    expect(question.locator(".answer-short")).to_be_in_viewport()


def test_the_question_list_leads_to_an_open_answer(page: Page, address: str) -> None:
    page.goto(address + "/questions/")
    page.locator("h2#asked + .asks a").first.click()
    page.wait_for_url("**/#q-*")
    expect(page.locator("details.question:target")).to_have_attribute("open", "")


def test_copying_a_console_block_copies_the_commands_alone(page: Page, address: str) -> None:
    page.goto(address + "/compose/")
    block = page.locator("article > .highlight:has(.gp):has(.go)").first
    commands = transcript.parse(block.locator("code").text_content() or "")
    block.hover()
    block.locator("button").first.click()
    page.wait_for_timeout(200)
    assert page.evaluate("navigator.clipboard.readText()") == "\n".join(command.text for command in commands)


def test_a_command_of_the_list_is_copied_with_one_press(page: Page, address: str) -> None:
    page.goto(address + "/commands/")
    height = "document.querySelector('dl').offsetHeight"
    before = page.evaluate(height)
    page.mouse.move(5, 5)  # the first touch brings the buttons
    control = page.get_by_role("button", name="docker ps -a 복사")
    control.focus()
    page.keyboard.press("Enter")
    page.wait_for_timeout(200)
    assert page.evaluate("navigator.clipboard.readText()") == "docker ps -a"
    assert page.evaluate(height) == before, "there was room for the buttons"


def test_every_console_block_copies_as_the_labs_run_it(page: Page, address: str) -> None:
    """Loops and here-documents too, whose lines go on with `> `, and no output that looks like a prompt."""
    for name in TOPICS:
        page.goto(address + path(name))
        page.mouse.move(5, 5)  # the first touch brings the buttons
        page.locator(".guide-copy").first.wait_for(state="attached")
        pairs = page.evaluate(
            """async () => {
                 const pairs = []
                 for (const box of document.querySelectorAll('.highlight:has(.gp)')) {
                   let copied
                   navigator.clipboard.writeText = async text => { copied = text }
                   box.querySelector('.guide-copy').click()
                   pairs.push([box.querySelector('code').textContent, copied])
                 }
                 return pairs
               }"""
        )
        for session, copied in pairs:
            commands = "\n".join(command.text for command in transcript.parse(session))
            assert copied == commands.rstrip("\n"), name
        sessions = [lab for lab in blocks.find((ROOT / f"docs/{name}.md").read_text(encoding="utf-8")) if not lab.file]
        assert len(pairs) == len(sessions), name


def test_search_finds_a_question(page: Page, address: str) -> None:
    page.goto(address + "/")
    page.keyboard.press("/")
    page.locator(".md-search__input").fill("헬스")
    expect(page.locator(".md-search-result__item").first).to_contain_text("헬스")


def test_paper_shows_every_answer_and_no_navigation(page: Page, address: str) -> None:
    page.goto(address + "/volumes/")
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    answers = page.locator("details.question .answer-short")
    assert answers.count() >= 4
    for index in range(answers.count()):
        expect(answers.nth(index)).to_be_visible()
    expect(page.locator(".md-sidebar--primary")).to_be_hidden()
    expect(page.locator(".md-header")).to_be_hidden()


def test_an_unknown_address_offers_ways_on(site: object, page: Page, address: str) -> None:
    page.goto(address + "/404.html")
    expect(page.locator("h1")).to_have_text("없는 페이지입니다")
    assert page.locator("article a, .md-content a").count() >= 3


def test_the_console_is_silent_from_a_disk_too(browser: Browser, site: Path) -> None:
    """A page that was opened from a file asks for nothing that it cannot have: no sitemap, no worker of its own."""
    context = browser.new_context()
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("requestfailed", lambda request: said.append(request.url))
    page.goto((site / "volumes/index.html").as_uri())
    page.keyboard.press("/")  # the theme's script starts with the first touch
    page.wait_for_function("() => window.guide.ran")
    page.keyboard.type("볼륨")
    page.locator(".md-search-result__item").first.wait_for()
    assert said == []
    context.close()
