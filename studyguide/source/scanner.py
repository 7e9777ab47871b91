"""Markdown source → front matter, headings and blocks, each with its line.

The Markdown parser itself neither knows lines nor complains about a broken
block: it prints it as text. So the checks, and the pages made from blocks,
read the source with this scanner.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, field
from typing import Any

from studyguide.source.fences import Fence, fences
from studyguide.source.phrases import phrases
from studyguide.source.prose import Comment, without_code, without_comments, without_fences
from studyguide.source.yaml_document import Document, YamlError
from studyguide.source.yaml_document import parse as parse_yaml

BLOCK_START = re.compile(r"^ {0,3}(?P<slashes>/{3,}) *(?P<name>[\w-]+) *(?:\| *(?P<title>.*?) *)?$")
BLOCK_END = re.compile(r"^ {0,3}(?P<slashes>/{3,}) *$")
HEADING = re.compile(r"^(?P<level>#{1,6}) +(?P<text>.+?) *$")
ATTRIBUTES = re.compile(r"\{:? *(?P<attributes>[^{}]*?) *\}$")


@dataclass
class Heading:
    """`## text { #id }`; `id` is None where the source gives none."""

    level: int
    text: str
    id: str | None
    line: int


@dataclass
class Block:
    """A `/// name | title` block; `body` holds its own lines without those of nested blocks."""

    name: str
    title: str
    line: int
    length: int
    parent: Block | None = None
    options: dict[str, Any] | None = field(default_factory=dict)
    body: list[str] = field(default_factory=list)
    closed: bool = False
    end: int = 0
    """The line that closes it, 0 where none does."""
    cut_by: Block | None = None
    """The block of the same length that begins before this one ends."""
    options_error: str = ""
    lines: dict[str, int] = field(default_factory=dict)
    """The line of each option."""
    repeated: tuple[tuple[int, str, int], ...] = ()
    """Options written twice, as in `Document`."""

    def line_of(self, option: str) -> int:
        """The line of an option, or the block's own."""
        return self.lines.get(option, self.line)

    @property
    def text(self) -> str:
        """The body as Markdown."""
        return "\n".join(self.body).strip()

    @property
    def paragraphs(self) -> list[str]:
        """The body cut at empty lines."""
        return [part.strip() for part in re.split(r"\n\s*\n", self.text) if part.strip()]

    def option(self, name: str) -> str:
        """An option as text, empty where it is absent."""
        value = (self.options or {}).get(name)
        return "" if value is None else str(value)

    def phrases(self, name: str) -> tuple[str, ...]:
        """The phrases of an option; none where they cannot be read, which the checks name."""
        try:
            return phrases((self.options or {}).get(name))
        except ValueError:
            return ()

    @property
    def source_keys(self) -> list[str]:
        """The names in `sources:`, or in the title of a `sources` block."""
        return (self.title if self.name == "sources" else self.option("sources")).split()


@dataclass(eq=False)
class Source:
    """One scanned Markdown file.

    `meta` is the front matter, or a message when it cannot be read; `head` is the same with lines.
    `strays` are the lines of block ends that close nothing. `text` is the whole file; `lines` is the page without
    front matter, code blocks and comments, each emptied line in its place.
    """

    path: str
    meta: dict[str, Any] | str
    headings: list[Heading]
    blocks: list[Block]
    strays: list[int]
    head: Document = field(default_factory=lambda: Document({}, {}))
    head_line: int = 1
    text: str = ""
    lines: list[str] = field(default_factory=list)
    fences: list[Fence] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)

    @functools.cached_property
    def prose(self) -> list[str]:
        """`lines` with the code in them made unreadable."""
        return without_code(self.lines)

    @property
    def open_fence(self) -> int | None:
        """The line of a code fence that nothing closes, or not before the page goes on in it."""
        return next((fence.line for fence in self.fences if not fence.end or fence.runs_on), None)

    def named(self, name: str) -> list[Block]:
        """The blocks of one kind, in the order of the page."""
        return [block for block in self.blocks if block.name == name]

    @property
    def title(self) -> str:
        """The page's title, or its path where it has none."""
        return str(self.meta.get("title", self.path)) if isinstance(self.meta, dict) else self.path


