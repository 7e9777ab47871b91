"""Checks for what a page would show as it was typed: links, tables, lists, bold and code that Markdown does not read.

No renderer complains of these. The author sees stars and brackets on the page, if at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from studyguide.lint.links import DEFINITION, LINK
from studyguide.lint.messages import say
from studyguide.source.scanner import BLOCK_START, Source

LIST = re.compile(r"(?:[-*+]|\d{1,2}\.) +\S")
NO_TEXT = re.compile(r"[-*+>|:#<!/=]|\d+\.|\[\^?[^\]]+\]:|={3}")
"""How a run of lines begins that is no paragraph."""
SEPARATOR = re.compile(r"\|?[ ]*:?-+:?[ ]*(?:\|[ ]*:?-+:?[ ]*)*\|?[ ]*")
HOLDER = re.compile(r"(?:[-*+]|\d+\.)[ \t]|!!!|\[\^[^\]]+\]:|:[ \t]|>")
"""What may have indented text below it."""
BOLD = re.compile(r"(?<![\\*])\*\*(?!\*)")
SPANS = (
    (re.compile(r"\[[^\[\]\n]+\][ \t]+\((?P<found>(?:https?:|[\w./-]+\.md)[^()\n]*)\)"), "link-gap"),
    (re.compile(r"(?P<found>\([^()\n]+\)\[(?:https?:|[\w./-]+\.md)[^\]\n]*\])"), "link-reversed"),
    (re.compile(r"(?P<found>\[\[[^\]\n]+\]\])"), "link-wiki"),
    (re.compile(r"(?P<found><[\w./-]+\.(?:md|html)[^>\n]*>)"), "link-angle"),
    (re.compile(r"(?<!\\)(?P<found>\$\$)\S"), "math"),
    (re.compile(r"(?P<found>\{:? ?[.#][\w-]+[^{}\n]*)$", re.MULTILINE), "attribute-open"),
)
DIV = re.compile(r"<(?P<end>/?)(?P<tag>div|span|kbd|sub|sup|abbr|ruby|p)\b[^<>]*>")


def runs(lines: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """The lines that stand together: number of the first, and the lines. Block marks and headings stand alone."""
    start, found = 0, list[str]()
    for number, line in enumerate((*lines, ""), start=1):
        if line.strip() and not line.lstrip().startswith("///") and not re.match(r"#{1,6} ", line):
            start = start if found else number
            found.append(line)
        elif found:
            yield start, found
            found = []


def cells(row: str) -> int:
    """How many cells a row has."""
    return len(re.split(r"(?<!\\)\|", row.strip().removeprefix("|").removesuffix("|")))


def table_problems(start: int, lines: Sequence[str], below_text: bool) -> Iterator[tuple[int, str]]:
    """What is wrong with rows that stand together."""
    if below_text:
        yield start, say("table-gap")
    elif len(lines) < 2 or not SEPARATOR.fullmatch(lines[1].strip()):
        yield start, say("table-separator")
    else:
        width = cells(lines[0])
        for number, row in enumerate(lines[1:], start=start + 1):
            if (count := cells(row)) != width:
                yield number, say("table-cells", count=count, width=width)


def run_problems(start: int, lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """What is wrong with lines that stand together: lists and tables begin after an empty line."""
    first = lines[0].strip()
    rows = [index for index, line in enumerate(lines) if line.strip().startswith("|")]
    # A run of one row with words around may be anything; two are a table.
    if rows and (len(rows) > 1 or len(lines) == 1) and rows == list(range(rows[0], rows[-1] + 1)):
        yield from table_problems(start + rows[0], [lines[index] for index in rows], rows[0] > 0)
        if len(rows) > 1 and rows[-1] + 1 < len(lines):
            yield start + rows[-1] + 1, say("table-text-below")
    elif not NO_TEXT.match(first) and len(lines[0]) - len(first) < 4:
        at = next((index for index, line in enumerate(lines) if index and LIST.match(line.strip())), None)
        if at is not None:
            yield start + at, say("list-gap")


def paragraph_problems(start: int, lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Bold and code that do not end, or would not be read as such."""
    for number, line in enumerate(lines, start=start):
        if match := re.search(r"(?<=[^\w\s*\\])\*\*(?=[\w])", line):
            before = line[: match.start()].count("**")
            if before % 2:
                yield number, say("bold-end", found=line[max(0, match.start() - 8) : match.end() + 2].strip())
        if re.search(r"(?<!\\)`", line):
            yield number, say("code-open")


