"""What a reader sees does not depend on the style reducer: every component looks as with the sheets as written."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from studyguide.publish import html
from tests.conftest import Built

ANSWERED = re.compile(r"곳을 찾았습니다|찾은 것이 없습니다")
"""What the dialog says last. Before all of the text is read it says another thing, and its list is still to change."""

COMPARE = """
async original => {
  const parts = ["", "::before", "::after", "::marker", "::placeholder"]
  // Custom properties have no look of their own, and those that nobody reads are dropped on purpose.
  // Automatic margins are given as whatever the last layout left; the place of the box stands for them.
  const names = [...getComputedStyle(document.body)].filter(name => !/^--|^margin-(left|right|inline)/.test(name))
  const look = () => {
    for (const animation of document.getAnimations()) animation.cancel()
    const looks = new Map()
    for (const element of document.body.querySelectorAll("*")) {
      if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue
      looks.set(element, parts.map(part => {
        const style = getComputedStyle(element, part)
        const made =
          part === "" ||
          (part === "::placeholder" && element.localName === "input") ||
          (part === "::marker" && getComputedStyle(element).display === "list-item") ||
          (/^::(before|after)$/.test(part) && style.content !== "none")
        if (!made) return []
        const { x, width } = element.getBoundingClientRect()
        return [...names.map(name => style.getPropertyValue(name)), `${x} + ${width}`]
      }))
    }
    return looks
  }
  const reduced = look()
  const old = [...document.styleSheets]
  const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: original })
  await new Promise((settle, fail) => {
    link.onload = settle
    link.onerror = fail
    document.head.append(link)
  })
  old.forEach(sheet => (sheet.disabled = true))
  document.body.getBoundingClientRect()  // asks for the fonts of these sheets
  await document.fonts.ready
  const different = []
  let seen = 0
  for (const [element, looks] of look()) {
    looks.forEach((values, part) => {
      const before = reduced.get(element)?.[part] ?? []
      const which = [...names, "box"].filter((_, index) => before[index] !== values[index])
      seen += values.filter(Boolean).length
      const tell = name => {
        const index = [...names, "box"].indexOf(name)
        return `${name} ${before[index]} → ${values[index]}`
      }
      const who = `${element.localName}.${[...element.classList].join(".")}${parts[part]}`
      if (which.length) different.push(`${who}: ${which.slice(0, 3).map(tell)}`)
    })
  }
  return [seen, [...new Set(different)].slice(0, 10)]
}
"""


@pytest.fixture(scope="module")
def originals(raw: Built) -> dict[str, str]:
    """The style sheets of the site before post-processing, in the order of the page."""
    addresses, _ = html.links((raw.site / "index.html").read_text(encoding="utf-8"))
    return {posixpath.basename(name): (raw.site / name).read_text(encoding="utf-8") for name in addresses}


@pytest.fixture
def page(browser: Browser, originals: dict[str, str], raw: Built) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, bypass_csp=True, service_workers="block")
    page = context.new_page()

    def answer(route: Route) -> None:
        # Beside the others, so that what they name is found; not joined, because @charset has to come first.
        name = route.request.url.rpartition("/original-")[2]
        imports = "".join(f'@import "original-{each}";' for each in originals)
        route.fulfill(body=originals.get(name, imports), content_type="text/css; charset=utf-8")

    def font(route: Route) -> None:
        # The sheets as written name the fonts without the hash that post-processing adds.
        file = raw.site / "assets/fonts" / posixpath.basename(route.request.url)
        if file.is_file():
            route.fulfill(path=file, content_type="font/woff2")
        else:
            route.continue_()

    page.route("**/assets/stylesheets/original-*", answer)
    page.route("**/assets/fonts/*", font)
    yield page
    context.close()


def compare(page: Page) -> None:
    """Fail where an element, or what is generated beside it, looks otherwise than with the sheets as written."""
    # A face that comes between the two looks moves all text by a hair.
    page.wait_for_function(
        "[...document.fonts].some(face => /Guide Sans/.test(face.family) && face.status === 'loaded')"
    )
    page.wait_for_timeout(300)  # transitions end
    seen, different = page.evaluate(COMPARE, "/assets/stylesheets/original-all.css")
    assert seen > 10_000
    assert different == []


def wake(page: Page) -> None:
    """Touch the page, and wait for what is loaded then."""
    page.mouse.move(300, 300)
    page.mouse.move(310, 310)
    page.wait_for_function("guide.ran === true")
    page.wait_for_load_state("networkidle")


def search(page: Page, query: str) -> None:
    page.keyboard.press("/")
    page.locator(".md-search__input").press_sequentially(query)
    expect(page.locator(".md-search-result__meta")).to_have_text(ANSWERED, timeout=10_000)


@pytest.mark.parametrize("name", ["", "volumes/", "commands/", "404.html"])
@pytest.mark.parametrize("width", [360, 1280])
def test_pages_as_they_open(page: Page, address: str, name: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{address}/{name}", wait_until="networkidle")
    compare(page)


@pytest.mark.parametrize("name", ["", "volumes/"])
def test_pages_in_print(page: Page, address: str, name: str) -> None:
    page.emulate_media(media="print")
    page.goto(f"{address}/{name}", wait_until="networkidle")
    compare(page)


def test_a_page_in_the_dark(page: Page, address: str) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto(f"{address}/volumes/")
    wake(page)
    compare(page)


def open_search(page: Page) -> None:
    search(page, "볼륨 삭제")
    expect(page.locator(".md-search-result__link").first).to_be_visible()


def open_more_results(page: Page) -> None:
    search(page, "볼륨")
    page.locator(".md-search-result__more > summary").first.click()
    page.locator(".md-search-result__link").first.hover()


def find_nothing(page: Page) -> None:
    search(page, "꿹뷁쉙")


def see_suggestion(page: Page) -> None:
    page.keyboard.press("/")
    page.locator(".md-search__input").press_sequentially("컨테")
    expect(page.locator("[data-md-component=search-suggest]")).not_to_be_empty()
    expect(page.locator(".md-search-result__meta")).to_have_text(ANSWERED, timeout=10_000)


def scroll_back(page: Page) -> None:
    page.mouse.wheel(0, 3000)
    page.wait_for_timeout(300)
    page.mouse.wheel(0, -600)
    expect(page.locator(".md-top")).to_be_visible()


def keep_message(page: Page) -> None:
    """Wait for the message of the page, and let it stay while so many elements are compared."""
    expect(page.locator(".guide-status")).not_to_be_empty()
    page.evaluate("() => { for (let timer = setTimeout(() => {}); timer > 0; timer--) clearTimeout(timer) }")


def copy_code(page: Page) -> None:
    page.locator(".guide-copy").first.click()
    keep_message(page)


def hover_link(page: Page) -> None:
    page.locator("article p a").first.hover()


def focus_link(page: Page) -> None:
    for _ in range(3):
        page.keyboard.press("Tab")


def open_answers(page: Page) -> None:
    page.get_by_role("button", name="답 모두 보기").click()
    keep_message(page)


def open_one_answer(page: Page) -> None:
    page.locator("details.question > summary").first.click()
    page.locator("details.question .guide-link").first.hover()


def change_scheme(page: Page) -> None:
    page.locator(".guide-scheme").click()


def read_offline(page: Page) -> None:
    page.evaluate("document.documentElement.dataset.offline = ''")


STATES: list[Callable[[Page], None]] = [
    open_search,
    open_more_results,
    find_nothing,
    see_suggestion,
    scroll_back,
    copy_code,
    hover_link,
    focus_link,
    open_answers,
    open_one_answer,
    change_scheme,
    read_offline,
]


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_components_that_scripts_make(page: Page, address: str, state: Callable[[Page], None]) -> None:
    page.goto(f"{address}/volumes/")
    wake(page)
    state(page)
    compare(page)


@pytest.mark.parametrize("opener", [".guide-menu", ".guide-find"])
def test_panels_of_a_phone(page: Page, address: str, opener: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{address}/volumes/")
    wake(page)
    page.locator(opener).click()
    if opener == ".guide-menu":
        page.locator(".guide-nav__contents > summary").click()
    else:
        page.locator(".md-search__input").press_sequentially("포트")
        expect(page.locator(".md-search-result__meta")).to_have_text(ANSWERED, timeout=10_000)
    compare(page)


def test_the_mark_of_a_found_word(page: Page, address: str) -> None:
    page.goto(f"{address}/volumes/?h=볼륨")
    expect(page.locator("article mark").first).to_be_attached()
    compare(page)


def test_the_sheets_are_what_the_pages_name(originals: dict[str, str], site: Path) -> None:
    """So that the comparison cannot be one of nothing with nothing."""
    assert len(originals) > 2
    assert all("{" in text for text in originals.values())
    assert not any((site / "assets/stylesheets" / name).exists() for name in originals)
