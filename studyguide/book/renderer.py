"""What every PDF of the guide shares: its chapters' writers, its first and last lines."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from studyguide.book.flow import Writer
from studyguide.book.index_entries import Index
from studyguide.book.links import Addresses, Place, label
from studyguide.book.markup import boolean, string
from studyguide.book.mentions import Mentions
from studyguide.book.plan import BookChapter, Plan
from studyguide.book.render_context import Findings, RenderContext, attribute, nodes, text
from studyguide.content_key import key

FIRST_LINE = 34
"""Ems that surely fit on a line anywhere but in tables and headings: in a list in a question, beside a label."""


@dataclass
class Renderer:
    """Writes the chapters of one PDF.

    `included`: the pages in it. `anchors`: page address → the ids that can be referred to.
    """

    plan: Plan
    addresses: Addresses
    referenced: frozenset[str]
    findings: Findings
    index: Index = field(default_factory=Index)
    targets: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Page → where each of its links leads."""
    decided: dict[str, str] = field(default_factory=dict)
    """Page → a hash of what decides what is written of it, but for the findings: the same in all rounds."""
    notes: dict[str, Iterator[int]] = field(default_factory=dict)
    mentions: dict[str, Mentions] = field(default_factory=dict)

    def writer(self, chapter: BookChapter, level: int = 0) -> Writer:
        page = chapter.page

        def label_of(anchor: str) -> str:
            name = label(page, anchor) if anchor else ""
            return name if name in self.referenced else ""

        mentions = Mentions(self.index.names, self.index.marks, page.path, chapter.label)
        self.mentions[chapter.label] = mentions
        context = RenderContext(
            path=page.path,
            resolve=lambda href: self.addresses.resolve(page, href),
            label_of=label_of,
            question_number=chapter.question_number,
            mentions=mentions,
            notes=self.notes.setdefault(page.path, itertools.count(1)),
            level=level,
            listed=bool(chapter.number),
            findings=self.findings,
            room=FIRST_LINE,
            footnotes={attribute(item, "id"): item for item in page.article.css("div.footnote li[id]")},
        )
        return Writer(context, self.plan.figure_style)

    @functools.cached_property
    def referenced_on(self) -> dict[str, list[str]]:
        """Label of each chapter → those of the places in it that something refers to."""
        found: dict[str, list[str]] = {}
        for name in self.referenced:
            found.setdefault(name.partition(":")[0], []).append(name)
        return found

    def given(self, findings: Findings) -> Renderer:
        """The same for another round, in which nothing is written yet."""
        return replace(self, findings=findings, notes={}, mentions={})

    def asked(self, chapter: BookChapter, level: int) -> list[str]:
        """All that decides what the writer of a chapter writes, but for the program.

        An edit of another page matters where a link leads to it, or the index to both.
        """
        page = chapter.page
        if page.path not in self.decided:
            marks = self.index.marks.items()
            facts = (
                (page.path, page.url, chapter.label, level, chapter.number),
                [question.anchor for question in chapter.questions],
                self.targets[page.path],
                sorted(self.referenced_on.get(chapter.label, ())),
                sorted((unit, sorted(terms.items())) for unit, terms in marks if unit[0] == page.path),
            )
            self.decided[page.path] = key(repr(facts), self.index.names.digest, self.plan.figure_style, chapter.digest)
        found = self.findings.on(page.path)
        return [self.decided[page.path], repr((sorted(found.inline_notes), sorted(found.floats)))]


def renderer_for(
    plan: Plan,
    chapters: Iterable[BookChapter],
    anchors: Mapping[str, Collection[str]],
    findings: Findings,
    *,
    index: bool = False,
    answers: bool = False,
) -> Renderer:
    """Make the renderer of a PDF with these chapters; every place that a link in them refers to gets a label.

    `index`: it ends with an index. `answers`: see `Addresses`.
    """
    chosen = list(chapters)
    addresses = Addresses(
        pages={chapter.page.url: chapter.page for chapter in plan.chapters},
        included={chapter.page.url for chapter in chosen},
        anchors=anchors,
        hints={chapter.page.url: chapter.hint for chapter in plan.chapters},
        site_url=plan.site_url,
        answers=answers,
    )
    by_path = {chapter.page.path: chapter.page for chapter in chosen}
    referenced = {label(by_path[path], anchor) for path, anchor in plan.index.marks if index}
    targets: dict[str, list[str]] = {}
    for chapter in chosen:
        referenced |= {label(chapter.page, question.anchor) for question in chapter.questions}
        led = targets.setdefault(chapter.page.path, [])
        for href in chapter.hrefs:
            target = addresses.resolve(chapter.page, href)
            led.append(repr(target))
            if isinstance(target, Place):
                referenced.add(target.label)
    return Renderer(plan, addresses, frozenset(referenced), findings, plan.index if index else Index(), targets)


def opening(plan: Plan, subtitle: str, design: str = "book", **options: str) -> str:
    """The first lines of a source: design and metadata."""
    date = f"datetime(year: {plan.date.year}, month: {plan.date.month}, day: {plan.date.day})"
    arguments = {
        "title": string(plan.title),
        "subtitle": string(subtitle),
        "description": string(plan.description),
        "date": date,
        **options,
    }
    settings = ", ".join(f"{name}: {value}" for name, value in arguments.items())
    return f'#import "/book.typ": *\n#show: {design}.with({settings})'


def review(chapter: BookChapter) -> list[str]:
    """The lines that say when and on what a page was checked."""
    node = chapter.page.article.css_first(".reviewed")
    if node is None:
        return []
    lines = [""]
    for child in nodes(node):
        if child.tag == "br":
            lines.append("")
        else:
            lines[-1] += text(child)
    return [" ".join(line.split()) for line in lines]


def chapter_head(
    chapter: BookChapter, level: int, *, flow: bool = False, lead: bool = True, part: str = "", address: str = ""
) -> str:
    """The title of a chapter. `part` stands in the head of left pages, `address` is the page's on the web."""
    number = string(chapter.number) if chapter.number else "none"
    words = string(chapter.page.description if lead else "")
    title, place = string(chapter.title), string(chapter.label)
    running = f"{chapter.number}장  {chapter.title}" if chapter.number else chapter.title
    heads = "" if flow else page_heads(part or chapter.title, running)
    checked = string(" · ".join(filter(None, [*review(chapter), address])) if lead else "")
    look = f"lead: {words}, checked: {checked}, flow: {boolean(flow)}, part: {string(part)}"
    return f"{heads}#chapter({level}, {number}, {title}, {place}, {look})"


def page_heads(part: str, title: str) -> str:
    """What stands at the head of left and right pages from here on."""
    return f"#set page(header: head-line({string(part)}, {string(title)}))\n"
