"""Chapters → the entries of the search index: pages, sections, questions and what they hold, commands, errors."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

from studyguide.navigation import HOME
from studyguide.search_index.text import CODE, lines, without_output
from studyguide.site_model import FollowUp, Page, Question, Section, WrongAnswer, classes

REPEATING = (
    "changelog.md",
    "concept-map.md",
    "questions.md",
    "practice.md",
    "corrections.md",
    "glossary.md",
    "errors.md",
    "path-",
)
"""Pages (or how their names begin) that say again what stands elsewhere: found by title, not by section."""
DICTIONARY = "errors-"
COURSE = "inception"
COMMANDS_PAGE = "commands.md"
LAB_SECTION = "try"
SKIPPED_SECTIONS = {"see-also"}
TITLES = {"followup__title", "wrong__title"}

QUESTION, FOLLOWUP, WRONG, COMMAND, ERROR, LAB = "question", "followup", "wrong", "command", "error", "lab"
"""Kinds of entries; pages and sections have none."""
LATE = {FOLLOWUP, ERROR}
"""Whose phrasings come with the texts: they have most of them, and a first answer must not wait."""
BOOST = {LAB_SECTION: 0.7, "key-points": 0.6}
"""Sections that every page has, with what is below them: what they hold is explained before."""
BOOST_PAGE = {HOME: 0.6, COMMANDS_PAGE: 0.6}
BOOST_COURSE = 0.6
"""The pages of one course: what they tell of a subject stands whole on the page of that subject."""
BOOST_REPEATING = 0.6
BOOST_COMMAND = 0.9
BOOST_ERRORS = 0.6
"""A row of the dictionary of errors: a message that was pasted matches so well that it comes first all the same,
while one word of it (`api`, `net`, `tty`) asks for what explains it."""


def text_of(elements: Iterable[LexborNode]) -> str:
    """The blocks of several elements, a line each."""
    return "\n".join(line for element in elements for line in lines(element) if line)


def entry(
    location: str,
    title: str,
    text: str,
    boost: float = 1,
    also: Iterable[str] = (),
    kind: str = "",
    under: str = "",
) -> dict[str, Any]:
    """`also`: how readers ask for the same, a phrasing a line; `under`: the anchor of what it belongs to."""
    return (
        {"location": location, "title": title, "text": text}
        | ({"kind": kind} if kind else {})
        | ({"in": under} if under else {})
        | ({"also": phrasings} if (phrasings := "\n".join(also)) else {})
        | ({"boost": round(boost, 2)} if boost != 1 else {})
    )


def split_at_questions(section: Section) -> list[list[LexborNode]]:
    """What stands before the first question, then after each: a correction there belongs to the question above."""
    anchors = {question.anchor for question in section.questions}
    parts: list[list[LexborNode]] = [[]]
    for element in section.elements:
        if element.attributes.get("id") in anchors:
            parts.append([])
        else:
            parts[-1].append(element)
    return parts


def body_of(box: LexborNode) -> Iterator[LexborNode]:
    """The blocks of a follow-up or wrong answer, without its title."""
    return (child for child in box.iter() if TITLES.isdisjoint(classes(child)))


def question_entries(page: Page, question: Question, after: Iterable[LexborNode]) -> Iterator[dict[str, Any]]:
    """A question, then its follow-ups and wrong answers: each has an address of its own."""
    inner: list[FollowUp | WrongAnswer] = [each for each in question.wrong_answers if each.id]
    inner += [each for each in question.followups if each.id]
    own = {each.id for each in inner}
    answer = (
        child for child in question.element.iter() if child.tag != "summary" and child.attributes.get("id") not in own
    )
    text = text_of((*answer, *after))
    yield entry(f"{page.url}#{question.anchor}", question.title, text, also=question.also, kind=QUESTION)
    for each in inner:
        kind, also = (FOLLOWUP, each.also) if isinstance(each, FollowUp) else (WRONG, ())
        text = text_of(body_of(each.element))
        yield entry(f"{page.url}#{each.id}", each.title, text, also=also, kind=kind, under=question.anchor)


def command_lines(definition: LexborNode) -> Iterator[str]:
    """What a command does, its long form and its notes, a line each; not the link to the page that explains it."""
    for line in re.split(r"<br\s*/?>", definition.inner_html or ""):
        part = LexborHTMLParser(f"<body><p>{line}</p>").body
        for link in part.css("a") if part else ():
            link.decompose()
        text = " ".join(lines(part)) if part else ""
        if text := text.strip(" ·"):
            yield text


def command_entries(page: Page, section: Section) -> Iterator[dict[str, Any]]:
    """The rows of a section of the table of commands: a command, what it does, its notes."""
    for box in section.elements:
        command = None
        for child in box.iter() if box.tag == "dl" else ():
            if child.tag == "dt":
                command = child.css_first("code[id]")
            elif child.tag == "dd" and command is not None:
                yield entry(
                    f"{page.url}#{command.attributes['id']}",
                    " ".join(command.text().split()),
                    "\n".join(command_lines(child)),
                    BOOST_COMMAND,
                    (" ".join(phrase.text().split()) for phrase in child.css(".also q")),
                    COMMAND,
                    section.id,
                )


def error_entry(page: Page, section: Section) -> dict[str, Any]:
    """A row of the dictionary of errors: cause, where to look (as code) and remedy, a line each, then the rest.

    Other wordings of the message are found like the readers' phrasings.
    """
    rows = {label: texts for box in section.elements if box.tag == "dl" for label, texts in definitions(box)}
    look = (f"{CODE}{text}" for text in rows.get("확인", ()))
    text = "\n".join((*rows.get("원인", ()), *look, *rows.get("해결", ()), *rows.get("버전", ())))
    also = (*section.also, *rows.get("변형", ()))
    return entry(f"{page.url}#{section.id}", section.title, text, BOOST_ERRORS, also, ERROR)


def definitions(box: LexborNode) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The terms of a list of definitions, each with its definitions on a line."""
    label = ""
    texts: list[str] = []
    for child in box.iter():
        if child.tag == "dt":
            if label:
                yield label, tuple(texts)
            label, texts = (child.css_first("em") or child).text().strip(), []
        elif child.tag == "dd":
            texts.append(" ".join(" ".join(lines(child)).split()))
    if label:
        yield label, tuple(texts)


