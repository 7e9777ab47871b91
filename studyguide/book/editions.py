"""The PDFs of the guide as Typst: study edition, question sheet, chapters, summary."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Collection, Iterable, Mapping

from studyguide.book import boxes
from studyguide.book.markup import array, cells, string
from studyguide.book.plan import SUMMARY, Leaf, Plan
from studyguide.book.press import back, chapter_head, day, front, opening, press
from studyguide.book.setting import Findings, text
from studyguide.book.target import label
from studyguide.book.terms import Mentions
from studyguide.derived.glossary import letter
from studyguide.pages import Question

STUDY, SHEET, SUMMARY_TITLE = "학습판", "문제지", "핵심 정리"
INDEX, ANSWERS = "색인", "정답과 해설"
PLACES = 8
"""Chapters that the index names for a term, at most."""

Source = Callable[[Findings], str]
"""What earlier rounds found → the whole Typst source."""


def study(plan: Plan, anchors: Mapping[str, Collection[str]]) -> Source:
    """학습판: every page, each answer under its question."""

    def source(findings: Findings) -> str:
        machine = press(plan, plan.leaves, anchors, findings, index=True)
        out = [opening(plan, STUDY), *front(plan, STUDY, 3)]
        parts = 0
        for title, leaves in plan.parts():
            if title:
                parts += 1
                rows = [
                    f"({string(leaf.number) if leaf.number else 'none'}, {string(leaf.title)}, {string(leaf.label)})"
                    for leaf in leaves
                ]
                if leaves[-1] is plan.leaves[-1]:
                    rows.append(f'(none, {string(INDEX)}, "index")')
                inside = array(rows)
                out.append(f"#part({parts}, {string(title)}, {string(f'part:{parts}')}, {inside})")
            for leaf in leaves:
                level = 2 if title else 1
                out.append(chapter_head(leaf, level))
                out.append(machine.writer(leaf, level - 1).inside(leaf.chapter.article))
        out += [index(plan, machine.mentions), back(plan, STUDY)]
        return "\n\n".join(out)

    return source


def index(plan: Plan, mentions: Mapping[str, Mentions]) -> str:
    """Every term with the pages of its first mention in the chapters that speak of it most; the glossary's is bold."""
    out = [
        f'#chapter(1, none, {string(INDEX)}, "index")',
        "굵은 숫자는 용어집의 쪽입니다. 여러 장에 나오는 말은 많이 다루는 장부터 "
        f"{PLACES}장을 골라, 그 장에서 처음 나오는 쪽을 적었습니다.",
        "#columns(2, gutter: 9mm)[",
    ]
    for name, terms in itertools.groupby(plan.terms, key=lambda term: letter(term.korean)):
        out.append(f"#initial[{name}]")
        for term in terms:
            chapters = [one for one in mentions.values() if term.korean in one.found]
            most = sorted(chapters, key=lambda one: -one.counts[term.korean])[:PLACES]
            places = array(string(one.found[term.korean]) for one in most)
            out.append(f"#entry({string(term.korean)}, {string(term.english)}, {string(term.label)}, {places})")
    return "\n\n".join([*out, "]"])


def asked_first(questions: Iterable[Question]) -> list[Question]:
    """What real interviewers asked comes first; otherwise as the page has them."""
    return sorted(questions, key=lambda question: not question.asked)


def room(question: Question) -> int:
    """Lines to write on, about as many as the short answer takes by hand.

    A hand writes some 45 cells on a line.
    """
    short = question.element.css_first(".answer-short")
    return max(3, min(6, 1 + cells(text(short)) // 45)) if short is not None else 3


def sheet(plan: Plan) -> Source:
    """문제지: questions with room to write, the answers at the back."""
    leaves = [leaf for leaf in plan.leaves if leaf.questions]
    anchors = {leaf.chapter.url: frozenset(question.anchor for question in leaf.questions) for leaf in leaves}

    def source(findings: Findings) -> str:
        machine = press(plan, leaves, anchors, findings, answers=True)
        out = [opening(plan, SHEET), *front(plan, SHEET, 2), "#sheet-guide"]
        out.append('#chapter(1, none, "문제", "questions")')
        for leaf in leaves:
            writer = machine.writer(leaf)
            out.append(chapter_head(leaf, 2, flow=True, lead=False))
            for question in asked_first(leaf.questions):
                arguments = ", ".join(
                    (string(leaf.question_number(question.anchor)), string(label(leaf.chapter, question.anchor)),
                     boxes.question_title(writer, question.element), f"lines: {room(question)}")
                )  # fmt: skip
                out.append(f"#sheet-question({arguments})")
        out.append(f'#chapter(1, none, {string(ANSWERS)}, "answers")')
        for leaf in leaves:
            writer = machine.writer(leaf)
            out.append(f"#answers-of({string(leaf.number)}, {string(leaf.title)})")
            asked = asked_first(leaf.questions)
            out += [boxes.question(writer, question.element, "sheet-answer") for question in asked]
        out.append(back(plan, SHEET))
        return "\n\n".join(out)

    return source


def single(plan: Plan, leaf: Leaf, anchors: Mapping[str, Collection[str]]) -> Source:
    """One page of the site as a PDF of its own."""

    def source(findings: Findings) -> str:
        machine = press(plan, [leaf], anchors, findings)
        writer = machine.writer(leaf)
        body = [opening(plan, leaf.title), chapter_head(leaf, 1), writer.inside(leaf.chapter.article)]
        return "\n\n".join(body)

    return source


def summary(plan: Plan, paper: str, size: float, columns: int) -> Source:
    """핵심 정리 of every page on one sheet. `paper` names a size that Typst knows, `size` is in points."""

    def source(findings: Findings) -> str:
        machine = press(plan, [], {}, findings)
        origin = " · ".join(filter(None, (day(plan), plan.site_url, plan.rights)))
        look = {"paper": string(paper), "size": f"{size}pt", "columns": str(columns), "footer": string(origin)}
        out = [opening(plan, SUMMARY_TITLE, "poster", **look)]
        for leaf in plan.leaves:
            sections = [section for section in leaf.chapter.sections if section.id == SUMMARY]
            elements = [one for section in sections for one in section.elements if one.tag in ("ul", "ol")]
            if elements:
                title = f"{leaf.number} {leaf.title}".strip()
                out.append(f"#poster-chapter({string(title)})[{machine.writer(leaf).flow(iter(elements))}]")
        return "\n\n".join(out)

    return source
