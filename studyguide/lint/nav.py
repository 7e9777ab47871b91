"""Checks of mkdocs.yml: the reading order."""

from __future__ import annotations

import difflib
import posixpath
import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import PurePosixPath
from typing import Any

from studyguide.lint.blocks import TAG
from studyguide.lint.characters import PICTURE
from studyguide.lint.problems import Problem, problem
from studyguide.project import CONFIG, DOCS
from studyguide.source.yaml_document import Document, Location

LONGEST = 40
MADE = ("path-", "errors", "concept-map", "changelog")
"""How the names of pages begin that are made from data that may be broken."""


def entries(nav: Any, at: Location) -> Iterator[tuple[Location, Any]]:
    """Place and value of everything in a `nav` that should be a page; an odd form comes as it is."""
    if not isinstance(nav, list) or not nav:
        yield at, nav if not isinstance(nav, str) else [nav]
        return
    for index, entry in enumerate(nav):
        here = (*at, index)
        if isinstance(entry, dict) and len(entry) == 1:
            ((title, below),) = entry.items()
            inner = (*here, str(title))
            if isinstance(below, list):
                yield from entries(below, inner)
            else:
                yield inner, below
        else:
            yield here, entry


def meant(value: str, names: Iterable[str]) -> str | None:
    """The page that a name stands for which is nearly right: with `docs/`, an anchor, or capitals.

    >>> meant("docs/Volumes.md#a", ["volumes.md"]), meant("./volumes", ["volumes.md"]), meant("lost.md", ["a.md"])
    ('volumes.md', 'volumes.md', None)
    """
    plain = posixpath.normpath(value.strip().replace("\\", "/").partition("#")[0]).removeprefix(f"{DOCS}/").lower()
    return next((name for name in names if name.lower() in (plain, f"{plain}.md")), None)


def slip(name: str, keys: Iterable[str]) -> bool:
    """Whether one of the keys is a slip of the pen for `name`: that one is told as such."""
    return any(difflib.SequenceMatcher(None, name, str(key).lower()).ratio() > 0.85 for key in keys if key != name)


def broken(document: Document) -> list[Problem]:
    """What is not there without which nothing can be made."""
    value = document.value
    named = isinstance(value, dict) and (value.get("site_name") or slip("site_name", value))
    if isinstance(value, dict) and value and not named:
        return [problem(CONFIG, document.line_of("site_name"), "site-name")]
    if not isinstance(document.value, dict) or not isinstance(document.value.get("nav"), list):
        return [problem(CONFIG, document.line_of("nav"), "nav-missing")]
    return []


def check(
    document: Document,
    on_disk: Collection[str],
    readable: Collection[str],
    generated: Collection[str],
    complete: bool,
) -> list[Problem]:
    """The problems of the `nav`.

    `on_disk`, those `readable`, and `generated` are the paths of the pages below docs/. Where the data is broken (not
    `complete`), it is not known which pages will be generated.
    """
    if missing := broken(document):
        return missing
    found: list[Problem] = []
    if any(key == "nav" for _, key, _ in document.repeated):
        return found  # which of the two is meant is not known
    first: dict[str, int] = {}
    for at, value in entries(document.value["nav"], ("nav",)):
        line = document.line_of(*at)
        for depth, title in enumerate(map(str, at), start=1):
            if depth > 1 and isinstance(at[depth - 1], str) and not title.strip():
                found.append(problem(CONFIG, document.line_of(*at[:depth]), "nav-title-empty"))
            elif isinstance(at[depth - 1], str) and len(title) > LONGEST:
                place = document.line_of(*at[:depth])
                found.append(problem(CONFIG, place, "nav-title-long", count=len(title), limit=LONGEST))
            elif match := TAG.search(title) or PICTURE.search(title):
                place = document.line_of(*at[:depth])
                found.append(problem(CONFIG, place, "nav-title", title=title, found=match[0]))
        if not isinstance(value, str) or not value.strip():
            found.append(problem(CONFIG, line, "nav-form"))
        elif re.match(r"[a-z][a-z0-9+.-]*:|//|/|www\.", value, re.IGNORECASE):
            found.append(problem(CONFIG, line, "nav-external", page=value))
        elif value in first:
            found.append(problem(CONFIG, line, "nav-twice", page=value, line=first[value]))
        else:
            first[value] = line
            unsure = not complete and PurePosixPath(value).name.startswith(MADE)
            if value in on_disk or value in generated or unsure:
                continue
            if name := meant(value, (*on_disk, *generated)):
                first[name] = line  # it is there, only under another name
                found.append(problem(CONFIG, line, "nav-name", page=value, name=name))
            elif " - " in value:
                found.append(problem(CONFIG, line, "nav-dash", page=value))
            elif not value.lower().endswith(".md"):
                found.append(problem(CONFIG, line, "nav-suffix", page=value))
            else:
                found.append(problem(CONFIG, line, "nav-unknown", page=value))
    if not found:  # what is misspelt there would be missed here
        found += [
            problem(f"{DOCS}/{name}", 0, "nav-omitted") for name in on_disk if name not in first and name in readable
        ]
        start = document.line_of("nav")
        found += [problem(CONFIG, start, "nav-generated", page=name) for name in generated if name not in first]
    return found
