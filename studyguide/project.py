"""Every file of the project by its name; each is read once and again only when it has changed.

Nothing else in the package spells a path of the project. Reading is cached by path, time and size, so that a
build reads `data/sources.yml` once for its sixty pages, and the live server reads only what was edited.
"""

from __future__ import annotations

import functools
import os
import re
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from studyguide.navigation import NavEntry, nav_entries
from studyguide.source import references, yaml_document
from studyguide.source.references import Reference
from studyguide.source.scanner import Source, scan
from studyguide.source.yaml_document import Document

T = TypeVar("T")

CONFIG = "mkdocs.yml"
DOCS = "docs"
FIGURES = "docs/assets/figures"
FIGURE_STYLES = "docs/assets/stylesheets/figures.css"
GLOSSARY = "data/glossary.yml"
COMMANDS = "data/commands.yml"
ERRORS = "data/errors.yml"
OLD_FORMS = "data/old-forms.yml"
CORRECTIONS = "data/corrections.yml"
CONCEPT_MAP = "data/concept-map.yml"
CHANGELOG = "data/changelog.yml"
OX = "data/ox.yml"
PATHS = "data/paths.yml"
INDEX_NAMES = "data/index.yml"
REGISTER = "data/register.yml"
SOURCES = "data/sources.yml"
WORDS = "data/words.yml"
LABS_KNOWN = "data/labs-known.yml"
OFFICIAL_IMAGES = "data/official-images.yml"
LAB_RECORD = "records/labs.yml"
REDIRECTS = "data/redirects.yml"
ADDRESSES = "records/addresses.txt"
INLINE_SCRIPTS = "records/inline-scripts.txt"


@functools.lru_cache(maxsize=1024)
def _read(reader: Callable[..., Any], path: Path, time: int, size: int, *arguments: Hashable) -> Any:
    return reader(path, *arguments)


def read_cached(reader: Callable[..., T], path: Path, *arguments: Hashable) -> T:
    """What `reader` makes of a file, read anew only after the file changed. Raises OSError where there is none.

    A reader is a plain function: a method would be another one for each object, and never be remembered.
    """
    stat = path.stat()
    result: T = _read(reader, path, stat.st_mtime_ns, stat.st_size, *arguments)
    return result


def read_page(path: Path, shown: str) -> Source:
    """One Markdown file, scanned under the name that problems show."""
    return scan(shown, path.read_text(encoding="utf-8"))


def read_text(path: Path, shown: str) -> str:
    """The text of a file. Raises ValueError, with the name that is shown, where it is no UTF-8."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise ValueError(f"{shown}: UTF-8이 아닙니다. 다시 만들거나 UTF-8로 저장하세요") from error


def read_document(path: Path) -> Document:
    """A YAML file with lines. Raises YamlError and UnicodeDecodeError."""
    return yaml_document.parse(path.read_text(encoding="utf-8"), tags=path.name == CONFIG)


def read_references(path: Path) -> Mapping[str, Reference]:
    """The primary sources of a file such as data/sources.yml, by name."""
    return references.from_value(read_cached(read_document, path).value)


def site_address(value: str) -> str:
    """The site's address as everything that writes whole addresses uses it: with one slash at the end, or "".

    >>> site_address(" https://e.org/guide "), site_address("https://e.org//"), site_address("")
    ('https://e.org/guide/', 'https://e.org/', '')
    >>> site_address("e.org/guide")
    Traceback (most recent call last):
    ValueError: SITE_URL이 'e.org/guide'입니다. https://로 시작하는 주소를 적으세요
    """
    value = value.strip()
    if value and not re.match(r"https?://[^/\s]+(?:/\S*)?$", value):
        raise ValueError(f"SITE_URL이 {value!r}입니다. https://로 시작하는 주소를 적으세요")
    return f"{value.rstrip('/')}/" if value else ""


@dataclass(frozen=True)
class Project:
    """A project in the folder `root`. Properties read files; what is malformed raises as the reader says."""

    root: Path

    def path(self, name: str) -> Path:
        """The file with this name relative to the root."""
        return self.root / name

    def text(self, name: str) -> str:
        """The content of a file. Raises ValueError, naming it, where it is no UTF-8."""
        return read_text(self.path(name), name)

    def document(self, name: str) -> Document:
        """A YAML file with the lines of its keys."""
        return read_cached(read_document, self.root / name)

    def value(self, name: str) -> Any:
        """The content of a YAML file."""
        return self.document(name).value

    @property
    def config(self) -> Mapping[str, Any]:
        """mkdocs.yml; tags that only MkDocs understands are None."""
        value: Mapping[str, Any] = self.value(CONFIG)
        return value

    def setting(self, name: str) -> str:
        """A text of mkdocs.yml, "" where it is not there."""
        return str(self.config.get(name) or "")

    @property
    def site_url(self) -> str:
        """Where the site will be, from the environment as mkdocs.yml says; "" for nowhere in particular."""
        return site_address(os.environ.get("SITE_URL", ""))

    @property
    def nav(self) -> Sequence[NavEntry]:
        """The reading order."""
        return list(nav_entries(self.config["nav"]))

    @property
    def references(self) -> Mapping[str, Reference]:
        """The primary sources by name."""
        return read_cached(read_references, self.root / SOURCES)

    @property
    def stamp(self) -> tuple[tuple[str, int, int], ...]:
        """Name, time and size of everything that generated pages are made from: while it is the same, they are."""
        paths = [*self.page_paths, *sorted((self.root / "data").glob("*.yml")), self.root / CONFIG]
        stats = ((path, path.stat()) for path in paths if path.exists())
        return tuple((str(path), stat.st_mtime_ns, stat.st_size) for path, stat in stats)

    @property
    def page_paths(self) -> Sequence[Path]:
        """Everything in docs/ that is named like a page, by name: not the hidden files of editors."""
        return sorted(path for path in (self.root / DOCS).rglob("*.md") if not path.name.startswith("."))

    def page(self, path: Path) -> Source:
        """One Markdown file, scanned."""
        return read_cached(read_page, path, path.relative_to(self.root).as_posix())

    @property
    def pages(self) -> Sequence[Source]:
        """The hand-written Markdown pages, by file name, scanned."""
        return [self.page(path) for path in self.page_paths]

    @property
    def pages_in_order(self) -> Sequence[Source]:
        """The hand-written pages that the reading order names, in that order."""
        by_path = {page.path: page for page in self.pages}
        order = [f"{DOCS}/{entry.path}" for entry in self.nav]
        return [by_path[path] for path in order if path in by_path]

    @property
    def figures(self) -> Sequence[Path]:
        """The SVG figures, by file name."""
        return sorted((self.root / FIGURES).glob("*.svg"))
