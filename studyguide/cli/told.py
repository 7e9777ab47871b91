"""What every command tells in the same way: problems, and the files that the author names."""

from __future__ import annotations

import sys
from pathlib import Path

from studyguide.lint.messages import say
from studyguide.lint.problems import Problem, problem, report
from studyguide.project import Project


def tell(problems: list[Problem]) -> int:
    """Print problems and how many there are; the exit status."""
    if problems:
        print(report(problems), file=sys.stderr)
        print(say("count", count=len(problems)), file=sys.stderr)
    return 1 if problems else 0


def chosen(project: Project, names: list[str]) -> tuple[list[str], list[Problem]]:
    """The files that the author names, as problems show them, and what is wrong with the names."""
    shown = [shown_path(Path(name), project.root) for name in names]
    found = [
        problem(name or "''", 0, "file-name-empty" if not name else "no-such-file" if not exists else "file-outside")
        for name, path in zip(names, shown, strict=True)
        if not name or not (exists := Path(name).exists()) or path.startswith(("/", ".."))
    ]
    return shown, found


def shown_path(path: Path, root: Path) -> str:
    """A path as problems show it: relative to the project."""
    absolute = path.resolve()
    return absolute.relative_to(root).as_posix() if absolute.is_relative_to(root) else path.as_posix()
