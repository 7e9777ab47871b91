"""Scanner against HTML: what a page was read as, and what it was made into, have to be the same.

The checks, the generated pages and the search all rest on the scanner. It and Python-Markdown are two parsers; where
they disagree the author hears it, with page and line, before a reader misses something.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from studyguide.lint.messages import say
from studyguide.lint.problems import Problem
from studyguide.memory import FOLDER, Memory
from studyguide.project import Project
from studyguide.source.scanner import Source

MEMORY = f"{FOLDER}/rendered.json"
ADDRESSED = {"question": "q-{id}", "correction": "c-{id}", "figure": "f-{src}"}
SELECTOR = "details.question, div.correction, figure.figure"


@dataclass(frozen=True)
class Place:
    """A heading or a block of the source: its address, its line, its words."""

    id: str
    line: int
    text: str


def plain(text: str) -> str:
    """The letters and digits of a text: marks and typography differ between source and page."""
    return re.sub(r"[\W_]+", "", text)


def source_headings(source: Source) -> list[Place]:
    """The headings as the scanner reads them."""
    return [Place(heading.id or "", heading.line, heading.text) for heading in source.headings]


def source_blocks(source: Source) -> list[Place]:
    """The blocks with an address, as the scanner reads them."""
    return [
        Place(ADDRESSED[block.name].format(id=block.option("id"), src=block.option("src")), block.line, block.name)
        for block in source.blocks
        if block.name in ADDRESSED
    ]


def line_with(source: Source, words: str) -> int:
    """The first line that holds some words, 1 where none does."""
    wanted = plain(words)
    lines = ((number, plain(line)) for number, line in enumerate(source.lines, start=1))
    return next((number for number, line in lines if wanted and wanted in line), 1)


def differences(
    source: Source, made: Iterable[LexborNode], expected: list[Place], kind: str
) -> Iterator[tuple[int, str]]:
    """Line and message of what is missing in the HTML, and of what is there besides."""
    found = [(node.attributes.get("id") or "", node) for node in made]
    names = [name for name, _ in found]
    known = [place.id for place in expected]
    yield from ((place.line, say(f"render-{kind}", name=place.text)) for place in expected if place.id not in names)
    for name, node in found:
        if name not in known:
            words = " ".join(node.text().split())[:40]
            yield line_with(source, words), say(f"render-{kind}-extra", name=words if kind == "heading" else name)
    if sorted(names) == sorted(known) and names != known:
        first = next(place for place, name in zip(expected, names, strict=True) if place.id != name)
        yield first.line, say("render-order", name=first.text)


def compare(source: Source, html: str) -> list[Problem]:
    """The problems of one page: `html` is what Python-Markdown made of it."""
    tree = LexborHTMLParser(f"<body>{html}")
    found: list[tuple[int, str]] = []
    seen: set[str] = set()
    for node in tree.css("[id]"):
        name = node.attributes.get("id") or ""
        if name in seen:
            line = next(
                (place.line for place in source_headings(source) + source_blocks(source) if place.id == name), 1
            )
            found.append((line, say("render-id-twice", id=name)))
        seen.add(name)
    # The home page writes its title itself; every other page gets it from the theme.
    home = source.path == "docs/index.md"
    headings = [node for node in tree.css("h1, h2, h3, h4, h5, h6") if not (home and node.tag == "h1")]
    for node in headings:
        for mark in node.css("a.headerlink"):
            mark.decompose()
    found += differences(source, headings, source_headings(source), "heading")
    found += differences(source, tree.css(SELECTOR), source_blocks(source), "block")
    return [Problem(source.path, line, message) for line, message in found]


def compare_all(project: Project, pages: Iterable[tuple[Source, str]]) -> list[Problem]:
    """The problems of all pages; what was compared before is not compared again."""
    memory = Memory(project.path(MEMORY))

    def once(source: Source, html: str) -> list[Problem]:
        asked = ("rendered", source.path, source.text, html)
        found = memory.answer(asked, lambda: [(each.line, each.message) for each in compare(source, html)])
        return [Problem(source.path, line, message) for line, message in found]

    found = [problem for source, html in pages for problem in once(source, html)]
    memory.save()
    return found
