"""What labs type, for the search: only what stands nowhere else.

The commands of a lab made a seventh of the index, and no query was answered better by them: what they show is said in
the text beside them, on the page's sections and in the table of commands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from studyguide.search_index.index import LAB
from studyguide.search_index.text import CODE

FLAG = re.compile(r"(?<![\w-])--[a-z][a-z-]+")
PROGRAM = re.compile(rf"^{CODE}[$>] (?:sudo )?([a-z][\w.-]+)")
WORD = re.compile(r"[\w.-]+", re.ASCII)
"""What a name is, also before a particle («--rm은») or at the end of a sentence."""


def names(line: str) -> Iterator[str]:
    """The options that a line of code has, and the program that it starts."""
    yield from FLAG.findall(line)
    if started := PROGRAM.search(line):
        yield started[1]


def without_known_commands(docs: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The entries of the index; of labs only the lines of code whose options or programs no other text names."""
    elsewhere = "\n".join(
        line
        for doc in docs
        for line in (doc["title"], doc.get("also", ""), *doc["text"].split("\n"))
        if doc.get("kind") != LAB or not line.startswith(CODE)
    )
    known = {word.rstrip(".") for word in WORD.findall(elsewhere)}

    def kept(line: str) -> bool:
        return not line.startswith(CODE) or not known.issuperset(names(line))

    return [
        doc | {"text": "\n".join(filter(kept, doc["text"].split("\n")))} if doc.get("kind") == LAB else doc
        for doc in docs
    ]
