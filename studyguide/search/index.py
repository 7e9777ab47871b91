"""Chapters → the entries of the search index: pages, sections, questions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from selectolax.lexbor import LexborNode

from studyguide.pages import HOME, Chapter
from studyguide.search.text import lines

REPEATING = {"questions.md", "corrections.md", "glossary.md"}
"""Pages that say again what stands elsewhere: found by their title, not section by section."""
SKIPPED_SECTIONS = {"see-also"}
BOOST = {"try": 0.7, "key-points": 0.6}
"""Sections that every page has: what they hold is explained before them."""
BOOST_PAGE = {HOME: 0.6, "commands.md": 0.6} | dict.fromkeys(REPEATING, 0.6)


def text_of(elements: Iterable[LexborNode]) -> str:
    """The blocks of several elements, a line each."""
    return "\n".join(line for element in elements for line in lines(element) if line)


def entry(location: str, title: str, text: str, boost: float = 1) -> dict[str, Any]:
    return {"location": location, "title": title, "text": text} | ({"boost": round(boost, 2)} if boost != 1 else {})


def chapter_entries(chapter: Chapter) -> Iterator[dict[str, Any]]:
    """The page first, then its sections and questions as they stand."""
    boost = BOOST_PAGE.get(chapter.path, 1.0)
    head, *sections = chapter.sections
    lead = "" if chapter.path in REPEATING else text_of(head.elements)
    yield entry(chapter.url, chapter.title, "\n".join(filter(None, (chapter.description, lead))), boost)
    if chapter.path in REPEATING:
        return
    for section in (head, *sections):
        if section.id and section.id not in SKIPPED_SECTIONS and (text := text_of(section.elements)):
            yield entry(f"{chapter.url}#{section.id}", section.title, text, boost * BOOST.get(section.id, 1.0))
        for question in section.questions:
            text = text_of(child for child in question.element.iter() if child.tag != "summary")
            yield entry(f"{chapter.url}#{question.anchor}", question.title, text)


def entries(chapters: Iterable[Chapter]) -> list[dict[str, Any]]:
    """`{location, title, text, boost?}` in reading order: plain text, one block a line."""
    return [each for chapter in chapters for each in chapter_entries(chapter)]
