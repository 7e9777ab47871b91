"""Checks of a page's front matter: its schema, and what a schema cannot say."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from studyguide.lint import schema
from studyguide.lint.characters import PICTURE
from studyguide.lint.messages import say
from studyguide.lint.problems import Problem
from studyguide.source.scanner import Source

MARKUP = re.compile(
    r"[<>]|`|\]\(|\*\*|(?<![\w*])\*[^\s*][^*]*\*(?![\w*])|(?<![\w_])_[^\s_][^_]*_(?![\w_])|&(?:#?\w+);|(?<![\w:]):[a-z][a-z0-9_+-]*:(?![\w:])|"
    + PICTURE.pattern
)
"""Titles stand in the browser's tab, in lists and on cards: as text."""

FIRST = datetime.date(2013, 3, 13)
"""The day of Docker's first release: nothing here was checked before."""


def broken(source: Source) -> list[Problem]:
    """Why the front matter cannot be read at all; such a page is not looked at any further."""
    if isinstance(source.meta, str):
        return [Problem(source.path, source.head_line, say("head-broken", error=source.meta))]
    if not source.head.lines:
        first = next((number for number, line in enumerate(source.lines, start=1) if line.strip()), 1)
        late = first > 1 and source.lines[first - 1].rstrip() == "---"
        return [Problem(source.path, 1, say("head-late" if late else "head-missing"))]
    return []


def found_in(source: Source, today: datetime.date) -> Iterator[tuple[int, str]]:
    """Line and message of everything wrong with what could be read."""
    yield from schema.check(source.head, "front-matter")
    meta = source.meta if isinstance(source.meta, dict) else {}
    for name in ("title", "description"):
        value = meta.get(name)
        if isinstance(value, str) and (match := MARKUP.search(value)):
            yield source.head.line_of(name), say("head-text", name=name, found=f"«{match[0]}»")
        elif isinstance(value, str) and "\n" not in value.strip() and value.rstrip("\n") != " ".join(value.split()):
            yield source.head.line_of(name), say("head-blanks", name=name)
    day = meta.get("reviewed")
    if isinstance(day, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", day):
        yield source.head.line_of("reviewed"), say("value-quoted", name="reviewed")
    elif type(day) is datetime.date and day < FIRST:
        yield source.head.line_of("reviewed"), say("value-early", name="reviewed", value=day)
    # A day ahead is today somewhere.
    elif type(day) is datetime.date and day > today + datetime.timedelta(days=1):
        yield source.head.line_of("reviewed"), say("value-future", name="reviewed", value=day)


def check(source: Source, today: datetime.date) -> list[Problem]:
    """The problems of one page's front matter."""
    return [Problem(source.path, line, message) for line, message in found_in(source, today)]
