"""Checks for what a page would show as it was typed: links, tables, lists, bold and code that Markdown does not read.

No renderer complains of these. The author sees stars and brackets on the page, if at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from studyguide.lint import lists
from studyguide.lint.links import AUTOLINK, DEFINITION, LINK
from studyguide.lint.messages import say
from studyguide.source.scanner import BLOCK_START, Source

HOLDER = re.compile(r"(?:[-*+]|\d+\.)[ \t]|!!!|\[\^[^\]]+\]:|:[ \t]|>")
"""What may have indented text below it."""
ABSENT_HOLDERS = ("<", "???", "===", ":::", "..", "!!")
"""What holds indented text elsewhere: that it does not here is told."""
BOLD = re.compile(r"(?<![\\*])\*\*(?!\*)|(?<![\\*])\*{3}(?=\S)(?!\*)")
LOOSE_BOLD = re.compile(r"(?<![\\*\S])\*\* [^*\n]+ \*\*(?![*\S])")
UNDERLINED = re.compile(r"(?<!\w)__[^_\s][^_\n]*__(?=[가-힣])")
ASKEW = re.compile(r" {1,3}!!! ?\w")
SHORT_FENCE = re.compile(r"^ {0,3}(?:`{1,2}|'{3,})[\w-]*$")
SPANS = (
    (re.compile(r"\[[^\[\]\n]+\][ \t]+\((?P<found>(?:https?:|[\w./-]+\.md)[^()\n]*)\)"), "link-gap"),
    (re.compile(r"(?<!\\)(?P<found>![ \t]+\[[^\[\]\n]*\]\([^()\n]*\))"), "image-gap"),
    (re.compile(r"(?P<found>\([^()\n]+\)\[(?:https?:|[\w./-]+\.md)[^\]\n]*\])"), "link-reversed"),
    (re.compile(r"(?P<found>\[\[[^\]\n]+\]\])"), "link-wiki"),
    (re.compile(r"(?P<found><[\w./-]+\.(?:md|html)[^>\n]*>)"), "link-angle"),
    (re.compile(r"(?<!\\)(?P<found>\$\$)(?=\S|$)", re.MULTILINE), "math"),
    (re.compile(r"(?P<found>\{:? ?[.#][\w-]+[^{}\n]*)$", re.MULTILINE), "attribute-open"),
)
URL = re.compile(r"(?<![\w(<\[\"'=/])(?:https?://|www\.[\w-]+\.\w)[^\s<>()\[\]\"'|]+")
DIV = re.compile(r"<(?P<end>/?)(?P<tag>div|span|kbd|sub|sup|abbr|ruby|p)\b[^<>]*>")


def paragraph_problems(start: int, lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Bold and code that do not end, or would not be read as such."""
    for number, line in enumerate(lines, start=start):
        if match := re.search(r"(?<=[^\w\s*\\])\*\*(?=[\w])", line):
            before = line[: match.start()].count("**")
            if before % 2:
                yield number, say("bold-end", found=line[max(0, match.start() - 8) : match.end() + 2].strip())
        if re.search(r"(?<!\\)`", line):
            yield number, say("code-open")
            return
        if match := LOOSE_BOLD.search(line):
            yield number, say("bold-space", found=match[0])
            return
        if match := UNDERLINED.search(line):
            yield number, say("bold-under", found=match[0])
        if line.endswith("\\"):
            yield number, say("line-break")
    for number, part in parts(start, lines):
        if len(BOLD.findall(part)) % 2:
            yield number, say("bold-open")
            return


def unpaired(prose: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The problems of all paragraphs: the mark that closes what another paragraph left open is not told too."""
    opened: set[str] = set()
    pairs = (say("bold-open"), say("code-open"))
    for start, lines in lists.runs(prose):
        for number, message in paragraph_problems(start, lines):
            if message in opened:
                opened.remove(message)
                continue
            if message in pairs:
                opened.add(message)
            yield number, message


def parts(start: int, lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The items, rows and paragraphs of lines that stand together: marks do not reach from one into the next."""
    found = ""
    first = start
    for number, line in enumerate(lines, start=start):
        if found and re.match(r"\s*(?:[-*+] |\d+\. |\||>|:  )", line):
            yield first, found
            found, first = "", number
        found += line + "\n"
    yield first, found


def indented_fences(source: Source, raw: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Code blocks that are indented as code: below nothing that could hold them."""
    for fence in source.fences:
        if len(fence.indent.replace("\t", "    ")) < 4:
            continue
        above = (line for line in reversed(raw[: fence.line - 1]) if line.strip())
        outer = next((line for line in above if len(line) - len(line.lstrip()) < 4), "")
        if not HOLDER.match(outer.strip()):
            yield fence.line, say("fence-indent")


def held(outer: str) -> bool:
    """Whether text may be indented below a line."""
    return bool(HOLDER.match(outer) or BLOCK_START.match(outer)) or outer.startswith(ABSENT_HOLDERS)


def indented_text(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Text that is indented as code, below nothing that could hold it: the first line of each."""
    outer = ""
    gap, told = True, False
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            gap = True
            continue
        inside = len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip()) >= 4
        if not inside:
            outer, told = line.strip(), False
        elif gap and not told and not held(outer):
            told = True
            yield number, say("text-indented")
        gap = False


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


def askew_boxes(source: Source) -> Iterator[tuple[int, str]]:
    """Boxes that are indented by one to three blanks, below nothing that they could belong to."""
    outer = ""
    for number, line in enumerate(source.prose, start=1):
        if ASKEW.match(line) and not HOLDER.match(outer):
            yield number, say("admonition-askew")
        if line.strip() and not line.startswith(" "):
            outer = line.strip()


def bare_addresses(text: str) -> Iterator[tuple[int, str]]:
    """Addresses in the text that are no links: what is one is made unreadable first."""
    for pattern in (LINK, DEFINITION, AUTOLINK):
        text = pattern.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)
    for match in URL.finditer(text):
        yield text.count("\n", 0, match.start()) + 1, say("link-url", target=match[0])


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
    yield from lists.found_in(source, prose)
    short = next((number for number, line in enumerate(source.lines, start=1) if SHORT_FENCE.match(line)), 0)
    if short:
        yield short, say("fence-short", found=source.lines[short - 1].strip())
    else:  # its marks would be told as code that does not end
        yield from unpaired(prose)
    text = "\n".join(prose)
    yield from link_problems(text)
    yield from bare_addresses(text)
    yield from open_tags(text)
    yield from indented_fences(source, source.lines)
    yield from empty_boxes(source)
    yield from askew_boxes(source)
