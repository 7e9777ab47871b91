"""The PDFs of the guide as Typst: study edition and chapters; question sheet and summary have modules of their own."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from selectolax.lexbor import LexborNode

from studyguide.book import chapter_end
from studyguide.book.concept_map import concept_maps
from studyguide.book.flow import Writer
from studyguide.book.front_matter import LICENCE, STUDY, brief, conventions, cover, edition, imprint
from studyguide.book.index_print import TITLE as INDEX
from studyguide.book.index_print import index, marked
from studyguide.book.inline import inline
from studyguide.book.markup import PIECE, array, string
from studyguide.book.plan import BookChapter, Plan
from studyguide.book.question_sheet import sheet
from studyguide.book.remembered import body_of
from studyguide.book.render_context import Findings, TypstSource, classes, nodes
from studyguide.book.renderer import chapter_head, opening, renderer_for
from studyguide.book.summary import summary
from studyguide.memory import Memory
from studyguide.navigation import HOME

__all__ = ["TypstSource", "sheet", "single", "study", "summary"]

ERRATA = "corrections.md"
"""Each correction stands in its chapter; on paper their list only says where."""


def study(plan: Plan, anchors: Mapping[str, Collection[str]], memory: Memory | None = None) -> TypstSource:
    """학습판: every page, each answer under its question. A round changes few chapters; `memory` has the others."""
    memory = memory or Memory()
    lists: dict[str, str] = {}
    every = renderer_for(plan, plan.chapters, anchors, Findings(), index=True)

    def source(findings: Findings) -> str:
        renderer = every.given(findings)
        out = [opening(plan, STUDY), cover(plan, STUDY), imprint(plan, STUDY)]
        out += [brief(plan, [(INDEX, "index")]), "#contents(depth: 3)", conventions(plan)]
        parts = 0
        for title, chapters in plan.parts():
            if title:
                parts += 1
                rows = [part_row(chapter) for chapter in chapters]
                if chapters[-1] is plan.chapters[-1]:
                    rows.append(f'(none, {string(INDEX)}, "index")')
                inside = array(rows)
                out.append(f"#part({parts}, {string(title)}, {string(f'part:{parts}')}, {inside})")
            for chapter in chapters:
                level = 2 if title else 1
                part = f"{parts}부  {title}" if title else ""
                head = chapter_head(chapter, level, part=part, address=chapter.address(plan.site_url))
                body = body_of("study", renderer, chapter, level - 1, memory, writing(chapter))
                out.append(f"{head}\n\n{body}")
                if chapter.page.path == HOME:
                    out += concept_maps(plan, chapter.page.article)
        found = marked(renderer.mentions)
        if (name := repr(found)) not in lists:  # as a rule all rounds mark the same
            lists[name] = index(plan, found)
        out.append(lists[name])
        return PIECE.join(out)

    return source


def writing(chapter: BookChapter) -> Callable[[Writer], str]:
    """How the body of a chapter of the study edition is written."""
    article = chapter.page.article
    if chapter.page.path == ERRATA:
        return lambda writer: errata(writer, article)
    return lambda writer: chapter_end.chapter(writer, article)


def part_row(chapter: BookChapter) -> str:
    """A chapter as the page of its part lists it."""
    number = string(chapter.number) if chapter.number else "none"
    return f"({number}, {string(chapter.title)}, {string(chapter.label)})"


def errata(writer: Writer, article: LexborNode) -> str:
    """The list of corrections, a line each: what is right, and the page that says it."""
    out = []
    for child in nodes(article):
        if "erratum" in classes(child):
            if (title := child.css_first("p")) is not None:
                out.append(f"#erratum-line[{writer.anchor(child)}{inline(title, writer.context)}]")
        else:
            out.append(writer.flow(iter([child])))
    return "\n\n".join(filter(None, out))


def single(
    plan: Plan, chapter: BookChapter, anchors: Mapping[str, Collection[str]], memory: Memory | None = None
) -> TypstSource:
    """One page of the site as a PDF of its own."""
    memory = memory or Memory()
    article = chapter.page.article

    def source(findings: Findings) -> str:
        renderer = renderer_for(plan, [chapter], anchors, findings)
        address = chapter.address(plan.site_url)
        origin = string(" · ".join(filter(None, (plan.title, edition(plan), LICENCE, address))))
        out = [opening(plan, chapter.title, origin=origin), chapter_head(chapter, 1, part=plan.title)]
        body = body_of("chapter", renderer, chapter, 0, memory, lambda writer: chapter_end.chapter(writer, article))
        return "\n\n".join([*out, body])

    return source
