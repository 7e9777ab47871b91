"""Damage to what a page shows, to prove that the comparison would notice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from studyguide.labs.runner.compare import ANY_LINES, SIZE

WORD = re.compile(r"[A-Za-z가-힣]{3,}")


def dropped(shown: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    """Each output with one line left out, and what was done.

    Lines beside `...` are not tried: that they may be missing is what `...` says.
    """
    elided = [line.strip() == ANY_LINES for line in shown]
    for index, line in enumerate(shown):
        if not any(elided[max(index - 1, 0) : index + 2]):
            yield f"dropped line {line!r}", [*shown[:index], *shown[index + 1 :]]


def changed(shown: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    """Each output with one word changed, and what was done."""
    for index, line in enumerate(shown):
        for word in WORD.finditer(line):
            other = line[: word.start()] + word[0][::-1] + "q" + line[word.end() :]
            yield f"changed {word[0]!r} in {line!r}", [*shown[:index], other, *shown[index + 1 :]]


def resized(shown: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    """Each output with one size doubled, and what was done."""
    for index, line in enumerate(shown):
        for size in SIZE.finditer(line):
            number = f"{float(size['number']) * 2:g}"
            other = line[: size.start("number")] + number + line[size.end("number") :]
            yield f"doubled {size[0]!r} in {line!r}", [*shown[:index], other, *shown[index + 1 :]]
