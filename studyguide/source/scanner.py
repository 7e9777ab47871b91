"""Markdown source → front matter, headings and blocks, each with its line.

The Markdown parser itself neither knows lines nor complains about a broken
block: it prints it as text. So the checks, and the pages made from blocks,
read the source with this scanner.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from studyguide.source.phrases import phrases

FENCE = re.compile(r"^ {0,3}(?P<mark>`{3,}|~{3,})(?P<info>.*)$")
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


@dataclass
class Source:
    """One scanned Markdown file.

    `meta` is the front matter, or a message when it cannot be read.
    `strays` are the lines of block ends that close nothing.
    """

    path: str
    meta: dict[str, Any] | str
    headings: list[Heading]
    blocks: list[Block]
    strays: list[int]
    open_fence: int | None = None

    def named(self, name: str) -> list[Block]:
        """The blocks of one kind, in the order of the page."""
        return [block for block in self.blocks if block.name == name]

    @property
    def title(self) -> str:
        """The page's title, or its path where it has none."""
        return str(self.meta.get("title", self.path)) if isinstance(self.meta, dict) else self.path


def split_front_matter(text: str) -> tuple[dict[str, Any] | str, int]:
    """Front matter (or what is wrong with it) and the number of lines it takes."""
    lines = text.split("\n")
    if not lines or lines[0].rstrip() != "---":
        return {}, 0
    for number, line in enumerate(lines[1:], start=1):
        if line.rstrip() in ("---", "..."):
            try:
                meta = yaml.safe_load("\n".join(lines[1:number])) or {}
            except yaml.YAMLError as error:
                return f"front matter is not YAML ({str(error).splitlines()[0]})", number + 1
            if not isinstance(meta, dict):
                return "front matter is not a list of `key: value`", number + 1
            return meta, number + 1
    return "front matter is not closed by `---`", 1


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


def parse_options(lines: list[str]) -> dict[str, Any] | None:
    """The options of a block, None where they are not `key: value`."""
    if not lines:
        return {}
    try:
        options = yaml.safe_load("\n".join(line[4:] for line in lines))
    except yaml.YAMLError:
        return None
    return options if isinstance(options, dict) else None


def scan(path: str, text: str) -> Source:
    """Read one Markdown file. Never raises: what is odd is kept for the checks to name."""
    meta, start = split_front_matter(text)
    lines = text.split("\n")
    source = Source(path, meta, [], [], [])
    stack: list[Block] = []
    fence: str | None = None
    index = start
    while index < len(lines):
        line, number = lines[index], index + 1
        index += 1
        if fence is None and (start_match := BLOCK_START.match(line)):
            block = Block(
                name=start_match["name"],
                title=start_match["title"] or "",
                line=number,
                length=len(start_match["slashes"]),
                parent=stack[-1] if stack else None,
            )
            options: list[str] = []
            while index < len(lines) and re.match(r" {4,}\S", lines[index]):
                options.append(lines[index])
                index += 1
            block.options = parse_options(options)
            source.blocks.append(block)
            stack.append(block)
            continue
        if fence is None and (end_match := BLOCK_END.match(line)):
            length = len(end_match["slashes"])
            if any(block.length == length for block in stack):
                while stack[-1].length != length:
                    stack.pop()  # left open inside: reported as not closed
                stack.pop().closed = True
            else:
                source.strays.append(number)
            continue
        if stack:
            stack[-1].body.append(line)
        if fence_match := FENCE.match(line):
            mark = fence_match["mark"]
            if fence is None:
                fence, source.open_fence = mark, number
            elif mark[0] == fence[0] and len(mark) >= len(fence) and not fence_match["info"].strip():
                fence, source.open_fence = None, None
        elif fence is None and (heading := heading_of(line, number)):
            source.headings.append(heading)
    return source
