"""Boxes with an edge: questions, what belongs to them, admonitions, tabs."""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence

from selectolax.lexbor import LexborHTMLParser, LexborNode

from studyguide.book import height, pagination
from studyguide.book.block_writer import BlockWriter
from studyguide.book.inline import PILLS, inline, titled
from studyguide.book.markup import boolean, content, string
from studyguide.book.render_context import attribute, classes, nodes, text


def elements(node: LexborNode) -> list[LexborNode]:
    """The children that are not mere layout."""
    return [child for child in nodes(node) if not child.is_text_node or (child.text_content or "").strip()]


def grouped(children: Sequence[LexborNode], lead: int) -> Iterator[list[LexborNode]]:
    """What stays together: the first `lead`, a label or a sentence with what it is for, the sources with the last."""
    rest = list(children)
    if lead:
        yield rest[:lead]
        del rest[:lead]
    while rest:
        count = 2 if "answer-label" in classes(rest[0]) else 1
        while count < len(rest) and pagination.leads(rest[count - 1]):
            count += 1
        if count < len(rest) and "sources" in classes(rest[count]):
            count += 1
        yield rest[:count]
        del rest[:count]


def written(writer: BlockWriter, group: Sequence[LexborNode]) -> str:
    """The blocks of a group; a label runs into the paragraph that it is for."""
    if len(group) > 1 and "answer-label" in classes(group[0]) and group[1].tag == "p":
        label, rest = inline(group[0], writer.context), writer.flow(iter(group[2:]))
        return f"#run-in[{label}][{writer.line(group[1])}]" + (f"\n\n{rest}" if rest else "")
    return writer.flow(iter(group))


def framed(writer: BlockWriter, node: LexborNode, call: str, children: Sequence[LexborNode], lead: int = 0) -> str:
    """The template's `call` for a box, completed by its parts, each with whether it stays whole."""
    parts = []
    for group in grouped(children, lead):
        if body := written(writer, group):
            short = sum(map(height.lines, group)) <= height.PART
            parts.append(f"({boolean(short)}, {content(body)})")
    return f"{call}, whole: {boolean(pagination.stays_whole(node))}, {', '.join(parts)})"


def admonition(writer: BlockWriter, node: LexborNode) -> str:
    """Any admonition and any `<details>` that is no question; paper shows it open."""
    kind = next((name for name in classes(node) if name not in ("admonition", "details")), "note")
    title, *rest = elements(node)
    if title.tag == "summary" or "admonition-title" in classes(title):
        heading = content(writer.anchor(node) + inline(title, writer.context))
    else:
        heading, rest = "none", [title, *rest]
    return framed(writer, node, f"#admonition({string(kind)}, {heading}", rest)


def question(writer: BlockWriter, node: LexborNode, form: str = "question") -> str:
    """A question with its answer; `form` is the template's function for it."""
    _, *answer = elements(node)
    # The label "30초 답" and the short answer stay with the question.
    lead = next((at for at, child in enumerate(answer, start=1) if "answer-short" in classes(child)), 1)
    name = attribute(node, "id")
    number, place = string(writer.context.question_number(name)), string(writer.context.label_of(name))
    section = writer.context.mentions.enter(name)
    written = framed(writer, node, f"#{form}({number}, {place}, {question_title(writer, node)}", answer, lead)
    writer.context.mentions.enter(section)
    return written


def listed_question(writer: BlockWriter, node: LexborNode) -> str:
    """A question of the list of all: paper has its answer on another page, to which the title leads."""
    summary, *answer = elements(node)
    link = next(place for child in answer for place in child.css("a.ask__more"))
    href = html.escape(attribute(link, "href"))
    words = "".join(child.html or "" for child in summary.iter(include_text=True) if "tag" not in classes(child))
    marks = "".join(f"<em class='{attribute(tag, 'class')}'>{text(tag)}</em>" for tag in summary.css(".tag"))
    listed = LexborHTMLParser(f'<ul><li><a href="{href}">{words.strip()}</a> {marks}</li></ul>').css_first("ul")
    return writer.flow(iter([listed])) if listed is not None else ""


def question_title(writer: BlockWriter, details: LexborNode) -> str:
    """The question with its tags, as an argument."""
    summary = elements(details)[0]
    title = summary.css_first(".question__title")
    tags = [child for child in summary.iter() if set(classes(child)) & PILLS.keys()]
    words = inline(title if title is not None else summary, writer.context)
    marks = "".join(f"#tag({boolean('tag--asked' in classes(tag))})[{inline(tag, writer.context)}]" for tag in tags)
    return f"(words: {content(words)}, marks: {content(marks)})"


def aside(writer: BlockWriter, node: LexborNode, kind: str) -> str:
    """A wrong answer or a follow-up question."""
    title, *rest = elements(node)
    whole = boolean(height.lines(node) <= height.BOX)
    heading = content(writer.anchor(node) + inline(title, writer.context))
    return f"#aside-question({string(kind)}, {heading}, whole: {whole})[{writer.flow(iter(rest))}]"


def tabs(writer: BlockWriter, node: LexborNode) -> str:
    """One under the other, each under its label: paper has nothing to click."""
    labels = [text(label).strip() for label in node.css(".tabbed-labels > label")]
    bodies = node.css(".tabbed-content > .tabbed-block")
    if len(labels) != len(bodies):
        raise writer.context.unknown(node, "(탭과 이름의 수가 다름)")
    return "\n\n".join(
        f"#tab[{titled(label)}][{writer.inside(body)}]" for label, body in zip(labels, bodies, strict=True)
    )
