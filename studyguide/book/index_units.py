"""The sections and questions of the guide as the index sees them: what they are about, what they mention."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from studyguide.site_model import Page

REPEATING = {"questions.md", "glossary.md", "corrections.md", "commands.md", "changelog.md", "index.md"}
"""Pages that repeat what others say; so do the learning paths and the dictionary of errors."""
REPEATING_FILES = re.compile(r"(?:errors|path)(?:-[\w-]+)?\.md")
SKIPPED = {"key-points", "see-also"}
QUESTION_WEIGHT, TRY_WEIGHT, OPENING_WEIGHT = 0.35, 0.3, 0.6
"""A section explains better than a question, an exercise or a chapter's summary does."""
MISCONCEPTIONS, MISCONCEPTIONS_WEIGHT = "misconceptions", 0.65
"""A section that says what something is not explains it less well than the one that says what it is."""
COMMENTED_KEY = re.compile(r"^\s*(?:- )?([a-z_]+:)(?: .*?)?\s# \S", re.MULTILINE)
"""A key of a YAML file shown with what it does in a comment."""


@dataclass(frozen=True)
class Unit:
    """A section, or a question (its own unit inside its section); `anchor` is "" before the first heading.

    `blocks` is the text of code blocks. `named`: code in headings, in first cells of tables, in bold at the beginning
    of a paragraph, commands alone in other cells, keys with a comment, the files shown. `marked`: these files, keys
    and cells, and words in bold that begin a paragraph or have an explanation in brackets. `verbs`: the words in code
    and in figures, by which a section may mean a command without naming it whole: `start` is `docker start`.
    """

    path: str
    anchor: str
    title: str
    weight: float
    text: str
    blocks: str
    marked: tuple[str, ...]
    codes: tuple[str, ...]
    named: tuple[str, ...]
    also: tuple[str, ...]
    verbs: frozenset[str] = frozenset()

    @property
    def key(self) -> tuple[str, str]:
        return self.path, self.anchor


def is_repeating(page: Page) -> bool:
    return page.path in REPEATING or REPEATING_FILES.fullmatch(page.path) is not None


def one_line(node: LexborNode) -> str:
    return " ".join((node.text() or "").split())


def run_in(tree: LexborHTMLParser) -> Iterator[LexborNode]:
    """Bold words that are the heading of their paragraph: **GPU.** …"""
    for node in tree.css("p > strong:first-child, li > strong:first-child"):
        if node.prev is None or not (node.prev.text() or "").strip():
            yield node


def unit(path: str, anchor: str, title: str, weight: float, html: str, also: Iterable[str]) -> Unit:
    tree = LexborHTMLParser(f"<body>{html}")
    heading_codes = tuple(one_line(node) for node in tree.css("h2 code, h3 code"))
    blocks = "\n".join(node.text() or "" for node in tree.css("pre"))
    keys = COMMENTED_KEY.findall(blocks)
    files = [one_line(node) for node in tree.css(".filename")]
    figures = [one_line(node) for node in tree.css("svg text")]
    for node in tree.css("pre, svg, .also, .sources, h2, h3, details.question summary, .reviewed"):
        node.decompose()
    first = tree.css("tr > :first-child, dt")
    glossed = [node for node in tree.css("strong") if (node.next.text() if node.next else "").startswith("(")]
    heads = list(run_in(tree))
    alone = [cell for cell in tree.css("tr > :not(:first-child)") if is_code_alone(cell)]
    marked = (*(one_line(node) for node in (*glossed, *heads, *first, *alone)), *files, *keys)
    in_cells = (one_line(code) for cell in (*first, *alone, *heads) for code in cell.css("code"))
    named = (*heading_codes, *files, *in_cells, *keys)
    codes = tuple(one_line(node) for node in tree.css("code"))
    verbs = frozenset(word for said in (*codes, *figures) for word in re.findall("[a-z][a-z-]+", said))
    for node in tree.css("td, th, li, p, dt, dd, summary"):
        node.insert_after("\n")
    body = tree.body
    words = " ".join((body.text(separator="") or "").split()) if body is not None else ""
    return Unit(path, anchor, title, weight, words, blocks, marked, codes, named, tuple(also), verbs)


def is_code_alone(cell: LexborNode) -> bool:
    """Whether a cell holds nothing but a command."""
    codes = cell.css("code")
    return len(codes) == 1 and one_line(codes[0]) == one_line(cell) and one_line(cell).startswith("docker ")


def units_of(pages: Sequence[Page]) -> list[Unit]:
    """Every section and question of the pages that explain something, in reading order."""
    return [one for page in pages if not is_repeating(page) for one in units_of_page(page)]


def units_of_page(page: Page) -> Iterator[Unit]:
    for section in page.sections:
        if section.id in SKIPPED:
            continue
        questions = {question.element.mem_id: question for question in section.questions}
        heading = page.article.css_first(f'[id="{section.id}"]') if section.id else None
        parts = [heading.html or "" if heading is not None else ""]
        for element in section.elements:
            question = questions.get(element.mem_id)
            if question is None:
                parts.append(element.html or "")
        exercise = section.id == "try" or section.id.startswith("try-")
        weight = TRY_WEIGHT if exercise else 1.0 if section.id else OPENING_WEIGHT
        weight *= MISCONCEPTIONS_WEIGHT if section.id == MISCONCEPTIONS else 1
        yield unit(page.path, section.id, section.title, weight, "\n".join(parts), section.also)
        for question in section.questions:
            html = question.element.html or ""
            yield unit(page.path, question.anchor, question.title, QUESTION_WEIGHT, html, question.also)
