"""axe finds nothing: on every page, light and dark, on a phone and a desktop, with everything open and closed.

A page's structure is the same in both widths; on the phone's only the rules run whose
result depends on the layout. Those about colour are slow and depend on style alone: they
run where everything is visible, on one element for each combination of colours, size and
weight that the page has, in both schemes. The states of header and menu, which the widths
do not share, are audited whole in both.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, Page

from tests.conftest import PAGES
from tests.test_browser import DESKTOP, PHONE, path

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOUR = ["color-contrast", "link-in-text-block"]
LAYOUT = ["target-size", "scrollable-region-focusable", "aria-hidden-focus", "link-name", "button-name", "region"]
REPRESENTATIVES = """() => {
  const grounds = element => {
    const found = []
    for (let each = element; each; each = each.parentElement) {
      const { backgroundColor, backgroundImage } = getComputedStyle(each)
      if (backgroundImage !== "none" || !/, 0\\)$/.test(backgroundColor)) found.push(backgroundColor + backgroundImage)
      if (/^rgb\\(/.test(backgroundColor)) break
    }
    return found.join()
  }
  const picked = new Map()
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement
    if (!texts.currentNode.data.trim() || !element.checkVisibility({ opacityProperty: true })) continue
    const style = getComputedStyle(element)
    const link = element.closest("a")
    const around = link && getComputedStyle(link.parentElement).color + link.parentElement.tagName
    const key = [style.color, style.fontSize, style.fontWeight, style.opacity, grounds(element), around].join()
    if (!picked.has(key)) picked.set(key, link ?? element)
  }
  return [...new Set(picked.values())]
}"""


def violations(page: Page, rules: dict[str, Any], elements: str = "() => [document.documentElement]") -> list[str]:
    """What axe finds, a line for each element."""
    result: list[str] = page.evaluate(
        """async ([rules, elements]) => {
             const found = await axe.run({ include: eval(elements)() }, { resultTypes: ["violations"], ...rules })
             return found.violations.flatMap(each =>
               each.nodes.map(node => `${each.id}: ${node.html.slice(0, 120)} (${node.failureSummary.slice(0, 200)})`))
           }""",
        [rules, elements],
    )
    return result


@pytest.fixture(scope="module", params=[PHONE, DESKTOP])
def audited(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    # Tall, so that no column ends in the middle of a link. The site's own policy would keep axe out.
    context = browser.new_context(
        viewport={"width": request.param, "height": 3000}, reduced_motion="reduce", bypass_csp=True
    )
    yield context.new_page()
    context.close()


def width(page: Page) -> int:
    assert page.viewport_size
    return page.viewport_size["width"]


def wake(page: Page) -> None:
    """Touch the page and wait until all of its scripts have run."""
    page.keyboard.press("Shift")
    page.wait_for_function("() => window.guide.ran")


@pytest.mark.parametrize("name", [*PAGES, "404"])
def test_axe_finds_nothing(audited: Page, address: str, name: str) -> None:
    audited.goto(address + ("/404.html" if name == "404" else path(name)))
    wake(audited)
    audited.evaluate(AXE)
    audited.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    if width(audited) == PHONE:
        rules: dict[str, Any] = {"runOnly": {"type": "rule", "values": LAYOUT}}
    else:
        rules = {"runOnly": {"type": "tag", "values": TAGS}, "rules": {rule: {"enabled": False} for rule in COLOUR}}
    found = violations(audited, rules)
    for scheme in ("default", "slate") if width(audited) == DESKTOP else ():
        audited.evaluate("scheme => document.body.dataset.mdColorScheme = scheme", scheme)
        for problem in violations(audited, {"runOnly": {"type": "rule", "values": COLOUR}}, REPRESENTATIVES):
            found.append(f"{scheme} {problem}")
    assert found == []


@pytest.mark.parametrize("state", ["search", "results", "drawer", "answers closed"])
def test_axe_finds_nothing_in_any_state(audited: Page, address: str, state: str) -> None:
    audited.goto(address + path(PAGES[1]))
    wake(audited)
    phone = width(audited) == PHONE
    if state in ("search", "results"):
        audited.keyboard.press("/")
        audited.locator(".md-search__input").wait_for(state="visible")
    if state == "results":
        audited.keyboard.type("볼륨")
        audited.locator(".md-search-result__item").first.wait_for(state="visible")
    if state == "drawer":
        if not phone:
            pytest.skip("a wide screen has no drawer")
        audited.locator(".guide-menu").click()
        audited.wait_for_timeout(400)
    audited.evaluate(AXE)
    found = []
    for scheme in ("default", "slate"):
        audited.evaluate("scheme => document.body.dataset.mdColorScheme = scheme", scheme)
        found += violations(audited, {"runOnly": {"type": "tag", "values": TAGS}})
    assert found == []
