"""Whether the sources are still those in which nothing was wrong: a build need not look at them all again."""

from __future__ import annotations

import datetime
import hashlib
import sys
from collections.abc import Iterator
from pathlib import Path

from studyguide.lint import register
from studyguide.project import CONFIG, DOCS, Project

PACKAGE = Path(__file__).parent.parent
FOLDERS = (DOCS, "data", "records", "overrides")
MEMORY = ".cache/checked"


def inputs(project: Project) -> Iterator[Path]:
    """Everything that the checks read: sources, the files whose wording is watched, and the checks themselves."""
    for folder in FOLDERS:
        yield from project.path(folder).rglob("*")
    yield from (project.path(name) for name in (CONFIG, *register.files(project, bundles=True)))
    yield from PACKAGE.rglob("*.py")
    yield from (PACKAGE.parent / "data/schema").glob("*.json")


def fingerprint(project: Project) -> str:
    """What stands for all of that on this day. Raises OSError at what cannot be read."""
    found = hashlib.sha256(f"{datetime.datetime.now(datetime.UTC).date()} {sys.version}".encode())
    for path in sorted(set(inputs(project))):
        found.update(f"\0{path}\0{path.is_symlink()}\0".encode("utf-8", "surrogateescape"))
        if path.is_file():
            found.update(path.read_bytes())
    return found.hexdigest()


def is_clean(project: Project) -> bool:
    """Whether the last check found nothing and everything is as it was then."""
    try:
        return project.path(MEMORY).read_text(encoding="utf-8") == fingerprint(project)
    except (OSError, ValueError):
        return False


def remember(project: Project) -> None:
    """Keep that nothing was wrong. A folder that cannot be written to only costs the next build its time."""
    try:
        project.path(MEMORY).parent.mkdir(parents=True, exist_ok=True)
        project.path(MEMORY).write_text(fingerprint(project), encoding="utf-8")
    except (OSError, ValueError):
        return
