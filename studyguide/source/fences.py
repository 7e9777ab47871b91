"""Code fences: the one rule by which scanner, checks and labs tell code from text.

It is the rule of pymdownx.superfences: a fence may be indented (in a list, in an admonition) and is closed
by exactly the mark that opened it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

OPENING = re.compile(r"^(?P<indent>[ \t>]*)(?P<mark>`{3,}|~{3,})(?P<info>[^`]*)$")
CLOSING = re.compile(r"^[ \t>]*(?P<mark>`{3,}|~{3,})[ \t]*$")
OF_A_PAGE = re.compile(
    r"#{2,4} .*\{ *#[\w-]+ *\} *$|/{3,} *(?:question|followup|wrong|figure|sources|also|correction)\b"
)
"""Lines that stand on a page and in no code: a heading with its id, the beginning of a block of ours."""
MARKDOWN = {"markdown", "md"}
TITLE = re.compile(r'title="(?P<title>[^"]*)"')


@dataclass(frozen=True)
class Fence:
    """A code block. `line` is that of the opening mark; `end` that of the closing one, 0 where there is none."""

    line: int
    end: int
    indent: str
    info: str
    content: tuple[str, ...]
    mark: str = "```"

    @property
    def language(self) -> str:
        """The first word after the mark, empty where there is none."""
        return (self.info.split() or [""])[0]

    @property
    def runs_on(self) -> bool:
        """Whether lines of the page stand in it: the mark that should close it is missing, and a later one does."""
        if self.language in MARKDOWN:
            return False
        openings = (OPENING.match(line) for line in self.content)
        again = any(opening and opening["mark"] == self.mark and opening["info"].strip() for opening in openings)
        return again or any(OF_A_PAGE.match(line) for line in self.content)

    @property
    def title(self) -> str:
        """The file name that the block shows, empty where it shows none."""
        match = TITLE.search(self.info)
        return match["title"] if match else ""


def fences(lines: Sequence[str], start: int = 0) -> Iterator[Fence]:
    """The code blocks of a page, from the line with the index `start` on.

    >>> [(f.line, f.end, f.language) for f in fences(["- 글", "  ```sh", "  ~~~", "  ```", "~~~text", "끝"])]
    [(2, 4, 'sh'), (5, 0, 'text')]
    """
    index = start
    while index < len(lines):
        opening = OPENING.match(lines[index])
        if not opening:
            index += 1
            continue
        end = index + 1
        while end < len(lines) and not ((close := CLOSING.match(lines[end])) and close["mark"] == opening["mark"]):
            end += 1
        indent = opening["indent"]
        content = tuple(line.removeprefix(indent) for line in lines[index + 1 : end])
        yield Fence(
            index + 1, end + 1 if end < len(lines) else 0, indent, opening["info"].strip(), content, opening["mark"]
        )
        index = end + 1
