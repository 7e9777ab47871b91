"""A smoke run in Firefox, WebKit and an old WebKit: from the first key to the mark, and what browsers differ in."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

from tests.engines import ENGINES, ENTER, Engine, Firefox

WATCH = """window.trouble = []
addEventListener('error', event => trouble.push(event.message))
addEventListener('unhandledrejection', event => trouble.push(String(event.reason)))
document.addEventListener('securitypolicyviolation', event => trouble.push('CSP ' + event.effectiveDirective))"""
PLAIN_HEADINGS = """return [...document.querySelectorAll('article :is(h2, h3)')].map(each => {
  for (const [name, value] of [['font-weight', '400'], ['font-family', 'sans-serif']])
    each.style.setProperty(name, value, 'important')
  return each.textContent.replace('¶', '')
})"""
RESULTS = "document.querySelectorAll('.md-search-result__item').length"
MARKS = "document.querySelectorAll('article mark').length"


@pytest.fixture(params=ENGINES, scope="module")
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    kind = ENGINES[request.param]
    if shutil.which(kind.program) is None:
        reason = f"{kind.program} is missing: tests/install-engines.sh installs it on Debian"
        debian = Path("/etc/debian_version").exists() and "ubuntu" not in Path("/etc/os-release").read_text().lower()
        if debian or os.environ.get("ENGINES_MUST_RUN"):
            pytest.fail(reason)
        pytest.skip(reason)
    running = kind()
    yield running
    running.quit()


@pytest.mark.parametrize("where", ["served", "file"])
def test_from_the_first_key_to_the_mark(engine: Engine, address: str, site: Path, where: str) -> None:
    page = f"{address}/networks/" if where == "served" else (site / "networks/index.html").as_uri()
    engine.get(page)
    engine.js(WATCH)
    assert engine.until("[...document.fonts].some(font => /Guide Sans/.test(font.family) && font.status === 'loaded')")
    engine.type("/볼륨")
    assert engine.until(RESULTS), engine.js("return document.querySelector('.md-search-result__meta').textContent")
    assert engine.js("return document.querySelector('.md-search__input').value") == "볼륨"
    assert engine.js("return trouble") == []
    engine.type(ENTER)
    assert engine.until(f"/[?&]h=/.test(location.search) && {MARKS}")


def test_addresses_that_ask_for_search_and_for_marks(engine: Engine, address: str) -> None:
    engine.get(f"{address}/?q=볼륨")
    assert engine.until(RESULTS)
    engine.get(f"{address}/networks/?h=볼륨+vol+rm")
    assert engine.until(MARKS)


def test_a_question_opens_below_the_header(engine: Engine, address: str) -> None:
    engine.get(f"{address}/volumes/")
    engine.get(f"{address}/networks/#q-packet-out")
    assert engine.until(
        """(() => { const question = document.getElementById('q-packet-out'), { top } = question.getBoundingClientRect()
           return question.open && top < 200
             && top >= document.querySelector('.md-header').getBoundingClientRect().bottom - 1 })()"""
    )
    engine.js("document.querySelector('.guide-answers__switch').click()")
    assert engine.js("return document.querySelectorAll('details.question:not([open])').length") == 0
    engine.js("localStorage.removeItem('guide.answers')")


def test_the_scheme_is_kept(engine: Engine, address: str) -> None:
    engine.get(f"{address}/networks/")
    engine.js("document.querySelector('.guide-scheme').click()")
    chosen = engine.js("return document.body.dataset.mdColorScheme")
    engine.get(f"{address}/volumes/")
    assert engine.js("return document.body.dataset.mdColorScheme") == chosen
    engine.js("localStorage.removeItem('guide.scheme')")


def test_a_selection_leaves_the_prompt_out(engine: Engine, address: str) -> None:
    engine.get(f"{address}/networks/")
    style = "getComputedStyle(document.querySelector('.highlight .gp'))"
    assert engine.js(f"return {style}.webkitUserSelect ?? {style}.userSelect") == "none"


def test_closed_answers_are_open_while_it_prints(engine: Engine, address: str) -> None:
    engine.get(f"{address}/volumes/")
    engine.js("dispatchEvent(new Event('beforeprint'))")
    follows = engine.js("return CSS.supports('selector(::details-content)')")
    closed = "document.querySelectorAll('article details:not([open])').length"
    assert follows or engine.js(f"return {closed}") == 0
    engine.js("dispatchEvent(new Event('afterprint'))")
    assert engine.js(f"return {closed}")


def test_no_heading_stands_at_the_foot_of_a_sheet(engine: Engine, address: str) -> None:
    """Firefox does not keep a heading with what follows by itself. (The driver of WebKit cannot print.)"""
    if not isinstance(engine, Firefox):
        pytest.skip("only Firefox prints on command")
    for name in ("networks", "container-cli", "inception"):
        engine.get(f"{address}/{name}/")
        # Its bold text goes into a PDF as shapes, which nobody could read back.
        headings = engine.js(PLAIN_HEADINGS)
        assert len(headings) > 4
        with pypdfium2.PdfDocument(engine.pdf()) as pdf:
            sheets = [sheet.get_textpage().get_text_range().split() for sheet in pdf]
        assert len(sheets) > 3
        feet = ["".join(words)[-40:] for words in sheets[:-1]]
        alone = [each for each in headings for foot in feet if foot.endswith("".join(each.split()))]
        assert alone == [], name