def section_entry(
    page: Page, section: Section, own: Iterable[LexborNode], part: str, boost: float
) -> Iterator[dict[str, Any]]:
    """A section: its prose and code. Of a lab the output of its commands says nothing that anybody searches."""
    if not section.id or section.id in SKIPPED_SECTIONS:
        return
    if page.path.startswith(DICTIONARY) and section.id.startswith("e-"):
        yield error_entry(page, section)
        return
    lab = part == LAB_SECTION
    text = "" if page.path == COMMANDS_PAGE else text_of(own)
    if lab:
        text = without_output(text)
    if text or page.path == COMMANDS_PAGE:
        yield entry(
            f"{page.url}#{section.id}",
            section.title,
            text,
            boost * BOOST.get(part, 1.0),
            section.also,
            LAB if lab else "",
        )
    if page.path == COMMANDS_PAGE:
        yield from command_entries(page, section)


def page_boost(path: str) -> float:
    """What the entries of a page weigh against those of the pages that explain one subject."""
    if path.startswith((*REPEATING, DICTIONARY)):
        return BOOST_REPEATING
    return BOOST_COURSE if path.startswith(COURSE) else BOOST_PAGE.get(path, 1.0)


def page_entries(page: Page) -> Iterator[dict[str, Any]]:
    """The page first, then its sections and questions as they stand."""
    repeats = page.path.startswith(REPEATING)
    boost = page_boost(page.path)
    head, *sections = page.sections
    lead = "" if repeats else text_of(head.elements)
    yield entry(
        page.url, page.title, "\n".join(filter(None, (page.description, lead))), boost, () if repeats else head.also
    )
    if repeats:
        return
    part = ""
    for section in (head, *sections):
        part = section.id if section.level < 3 else part
        own, *answers = split_at_questions(section)
        yield from section_entry(page, section, own, part, boost)
        for question, after in zip(section.questions, answers, strict=True):
            yield from question_entries(page, question, after)


def split(docs: Iterable[dict[str, Any]]) -> tuple[list[dict[str, Any]], list[str | list[str]]]:
    """What the first answers need, and the rest of each entry, which comes after it: its text, or text and phrasings.

    >>> split([{"title": "t", "text": "short\\nlong", "kind": "question", "also": "a"}])
    ([{'title': 't', 'kind': 'question', 'also': 'a'}], ['short\\nlong'])
    >>> split([{"title": "t", "text": "long", "kind": "followup", "also": "a"}])
    ([{'title': 't', 'kind': 'followup'}], [['long', 'a']])
    """
    heads: list[dict[str, Any]] = []
    rests: list[str | list[str]] = []
    for doc in docs:
        kind, text = doc.get("kind"), str(doc["text"])
        first, rest = (text, "") if kind == COMMAND else ("", text)
        late = ("text", "also") if kind in LATE else ("text",)
        heads.append(
            {name: value for name, value in doc.items() if name not in late} | ({"text": first} if first else {})
        )
        rests.append([rest, doc["also"]] if kind in LATE and "also" in doc else rest)
    return heads, rests


def entries(pages: Iterable[Page]) -> list[dict[str, Any]]:
    """`{location, title, text, kind?, in?, also?, boost?}` in reading order: plain text, one block a line."""
    return [each for page in pages for each in page_entries(page)]
