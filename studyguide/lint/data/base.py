"""What the checks of data files share: what they may know, and the kinds of mistakes that several files can have."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import starmap
from typing import Any

from studyguide.lint import links, markup
from studyguide.lint.links import Finding, Site, hint, problems
from studyguide.lint.messages import say
from studyguide.memory import Memory
from studyguide.source.prose import INLINE_CODE
from studyguide.source.references import Reference
from studyguide.source.scanner import Source, scan
from studyguide.source.yaml_document import Document, Location

Found = Iterator[tuple[int, str]]
"""Line and message of each mistake."""


@dataclass(frozen=True)
class Known:
    """What the data may name.

    `pages` are the hand-written ones that can be read, by path below docs/; `generated` the names of the others.
    `blurred`: some pages cannot be read. `references` is None where data/sources.yml cannot be.
    """

    pages: Mapping[str, Source]
    generated: frozenset[str]
    site: Site
    references: Mapping[str, Reference] | None
    blurred: bool
    memory: Memory

    @property
    def questions(self) -> Mapping[str, str]:
        """Id → page (`volumes.md`)."""
        return {block.option("id"): name for name, page in self.pages.items() for block in page.named("question")}

    @property
    def corrections(self) -> Mapping[str, str]:
        """Id → file and line."""
        found = ((page.path, block) for page in self.pages.values() for block in page.named("correction"))
        return {block.option("id"): f"{path}:{block.line}" for path, block in found}


def texts(value: Any, at: Location = ()) -> Iterator[tuple[Location, str]]:
    """Every text of a file with its place."""
    if isinstance(value, str):
        yield at, value
    elif isinstance(value, Mapping):
        for key, each in value.items():
            yield from texts(each, (*at, str(key)))
    elif isinstance(value, list):
        for index, each in enumerate(value):
            yield from texts(each, (*at, index))


def findings(name: str, value: str) -> Iterator[Finding]:
    """What is wrong with a text of Markdown that goes into a page under this name, and where it links to."""
    source = scan("", value)
    if source.headings:
        yield Finding(0, say("data-heading"))
    yield from (Finding(*each) for each in markup.found_in(source))
    yield from links.found_in(source)
    yield from (Finding(block.line, say("block-nested", name=block.name)) for block in source.blocks)
    if name == "title" and (match := re.search(r"[\[\]{}]", INLINE_CODE.sub("", value))):
        yield Finding(0, say("value-title", found=match[0]))


def findings_once(name: str, value: str, memory: Memory) -> list[Finding]:
    """`findings`, once for the same words."""
    return [*starmap(Finding, memory.answer(("text", name, value), lambda: [*findings(name, value)]))]


def prose(document: Document, fields: Iterable[str], known: Known) -> Found:
    """What is wrong with texts of Markdown that go into pages: one message for each text."""
    wanted = set(fields)
    for at, value in texts(document.value):
        name = next((str(key) for key in reversed(at) if isinstance(key, str)), "")  # of a list that of the list
        if name in wanted:
            found = findings_once(name, value, known.memory)
            for _, message in itertools.islice(problems(found, "", known.site), 1):
                yield document.line_of(*at), f"`{name}`: {message}"


def page_problem(known: Known, place: str) -> str | None:
    """What is wrong with `page.md` or `page.md#anchor`."""
    page, _, anchor = place.partition("#")
    pages = known.site.pages
    if page in known.generated:
        return say("data-generated", page=page)
    if page in known.site.blurred:
        return None
    if page not in pages:
        return say("data-page", page=page)
    return say("data-anchor", page=page, anchor=anchor) if anchor and anchor not in pages[page].ids else None


def source_problems(known: Known, names: str) -> Iterator[str]:
    """Which of the names that are parted by blanks no source has."""
    if known.references is not None:
        for key in names.split():
            if key not in known.references:
                yield say("block-source", key=key, hint=hint(key, known.references))


def twice(document: Document, places: Iterable[Location], key: str = "data-id-twice") -> Found:
    """Values that are there twice among these places."""
    first: dict[str, int] = {}
    for at in places:
        value: Any = document.value
        for step in at:
            value = value[step]
        line = document.line_of(*at)
        if value in first:
            yield line, say(key, value=value, line=first[value])
        first.setdefault(value, line)
