"""The index of the printed book: who looks something up is led to where it is explained."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
import yaml

from studyguide.book.build import FOLDER, STUDY_FILE, read_plan
from studyguide.book.plan import Plan
from studyguide.project import Project
from tests.conftest import ROOT

LOOK_UPS = yaml.safe_load((ROOT / "tests/data/index-lookups.yml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def plan(site: Path) -> Plan:
    return read_plan(Project(ROOT), site)


@dataclass(frozen=True)
class Printed:
    """The book as text, and its index with the bold numbers marked: `**12**`."""

    texts: list[str]
    starts: dict[str, int]
    index: str


def chapters_in(pdf: pikepdf.Pdf) -> Iterator[tuple[str, int]]:
    """Title and page of every entry of the outline."""
    names = pikepdf.NameTree(pdf.Root.Names.Dests) if "/Names" in pdf.Root else {}
    numbers = {str(page.objgen): number for number, page in enumerate(pdf.pages, start=1)}

    def walk(items: list[pikepdf.OutlineItem]) -> Iterator[tuple[str, int]]:
        for item in items:
            place = item.action.D if item.action is not None else item.destination
            place = place if isinstance(place, pikepdf.Array) else names[str(place)].D
            yield " ".join(item.title.split()), numbers[str(place[0].objgen)]
            yield from walk(item.children)

    with pdf.open_outline() as outline:
        yield from walk(list(outline.root))


def with_bold(page: pypdfium2.PdfPage) -> str:
    """The text of a page; runs of bold are between stars."""
    text = page.get_textpage()
    out, was = [], False
    buffer = ctypes.create_string_buffer(128)
    for at in range(text.count_chars()):
        letter = text.get_text_range(at, 1)
        pypdfium2.raw.FPDFText_GetFontInfo(text.raw, at, buffer, 128, None)
        bold = b"Bold" in buffer.value and letter not in "\r\n"
        if bold != was and letter != " ":
            out.append("**")
            was = bold
        out.append(letter)
    return "".join(out) + ("**" if was else "")


@pytest.fixture(scope="module")
def printed(site: Path) -> Printed:
    path = site / FOLDER / STUDY_FILE
    with pikepdf.open(path) as pdf:
        starts: dict[str, int] = {}
        for title, page in chapters_in(pdf):
            starts.setdefault(title, page)
    with pypdfium2.PdfDocument(path) as pdf:
        texts = [page.get_textpage().get_text_range() for page in pdf]
        index = "\n".join(with_bold(pdf[number - 1]) for number in range(starts["찾아보기"], len(pdf) + 1))
    # The reader of the PDF divides a line where its columns lie so.
    return Printed(texts, starts, re.sub(r"Compose\s+키", "Compose 키", re.sub(r"\r\n", "\n", index)))


def main_page(printed: Printed, look: str, depth: int = 0) -> int | None:
    """The first bold page of an entry, through references: of one written so, or else of one that says it."""
    name = r"\s+(?:…\s+)?".join(map(re.escape, look.split()))  # … stands for a name in a message
    written = re.finditer(rf"(?m)^{name}(?= (?:Compose 키 )?(?:→|\*\*|\d))", printed.index)
    for match in (*written, *re.finditer(rf"(?im)^\W*{name}(?![\w가-힣-])", printed.index)):
        rest = printed.index[match.end() :]
        if (reference := re.match(r"\s*→\s*(.+)", rest)) and depth < 3:
            found = main_page(printed, reference[1].strip(), depth + 1)
        else:
            # The entry goes on to its last number; the next begins with a letter.
            entry = re.match(r"[^→]*?((?:\*{0,2}\d+(?:–\d+)?\*{0,2}[,\s]*)+)(?=\n|$)", rest)
            bold = re.search(r"\*\*(\d+)", entry[1]) if entry else None
            found = int(bold[1]) if bold else None
        if found:
            return found
    return None


def squashed(text: str) -> str:
    return re.sub(r"\s+", "", text).replace("\ufffe", "-")


def is_heading(line: str, title: str) -> bool:
    """Whether a line is a heading, or the first line of one that takes two."""
    words = squashed(line)
    return words == title or (len(words) > 15 and title.startswith(words))


def section_pages(printed: Printed, plan: Plan, place: str) -> range:
    """The pages of a section, or the first page of a chapter, as printed."""
    path, _, anchor = place.partition("#")
    chapter = next(one for one in plan.chapters if one.page.path == path)
    title = f"{chapter.number}장 {chapter.title}" if chapter.number else chapter.title
    page = printed.starts[" ".join(title.split())]
    if not anchor:
        return range(page, page + 1)
    found = 0
    for section in chapter.page.sections[1:]:
        title, at = squashed(section.title), page
        while not any(is_heading(line, title) for line in printed.texts[at - 1].splitlines()):
            at += 1
        page = at
        if found:
            return range(found, page + 1)
        if section.id == anchor:
            found = page
    return range(found, page + 2)


def test_a_hundred_look_ups_lead_to_the_page_that_explains(printed: Printed, plan: Plan) -> None:
    missed = []
    for one in LOOK_UPS:
        page = main_page(printed, one["look"])
        if page is None or not any(page in section_pages(printed, plan, place) for place in one["at"]):
            missed.append(f"{one['look']}: {page}, not {one['at']}")
    assert len(LOOK_UPS) >= 100
    assert len(missed) <= 0.05 * len(LOOK_UPS), "\n".join(missed)


def test_every_reference_leads_to_an_entry_with_pages(plan: Plan) -> None:
    entries = {entry.name: entry for entry in plan.index.entries}
    references = [entry for entry in plan.index.entries if entry.see]
    assert len(references) > 50
    assert [entry.name for entry in references if entries[entry.see].main is None] == []


def test_every_error_of_the_dictionary_is_in_the_index(plan: Plan) -> None:
    listed = {entry.main for entry in plan.index.entries if entry.main}
    errors = [
        (chapter.page.path, section.id)
        for chapter in plan.chapters
        for section in chapter.page.sections
        if section.id.startswith("e-") and chapter.page.path != "errors.md"
    ]
    assert len(errors) > 100
    assert [error for error in errors if error not in listed] == []


def test_what_the_index_says_stands_on_its_page(printed: Printed, plan: Plan) -> None:
    """The term is on the page of its bold number."""
    checked = 0
    for entry in plan.index.entries:
        if entry.main and entry.list == "words" and not re.search("[·,/]|와 ", entry.name):
            page = main_page(printed, entry.name)
            assert page is not None, entry.name
            checked += squashed(entry.name).lower() in squashed(printed.texts[page - 1]).lower()
    assert checked > 150


def test_a_command_leads_to_a_page_that_has_it(printed: Printed, plan: Plan) -> None:
    """The page of the bold number has a command, or its verb, as tables and figures have it; an option as it is."""
    missing = []
    for entry in plan.index.entries:
        if entry.main and entry.list == "code" and re.match("docker |--", entry.name):
            page = main_page(printed, entry.name)
            assert page is not None, entry.name
            verb = entry.name.rpartition(" ")[2]
            if not any(squashed(verb) in squashed(printed.texts[at - 1]) for at in (page, page + 1)):
                missing.append(f"{entry.name}: {page}")
    assert missing == []
