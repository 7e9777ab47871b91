"""How long a step of a path takes: reading by characters, labs by commands, answers by the piece.

Nobody can time sixty pages anew after every edit. The numbers are rules of thumb, the same for every step, so that two
steps can be compared; a path may say otherwise (`time` in data/paths.yml) where one reads only a part of a page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from studyguide.source.scanner import Source

CHARACTERS = 450
"""A minute of reading, without blanks: explanations of technology, not a novel."""
FIGURE = 0.5
COMMAND, ANSWER = 1, 2
"""Minutes to look at a figure, to type a command and see what comes, to say an answer aloud and compare it."""
BREAKS = 1.25
"""Looking up, stretching, a second try."""
STEP = 10
"""Nobody plans by the minute."""
ASIDE = {"try", "questions", "see-also"}
"""Sections that are not read with their page: done, asked, followed."""
MARKUP = re.compile(r"\]\([^)]*\)|\{ *#[^}]*\}|[\s|*`#/>-]")
UNREAD = {"also", "sources", "figure"}
"""Blocks without words of their own."""


def span(page: Source, anchor: str) -> tuple[int, int]:
    """First line of a section and the first one after it; of the whole page without an anchor."""
    last = len(page.lines) + 1
    heading = next((heading for heading in page.headings if heading.id == anchor), None)
    if heading is None:
        return 1, last
    later = (other.line for other in page.headings if other.line > heading.line and other.level <= heading.level)
    return heading.line, next(later, last)


def aside_lines(page: Source) -> set[int]:
    """The lines that are nothing to read: options, blocks without words, sections of another kind."""
    found: set[int] = set()
    for block in page.blocks:
        until = block.end if block.name in UNREAD else max(block.lines.values(), default=block.line)
        found.update(range(block.line if block.name in UNREAD else block.line + 1, until + 1))
    for name in ASIDE:
        if any(heading.id == name for heading in page.headings):
            found.update(range(*span(page, name)))
    return found


def reading(page: Source, anchor: str = "") -> float:
    """Minutes to read a section or a page, with its code and figures."""
    start, end = span(page, anchor)
    shown = set(range(start, end)) - aside_lines(page)
    words = sum(len(MARKUP.sub("", line)) for number, line in enumerate(page.lines, 1) if number in shown)
    code = sum(len("".join(line.split())) for fence in page.fences if fence.line in shown for line in fence.content)
    figures = sum(start <= block.line < end for block in page.named("figure"))
    return (words + code) / CHARACTERS + figures * FIGURE


def commands(page: Source, anchor: str = "") -> int:
    """How many commands there are to type in a section or a page."""
    start, end = span(page, anchor)
    consoles = (fence for fence in page.fences if fence.language == "console" and start <= fence.line < end)
    return sum(line.lstrip().startswith("$ ") for fence in consoles for line in fence.content)


def minutes(step: Mapping[str, Any], pages: Mapping[str, Source]) -> float:
    """How long a step takes. `pages`: by their path below docs/, without ending."""

    def places(kind: str) -> Iterator[tuple[Source, str]]:
        for name in step.get(kind, ()):
            slug, _, anchor = name.partition("#")
            yield pages[slug], anchor

    read = sum(reading(page, anchor) for page, anchor in places("read"))
    done = sum(commands(page, anchor) for page, anchor in places("do")) * COMMAND
    return (read + done + len(step.get("answer", ())) * ANSWER) * BREAKS


def spoken(time: float) -> str:
    """Minutes as people say them.

    >>> spoken(4), spoken(44), spoken(58), spoken(93), spoken(120)
    ('10분', '50분', '1시간', '1시간 40분', '2시간')
    """
    rounded = max(STEP, -int(-time // STEP) * STEP)
    hours, rest = divmod(rounded, 60)
    return " ".join([f"{hours}시간"] * bool(hours) + [f"{rest}분"] * bool(rest))


def total(steps: Sequence[Mapping[str, Any]], pages: Mapping[str, Source]) -> float:
    """How long several steps take."""
    return sum(minutes(step, pages) for step in steps)
