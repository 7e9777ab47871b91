"""Checks of pages: each by itself, and what only one of them may have."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Iterator, Mapping

from studyguide.lint import blocks, front_matter, labs, links, markup, phrasing
from studyguide.lint.problems import Problem, problem
from studyguide.memory import Memory
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


def check_titles(pages: Iterable[Source]) -> Iterator[Problem]:
    """Titles are unique: lists, tabs and results show nothing else of a page."""
    first: dict[str, str] = {}
    for page in pages:
        if (other := first.setdefault(page.title.casefold(), page.path)) != page.path:
            yield problem(page.path, page.head.line_of("title"), "title-twice", title=page.title, path=other)


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


def cited(source: Source, references: Collection[str] | None) -> str:
    """What of the sources the problems of a page depend on: all their names only where it has one that is unknown."""
    if references is None:
        return "?"
    keys = {key for block in source.blocks for key in block.source_keys}
    return repr(sorted(references if keys - set(references) else keys))


def check(
    source: Source,
    references: Mapping[str, object] | None,
    inner: Mapping[str, list[str]],
    today: datetime.date,
    memory: Memory,
) -> list[Problem]:
    """`check_page`, and whether it says anything at all; once for a page and what its checks depend on."""

    def make() -> list[tuple[int, str]]:
        found = check_page(source, references, inner, today)
        if not found and markup.is_empty(source):
            found = [problem(source.path, len(source.lines), "page-empty")]
        return [(each.line, each.message) for each in found]

    asked = (source.path, source.text, cited(source, references), links.shown_figures(source, inner), str(today))
    return [Problem(source.path, line, message) for line, message in memory.answer(("page", *asked), make)]
