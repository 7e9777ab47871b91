"""Pieces of Typst source. Everything that readers wrote is a string literal: nothing of it is read as markup."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from unicodedata import east_asian_width

HANGUL = re.compile("[가-힣ㄱ-ㆎ]")
BREAK_AT = re.compile(
    r"(?<=[/_=:,.@&|;?(){}\[\]])(?=[^\s/_=:,.@&|;?(){}\[\]])|(?<=\s)(?=\S)|(?<=[^\s/_=:,.@&|;?(){}\[\]-])(?=-)"
)
"""Where code may be broken at the end of a line: after a run of punctuation, at a blank, before a hyphen.

Never after one: a viewer takes a hyphen at the end of a line for one that divides a word, and drops it from the copy.
"""
BREAK = "#z"
"""A place to break that leaves nothing behind in copied text (a zero-width space would)."""

PIECE = "\n\n//---\n\n"
"""Stands between pieces of a source that are whole on their own: of these Typst sets anew only what changed."""


class Markup(str):
    """Finished Typst, as against a plain `str`, which still is text."""

    __slots__ = ()


def string(text: str) -> str:
    r"""A Typst string literal.

    >>> string('a "b" \\n')
    '"a \\"b\\" \\\\n"'
    """
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t") + '"'


def plain(text: str) -> Markup:
    """Text in markup mode."""
    return Markup("#" + string(text)) if text else Markup()


def boolean(value: object) -> str:
    return "true" if value else "false"


def array(items: Iterable[str]) -> str:
    """A Typst array; the comma after the last keeps one element from being a mere group.

    >>> array(["1"]), array([])
    ('(1,)', '()')
    """
    return "(" + "".join(f"{item}," for item in items) + ")"


def content(body: str) -> str:
    return f"[{body}]"


@functools.lru_cache(maxsize=65536)
def cells(text: str) -> int:
    """Width in half-width cells, as a terminal counts them.

    >>> cells("도커 v1")
    7
    """
    if text.isascii():
        return len(text)
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


@functools.lru_cache(maxsize=65536)
def ems(text: str) -> float:
    """Width in ems of the guide's letters, bold ones too: not less than it is.

    >>> round(ems("도커 v1"), 2)
    3.27
    """
    return sum(EMS.get(character, 0.76 if character.isupper() else 0.61) for character in text if character < "가") + (
        0.87 * sum(character >= "가" for character in text)
    )


EMS = {" ": 0.26, **dict.fromkeys("mw@%", 0.9), **dict.fromkeys("MW…—", 1.0), **dict.fromkeys("0123456789", 0.66)}
"""Widths of letters that are not about as wide as the others of their kind."""


def breakable(text: str) -> Iterator[str]:
    """Code cut where a line may end.

    >>> list(breakable("/var/lib/docker --no-cache"))
    ['/', 'var/', 'lib/', 'docker ', '--no', '-cache']
    """
    yield from BREAK_AT.split(text)


def solid(call: str, piece: str) -> str:
    """A piece of code or of an address that Typst does not break: it would after hyphens, slashes, syllables."""
    word = piece.rstrip()
    if "-" not in word and "/" not in word[:-1] and not HANGUL.search(word):
        return f"#{call}({string(piece)})" if call else plain(piece)
    inside = f"#{call}({string(word)})" if call else plain(word)
    return f"#box[{inside}]" + (f"#{call or 'text'}({string(piece[len(word) :])})" if word != piece else "")
