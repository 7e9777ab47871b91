"""A term of the index, wherever it was found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Home = tuple[str, str]
"""Page and anchor ("" for the whole page) that explain a term; ("", "") where nobody said so."""


@dataclass(frozen=True)
class Term:
    """An entry of the index. `names`: how the text mentions it; `code`: it stands among commands and files.

    `rows`: the sections to which the table of commands sends the readers of its lines with the command, and how much
    such a line is about it.
    """

    name: str
    english: str = ""
    names: tuple[str, ...] = ()
    home: Home = ("", "")
    code: bool = False
    rows: Mapping[Home, float] = field(default_factory=dict)
