"""The one shape in which every check reports what is wrong."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from studyguide.lint.messages import say


@dataclass(frozen=True, order=True)
class Problem:
    """A mistake in a source file.

    `path` is relative to the project, `line` counts from 1 (0: the whole file).
    """

    path: str
    line: int
    message: str

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        return f"{place}: {self.message}"


def problem(path: str, line: int, key: str, /, **values: object) -> Problem:
    """A problem with the message of this key."""
    return Problem(path, line, say(key, **values))


def summary(notices: Iterable[Problem]) -> str:
    """Notices, one line for each message on a page, with all its lines: they are many until the pages are rewritten.

    >>> print(summary([Problem("a.md", 3, "옛 형식"), Problem("a.md", 1, "옛 형식"), Problem("b.md", 2, "옛 형식")]))
    a.md:1,3: 옛 형식
    b.md:2: 옛 형식
    """
    places: dict[tuple[str, str], set[int]] = {}
    for notice in notices:
        places.setdefault((notice.path, notice.message), set()).add(notice.line)
    return "\n".join(
        f"{path}:{','.join(map(str, sorted(lines)))}: {message}" for (path, message), lines in sorted(places.items())
    )


def report(problems: Iterable[Problem]) -> str:
    """All problems, one a line, in the order of files and lines."""
    return "\n".join(str(each) for each in sorted(set(problems)))
