"""What a screen reader is told, by the browser's accessibility tree: names, order, live regions; and two other ways to
see a page: at 400 %, and in the colours of the reader's system."""

from __future__ import annotations

import io
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from tests.test_browser import path

PAGES = ["index", "volumes", "questions", "errors"]
CONTROLS = {"link", "button", "textbox", "searchbox", "combobox", "checkbox", "DisclosureTriangle", "image"}
LANDMARKS = ("banner", "navigation", "main", "contentinfo")


@dataclass(frozen=True)
class Node:
    """A node of the tree, as it is spoken."""

    role: str
    name: str
    properties: dict[str, Any]


def tree(page: Page, selector: str = "body") -> list[Node]:
    """The nodes below an element that a screen reader meets, in the order in which it does."""
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("Accessibility.enable")
    document = session.send("DOM.getDocument")["root"]["nodeId"]
    start = session.send("DOM.querySelector", {"nodeId": document, "selector": selector})["nodeId"]
    nodes = session.send("Accessibility.queryAXTree", {"nodeId": start})["nodes"]
    session.detach()
    return [
        Node(
            node["role"]["value"],
            node.get("name", {}).get("value", "").strip(),
            {each["name"]: each["value"].get("value") for each in node.get("properties", [])},
        )
        for node in nodes
        if not node["ignored"] and node.get("role")
    ]


def awake(page: Page, url: str) -> None:
    page.goto(url)
    page.keyboard.press("Shift")
    page.wait_for_function("() => window.guide.ran")


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("name", PAGES)
def test_everything_that_can_be_used_has_a_name(page: Page, address: str, name: str) -> None:
    awake(page, address + path(name))
    nodes = tree(page)
    assert [node.role for node in nodes if node.role in CONTROLS and not node.name] == []
    assert [node.name for node in nodes if node.role == "heading" and "¶" in node.name] == []
    for role in ("banner", "main", "contentinfo"):
        assert sum(node.role == role for node in nodes) == 1, role
    navigations = [node.name for node in nodes if node.role == "navigation"]
    assert len(set(navigations)) == len(navigations)
    assert "" not in navigations


@pytest.mark.parametrize("name", PAGES)
def test_headings_make_an_outline(page: Page, address: str, name: str) -> None:
    awake(page, address + path(name))
    levels = [node.properties["level"] for node in tree(page, "main") if node.role == "heading"]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(below - above <= 1 for above, below in itertools.pairwise(levels))


def test_the_first_key_leads_past_the_navigation(page: Page, address: str) -> None:
    awake(page, address + path("volumes"))
    page.keyboard.press("Tab")
    focused = "document.activeElement.textContent.trim()"
    assert page.evaluate(focused) == "콘텐츠로 이동"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("!!document.activeElement.closest('article')")


def test_a_question_says_whether_it_is_open_and_hides_what_is_closed(page: Page, address: str) -> None:
    awake(page, address + path("volumes"))
    question = page.locator("details.question").first
    title = question.locator(".question__title").inner_text()
    answer = question.locator(".answer-short").text_content() or ""
    selector = f"#{question.get_attribute('id')}"

    def spoken() -> tuple[bool, bool]:
        nodes = tree(page, selector)
        [switch] = [node for node in nodes if node.role == "DisclosureTriangle"]
        assert title in switch.name
        return bool(switch.properties["expanded"]), any(node.name and node.name[:12] in answer for node in nodes[2:])

    assert spoken()[0] is False
    question.locator("summary").click()
    assert spoken() == (True, True)
    question.locator("summary").click()


def test_a_figure_is_an_image_with_a_name_and_a_description(page: Page, address: str) -> None:
    awake(page, address + path("volumes"))
    figures = page.locator("figure.figure svg")
    assert figures.count()
    for index in range(figures.count()):
        name = figures.nth(index).get_attribute("id") or figures.nth(index).evaluate(
            "each => each.parentElement.parentElement.id"
        )
        images = [node for node in tree(page, f"#{name}") if node.role == "image"]
        assert len(images) == 1, name
        assert images[0].name, name


