"""Checks of where code blocks begin and end: Markdown reads some of them as text, or glues text to them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from studyguide.lint.messages import say
from studyguide.source.fences import Fence
from studyguide.source.scanner import Source

ALONE = re.compile(r"[ \t]|<!--|.*-->|/{3,}|> ?")
"""Lines that may stand right at a code block: options, comments, marks of blocks."""
INDENT = re.compile(r"[ \t>]*")


def indent(line: str) -> str:
    """What stands before the mark."""
    return (INDENT.match(line) or [""])[0]


def glued(fence: Fence, lines: Sequence[str]) -> int | None:
    """The line of text that stands right above or below a block, without a gap."""
    above = lines[fence.line - 2] if fence.line > 1 else ""
    below = lines[fence.end] if fence.end and fence.end < len(lines) else ""
    if above.strip() and not ALONE.match(above):
        return fence.line
    return fence.end + 1 if below.strip() and not ALONE.match(below) else None


def problem(fence: Fence, lines: Sequence[str]) -> tuple[int, str] | None:
    """Line and message of what is wrong with the place of one block."""
    if not fence.end:
        return None  # told where it opens
    closing = lines[fence.end - 1]
    if ">" in fence.indent:
        outside = [number for number in range(fence.line, fence.end + 1) if ">" not in indent(lines[number - 1])]
        return (outside[0], say("fence-quote")) if outside else None
    if indent(closing).expandtabs(4) != fence.indent.expandtabs(4):
        return fence.end, say("fence-close-indent", mark=fence.mark)
    line = glued(fence, lines) if not fence.indent else None
    return (line, say("fence-gap")) if line else None


def found_in(source: Source) -> Iterator[tuple[int, str]]:
    """Line and message of the code blocks of a page that would come out otherwise."""
    lines = source.text.split("\n")
    yield from filter(None, (problem(fence, lines) for fence in source.fences))
