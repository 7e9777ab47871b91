"""data/concept-map.yml as values: the words of the map in rows, the pages each leads to, the arrows between them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Concept:
    """A box of the map. `pages`: slug of each page that explains it → the short name that the map gives the page."""

    id: str
    title: str
    note: str
    pages: Mapping[str, str]


@dataclass(frozen=True)
class Arrow:
    """A relation between two boxes of one row or of neighbouring rows."""

    start: str
    end: str
    label: str = ""
    both: bool = False


@dataclass(frozen=True)
class ConceptMap:
    """The map: rows of boxes from above to below, and arrows."""

    rows: tuple[tuple[Concept, ...], ...]
    arrows: tuple[Arrow, ...]

    @property
    def concepts(self) -> tuple[Concept, ...]:
        """Every box, in reading order."""
        return tuple(concept for row in self.rows for concept in row)

    def place(self, name: str) -> tuple[int, int]:
        """Row and column of a box; KeyError where there is none."""
        for row, concepts in enumerate(self.rows):
            for column, concept in enumerate(concepts):
                if concept.id == name:
                    return row, column
        raise KeyError(name)


def read(value: Mapping[str, Any]) -> ConceptMap:
    """The content of data/concept-map.yml, whose schema holds.

    >>> box = {"id": "volume", "title": "볼륨", "note": "데이터", "pages": {"volumes": "수명"}}
    >>> read({"rows": [[box]], "links": []}).concepts[0].title
    '볼륨'
    """
    rows = tuple(
        tuple(Concept(box["id"], box["title"], box["note"], dict(box["pages"])) for box in row) for row in value["rows"]
    )
    arrows = (
        Arrow(link["from"], link["to"], link.get("label", ""), link.get("both", False)) for link in value["links"]
    )
    return ConceptMap(rows, tuple(arrows))
