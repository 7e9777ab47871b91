"""Checks of lists and tables: Markdown wants empty lines before them, four blanks in them, and bars around them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from studyguide.lint.messages import say
from studyguide.source.scanner import Source

LIST = re.compile(r"(?:[-*+]|\d{1,2}\.) +\S")
NUMBER = re.compile(r" {0,3}(?P<number>\d{1,3})\. +\S")
BULLET = re.compile(r" {0,3}[-*+] +\S")
SLIPS = (
    (re.compile(r"(?P<found>[-*](?=[가-힣]))[^*]*$"), "list-space"),
    (re.compile(r"(?P<found>\d{1,2}\)) +\S"), "list-paren"),
    (re.compile(r"(?P<found>[•·‣●■▪–—]) *\S"), "list-bullet"),
    (re.compile(r"(?P<found>[-+])$"), "list-empty"),
)
"""What is typed for a list and is none."""
NO_TEXT = re.compile(r"[-*+>|:#<!/=]|\d+\.|\[\^?[^\]]+\]:|={3}")
"""How a run of lines begins that is no paragraph."""
MASKED = re.compile(r"`[^`]* \\\| [^`]*`")
SEPARATOR = re.compile(r"\|?[ ]*:?-+:?[ ]*(?:\|[ ]*:?-+:?[ ]*)*\|?[ ]*")


def runs(lines: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """The lines that stand together: number of the first, and the lines. Block marks, headings, boxes stand alone."""
    start, found = 0, list[str]()
    for number, line in enumerate((*lines, ""), start=1):
        if line.strip() and not line.lstrip().startswith(("///", "!!!")) and not re.match(r"#{1,6} ", line):
            start = start if found else number
            found.append(line)
        elif found:
            yield start, found
            found = []


def cells(row: str) -> int:
    """How many cells a row has."""
    return len(re.split(r"(?<!\\)\|", row.strip().removeprefix("|").removesuffix("|")))


def table_problems(start: int, lines: Sequence[str], below_text: bool, after: str) -> Iterator[tuple[int, str]]:
    """What is wrong with rows that stand together, `after` being the line that follows without a gap."""
    if below_text:
        yield start, say("table-gap")
    elif len(lines) < 2 or not SEPARATOR.fullmatch(lines[1].strip()):
        yield start, say("table-separator")
    elif len(lines) == 2 and not after:
        yield start, say("table-empty")
    else:
        width = cells(lines[0])
        if not lines[0].replace("|", "").strip():
            yield start, say("table-head")
        for number, row in enumerate(lines[1:], start=start + 1):
            if (count := cells(row)) != width:
                yield number, say("table-cells", count=count, width=width)
            elif number > start + 1 and "---" in row and SEPARATOR.fullmatch(row.strip()):
                yield number, say("table-separator-twice")
        if after:
            yield start + len(lines), say("table-row")


def run_problems(start: int, lines: Sequence[str], below_table: bool) -> Iterator[tuple[int, str]]:
    """What is wrong with lines that stand together: lists and tables begin after an empty line."""
    first = lines[0].strip()
    rows = [index for index, line in enumerate(lines) if line.strip().startswith("|")]
    # A run of one row with words around may be anything; two are a table.
    if rows and (len(rows) > 1 or len(lines) == 1) and rows == list(range(rows[0], rows[-1] + 1)):
        separated = len(rows) > 1 and SEPARATOR.fullmatch(lines[rows[1]].strip())
        if below_table and rows[0] == 0 and not separated:
            yield start, say("table-split")
        else:
            after = lines[rows[-1] + 1] if rows[-1] + 1 < len(lines) else ""
            yield from table_problems(start + rows[0], [lines[index] for index in rows], rows[0] > 0, after)
    elif len(lines) > 1 and "|" in lines[0] and "|" in lines[1] and SEPARATOR.fullmatch(lines[1].strip()):
        yield start, say("table-bars")
    elif len(lines) > 1 and all("\t" in line.strip() for line in lines):
        yield start, say("table-tabs")
    elif not NO_TEXT.match(first) and indent(lines[0]) == 0:
        at = next((index for index, line in enumerate(lines) if index and LIST.match(line.strip())), None)
        if at is not None:
            yield start + at, say("list-gap")


def indent(line: str) -> int:
    """How far a line is indented."""
    plain = line.expandtabs(4)
    return len(plain) - len(plain.lstrip())


def step_problem(lines: Sequence[str], start: int) -> tuple[int, str] | None:
    """The first item that is meant to stand in another and is not indented by four."""
    outer: int | None = None
    for number, line in enumerate(lines, start=start):
        if LIST.match(line.strip()):
            if outer is not None and 0 < indent(line) - outer < 4:
                return number, say("list-indent")
            outer = indent(line) if outer is None or indent(line) < outer else outer
    return None


def slip_problems(start: int, lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Lines that are meant as items of a list: the first of each run."""
    for number, line in enumerate(lines, start=start):
        for pattern, key in SLIPS:
            if indent(line) < 4 and (match := pattern.match(line.strip())):
                yield number, say(key, found=match["found"])
                return


def order_problems(source: Source, lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Numbered lists that go on after something that ended them (Markdown counts from 1 again), and what ended them."""
    starts = {fence.line: fence.indent + "x" for fence in source.fences}
    inside = False  # the lines before belong to a list
    gap = True
    numbered = False
    for number in range(1, len(lines) + 1):
        line = starts.get(number, lines[number - 1])
        if not line.strip():
            gap = True
            continue
        if match := NUMBER.match(line):
            if not numbered and match["number"] != "1":
                yield number, say("list-start", number=match["number"])
            numbered = inside = True
        elif BULLET.match(line):
            inside, numbered = True, False
        elif indent(line) < 4 and (gap or number in starts):
            if inside and indent(line) > 0:
                yield number, say("list-continue")
                gap = False
                continue  # told: what follows is a list all the same
            inside = numbered = False
        gap = False


def found_in(source: Source, lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Line and message of every list and table of a page that would come out otherwise."""
    table_end = -1
    for start, run in runs(lines):
        yield from run_problems(start, run, below_table=start == table_end + 2)
        if step := step_problem(run, start):
            yield step
        yield from slip_problems(start, run)
        if run[-1].strip().startswith("|"):
            table_end = start + len(run) - 1
    yield from order_problems(source, lines)
    yield from typed_bars(source, lines)


def typed_bars(source: Source, lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Bars in the code of a row that are masked: there the mask is seen, and no bar ends a cell."""
    for number, (line, prose) in enumerate(zip(source.lines, lines, strict=True), start=1):
        if prose.lstrip().startswith("|") and (match := MASKED.search(line)):
            yield number, say("table-masked", code=match[0])
