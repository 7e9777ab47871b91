"""The index: where a term of the glossary is first mentioned in each chapter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Term:
    """A term as it stands in the index, and its label in the glossary."""

    korean: str
    english: str
    label: str


def pattern(terms: Iterable[Term]) -> re.Pattern[str] | None:
    """Finds any of the terms, the longest first, where a word begins.

    >>> pattern([Term("볼륨", "volume", "g:1")]).findall("볼륨과 도커볼륨")
    ['볼륨']
    """
    names = sorted({term.korean for term in terms}, key=lambda name: (-len(name), name))
    if not names:
        return None
    return re.compile(rf"(?<![0-9A-Za-z가-힣])(?:{'|'.join(map(re.escape, names))})(?![0-9A-Za-z])")


@dataclass
class Mentions:
    """Collects the first mention of every term in one chapter.

    `prefix` makes labels unique in the book; `found` maps a term to its label.
    """

    pattern: re.Pattern[str] | None = None
    prefix: str = ""
    found: dict[str, str] = field(default_factory=dict)

    def split(self, text: str) -> Iterator[tuple[str, str]]:
        """Text cut before each first mention: (label or "", piece)."""
        start, label = 0, ""
        for match in self.pattern.finditer(text) if self.pattern else ():
            if match[0] in self.found:
                continue
            if match.start() > start:
                yield label, text[start : match.start()]
            label = self.found[match[0]] = f"{self.prefix}:ix{len(self.found)}"
            start = match.start()
        if start < len(text):
            yield label, text[start:]
