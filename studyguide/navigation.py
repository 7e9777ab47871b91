"""The reading order of mkdocs.yml, and the addresses of its pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

HOME = "index.md"
PRACTICE = "practice.md"
"""Where one rehearses: a page that means nothing on paper."""


@dataclass(frozen=True)
class NavEntry:
    """A page in the reading order: its path under docs/ and the titled part it stands in ("" for none)."""

    path: str
    part: str


def nav_entries(nav: Any, part: str = "") -> Iterator[NavEntry]:
    """The pages of a MkDocs `nav`, in order, each with the outermost titled part around it.

    >>> list(nav_entries(["index.md", {"기초": ["engine.md", {"쉬운 길": "volumes.md"}]}, {"시작": "start.md"}]))
    ... # doctest: +NORMALIZE_WHITESPACE
    [NavEntry(path='index.md', part=''), NavEntry(path='engine.md', part='기초'),
     NavEntry(path='volumes.md', part='기초'), NavEntry(path='start.md', part='')]
    """
    for entry in nav:
        if isinstance(entry, str):
            yield NavEntry(entry, part)
            continue
        for title, below in entry.items():
            if isinstance(below, str):
                yield NavEntry(below, part)
            else:
                yield from nav_entries(below, part or title)


def url_of(path: str) -> str:
    """Where MkDocs puts a page (with `use_directory_urls`).

    >>> url_of("volumes.md"), url_of("index.md"), url_of("paths/week.md")
    ('volumes/', '', 'paths/week/')
    """
    stem = path.removesuffix(".md")
    return "" if stem == "index" else stem.removesuffix("/index") + "/"
