"""Characters that look like others: those of the full width that a Korean keyboard types, and of other alphabets."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from studyguide.lint.messages import say

WIDE = re.compile("[\uff01-\uff5e\uffe0-\uffe6]")
"""Marks and letters as wide as Hangul: Markdown takes none of them for a mark."""
INVISIBLE = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u034f\u115f\u1160\u180e\u200b\u200c\u200e\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0e\ufeff\uffa0-\uffdc\ufff9-\uffff\ue000-\uf8ff\U000e0000-\U000e01ef"
)
CONTROL = re.compile(f"[{INVISIBLE}]|(?<![\ufe0f\u200d\U0001f000-\U0001faff\u2600-\u27bf])\u200d")
"""Control characters, marks of direction and width, and what a failed conversion leaves. Emoji are told as such."""
UNSEEN = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\u200b\u202a-\u202e\u2060-\u2069\ufeff\ufffd-\uffff]")
"""What no program text holds either: its own signs for such characters (`\\u200b`) can be seen."""
BLANK = re.compile("[\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
"""Blanks of another width, as web pages and Korean keyboards have them: neither Markdown nor a shell knows them."""
PICTURE = re.compile(
    "[#*0-9]\ufe0f?\u20e3|[\U0001f1e6-\U0001f1ff]{2}|"
    "[\U0001f000-\U0001faff\u2600-\u26ff\u2705\u2708-\u270d\u2714\u2716\u2728\u2733\u2734\u2744\u2747\u274c\u274e"
    "\u2753-\u2755\u2757\u2763\u2764\u2795-\u2797\u27a1\u2b05-\u2b07\u2b1b\u2b1c\u2b50\u2b55]"
    "[\ufe0f\u200d\U0001f000-\U0001faff\u2600-\u27bf]*|\ufe0f"
)
"""Emoji, each with what belongs to it: no font of the guide or of the book has them."""
MIXED = re.compile("[A-Za-z]*(?:[A-Za-z][\u0400-\u04ff]|[\u0400-\u04ff][A-Za-z])[A-Za-z\u0400-\u04ff]*")
"""A word of two alphabets that look alike."""


JAMO = re.compile("[\u3131-\u314e][\u314f-\u3163]")
"""A syllable that the input method did not put together."""
STYLED = re.compile("[\U0001d400-\U0001d7ff]+")
"""Letters of formulas, which web pages use for bold words."""
CYRILLIC = re.compile("[\u0400-\u04ff]")


def odd(text: str) -> bool:
    """Whether a text has anything for `invisible` to name: asked of the whole text, as nearly none has."""
    return bool(
        CONTROL.search(text)
        or BLANK.search(text)
        or CYRILLIC.search(text)
        or JAMO.search(text)
        or STYLED.search(text)
        or not unicodedata.is_normalized("NFC", text)
    )


def invisible(line: str) -> str | None:
    """What of a line nobody sees and everybody stumbles over."""
    if match := CONTROL.search(line):
        return say("text-control", code=ord(match[0]))
    if match := BLANK.search(line):
        return say("text-blank", code=ord(match[0]))
    if not unicodedata.is_normalized("NFC", line):
        return say("text-nfd")
    if match := JAMO.search(line):
        return say("text-jamo", found=match[0])
    if match := STYLED.search(line):
        return say("text-styled", found=match[0], plain=unicodedata.normalize("NFKC", match[0]))
    if match := MIXED.search(line):
        return say("text-mixed", word=match[0])
    return None


def wide(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The first full-width character of each line of text."""
    for number, line in enumerate(lines, start=1):
        if match := WIDE.search(line):
            yield number, say("text-wide", found=match[0], plain=unicodedata.normalize("NFKC", match[0]))
