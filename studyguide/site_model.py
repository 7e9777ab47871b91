"""Built HTML → Page, Section, Question: the model that search, the book and practice read.

The pages are read as a browser would see them, so that none of these has to know
Markdown, MkDocs or the theme: only `<article>`, headings with ids, and the
classes that `studyguide.source.blocks` writes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from selectolax.lexbor import LexborHTMLParser, LexborNode

from studyguide.memory import Memory
from studyguide.navigation import NavEntry, url_of
from studyguide.project import Project, read_text
from studyguide.source.phrases import phrases

T = TypeVar("T")
HEADINGS = {"h1": 1, "h2": 2, "h3": 3}


@dataclass(frozen=True)
class FollowUp:
    """What an interviewer asks next. `id` is the whole anchor (`q-data--after-stop`), "" where it has none."""

    id: str
    title: str
    also: tuple[str, ...]
    element: LexborNode


@dataclass(frozen=True)
class WrongAnswer:
    """What people say wrongly; `id` as in FollowUp."""

    id: str
    title: str
    element: LexborNode


@dataclass(frozen=True)
class Question:
    """A question block. `id` is the anchor without its `q-`; `element` is its `<details>`.

    `keywords` are what an interviewer waits for; `also`, here and elsewhere, other ways to ask for the same.
    """

    id: str
    title: str
    level: str
    asked: str
    section: str
    element: LexborNode
    keywords: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    followups: tuple[FollowUp, ...] = ()
    wrong_answers: tuple[WrongAnswer, ...] = ()

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
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Page:
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


def classes(element: LexborNode) -> list[str]:
    return (element.attributes.get("class") or "").split()


def also_of(elements: Iterable[LexborNode]) -> tuple[str, ...]:
    """The phrasings in the line of an `also` among these elements."""
    return tuple(text_of(phrase) for line in elements if "also" in classes(line) for phrase in line.css("q"))


def titled(box: LexborNode) -> str:
    """The title of a follow-up or wrong answer, without its label."""
    title = LexborHTMLParser(f"<body>{box.html}").css_first(".followup__title, .wrong__title")
    if title is None:
        raise ValueError(f"제목이 없는 꼬리 질문이나 오답이 있습니다: {box.html and box.html[:80]!r}")
    for label in title.css(".label"):
        label.decompose()
    return text_of(title)


def read_question(details: LexborNode, section: str) -> Question:
    """A `<details class="question">` as `studyguide.source.blocks` renders it."""
    title = details.css_first("summary .question__title")
    anchor = details.attributes.get("id") or ""
    inner = list(details.iter())
    if title is None or not anchor.startswith("q-"):
        raise ValueError(f"제목이나 `q-` 주소가 없는 질문이 있습니다: {details.html and details.html[:80]!r}")
    return Question(
        id=anchor.removeprefix("q-"),
        title=text_of(title),
        level=details.attributes.get("data-level") or "",
        asked=details.attributes.get("data-asked") or "",
        section=section,
        element=details,
        keywords=phrases(details.attributes.get("data-keywords")),
        also=also_of(inner),
        followups=tuple(
            FollowUp(box.attributes.get("id") or "", titled(box), also_of(box.iter()), box)
            for box in inner
            if "followup" in classes(box)
        ),
        wrong_answers=tuple(
            WrongAnswer(box.attributes.get("id") or "", titled(box), box) for box in inner if "wrong" in classes(box)
        ),
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
                if element.tag == "details" and "question" in classes(element)
            ),
            also=also_of(elements),
        )
        for anchor, level, heading, elements in cuts
    )


def read_page(html: str, entry: NavEntry) -> Page:
    """One built page; raises ValueError, naming the page, where it is not one of ours."""
    tree = LexborHTMLParser(html)
    article = tree.css_first("article")
    heading = article.css_first("h1") if article else None
    if article is None or heading is None:
        raise ValueError(f"site/{entry.path}: 만들어진 페이지에 본문과 제목이 없습니다. `make site`로 다시 만드세요")
    description = tree.css_first('meta[name="description"]')
    title = text_of(heading)
    try:
        sections = cut_sections(article, title)
    except ValueError as error:
        raise ValueError(f"{entry.path}: {error}") from error
    return Page(
        path=entry.path,
        url=url_of(entry.path),
        title=title,
        description=(description.attributes.get("content") or "") if description else "",
        part=entry.part,
        article=article,
        sections=sections,
    )


def built_pages(project: Project, site: Path) -> Iterator[tuple[NavEntry, str]]:
    """The pages of the reading order with their HTML.

    Raises FileNotFoundError, saying what to run, where a page of the nav is not built.
    """
    for entry in project.nav:
        path = site / url_of(entry.path) / "index.html"
        if not path.is_file():
            raise FileNotFoundError(f"{entry.path}: 이 페이지가 site/에 없습니다. `make site`로 다시 만드세요")
        yield entry, read_text(path, f"{site.name}/{path.relative_to(site)}")


def read_site(project: Project, site: Path | None = None) -> Sequence[Page]:
    """The built pages of a project, in reading order; `site` is the folder they are in, if not `site/`."""
    return [read_page(html, entry) for entry, html in built_pages(project, site or project.path("site"))]


def derive(what: str, make: Callable[[Page], T], project: Project, site: Path, memory: Memory) -> list[T]:
    """What `make` makes of each built page: values that JSON holds. A page that is as it was is not read again."""

    def made(entry: NavEntry, html: str) -> T:
        answer: T = memory.answer((what, repr(entry), html), lambda: make(read_page(html, entry)))
        return answer

    return [made(entry, html) for entry, html in built_pages(project, site)]
