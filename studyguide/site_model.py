"""Built HTML → Chapter, Section, Question: what search, the book and whoever comes after them read.

The pages are read as a browser would see them, so that none of these has to know
Markdown, MkDocs or the theme: only `<article>`, headings with ids, and the
classes that `studyguide.source.blocks` writes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

from studyguide.navigation import NavEntry, url_of
from studyguide.project import Project

HEADINGS = {"h1": 1, "h2": 2, "h3": 3}


@dataclass(frozen=True)
class Question:
    """A question block. `id` is the anchor without its `q-`; `element` is its `<details>`."""

    id: str
    title: str
    level: str
    asked: str
    section: str
    element: LexborNode

    @property
    def anchor(self) -> str:
        return f"q-{self.id}"


@dataclass(frozen=True)
class Section:
    """A heading and what stands under it, up to the next heading of any level.

    What comes before the first heading has id "", level 1 and the page's title.
    `elements` are the article's own children, in order, without the heading.
    """

    id: str
    level: int
    title: str
    elements: tuple[LexborNode, ...]
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class Chapter:
    """A page. `url` is relative to the site ("volumes/", "" for the home page)."""

    path: str
    url: str
    title: str
    description: str
    part: str
    article: LexborNode
    sections: tuple[Section, ...]

    @property
    def slug(self) -> str:
        """The file's name without ending: `volumes`."""
        return Path(self.path).stem

    @property
    def questions(self) -> tuple[Question, ...]:
        return tuple(question for section in self.sections for question in section.questions)


def text_of(element: LexborNode) -> str:
    """The words of an element on one line, without the mark that links to a heading."""
    clone = LexborHTMLParser(f"<body>{element.html}").body
    if clone is None:  # pragma: no cover - a body is always made
        return ""
    for mark in clone.css("a.headerlink"):
        mark.decompose()
    return " ".join(clone.text().split())


def read_question(details: LexborNode, section: str) -> Question:
    """A `<details class="question">` as `studyguide.source.blocks` renders it."""
    title = details.css_first("summary .question__title")
    anchor = details.attributes.get("id") or ""
    if title is None or not anchor.startswith("q-"):
        raise ValueError(f"a question without title or `q-` address: {details.html and details.html[:80]!r}")
    return Question(
        id=anchor.removeprefix("q-"),
        title=text_of(title),
        level=details.attributes.get("data-level") or "",
        asked=details.attributes.get("data-asked") or "",
        section=section,
        element=details,
    )


def cut_sections(article: LexborNode, title: str) -> tuple[Section, ...]:
    """The article cut at its headings."""
    cuts: list[tuple[str, int, str, list[LexborNode]]] = [("", 1, title, [])]
    for child in article.iter():
        if child.tag == "h1":
            continue
        if child.tag in HEADINGS:
            cuts.append((child.attributes.get("id") or "", HEADINGS[child.tag], text_of(child), []))
        else:
            cuts[-1][3].append(child)
    return tuple(
        Section(
            id=anchor,
            level=level,
            title=heading,
            elements=tuple(elements),
            questions=tuple(
                read_question(element, anchor)
                for element in elements
                if element.tag == "details" and "question" in (element.attributes.get("class") or "").split()
            ),
        )
        for anchor, level, heading, elements in cuts
    )


def read_page(html: str, entry: NavEntry) -> Chapter:
    """One built page; raises ValueError, naming the page, where it is not one of ours."""
    tree = LexborHTMLParser(html)
    article = tree.css_first("article")
    heading = article.css_first("h1") if article else None
    if article is None or heading is None:
        raise ValueError(f"{entry.path}: the built page has no <article> with an <h1>")
    description = tree.css_first('meta[name="description"]')
    title = text_of(heading)
    try:
        sections = cut_sections(article, title)
    except ValueError as error:
        raise ValueError(f"{entry.path}: {error}") from error
    return Chapter(
        path=entry.path,
        url=url_of(entry.path),
        title=title,
        description=(description.attributes.get("content") or "") if description else "",
        part=entry.part,
        article=article,
        sections=sections,
    )


def read_site(project: Project, site: Path | None = None) -> Sequence[Chapter]:
    """The built pages of a project, in reading order; `site` is the folder they are in, if not `site/`.

    Raises FileNotFoundError, saying what to run, where a page of the nav is not built.
    """
    site = site or project.path("site")
    chapters = []
    for entry in project.nav:
        path = site / url_of(entry.path) / "index.html"
        if not path.is_file():
            raise FileNotFoundError(f"{entry.path}: {path} is not built yet (run `make site` first)")
        chapters.append(read_page(path.read_text(encoding="utf-8"), entry))
    return chapters
