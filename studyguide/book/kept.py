"""A whole book that was made before: while the files that it is made from are the same, so is the book."""

from __future__ import annotations

import json
import platform
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

from studyguide.book import downloads
from studyguide.book.downloads import Offer
from studyguide.book.store import Store
from studyguide.book.typeset import Kit, programs
from studyguide.content_key import key
from studyguide.navigation import url_of
from studyguide.project import CONFIG, DOCS, Project

PACKAGE = Path(__file__).parent.parent
PROGRAMS = (".py", ".typ", ".css")
DATA = "data"


def files_of(project: Project) -> Iterator[tuple[str, Path]]:
    """What authors wrote, and this package, each with its place there: two folders may have files of one name.

    More than the book reads: what is too much costs a build, no mistake.
    """
    written = [project.path(CONFIG), *(path for name in (DOCS, DATA) for path in project.path(name).rglob("*"))]
    yield from ((path.relative_to(project.root).as_posix(), path) for path in sorted(written) if path.is_file())
    program = (path for path in sorted(PACKAGE.rglob("*")) if path.suffix in PROGRAMS)
    yield from ((path.relative_to(PACKAGE.parent).as_posix(), path) for path in program)


def inputs_key(project: Project, site: Path, fonts: Path, facts: Sequence[str]) -> str:
    """A hash of all that the book is made from. `facts` are those that stand in no file, such as the commit."""
    packages = [platform.python_version(), version("selectolax")]
    parts: list[str | bytes] = [programs(Kit.of(fonts)), *packages, *facts]
    for place, path in files_of(project):
        parts += [place, path.read_bytes()]
    for entry in project.nav:
        page = site / url_of(entry.path) / "index.html"
        if page.is_file():  # what a build writes there is no input of the next
            parts += [entry.path, downloads.ROOM.sub("", page.read_text(encoding="utf-8"))]
    return key(*parts)


def keep_book(store: Store, name: str, files: Mapping[str, Offer]) -> None:
    """Keep which files the inputs gave."""
    names = {}
    for file, offer in files.items():
        names[file] = (key(offer.content), offer.pages)
        if not store.has(names[file][0]):  # PDFs are kept already, under a hash of their content
            store.put(names[file][0], offer.content)
    store.put(name, json.dumps(names).encode())


def kept_book(store: Store, name: str) -> dict[str, Offer] | None:
    """The files that the same inputs gave, if all of them are still there."""
    listing = store.get(name)
    files = {}
    for file, (content_name, pages) in (json.loads(listing) if listing else {}).items():
        if (content := store.get(content_name)) is None:
            return None
        files[file] = Offer(file, "", content, pages)
    return files or None
