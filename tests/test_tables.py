"""Wide tables are told row by row on a phone, and none is cut there."""

from __future__ import annotations

import markdown
import pytest
from playwright.sync_api import Browser
from selectolax.lexbor import LexborHTMLParser

from tests.conftest import PAGES

WIDE = """| 항목 | 기본 | `userns-remap` | rootless |
|---|---|---|---|
| 소켓 | `/var/run/docker.sock` | 같음 | `$XDG_RUNTIME_DIR/docker.sock` |
| 데몬 | root | root | 일반 사용자 |
"""
NARROW = "| 명령 | 뜻 |\n|---|---|\n| `ps` | 목록 |\n"
MIDDLING = "| 명령 | 멈춘 컨테이너 |\n|---|---|\n| `docker inspect --size` | 가능 |\n"


def tree(text: str) -> LexborHTMLParser:
    extensions = ["tables", "md_in_html", "studyguide.source.tables"]
    return LexborHTMLParser(markdown.markdown(text, extensions=extensions))


def test_cells_of_a_wide_table_say_their_column() -> None:
    table = tree(WIDE)
    assert table.css_first("table[data-stack]")
    row = table.css("tbody tr")[0].css("td")
    assert [cell.attributes.get("data-label") for cell in row] == [None, "기본", "userns-remap", "rootless"]


def test_a_table_that_fits_stays_a_table() -> None:
    table = tree(NARROW)
    assert table.css_first("table")
    assert not table.css_first("[data-stack], [data-label]")


def test_an_answer_has_less_room() -> None:
    assert not tree(MIDDLING).css_first("[data-stack]")
    assert tree(f'<details markdown="1">\n<summary>물음</summary>\n\n{MIDDLING}\n</details>').css_first("[data-stack]")


def test_no_table_is_cut_on_a_phone(browser: Browser, address: str) -> None:
    """The frame of a table may scroll, but nobody looks for a column that is not seen."""
    page = browser.new_page(viewport={"width": 360, "height": 800})
    cut = []
    for name in PAGES:
        page.goto(f"{address}/{'' if name == 'index' else name + '/'}")
        page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
        heads = page.evaluate(
            "[...document.querySelectorAll('.guide-scroll')].filter(each => each.scrollWidth > each.clientWidth)"
            ".map(each => each.querySelector('thead').textContent.trim().replace(/\\s+/g, ' '))"
        )
        cut += [f"{name}: {head}" for head in heads]
    page.close()
    assert cut == []


@pytest.mark.parametrize("width", [360, 1280])
def test_no_path_is_broken_inside_a_word(browser: Browser, address: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(f"{address}/postgres-data/")
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    words = page.evaluate("""
        [...document.querySelectorAll('td code')].flatMap(code => [...code.childNodes].flatMap(node =>
            [...node.textContent.matchAll(/[\\w/]+/g)].filter(match => {
                const range = document.createRange()
                range.setStart(node, match.index)
                range.setEnd(node, match.index + match[0].length)
                return new Set([...range.getClientRects()].map(box => Math.round(box.top))).size > 1
            }).map(match => match[0])))
    """)
    page.close()
    assert words == []
