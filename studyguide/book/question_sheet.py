"""문제지: questions with room to write, and at the back what to compare with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from studyguide.book import boxes
from studyguide.book.concept_map import concept_maps
from studyguide.book.flow import Writer
from studyguide.book.front_matter import SHEET, cover, imprint, sheet_usage
from studyguide.book.inline import inline
from studyguide.book.links import label
from studyguide.book.markup import array, cells, content, plain, string
from studyguide.book.plan import BookChapter, Plan
from studyguide.book.render_context import Findings, TypstSource, classes, text
from studyguide.book.renderer import chapter_head, opening, renderer_for
from studyguide.site_model import Question

ANSWERS = "정답"


def asked_first(questions: Iterable[Question]) -> list[Question]:
    """What real interviewers asked comes first; otherwise as the page has them."""
    return sorted(questions, key=lambda question: not question.asked)


def room(question: Question) -> int:
    """Lines to write on: for the short answer in a few words, of which a page has room for four.

    A hand writes some 45 cells on a line.
    """
    short = question.element.css_first(".answer-short")
    return max(3, min(5, cells(text(short)) // 45)) if short is not None else 3


def sheet(plan: Plan) -> TypstSource:
    """문제지: questions with room to write; at the back what to compare with, short."""
    chapters = [chapter for chapter in plan.chapters if chapter.questions]
    anchors = {chapter.page.url: frozenset(question.anchor for question in chapter.questions) for chapter in chapters}

    def source(findings: Findings) -> str:
        renderer = renderer_for(plan, chapters, anchors, findings, answers=True)
        out = [opening(plan, SHEET), cover(plan, SHEET, light=True), imprint(plan, SHEET)]
        out += [sheet_usage("questions", "answers"), "#contents(depth: 2)", *concept_maps(plan, full=False)]
        out.append('#chapter(1, none, "문제", "questions")')
        for chapter in chapters:
            writer = renderer.writer(chapter)
            out.append(chapter_head(chapter, 2, flow=True, lead=False, part="문제"))
            for question in asked_first(chapter.questions):
                arguments = ", ".join(
                    (string(chapter.question_number(question.anchor)), string(label(chapter.page, question.anchor)),
                     boxes.question_title(writer, question.element), f"lines: {room(question)}")
                )  # fmt: skip
                out.append(f"#sheet-question({arguments})")
        out.append(f'#chapter(1, none, {string(ANSWERS)}, "answers")')
        for chapter in chapters:
            writer = renderer.writer(chapter)
            out.append(f"#answers-of({string(chapter.number)}, {string(chapter.title)})")
            out += [short_answer(writer, chapter, question) for question in asked_first(chapter.questions)]
        out += concept_maps(plan, blank=False)
        return "\n\n".join(out)

    return source


def short_answer(writer: Writer, chapter: BookChapter, question: Question) -> str:
    """What to compare an answer with: the short answer, words that must be in it, what people say wrongly."""
    short = question.element.css_first(".answer-short")
    words = array(content(plain(word)) for word in question.keywords)
    wrong = []
    for one in question.wrong_answers:
        title = one.element.css_first(".wrong__title")
        says = next((node for node in one.element.css("p") if "wrong__title" not in classes(node)), None)
        if title is not None:
            body = f" {inline(says, replace(writer.context, room=0))}" if says is not None else ""
            wrong.append(content(f"#strong[{inline(title, writer.context)}.]{body}"))
    arguments = ", ".join(
        (string(chapter.question_number(question.anchor)), string(label(chapter.page, question.anchor)),
         boxes.question_title(writer, question.element), content(inline(short, writer.context) if short else ""),
         words, array(wrong))
    )  # fmt: skip
    return f"#sheet-answer({arguments})"
