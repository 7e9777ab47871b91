"""The PDFs of the guide as Typst: study edition, question sheet, chapters, summary."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Collection, Iterable, Mapping

from studyguide.book import boxes
from studyguide.book.index_terms import Mentions
from studyguide.book.links import label
from studyguide.book.markup import PIECE, array, cells, content, plain, string
from studyguide.book.plan import SUMMARY, BookChapter, Plan
from studyguide.book.render_context import Findings, text
from studyguide.book.renderer import back, chapter_head, day, front, opening, renderer_for
from studyguide.generated.glossary import letter
from studyguide.site_model import Question
from studyguide.source.blocks import ASKED, LEVELS

STUDY, SHEET, SUMMARY_TITLE = "학습판", "문제지", "핵심 정리"
INDEX, ANSWERS = "색인", "정답과 해설"
PLACES = 8
"""Chapters that the index names for a term, at most."""

TypstSource = Callable[[Findings], str]
"""What earlier rounds found → the whole Typst source."""


def study(plan: Plan, anchors: Mapping[str, Collection[str]]) -> TypstSource:
    """학습판: every page, each answer under its question."""
    written: dict[tuple[str, Findings], tuple[str, Mentions]] = {}  # a round changes few chapters

    def source(findings: Findings) -> str:
        renderer = renderer_for(plan, plan.chapters, anchors, findings, index=True)
        out = [opening(plan, STUDY), *front(plan, STUDY, 3)]
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
                found = (chapter.label, findings.on(chapter.page.path))
                if found not in written:
                    body = renderer.writer(chapter, level - 1).inside(chapter.page.article)
                    written[found] = f"{chapter_head(chapter, level)}\n\n{body}", renderer.mentions[chapter.label]
                whole, renderer.mentions[chapter.label] = written[found]
                out.append(whole)
        out += [index(plan, renderer.mentions), back(plan, STUDY)]
        return PIECE.join(out)

    return source


def part_row(chapter: BookChapter) -> str:
    """A chapter as the page of its part lists it."""
    number = string(chapter.number) if chapter.number else "none"
    return f"({number}, {string(chapter.title)}, {string(chapter.label)})"


def index(plan: Plan, mentions: Mapping[str, Mentions]) -> str:
    """List every term with the page of its first mention in each chapter; the glossary's page is bold.

    Of many chapters only the `PLACES` that mention the term most often are named.
    """
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


def usage() -> str:
    """What the marks of the question sheet mean."""
    rows = (
        ("#rounds", "세 번 풀면서 막힘없이 답한 회차에 표시합니다."),
        (f"#asked[{ASKED['interview']}]", "노트를 쓴 사람이 면접에서 직접 받은 질문입니다. 장마다 맨 앞에 둡니다."),
        (f"#pill[{LEVELS['deep']}]", "기본 질문에서 한 단계 더 들어간 질문입니다."),
        ("#pill[30초 답]", "면접에서 먼저 말할 만큼의 답입니다. 이어지는 자세한 답은 더 물을 때 씁니다."),
        ("답 60쪽, 문제 5쪽", "질문과 정답이 서로 있는 쪽입니다."),
        ("학습판 13장", "함께 나온 학습판 PDF와 웹 사이트의 장입니다. 표와 그림, 실습은 거기에 있습니다."),
    )
    lead = "앞쪽에는 질문과 답을 쓸 칸이, 뒤쪽에는 답이 있습니다. 보지 않고 써 본 다음 맞춰 보세요."
    pairs = array(f"({content(mark)}, {content(plain(meaning))})" for mark, meaning in rows)
    return f"#usage({string('이 문제지를 쓰는 법')}, {content(plain(lead))}, {pairs})"


def room(question: Question) -> int:
    """Lines to write on, about as many as the short answer takes by hand.

    A hand writes some 45 cells on a line.
    """
    short = question.element.css_first(".answer-short")
    return max(3, min(6, 1 + cells(text(short)) // 45)) if short is not None else 3


def sheet(plan: Plan) -> TypstSource:
    """문제지: questions with room to write, the answers at the back."""
    chapters = [chapter for chapter in plan.chapters if chapter.questions]
    anchors = {chapter.page.url: frozenset(question.anchor for question in chapter.questions) for chapter in chapters}

    def source(findings: Findings) -> str:
        renderer = renderer_for(plan, chapters, anchors, findings, answers=True)
        out = [opening(plan, SHEET), *front(plan, SHEET, 2), usage()]
        out.append('#chapter(1, none, "문제", "questions")')
        for chapter in chapters:
            writer = renderer.writer(chapter)
            out.append(chapter_head(chapter, 2, flow=True, lead=False))
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
            asked = asked_first(chapter.questions)
            out += [boxes.question(writer, question.element, "sheet-answer") for question in asked]
        out.append(back(plan, SHEET))
        return "\n\n".join(out)

    return source


def single(plan: Plan, chapter: BookChapter, anchors: Mapping[str, Collection[str]]) -> TypstSource:
    """One page of the site as a PDF of its own."""

    def source(findings: Findings) -> str:
        renderer = renderer_for(plan, [chapter], anchors, findings)
        writer = renderer.writer(chapter)
        body = [opening(plan, chapter.title), chapter_head(chapter, 1), writer.inside(chapter.page.article)]
        return "\n\n".join(body)

    return source


def summary(plan: Plan, paper: str, size: float, columns: int) -> TypstSource:
    """핵심 정리 of every page on one sheet. `paper` names a size that Typst knows, `size` is in points."""

    def source(findings: Findings) -> str:
        renderer = renderer_for(plan, [], {}, findings)
        origin = " · ".join(filter(None, (day(plan), plan.site_url, plan.rights)))
        look = {"paper": string(paper), "size": f"{size}pt", "columns": str(columns), "footer": string(origin)}
        out = [opening(plan, SUMMARY_TITLE, "poster", **look)]
        for chapter in plan.chapters:
            sections = [section for section in chapter.page.sections if section.id == SUMMARY]
            elements = [one for section in sections for one in section.elements if one.tag in ("ul", "ol")]
            if elements:
                title = f"{chapter.number} {chapter.title}".strip()
                out.append(f"#poster-chapter({string(title)})[{renderer.writer(chapter).flow(iter(elements))}]")
        return "\n\n".join(out)

    return source