def indented_fences(source: Source, raw: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Code blocks that are indented as code: below nothing that could hold them."""
    for fence in source.fences:
        if len(fence.indent.replace("\t", "    ")) < 4:
            continue
        above = (line for line in reversed(raw[: fence.line - 1]) if line.strip())
        outer = next((line for line in above if len(line) - len(line.lstrip()) < 4), "")
        if not HOLDER.match(outer.strip()):
            yield fence.line, say("fence-indent")


def empty_boxes(source: Source) -> Iterator[tuple[int, str]]:
    """Boxes with nothing in them: what should be is not indented."""
    fences = {fence.line: fence.indent + "x" for fence in source.fences}
    below = ""
    for number in range(len(source.lines), 0, -1):
        line = fences.get(number, source.lines[number - 1])
        if line.lstrip().startswith("!!!"):
            inner = len(line) - len(line.lstrip()) + 4
            if len(below) - len(below.lstrip()) < inner and not below.startswith("\t"):
                yield number, say("admonition-empty")
        if line.strip():
            below = line


def link_problems(text: str) -> Iterator[tuple[int, str]]:
    """What looks like a link and is none."""

    def line_of(at: int) -> int:
        return text.count("\n", 0, at) + 1

    for pattern, key in SPANS:
        for match in pattern.finditer(text):
            yield line_of(match.start()), say(key, found=match["found"])
    rest = LINK.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)
    for match in re.finditer(r"(?<!\\)\[[^\[\]\n]*\]\([^\n]{0,40}", rest):
        yield line_of(match.start()), say("link-unread", found=match[0])
    names: dict[str, int] = {}
    for match in DEFINITION.finditer(text):
        name, number = match["name"].lower(), line_of(match.start())
        if name in names:
            yield number, say("reference-twice", name=name, line=names[name])
        names.setdefault(name, number)
    for name, number in names.items():
        if not re.search(rf"\[{re.escape(name)}\](?!:)", text, re.IGNORECASE):
            yield number, say("reference-unused", name=name)


def open_tags(text: str) -> Iterator[tuple[int, str]]:
    """HTML elements that do not end: the rest of the page would stand in them."""
    stack: list[tuple[str, int]] = []
    for match in DIV.finditer(text):
        number = text.count("\n", 0, match.start()) + 1
        if not match["end"]:
            stack.append((match["tag"], number))
        elif stack and stack[-1][0] == match["tag"]:
            stack.pop()
        else:
            yield number, say("html-stray", tag=match["tag"])
    yield from ((number, say("html-open", tag=tag)) for tag, number in stack)


def found_in(source: Source) -> Iterator[tuple[int, str]]:
    """Line and message of everything on a page that would come out as it was typed."""
    titles = {block.line for block in source.blocks}
    prose = list(source.prose)
    for block in source.blocks:
        # Titles are looked at with their blocks, and options are no Markdown.
        for number in range(block.line, max([block.line, *block.lines.values()]) + 1):
            prose[number - 1] = "" if number not in titles else BLOCK_START.sub("", prose[number - 1])
    for start, lines in runs(prose):
        yield from run_problems(start, lines)
        yield from paragraph_problems(start, lines)
    text = "\n".join(prose)
    yield from link_problems(text)
    yield from open_tags(text)
    yield from indented_fences(source, source.lines)
    yield from empty_boxes(source)
