"""Marks the places in the text that the index leads to, while a chapter is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from studyguide.book.index_places import Key
from studyguide.book.names import Names


@dataclass
class Mentions:
    """Marks the wanted mentions of one page.

    `wanted`: unit → term → how many mentions to mark. `prefix` makes labels unique in the book; `found` collects them.
    `spare`: the first mention in a block of code or in a link, for a unit that has none in its text.
    """

    names: Names = field(default_factory=lambda: Names({}, {}))
    wanted: Mapping[Key, Mapping[str, int]] = field(default_factory=dict)
    path: str = ""
    prefix: str = ""
    unit: str = ""
    found: dict[tuple[str, Key], list[str]] = field(default_factory=dict)
    spare: dict[tuple[str, Key], str] = field(default_factory=dict)
    count: int = 0

    def enter(self, anchor: str) -> str:
        """Go on in the section or question with this address; return where the text was before."""
        before, self.unit = self.unit, anchor
        return before

    def split(self, text: str) -> Iterator[tuple[str, str]]:
        """Text cut before each mention to mark: (label or "", piece)."""
        unit = (self.path, self.unit)
        wanted = self.wanted.get(unit)
        start, label = 0, ""
        for at, _, term in self.names.find(text) if wanted else ():
            places = self.found.setdefault((term, unit), [])
            if wanted is None or len(places) >= wanted.get(term, 0):
                continue
            if at > start:
                yield label, text[start:at]
            start, label = at, f"{self.prefix}:ix{self.count}"
            self.count += 1
            places.append(label)
        if start < len(text):
            yield label, text[start:]

    def aside(self, text: str) -> Iterator[str]:
        """The labels of mentions in what is not running text."""
        unit = (self.path, self.unit)
        wanted = self.wanted.get(unit, {})
        for _, _, term in self.names.find(text) if wanted else ():
            if term in wanted and (term, unit) not in self.spare and not self.found.get((term, unit)):
                self.spare[term, unit] = label = f"{self.prefix}:ix{self.count}"
                self.count += 1
                yield label
