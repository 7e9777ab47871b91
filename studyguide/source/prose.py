"""A page's lines without what is not prose: front matter, code blocks, comments, code in a line.

Lines are blanked, not removed, so that numbers hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from studyguide.source.fences import Fence

INLINE_CODE = re.compile(r"(?<![\\`])(?P<mark>`+)(?!`)(?P<code>(?:(?!\n[ \t]*\n).)+?)(?<!`)(?P=mark)(?!`)", re.DOTALL)
COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
FILLER = "x"
"""Stands for a character of code: a link's text or a table's cell stays what it is."""


@dataclass(frozen=True)
class Comment:
    """An HTML comment: its first line, its words, whether it ends."""

    line: int
    text: str
    closed: bool


def blank(text: str, filler: str) -> str:
    """As many characters and lines, but nothing to read."""
    return "\n".join(filler * len(line) for line in text.split("\n"))


def without_fences(lines: Sequence[str], start: int, found: Iterable[Fence]) -> list[str]:
    """The lines with the front matter (`start` lines) and the code blocks emptied."""
    kept = [""] * start + list(lines[start:])
    for fence in found:
        for index in range(fence.line - 1, fence.end or len(lines)):
            kept[index] = ""
    return kept


def without_comments(lines: Sequence[str]) -> tuple[list[str], list[Comment]]:
    """The lines with comments and code in a line emptied, and the comments."""
    text = "\n".join(lines)
    masked = INLINE_CODE.sub(lambda match: blank(match[0], FILLER), text) if "<!--" in text else text
    comments: list[Comment] = []
    parts: list[str] = []
    last = 0
    for match in COMMENT.finditer(masked):
        comments.append(Comment(masked.count("\n", 0, match.start()) + 1, match[0], match[0].endswith("-->")))
        parts += [text[last : match.start()], blank(text[match.start() : match.end()], " ")]
        last = match.end()
    return "".join((*parts, text[last:])).split("\n"), comments


def without_code(lines: Sequence[str]) -> list[str]:
    """The lines with the code in them made unreadable."""
    return INLINE_CODE.sub(lambda match: blank(match[0], FILLER), "\n".join(lines)).split("\n")
