"""A line as tokens, and the line set in Typst so that no Korean word is split.

Typst has no `word-break: keep-all`, so words are boxed: those with Hangul in them, and whole words whose styling
changes inside (**도커**는, `docker`를, a link with its particle). A box costs as much as a short paragraph, so words
that surely do not reach the end of a line have none.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from studyguide.book.markup import HANGUL, Markup, cells, ems, plain, string

LONGEST = 64
"""Cells. A longer word is left breakable: in a narrow column it would not fit anywhere."""

WIDEST_MARK, PADDING = 3.6, 1.0
"""Ems of the number of a page, and of the space around what stands in a small box."""

Part = tuple[tuple[str, ...], str]
"""A style and a piece in it: text, or `Markup`."""


@dataclass(frozen=True)
class Token:
    """A piece of a line. `kind`: "text", "space", "solid" (a mark, code …) or "anchor" (invisible)."""

    kind: str
    value: str
    style: tuple[str, ...] = ()


def trim(line: list[Token]) -> list[Token]:
    """Without the spaces at both ends, which are only the layout of the HTML."""
    while line and line[0].kind == "space" and not isinstance(line[0].value, Markup):
        line = line[1:]
    while line and line[-1].kind == "space":
        line = line[:-1]
    return line


def styled(style: tuple[str, ...], body: str) -> str:
    for name in reversed(style):
        body = f"#{name}[{body}]"
    return body


def typeset(line: Sequence[Token], room: float = 0) -> str:
    """Tokens → Typst; neighbours of one style share its call, words that must hold together a box.

    `room`: ems at the beginning that surely fit on one line.
    """
    parts: list[Part] = []
    at = 0.0
    for spaced, group in itertools.groupby(line, key=lambda token: token.kind == "space"):
        word = list(group)
        if spaced:
            forced = next((token for token in word if isinstance(token.value, Markup)), word[0])
            parts.append((forced.style, forced.value if isinstance(forced.value, Markup) else " "))
            at += ems(" ")
            continue
        if at <= room:
            at += sum(map(width, word))
        if held(word):
            box = "".join(merge([(token.style, token.value) for token in word]))
            parts.append(((), Markup(f"#box[{box}]")))
        elif at <= room:
            parts += [(token.style, token.value) for token in word]
        else:
            parts += [(token.style, piece) for token in word for piece in boxed(token)]
    return "".join(merge(parts))


def boxed(token: Token) -> Iterator[str]:
    """A word with Hangul in it in a box; it may only be divided after a slash."""
    if token.kind != "text" or not HANGUL.search(token.value):
        yield token.value
        return
    for piece in re.split("(/+)", token.value):
        if piece:
            yield Markup(f"#box({string(piece)})") if HANGUL.search(piece) else piece


def held(word: Sequence[Token]) -> bool:
    """Whether a word has pieces that must not part at the end of a line."""
    if len(word) == 1:  # as nearly all
        return False
    seen = [token for token in word if token.kind != "anchor"]
    has_hangul = any(token.kind == "text" and HANGUL.search(token.value) for token in seen)
    marked = any(token.value.startswith(("#note", "#pages")) for token in seen)
    return len(seen) > 1 and (has_hangul or marked) and length(seen) <= LONGEST


def length(word: Sequence[Token]) -> int:
    """Cells that a word takes; of marks only the text inside counts."""
    total = 0
    for token in word:
        if token.kind == "text":
            total += cells(token.value)
        elif not token.value.startswith("#note"):
            total += sum(cells(piece) for piece in re.findall(r'"((?:[^"\\]|\\.)*)"', token.value))
    return total


def width(token: Token) -> float:
    """Ems that a token takes at most."""
    if token.kind == "text":
        return ems(token.value)
    if token.kind == "anchor":
        return 0
    if token.value.startswith(("#note", "#pages")):
        return WIDEST_MARK
    return sum(ems(piece) for piece in re.findall(r'"((?:[^"\\]|\\.)*)"', token.value)) + PADDING


def merge(parts: Sequence[Part]) -> Iterator[str]:
    """Neighbours of one style under one call, neighbours that are text in one literal."""
    for style, group in itertools.groupby(parts, key=lambda part: part[0]):
        body = ""
        for finished, run in itertools.groupby(group, key=lambda part: isinstance(part[1], Markup)):
            joined = "".join(value for _, value in run)
            body += joined if finished else plain(joined)
        yield styled(style, body)
