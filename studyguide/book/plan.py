"""The site's pages as chapters of a book: numbers, parts, questions, terms."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from studyguide.book.index_entries import Index, glossary_anchor
from studyguide.book.links import label
from studyguide.book.render_context import attribute, classes, text
from studyguide.content_key import key
from studyguide.navigation import HOME
from studyguide.site_model import Page, Question

OPENING = "이 책을 읽는 법"
"""The home page in the book: its own title is the book's."""
GLOSSARY, SUMMARY = "glossary.md", "key-points"
"""The page whose definition lists hold the terms; the section that sums a page up."""


@dataclass(frozen=True)
class BookChapter:
    """A page in the book. Pages with questions are numbered (`number` is "" for the others)."""

    page: Page
    number: str
    questions: tuple[Question, ...]

    @property
    def label(self) -> str:
        return label(self.page)

    @property
    def title(self) -> str:
        return OPENING if self.page.path == HOME else self.page.title

    @property
    def hint(self) -> str:
        """How another PDF names this chapter."""
        return f"학습판 {self.number}장" if self.number else ""

    @functools.cached_property
    def digest(self) -> str:
        """A hash of the page, by which it is known again."""
        return key(self.page.article.html or "")

    @functools.cached_property
    def hrefs(self) -> tuple[str, ...]:
        """Where its links say that they lead."""
        links = self.page.article.css("a[href]")
        return tuple(attribute(node, "href") for node in links if "headerlink" not in classes(node))

    def address(self, site_url: str) -> str:
        """Where the page is on the web, "" where nobody knows."""
        return site_url and site_url + self.page.url

    def question_number(self, anchor: str) -> str:
        """`3.2`: the second question of chapter 3, counted as the page has them."""
        order = [question.anchor for question in self.questions]
        return f"{self.number}.{order.index(anchor) + 1}"


@dataclass(frozen=True)
class Plan:
    """The whole book: what every edition is made of. `part` of a chapter comes from the nav."""

    title: str
    description: str
    site_url: str
    rights: str
    chapters: tuple[BookChapter, ...]
    index: Index
    date: datetime
    figure_style: str
    versions: tuple[str, ...] = ()
    commit: str = ""
    repo_url: str = ""
    edition: int = 0
    """Its number; 0 where the project counts none."""
    concept_maps: tuple[str, ...] = ()
    """The concept map and its blank twin, as SVG; none where they are not drawn."""

    def parts(self) -> list[tuple[str, list[BookChapter]]]:
        """Neighbouring chapters under the title of their part ("" for none)."""
        grouped = itertools.groupby(self.chapters, key=lambda chapter: chapter.page.part)
        return [(title, list(chapters)) for title, chapters in grouped]


def chapters_of(pages: Sequence[Page]) -> tuple[BookChapter, ...]:
    """Chapters numbered through the book, across its parts."""
    numbers = itertools.count(1)
    return tuple(BookChapter(page, str(next(numbers)) if page.questions else "", page.questions) for page in pages)


def name_terms(pages: Sequence[Page]) -> None:
    """Give each term of the glossary's page the id by which the index finds it."""
    for page in pages:
        if page.path == GLOSSARY:
            for item in page.article.css("dt"):
                name = item.css_first("strong")
                if name is not None and not attribute(item, "id"):
                    item.attrs["id"] = glossary_anchor(" ".join(text(name).split()))


def reviewed(pages: Sequence[Page]) -> datetime:
    """The newest day on which a page was checked: the book's date, so that the same pages make the same bytes."""
    days = [attribute(day, "datetime") for page in pages for day in page.article.css(".reviewed time")]
    newest = max((day for day in days if re.fullmatch(r"\d{4}-\d\d-\d\d", day)), default="1980-01-01")
    return datetime.fromisoformat(newest).replace(tzinfo=UTC)
