"""Does what the page shows equal what the engine printed, but for what no two runs share?

Sizes are compared, not left out: within a tenth, as archives and file systems differ a little. A size on the
page may also be that of an official image where what is printed is that of the stand-in used here (`also`).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

ANY_LINES = "..."
"""Alone on a line: any number of lines; inside a line: any text."""
TOLERANCE = 0.1
UNITS = {"": 0, "k": 1, "K": 1, "M": 2, "G": 3}
SIZE = re.compile(r"\b(?!0 ?B\b)(?P<number>\d+(?:\.\d+)?) ?(?P<unit>[kKMG]?)(?P<binary>i?)B\b")
MARK = re.compile(r"<size (\d+)>")
TOKEN = re.compile(r"(\.\.\.|<size \d+>)")

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
    )
]
LAST_RULES: list[tuple[re.Pattern[str], str]] = [
    (re.compile(r"\b\d+\.\d+\.\d+[-+][\w.+-]+"), "<kernel>"),
    (re.compile(r" {2,}"), "  "),  # columns are as wide as their widest, masked, cell
]


def in_bytes(size: re.Match[str]) -> str:
    """Mark a size by its bytes."""
    factor = (1024 if size["binary"] else 1000) ** UNITS[size["unit"]]
    return f"<size {round(float(size['number']) * factor)}>"


def normalise(line: str, masks: Iterable[re.Pattern[str]] = ()) -> str:
    """Take out of a line what changes from run to run. `masks` are the block's own."""
    line = line.expandtabs().rstrip()
    for mask in masks:
        line = mask.sub("<masked>", line)
    for pattern, replacement in RULES:
        line = pattern.sub(replacement, line)
    line = SIZE.sub(in_bytes, line)
    for pattern, replacement in LAST_RULES:
        line = pattern.sub(replacement, line)
    return line.rstrip()


def without_sizes(line: str) -> str:
    """Key by which lines of chance order are sorted."""
    return MARK.sub("<size>", line)


Sizes = Collection[tuple[int, int]]
"""Sizes of official images, each with that of its stand-in here."""


def in_bytes_of(text: str) -> int:
    """Read a size.

    >>> in_bytes_of("118MB"), in_bytes_of("4KiB"), in_bytes_of("nothing")
    (118000000, 4096, 0)
    """
    mark = MARK.match(SIZE.sub(in_bytes, text))
    return int(mark[1]) if mark else 0


def near(one: int, other: int) -> bool:
    """Tell whether two sizes are the same within a tenth."""
    return abs(one - other) <= TOLERANCE * max(one, other)


def close(shown: int, printed: int, also: Sizes = ()) -> bool:
    """Tell whether two sizes are the same, or the shown is an official image's and the printed its stand-in's.

    >>> close(100, 108), close(278, 199), close(278, 199, also=[(280, 200)]), close(278, 99, also=[(280, 200)])
    (True, False, True, False)
    """
    return near(shown, printed) or any(near(shown, real) and near(printed, here) for real, here in also)


def line_matches(shown: str, printed: str, also: Sizes = ()) -> bool:
    """Compare one normalised line; `...` in it stands for any text."""
    pattern = "".join(
        ".*" if part == ANY_LINES else r"<size (\d+)>" if MARK.fullmatch(part) else re.escape(part)
        for part in TOKEN.split(shown)
    )
    found = re.fullmatch(pattern, printed)
    pairs = zip(MARK.findall(shown), found.groups(), strict=True) if found else ()
    return found is not None and all(close(int(left), int(right), also) for left, right in pairs)


def matches(shown: Sequence[str], printed: Sequence[str], also: Sizes = ()) -> bool:
    """Compare all lines; a line of `...` stands for any number of lines.

    >>> matches(["a", "...", "d"], ["a", "b", "c", "d"]), matches(["a"], ["a", "b"])
    (True, False)
    """
    if not shown:
        return not printed
    if shown[0].strip() == ANY_LINES:
        return any(matches(shown[1:], printed[start:], also) for start in range(len(printed) + 1))
    return bool(printed) and line_matches(shown[0], printed[0], also) and matches(shown[1:], printed[1:], also)


def same(
    shown: Sequence[str],
    printed: Sequence[str],
    masks: Sequence[re.Pattern[str]] = (),
    unordered: bool = False,
    also: Sizes = (),
) -> bool:
    """Tell whether the page shows what the engine printed."""
    left, right = ([normalise(line, masks) for line in side] for side in (shown, printed))
    if unordered:
        left, right = sorted(left, key=without_sizes), sorted(right, key=without_sizes)
    return matches(left, right, also)
