"""Ctrl+P on a page: what comes out of the browser's own printing."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page
from selectolax.lexbor import LexborHTMLParser

from tests.conftest import html_file

PAGES = ["volumes", "compose", "questions", "commands"]


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, color_scheme="dark")
    yield context.new_page()
    context.close()


def squashed(text: str) -> str:
    return re.sub(r"\s+", "", text.replace("\ufffe", "").replace("\xad", ""))


@pytest.fixture(scope="module")
def printed(page: Page, address: str) -> dict[str, list[str]]:
    """The text of each printed page of some pages of the site."""

    @functools.cache
    def sheets(name: str) -> list[str]:
        page.goto(f"{address}/{name}/")
        with pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True, print_background=False)) as pdf:
            return [sheet.get_textpage().get_text_range() for sheet in pdf]

    return {name: sheets(name) for name in PAGES}


@pytest.mark.parametrize("name", PAGES)
def test_everything_is_printed(printed: dict[str, list[str]], site: Path, name: str) -> None:
    """Each line of the page's text, answers that are folded on the screen too."""
    tree = LexborHTMLParser(html_file(site, name).read_text(encoding="utf-8"))
    article = tree.css_first("article")
    assert article is not None
    for node in article.css("svg, .screen-only, .headerlink, .twemoji"):
        node.decompose()
    text = squashed("".join(printed[name]))
    blocks = [squashed(node.text()) for node in article.css(":is(p, dt, dd, td, summary):not(:has(a), .also)")]
    assert blocks
    missing = [block for block in blocks if block[:24] not in text]
    assert len(missing) <= 0.02 * len(blocks), missing


@pytest.mark.parametrize("name", PAGES)
def test_paper_has_page_numbers_and_no_navigation(printed: dict[str, list[str]], name: str) -> None:
    sheets = printed[name]
    for number, text in enumerate(sheets, start=1):
        assert f"{number} / {len(sheets)}" in text
        assert "도커 스터디 가이드" in text
    whole = "".join(sheets)
    for control in ("맨위로", "이렇게도묻습니다", "이페이지에서", "이페이지PDF로받기", "¶"):
        assert control not in squashed(whole), control


def test_links_to_the_web_say_where_they_lead(printed: dict[str, list[str]]) -> None:
    assert "(https://docs.docker.com/" in squashed("".join(printed["volumes"]))


def test_numbers_stay_beside_the_lines_they_count(page: Page, address: str) -> None:
    """A line that wraps must not push the numbers out of step with the lines below."""
    page.goto(f"{address}/volumes/")
    page.emulate_media(media="print")
    tops = page.evaluate(
        """() => {
          const block = document.querySelector('.highlight code')
          block.innerHTML = [1, 2, 3].map(n => `<span id="__span-9-${n}"><span class="linenos">${n}</span>` +
            (n == 2 ? 'x '.repeat(200) : 'line') + '\\n</span>').join('')
          return [...block.querySelectorAll('.linenos')].map(number => {
            const text = document.createRange()
            text.setStart(number.nextSibling, 0); text.setEnd(number.nextSibling, 1)
            return [number.getBoundingClientRect().top, text.getBoundingClientRect().top,
                    number.parentElement.getBoundingClientRect().height]
          })
        }"""
    )
    page.emulate_media(media="screen")
    assert tops[1][2] > 1.5 * tops[0][2], "the second line wraps"
    assert [abs(number - line) < 4 for number, line, _ in tops] == [True] * 3


def test_paper_is_light_though_the_screen_is_dark(page: Page, address: str) -> None:
    page.goto(f"{address}/volumes/")
    page.emulate_media(media="print")
    script = "[...document.querySelectorAll('article :is(p, li)')].map(node => getComputedStyle(node).color)"
    colours = page.evaluate(script)
    page.emulate_media(media="screen")
    for colour in set(colours):
        red, green, blue = (int(part) for part in re.findall(r"\d+", colour)[:3])
        assert red + green + blue < 400, colour