def split_front_matter(text: str) -> tuple[Document | YamlError, int]:
    """Front matter (or what is wrong with it) and the number of lines it takes."""
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        return Document({}, {}), 0
    end = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() in ("---", "...")), 0)
    if not end:
        return YamlError(1, "`---`로 닫히지 않았습니다. 머리말의 끝에 `---`만 있는 줄을 적으세요"), len(lines)
    try:
        # The first line is kept as a comment, so that lines count from the top of the file.
        document = parse_yaml("#\n" + "\n".join(lines[1:end]))
    except YamlError as error:
        return error, end + 1
    if document.value is None:
        return Document({}, {}), end + 1
    if not isinstance(document.value, dict):
        return YamlError(2, "`이름: 값`을 한 줄에 하나씩 적으세요"), end + 1
    return document, end + 1


def heading_of(line: str, number: int) -> Heading | None:
    """The heading on a line, if it is one."""
    match = HEADING.match(line)
    if not match:
        return None
    text, anchor = match["text"], None
    if attributes := ATTRIBUTES.search(text):
        text = text[: attributes.start()].rstrip()
        for part in attributes["attributes"].split():
            if part.startswith("#"):
                anchor = part[1:]
    return Heading(len(match["level"]), text, anchor, number)


def read_options(block: Block, lines: list[str]) -> None:
    """Fill in the options of a block from the lines below it; `options` is None where they cannot be read."""
    if not lines:
        return
    try:
        document = parse_yaml("\n".join(line[4:] for line in lines))
    except YamlError as error:
        block.options, block.options_error = None, str(error)
        block.lines = {"": block.line + error.line}
        return
    if not isinstance(document.value, dict):
        block.options = None
        return
    block.options = document.value
    block.lines = {str(at[0]): block.line + line for at, line in document.lines.items() if len(at) == 1}
    block.repeated = tuple((block.line + line, key, block.line + first) for line, key, first in document.repeated)


def close(stack: list[Block], length: int, line: int) -> bool:
    """Close the innermost open block of this length on this line; False where there is none."""
    if all(block.length != length for block in stack):
        return False
    while stack[-1].length != length:
        stack.pop()  # left open inside: reported as not closed
    ended = stack.pop()
    ended.closed, ended.end = True, line
    return True


def scan(path: str, text: str) -> Source:
    """Read one Markdown file. Never raises: what is odd is kept for the checks to name."""
    head, start = split_front_matter(text)
    raw = text.split("\n")
    meta = head.value if isinstance(head, Document) else str(head)
    source = Source(path, meta, [], [], [], text=text)
    if isinstance(head, Document):
        source.head = head
    else:
        source.head_line = head.line
    source.fences = list(fences(raw, start))
    source.lines, source.comments = without_comments(without_fences(raw, start, source.fences))
    stack: list[Block] = []
    index = start
    while index < len(raw):
        line, number = source.lines[index], index + 1
        index += 1
        if start_match := BLOCK_START.match(line):
            block = Block(start_match["name"], start_match["title"] or "", number, len(start_match["slashes"]))
            if any(open_block.length == block.length for open_block in stack):
                while stack[-1].length != block.length:
                    stack.pop()
                stack.pop().cut_by = block  # it has to end first: the rest of the page is read as if it did
            block.parent = stack[-1] if stack else None
            options: list[str] = []
            while index < len(raw) and re.match(r" {4,}\S", source.lines[index]):
                options.append(source.lines[index])
                index += 1
            read_options(block, options)
            source.blocks.append(block)
            stack.append(block)
        elif end_match := BLOCK_END.match(line):
            if not close(stack, len(end_match["slashes"]), number):
                source.strays.append(number)
        else:
            if stack:
                stack[-1].body.append(raw[number - 1])
            if heading := heading_of(line, number):
                source.headings.append(heading)
    return source
