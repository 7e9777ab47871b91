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
        return [*found, problem(source.path, source.open_fence, "fence-open")]  # the rest of the page is read as code
    found += blocks.check(source, known, inner)
    found += markup.check(source) + labs.check(source)
    if not any(block.cut_by or not block.closed for block in source.blocks):
        found += [Problem(source.path, line, message) for line, message in links.twice(source, inner)]
        found += phrasing.check_page(source)
    # One line, one message: what is told of a block's first line and of its text would be told twice.
    return list(dict.fromkeys(found))


CHECKED: weakref.WeakKeyDictionary[Source, tuple[Hashable, list[Problem]]] = weakref.WeakKeyDictionary()
"""What was found on a page as long as it, and all that its checks depend on, is the same."""


def check_once(source: Source, state: Hashable, check: Callable[[Source], list[Problem]]) -> list[Problem]:
    """The problems of a page, checked anew only after it or the `state` has changed."""
    if source not in CHECKED or CHECKED[source][0] != state:
        CHECKED[source] = (state, check(source))
    return CHECKED[source][1]
