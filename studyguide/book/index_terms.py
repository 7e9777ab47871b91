"""The index: where a term of the glossary is first mentioned in each chapter, and how often."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property


@dataclass(frozen=True)
class Term:
    """A term as it stands in the index, and its label in the glossary."""

    korean: str
    english: str
    label: str


@dataclass(frozen=True)
class Names:
    """The names of the terms, Korean and English: `terms` maps each, in small letters, to the Korean one.

    >>> names = Names.of([Term("볼륨", "volume", "g:1")])
    >>> names.pattern.findall("볼륨과 도커볼륨, Volume"), names.terms["volume"]
    (['볼륨', 'Volume'], '볼륨')
    """

    terms: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, terms: Iterable[Term]) -> Names:
        found: dict[str, str] = {}
        for term in terms:
            for name in (term.korean, term.english):
                if name:
                    found.setdefault(name.lower(), term.korean)
        return cls(found)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Finds any of the names, the longest first, where a word begins."""
        names = sorted(self.terms, key=lambda name: (-len(name), name))
        either = "|".join(map(re.escape, names)) or r"(?!)"
        return re.compile(rf"(?<![0-9A-Za-z가-힣_.-])(?:{either})(?![0-9A-Za-z_])", re.IGNORECASE)


@dataclass
class Mentions:
    """Collects the first mention of every term in one chapter, and how often each is mentioned.

    `prefix` makes labels unique in the book; `found` maps a term to its label.
    """

    names: Names = field(default_factory=Names)
    prefix: str = ""
    found: dict[str, str] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)

    def split(self, text: str) -> Iterator[tuple[str, str]]:
        """Text cut before each first mention: (label or "", piece)."""
        start, label = 0, ""
        for match in self.names.pattern.finditer(text):
            term = self.names.terms[match[0].lower()]
            self.counts[term] += 1
            if term in self.found:
                continue
            if match.start() > start:
                yield label, text[start : match.start()]
            label = self.found[term] = f"{self.prefix}:ix{len(self.found)}"
            start = match.start()
        if start < len(text):
            yield label, text[start:]
