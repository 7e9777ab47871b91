"""Whether the sources are still those in which nothing was wrong: a build need not look at them at all."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterator
from pathlib import Path

from studyguide.lint import register, text_files
from studyguide.memory import FOLDER, program
from studyguide.project import CONFIG, DOCS, Project

FOLDERS = (DOCS, "data", "records", "overrides")
CLEAN = f"{FOLDER}/clean"


def inputs(project: Project) -> Iterator[Path]:
    """Everything that the checks read: sources, the files whose wording is watched, all other text."""
    for folder in FOLDERS:
        yield from project.path(folder).rglob("*")
    names = (CONFIG, *register.files(project, bundles=True), *text_files.names(project.root))
    yield from map(project.path, names)


def fingerprint(project: Project) -> str:
    """What stands for all of that, for the checks and for this day; "" where something cannot be read.

    The program is the one that runs: what was edited while the live server goes on has checked nothing yet.
    """
    found = hashlib.sha256(f"{datetime.datetime.now(datetime.UTC).date()} {program()}".encode())
    try:
        for path in sorted(set(inputs(project))):
            found.update(f"\0{path}\0{path.is_symlink()}\0".encode("utf-8", "surrogateescape"))
            if path.is_file():
                found.update(path.read_bytes())
    except (OSError, ValueError):
        return ""
    return found.hexdigest()


def is_clean(project: Project, state: str) -> bool:
    """Whether nothing was wrong when this was the fingerprint."""
    try:
        return bool(state) and project.path(CLEAN).read_text(encoding="utf-8") == state
    except (OSError, ValueError):
        return False


def remember(project: Project, state: str) -> None:
    """Keep that nothing was wrong. A folder that cannot be written to only costs the next build its time."""
    try:
        project.path(CLEAN).parent.mkdir(parents=True, exist_ok=True)
        project.path(CLEAN).write_text(state, encoding="utf-8")
    except (OSError, ValueError):
        return
