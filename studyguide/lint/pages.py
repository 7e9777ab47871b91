"""Checks of pages: each by itself, and what only one of them may have."""

from __future__ import annotations

import datetime
import weakref
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping

from studyguide.lint import blocks, front_matter, labs, links, markup, phrasing
from studyguide.lint.problems import Problem, problem
from studyguide.source.scanner import Source

UNIQUE = {"question": "질문", "correction": "바로잡기"}


def check_unique(pages: Iterable[Source]) -> Iterator[Problem]:
    """Ids of questions and corrections are unique over the whole site, so that they can move."""
    for kind, what in UNIQUE.items():
        first: dict[str, str] = {}
        for page in pages:
            for block in page.named(kind):
                name = block.option("id")
                if not name:
                    continue
                place = f"{page.path}:{block.line}"
                if name in first and not first[name].startswith(f"{page.path}:"):
                    yield problem(page.path, block.line, "block-unique", what=what, id=name, place=first[name])
                first.setdefault(name, place)


def check_page(
    source: Source, references: Mapping[str, object] | None, inner: Mapping[str, list[str]], today: datetime.date
) -> list[Problem]:
    """The problems of one page by itself. `references` is None where data/sources.yml cannot be read."""
    known = references if references is not None else {key for block in source.blocks for key in block.source_keys}
    found = front_matter.check(source, today)
    if source.open_fence:
        mark = next(fence.mark for fence in source.fences if fence.line == source.open_fence)
        # The rest of the page is read as code.
        return [*found, problem(source.path, source.open_fence, "fence-open", mark=mark)]
    found += blocks.check(source, known, inner)
    whole = not any(block.cut_by or not block.closed for block in source.blocks)
    if whole:
        found += [Problem(source.path, line, message) for line, message in links.twice(source, inner)]
    found += markup.check(source) + labs.check(source)
    if whole:
        found += phrasing.check_page(source)
    return once(source, found)


def once(source: Source, found: Iterable[Problem]) -> list[Problem]:
    """One message for each line, and the same message once for lines that stand together.

    Of two on a line the first is kept: the second is its echo, or has its turn when the first is mended.
    """
    runs = [0]
    for line in source.lines:
        runs.append(runs[-1] + (not line.strip()))
    lines: set[int] = set()
    told: set[tuple[int, str]] = set()
    kept: list[Problem] = []
    for each in found:
        here = (runs[min(each.line, len(runs) - 1)], each.message)
        if each.line in lines or here in told:
            continue
        lines.add(each.line)
        told.add(here)
        kept.append(each)
    return kept


CHECKED: weakref.WeakKeyDictionary[Source, tuple[Hashable, list[Problem]]] = weakref.WeakKeyDictionary()
"""What was found on a page as long as it, and all that its checks depend on, is the same."""


def check_once(source: Source, state: Hashable, check: Callable[[Source], list[Problem]]) -> list[Problem]:
    """The problems of a page, checked anew only after it or the `state` has changed."""
    if source not in CHECKED or CHECKED[source][0] != state:
        CHECKED[source] = (state, check(source))
    return CHECKED[source][1]