def test_the_search_is_a_named_dialog_that_tells_what_it_found(page: Page, address: str) -> None:
    awake(page, address + path("volumes"))
    page.keyboard.press("/")
    expect(page.locator(".md-search__input")).to_be_focused()
    page.keyboard.type("볼륨")
    expect(page.locator(".md-search-result__item").first).to_be_visible()
    nodes = tree(page, ".md-search")
    assert nodes[0].role == "dialog"
    assert nodes[0].name == "검색"
    [box] = [node for node in nodes if node.properties.get("focused")]
    assert box.name, "the field says what is to be typed"
    regions = page.locator(".md-search [role=status]")
    # The titles are searched before the texts are there; what counts is said of both.
    expect(regions.first).to_have_text(re.compile(r"^[1-9]\d*곳을 찾았습니다\."))
    statuses = [node for node in nodes if node.role == "status"]
    # What appears together with its text is not read out: the second region is there before it has anything to say.
    assert [node.properties["live"] for node in statuses] == ["polite", "polite"]
    links = [node.name for node in nodes if node.role == "link"]
    assert sum("볼륨" in name for name in links) > 3, "a result is named by its title"
    assert "" not in links
    results = [node.name for node in nodes if node.role == "heading" and "볼륨" in node.name]
    assert len(results) > 3
    page.keyboard.type(" 항공권")
    expect(regions.last).to_contain_text("‘항공권’")
    page.keyboard.press("Escape")
    expect(page.locator(".md-search-result__item").first).to_be_hidden()


def test_copying_is_told(page: Page, address: str) -> None:
    awake(page, address + path("volumes"))
    button = page.locator(".guide-copy").first
    assert button.get_attribute("aria-label")
    regions = page.locator("[aria-live], [role=status], [role=alert]")
    button.click()
    # Somebody who does not see the button hears that it has worked.
    expect(regions.filter(has_text="복사했습니다").first).to_be_attached()


@pytest.mark.parametrize("name", [*PAGES, "networks"])
def test_at_four_hundred_percent_nothing_is_cut_off(browser: Browser, address: str, name: str) -> None:
    """A window of 1280 × 1024 at 400 % is 320 × 256 (WCAG 1.4.10): one column, and the header leaves room to read."""
    context = browser.new_context(viewport={"width": 320, "height": 256}, reduced_motion="reduce")
    zoomed = context.new_page()
    awake(zoomed, address + path(name))
    zoomed.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    assert zoomed.evaluate("document.documentElement.scrollWidth") <= 320
    cut = zoomed.evaluate(
        """() => [...document.querySelectorAll('article :is(p, h1, h2, h3, summary, button)')].filter(each => {
             const { left, right, width } = each.getBoundingClientRect()
             return width && (left < -1 || right > 321) && !each.closest('.guide-scroll, .highlight, table')
           }).map(each => each.outerHTML.slice(0, 100))"""
    )
    assert cut == []
    assert zoomed.locator(".md-header").bounding_box()["height"] <= 256 / 4  # type: ignore[index]
    zoomed.keyboard.press("/")
    zoomed.keyboard.type("볼륨")
    expect(zoomed.locator(".md-search-result__item").first).to_be_visible()
    assert zoomed.evaluate("document.documentElement.scrollWidth") <= 320
    context.close()


SEEN = {
    "copy": ".guide-copy",
    "scheme": ".guide-scheme",
    "open question": "details.question summary",
    "all answers": ".guide-answers__switch:text('답')",
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_with_the_colours_of_the_system_every_control_is_seen(browser: Browser, address: str, scheme: Any) -> None:
    """Backgrounds go there, and with them an icon that is nothing but a masked background."""
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, forced_colors="active", color_scheme=scheme, reduced_motion="reduce"
    )
    forced = context.new_page()
    awake(forced, address + path("volumes"))
    for what, selector in SEEN.items():
        control = forced.locator(selector).first
        control.scroll_into_view_if_needed()
        control.hover()
        pixels = Image.open(io.BytesIO(control.screenshot())).convert("L")
        low, high = pixels.getextrema()
        assert high - low > 100, what  # type: ignore[operator]
    forced.keyboard.press("Tab")
    outline = forced.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline != "none", "where the focus is"
    context.close()
