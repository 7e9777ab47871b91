"""What every command tells in the same way: problems, and the files that the author names."""

from __future__ import annotations

import sys
from pathlib import Path

from studyguide.lint.messages import say
from studyguide.lint.problems import Problem, problem, report
from studyguide.project import DOCS, Project


def tell(problems: list[Problem]) -> int:
    """Print problems and how many there are; the exit status."""
    if problems:
        print(report(problems), file=sys.stderr)
        print(say("count", count=len(problems)), file=sys.stderr)
    return 1 if problems else 0


def chosen(project: Project, names: list[str]) -> tuple[list[str], list[Problem]]:
    """The files that the author names, as problems show them, and what is wrong with the names."""
    shown = [shown_path(Path(name), project.root) for name in names]
    found = [wrong for name, path in zip(names, shown, strict=True) if (wrong := name_problem(project, name, path))]
    return shown, found


def name_problem(project: Project, name: str, path: str) -> Problem | None:
    """What is wrong with the name of a file, `path` being how it is shown."""
    if not name:
        return problem("''", 0, "file-name-empty")
    if not Path(name).exists():
        page = next((page for page in (f"{DOCS}/{name}", f"{DOCS}/{name}.md") if project.path(page).is_file()), None)
        return problem(name, 0, "no-such-page", page=page) if page else problem(name, 0, "no-such-file")
    return problem(name, 0, "file-outside") if path.startswith(("/", "..")) else None


def shown_path(path: Path, root: Path) -> str:
    """A path as problems show it: relative to the project."""
    absolute = path.resolve()
    return absolute.relative_to(root).as_posix() if absolute.is_relative_to(root) else path.as_posix()
