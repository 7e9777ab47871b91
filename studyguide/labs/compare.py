"""Does what the page shows equal what the engine printed, but for what no two runs share?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

ANY_LINES = "..."
"""Alone on a line: any number of lines; inside a line: any text."""

RULES: list[tuple[re.Pattern[str], str]] = [
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"\x1b\[[0-9;?]*[A-Za-z]", ""),
        (r"\r", ""),
        (r"^#\d+ ", "#N "),  # BuildKit numbers its steps in the order in which they happen to start
        (r"sha256:[0-9a-f]{6,64}", "sha256:<digest>"),
        (r"\b[0-9a-f]{64}\b", "<id>"),
        (r"\b(?=[0-9a-f]*[a-f])(?=[0-9a-f]*[0-9])[0-9a-f]{12}\b", "<id>"),
        (r"\bveth[0-9a-f]{6,7}\b", "<veth>"),
        (r"@if\d+", "@if<n>"),
        (r"\b(?=[0-9a-z]*[0-9])[0-9a-z]{25}\b", "<swarm-id>"),
        (r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)", "<time>"),
        (r"\d{4}[-/]\d\d[-/]\d\d \d\d:\d\d:\d\d(?:\.\d+)?(?: [+-]\d{4})?(?: UTC| GMT)?", "<time>"),
        (r"\b\d\d/[A-Z][a-z]{2}/\d{4}:\d\d:\d\d:\d\d [+-]\d{4}", "<time>"),
        (r"(?:Less than a second|About an? \w+|\d+ (?:second|minute|hour|day|week|month|year)s?)(?: ago)?", "<ago>"),
        (r"(?<![\w.])(?:\d+m)?\d+\.\d+ ?m?s\b", "<duration>"),
        (r"\b\d+(?:\.\d+)? ?ms\b", "<duration>"),
        (r"\b(?:[0-9a-f]{2}:){5}[0-9a-f]{2}\b", "<mac>"),
        (r"\b(?:172\.(?:1[6-9]|2\d|3[01])|192\.168|10\.\d+)\.\d+\.\d+\b", "<ip>"),
        (r"\b(?!0 ?B\b)\d+(?:\.\d+)? ?(?:[kKMG]i?B|B)\b", "<size>"),
        (r"\b\d+\.\d+\.\d+[-+][\w.+-]+", "<kernel>"),
        (r" {2,}", "  "),  # columns are as wide as their widest, masked, cell
    )
]


def normalise(line: str, masks: Iterable[re.Pattern[str]] = ()) -> str:
    """A line without what changes from run to run. `masks` are the block's own."""
    line = line.expandtabs().rstrip()
    for mask in masks:
        line = mask.sub("<masked>", line)
    for pattern, replacement in RULES:
        line = pattern.sub(replacement, line)
    return line.rstrip()


def line_matches(shown: str, printed: str) -> bool:
    """One line; `...` in it stands for any text."""
    if ANY_LINES not in shown:
        return shown == printed
    return re.fullmatch(".*".join(map(re.escape, shown.split(ANY_LINES))), printed) is not None


def matches(shown: Sequence[str], printed: Sequence[str]) -> bool:
    """All lines; a line of `...` stands for any number of lines.

    >>> matches(["a", "...", "d"], ["a", "b", "c", "d"]), matches(["a"], ["a", "b"])
    (True, False)
    """
    if not shown:
        return not printed
    if shown[0].strip() == ANY_LINES:
        return any(matches(shown[1:], printed[start:]) for start in range(len(printed) + 1))
    return bool(printed) and line_matches(shown[0], printed[0]) and matches(shown[1:], printed[1:])
