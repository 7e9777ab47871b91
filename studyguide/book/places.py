"""Where the places of the book stand, known before the whole is set: its pieces are set alone first, and add up.

A page number that Typst has to look up is set again, with all that is on its page, until no number changes any more;
that took most of the time and memory of the whole. A number that is in the source is set once, and checked once.
"""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from studyguide.book.markup import string
from studyguide.book.render_context import Findings

Place = tuple[int, float]
"""A page, counted from 1, and points from its top."""

CHAPTER = re.compile(r'^#chapter\(\d+, (?:none|"[^"]*"), "(?:[^"\\]|\\.)*", "([^"]+)"', re.MULTILINE)
"""A piece with a chapter, and the label in it."""
REFERRED = re.compile(r'(?:label|#pages)\("((?:[^"\\]|\\.)*)"\)')
PART, CONTENTS = "#part(", "#contents("
LISTED = re.compile(r"#head\(\d, \d, (?:none|\"(?:[^\"\\]|\\.)*\"), true\)")
OPENING_PAGES, ON_A_PAGE = 12, 3700
"""Pages before the first chapter; characters of source on a page. Only used to guess how many digits a number has."""
EARLY, LATE = 50, 348
"""Pages that stand in a draft for those with two digits and those with three; figures in them are of one width."""
THREE_DIGITS = 100
PAGE_HEIGHT, CHAPTER_HEIGHT, SECTION_HEIGHT, TITLE_HEIGHT = 697.3, 18.4, 13.4, 41.0
"""Points of the page, and of a line of the table of contents. Where they are wrong, the whole takes one round more."""


@dataclass(frozen=True)
class Draft:
    """What a piece that was set alone shows: what to set otherwise, its pages, its places by label."""

    findings: Findings
    length: int = 1
    places: Mapping[str, Place] = field(default_factory=dict)


@dataclass(frozen=True)
class Pieces:
    """The pieces of a source, and what can be said of them unset."""

    pieces: tuple[str, ...]

    @functools.cached_property
    def chapters(self) -> dict[str, int]:
        """Label of each chapter → its piece."""
        return {found[1]: number for number, piece in enumerate(self.pieces) if (found := CHAPTER.search(piece))}

    @functools.cached_property
    def _begins(self) -> list[int]:
        """The page on which each piece begins, about."""
        out, written = [], 0
        for piece in self.pieces:
            out.append(OPENING_PAGES + written // ON_A_PAGE)
            written += len(piece)
        return out

    def guess(self, name: str) -> Place:
        """A page with as many digits as the one where a place stands, about."""
        number = self.chapters.get(name.partition(":")[0], -1)
        inside = max(self.pieces[number].find(string(name)), 0) // ON_A_PAGE
        return (EARLY if self._begins[number] + inside < THREE_DIGITS else LATE), 0.0

    def guesses(self, number: int) -> dict[str, Place]:
        """What a draft of a piece is told: of the places that it refers to, and of all in it.

        An edit of another piece hardly ever changes that, so a draft that was made once is good for long.
        """
        piece = self.pieces[number]
        names = set(REFERRED.findall(piece))
        if opened := CHAPTER.search(piece):
            names |= {opened[1], *re.findall(rf'"({re.escape(opened[1])}:[^"\\]+)"', piece)}
        return {name: self.guess(name) for name in sorted(names) if name.partition(":")[0] in self.chapters}

    def lines_of_contents(self) -> float:
        """Points that the table of contents takes."""
        text = "".join(self.pieces)
        chapters = len(self.chapters) + text.count(PART)
        return TITLE_HEIGHT + chapters * CHAPTER_HEIGHT + len(LISTED.findall(text)) * SECTION_HEIGHT

    def first_pages(self, lengths: Mapping[int, int]) -> Iterator[int]:
        """The page on which each piece begins, given how many pages those take that are not one page long."""
        page = 1
        for number, piece in enumerate(self.pieces):
            if piece.startswith(PART):
                page += 1 - page % 2  # on the right
            yield page
            page += lengths.get(number, math.ceil(self.lines_of_contents() / PAGE_HEIGHT) if CONTENTS in piece else 1)

    def places(self, drafts: Mapping[int, Draft]) -> dict[str, Place]:
        """Where every place stands in the whole."""
        pages: Sequence[int] = list(self.first_pages({number: draft.length for number, draft in drafts.items()}))
        return {
            name: (pages[number] + page - 1, top)
            for number, draft in drafts.items()
            for name, (page, top) in draft.places.items()
        }
