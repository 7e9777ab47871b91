"""A line as tokens, and the line set in Typst so that no Korean word is split.

Typst has no `word-break: keep-all`, so the template boxes every word with Hangul in
it; here whole words are boxed whose styling changes inside (**도커**는, `docker`를, a
link with its particle), which the template cannot see.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from studyguide.book.markup import HANGUL, Markup, cells, plain

LONGEST = 64
"""Cells. A longer word is left breakable: in a narrow column it would not fit anywhere."""

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


def typeset(line: Sequence[Token]) -> str:
    """Tokens → Typst; neighbours of one style share its call, words that must hold together a box."""
    parts: list[Part] = []
    for spaced, group in itertools.groupby(line, key=lambda token: token.kind == "space"):
        word = list(group)
        if spaced:
            forced = next((token for token in word if isinstance(token.value, Markup)), word[0])
            parts.append((forced.style, forced.value if isinstance(forced.value, Markup) else " "))
        elif held(word):
            box = "".join(merge([(token.style, token.value) for token in word]))
            parts.append(((), Markup(f"#box[{box}]")))
        else:
            parts += [(token.style, token.value) for token in word]
    return "".join(merge(parts))


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


def merge(parts: Sequence[Part]) -> Iterator[str]:
    """Neighbours of one style under one call, neighbours that are text in one literal."""
    for style, group in itertools.groupby(parts, key=lambda part: part[0]):
        body = ""
        for finished, run in itertools.groupby(group, key=lambda part: isinstance(part[1], Markup)):
            joined = "".join(value for _, value in run)
            body += joined if finished else plain(joined)
        yield styled(style, body)
