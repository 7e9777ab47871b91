"""The fenced blocks of a page that a lab consists of: console sessions and titled files."""

from __future__ import annotations

import re
from dataclasses import dataclass

from studyguide.labs.directive import Directive, parse

FENCE = re.compile(r"^(?P<indent>[ \t]*)(?P<mark>`{3,}|~{3,})(?P<info>[^`]*)$")
TITLE = re.compile(r'title="(?P<title>[^"]+)"')


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
    index = 0
    while index < len(lines):
        opening = FENCE.match(lines[index])
        if not opening:
            index += 1
            continue
        closing = re.compile(rf"^[ \t]*{re.escape(opening['mark'][0])}{{{len(opening['mark'])},}}[ \t]*$")
        end = next((at for at in range(index + 1, len(lines)) if closing.match(lines[at])), len(lines))
        language = (opening["info"].split() or [""])[0]
        title = TITLE.search(opening["info"])
        if language == "console" or title:
            try:
                directive = parse(lines[index - 1]) if index else None
            except ValueError as error:
                raise ValueError(f"line {index}: {error}") from None
            indent = opening["indent"]
            source = "\n".join(line.removeprefix(indent) for line in lines[index + 1 : end])
            name = title["title"] if title and language != "console" else ""
            labs.append(Lab(index + 1, end, indent, source, directive or Directive(), name))
        index = end + 1
    return labs


def replace(text: str, lab: Lab, content: list[str]) -> str:
    """The page with the content of one block changed."""
    lines = text.split("\n")
    lines[lab.start : lab.end] = [(lab.indent + line).rstrip() for line in content]
    return "\n".join(lines)
