"""The one shape in which every check reports what is wrong."""

from __future__ import annotations

from dataclasses import dataclass


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


def report(problems: list[Problem]) -> str:
    """All problems, one a line, in the order of files and lines."""
    return "\n".join(str(problem) for problem in sorted(set(problems)))
