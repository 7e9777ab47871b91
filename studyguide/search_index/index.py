"""Chapters → the entries of the search index: pages, sections, questions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from selectolax.lexbor import LexborNode

from studyguide.navigation import HOME
from studyguide.search_index.text import lines
from studyguide.site_model import Page, Question, Section

REPEATING = ("changelog.md", "concept-map.md", "questions.md", "corrections.md", "glossary.md", "errors.md", "path-")
"""Pages (or how their names begin) that say again what stands elsewhere: found by title, not by section."""
SKIPPED_SECTIONS = {"see-also"}
BOOST = {"try": 0.7, "key-points": 0.6}
"""Sections that every page has, with what is below them: what they hold is explained before."""
BOOST_PAGE = {HOME: 0.6, "commands.md": 0.6}
BOOST_REPEATING = 0.6
BOOST_ERRORS = 0.6
"""The pages of the dictionary of errors: a message that was pasted matches so well that it comes first all the same,
while one word of it (`api`, `net`, `tty`) asks for what explains it."""


def text_of(elements: Iterable[LexborNode]) -> str:
    """The blocks of several elements, a line each."""
    return "\n".join(line for element in elements for line in lines(element) if line)


def entry(location: str, title: str, text: str, boost: float = 1, also: Iterable[str] = ()) -> dict[str, Any]:
    """`also`: how readers ask for the same, a phrasing a line; it is searched and not shown."""
    return (
        {"location": location, "title": title, "text": text}
        | ({"also": phrasings} if (phrasings := "\n".join(also)) else {})
        | ({"boost": round(boost, 2)} if boost != 1 else {})
    )


def asked_as(question: Question) -> list[str]:
    """The phrasings of a question and of what follows it: both stand in one entry."""
    return [*question.also, *(phrase for followup in question.followups for phrase in followup.also)]


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


def page_entries(page: Page) -> Iterator[dict[str, Any]]:
    """The page first, then its sections and questions as they stand."""
    repeats = page.path.startswith(REPEATING)
    boost = BOOST_REPEATING if repeats else BOOST_PAGE.get(page.path, 1.0)
    if page.path.startswith("errors-"):
        boost = BOOST_ERRORS
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
        if section.id and section.id not in SKIPPED_SECTIONS and (text := text_of(own)):
            yield entry(f"{page.url}#{section.id}", section.title, text, boost * BOOST.get(part, 1.0), section.also)
        for question, after in zip(section.questions, answers, strict=True):
            answer = (child for child in question.element.iter() if child.tag != "summary")
            text = text_of((*answer, *after))
            yield entry(f"{page.url}#{question.anchor}", question.title, text, also=asked_as(question))


def entries(pages: Iterable[Page]) -> list[dict[str, Any]]:
    """`{location, title, text, also?, boost?}` in reading order: plain text, one block a line."""
    return [each for page in pages for each in page_entries(page)]
