"""The text of a chapter in one PDF, written once for all builds in which nothing that it depends on has changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from studyguide.book.flow import Writer
from studyguide.book.mentions import Mentions
from studyguide.book.plan import BookChapter
from studyguide.book.renderer import Renderer
from studyguide.memory import Memory

FILE = "book.json"
"""Where it is kept, beside what other parts of a build remember."""


def body_of(
    edition: str,
    renderer: Renderer,
    chapter: BookChapter,
    level: int,
    memory: Memory,
    write: Callable[[Writer], str],
) -> str:
    """What `write` makes of a chapter in an edition; the renderer then has its mentions, whoever found them."""

    def make() -> dict[str, Any]:
        body = write(renderer.writer(chapter, level))
        marks = renderer.mentions[chapter.label]
        found = [[term, *unit, labels] for (term, unit), labels in marks.found.items()]
        spare = [[term, *unit, one] for (term, unit), one in marks.spare.items()]
        return {"body": body, "found": found, "spare": spare}

    answer = memory.answer([edition, *renderer.asked(chapter, level)], make)
    found = {(term, (path, anchor)): labels for term, path, anchor, labels in answer["found"]}
    spare = {(term, (path, anchor)): one for term, path, anchor, one in answer["spare"]}
    renderer.mentions[chapter.label] = Mentions(found=found, spare=spare)
    body: str = answer["body"]
    return body
