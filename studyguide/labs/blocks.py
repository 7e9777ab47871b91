"""The fenced blocks of a page that a lab consists of: console sessions and titled files."""

from __future__ import annotations

from dataclasses import dataclass

from studyguide.labs.directive import Directive, parse
from studyguide.source.fences import fences


@dataclass(frozen=True)
class Lab:
    """A block: `file` is the name of a file to write, empty for a console session.

    `start` and `end` are the indexes of its content's first line and of the closing fence.
    """

    start: int
    end: int
    indent: str
    source: str
    directive: Directive
    file: str = ""

    @property
    def line(self) -> int:
        """The line of the opening fence, from 1."""
        return self.start


def find(text: str) -> list[Lab]:
    """The labs of a page in order. Raises ValueError, with the line, for a bad directive."""
    lines = text.split("\n")
    labs: list[Lab] = []
    for fence in fences(lines):
        if fence.language != "console" and not fence.title:
            continue
        try:
            directive = parse(lines[fence.line - 2]) if fence.line > 1 else None
        except ValueError as error:
            raise ValueError(f"line {fence.line - 1}: {error}") from None
        name = fence.title if fence.language != "console" else ""
        end = (fence.end or len(lines) + 1) - 1
        labs.append(Lab(fence.line, end, fence.indent, "\n".join(fence.content), directive or Directive(), name))
    return labs


def replace(text: str, lab: Lab, content: list[str]) -> str:
    """The page with the content of one block changed."""
    lines = text.split("\n")
    lines[lab.start : lab.end] = [(lab.indent + line).rstrip() for line in content]
    return "\n".join(lines)
