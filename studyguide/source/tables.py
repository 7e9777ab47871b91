"""Markdown extension: a wide table is told row by row on a phone.

A column that has to be scrolled to is not seen, and it is often the one that decides. Cells of a table that
will not fit get the name of their column, so that a style sheet can set the row as a small list.
"""

from __future__ import annotations

import re
import unicodedata
import xml.etree.ElementTree as etree

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

PHONE = 38
INSIDE = 32
"""Cells of text (a Hangul letter takes two) that a row holds at 360 px, on the page and in the box of an answer."""
PADDING = 3
"""Cells that the padding of a column takes."""
READABLE = 3.2
"""How many lines a cell may take before its column is too narrow to read."""


def cells(text: str) -> int:
    """The width of a text; wide letters count two."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def words(cell: etree.Element) -> list[str]:
    """What stays on one line: words, and short code whole."""
    found: list[str] = []
    for element in cell.iter():
        if element.tag == "code" and element.text and cells(element.text) <= 22:
            found.append(element.text)
        else:
            found += re.split(r"\s+|(?<=[/.=,_-])(?=\w)", element.text or "")
        found += (element.tail or "").split() if element is not cell else []
    return [word for word in found if word]


def fits(rows: list[list[etree.Element]], width: int) -> bool:
    """Whether a table can be read on a phone as it is: no column is cut, and none is a stack of single words."""
    columns = list(zip(*rows, strict=False))
    narrowest = [max((cells(word) for cell in column for word in words(cell)), default=0) for column in columns]
    longest = [max(cells("".join(cell.itertext())) for cell in column) for column in columns]
    if sum(narrowest) + PADDING * len(columns) > width:
        return False
    return len(columns) < 4 and sum(longest) / READABLE <= width


class LabelCells(Treeprocessor):
    """Runs after inline Markdown, when a cell's code is known as such."""

    def run(self, root: etree.Element) -> None:
        inside = {id(table) for box in root.iter("details") for table in box.iter("table")}
        for table in root.iter("table"):
            rows = [[cell for cell in row if cell.tag in ("th", "td")] for row in table.iter("tr")]
            if len(rows) < 2 or len(rows[0]) < 2 or fits(rows, INSIDE if id(table) in inside else PHONE):
                continue
            table.set("data-stack", "")
            names = ["".join(head.itertext()).strip() for head in rows[0]]
            for row in rows[1:]:
                for name, cell in list(zip(names, row, strict=False))[1:]:
                    if name:
                        cell.set("data-label", name)


class TablesExtension(Extension):
    """Makes wide tables readable on phones."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the library's name)
        md.treeprocessors.register(LabelCells(md), "label_cells", 15)  # inline Markdown is read at 20


def makeExtension(**options: object) -> TablesExtension:  # noqa: N802 (the name Python-Markdown looks for)
    """Entry point of Python-Markdown."""
    return TablesExtension(**options)
