"""A line of the index, and the lists that it may stand in."""

from __future__ import annotations

from dataclasses import dataclass

from studyguide.book.index_places import Key

WORDS, CODE, MESSAGES = "words", "code", "messages"
"""The three lists of the index."""


@dataclass(frozen=True)
class Entry:
    """A line of the index. `main` and `further` are units whose places are collected while the book is written;
    `see`, instead of them, is the entry to look at."""

    name: str
    list: str
    english: str = ""
    main: Key | None = None
    further: tuple[Key, ...] = ()
    see: str = ""
