"""Checks of the guide's own blocks on one page: kinds, titles, ends, and where they stand."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator

from studyguide.lint.block_options import near, option_problems
from studyguide.lint.characters import PICTURE, WIDE
from studyguide.lint.messages import say
from studyguide.lint.problems import Problem
from studyguide.source.blocks import BLOCKS
from studyguide.source.prose import INLINE_CODE
from studyguide.source.scanner import BLOCK_START, Block, Source

LIKE_START = re.compile(
    rf"^ {{0,3}}(?P<mark>/{{1,2}}|[/／]{{3,}}) *(?P<name>{'|'.join(BLOCKS)}) *(?P<bar>[|｜])|"
    rf"^ {{0,3}}(?P<slashes>/{{3,}}) *(?P<named>{'|'.join(BLOCKS)}) *[^\s|][^|]*$",
    re.IGNORECASE,
)
"""A line that was meant to begin a block: too few slashes, or those and the bar of a Korean keyboard."""
TAG = re.compile(r"</?[A-Za-z][^<>]*>?|<[!?]")
NESTED = re.compile(
    r"^(?: {4,}|\t+ *| *(?:[-*+]|\d+\.)\s+| *> ?[> ]*)(?P<mark>/{3,}) *(?P<name>[A-Za-z][\w-]*) *(?:\||$)"
)
TEXTLESS = ("sources", "also")
"""Blocks that say everything in their first line."""
LONGEST = 120
"""Characters of a title."""
OWN = ("figure", *TEXTLESS)


def title_problems(block: Block) -> Iterator[str]:
    """What may not stand in a title: it goes into lists, into the head of a page and into the book."""
    if not block.title:
        yield say("block-title", name=block.name, mark="/" * block.length)
        return
    if block.name in TEXTLESS:
        return
    if len(block.title) > LONGEST:
        yield say("block-title-long", name=block.name, count=len(block.title), limit=LONGEST)
        return
    plain = INLINE_CODE.sub("", block.title)
    if match := TAG.search(plain):
        yield say("block-title-html", found=match[0])
    elif match := PICTURE.search(plain):
        yield say("block-title-emoji", found=match[0])
    elif match := WIDE.search(plain):
        yield say("text-wide", found=match[0], plain=unicodedata.normalize("NFKC", match[0]))
    elif block.name == "question" and re.search(r"[\[\]]", plain):
        yield say("block-title-link")


def block_problems(
    source: Source, block: Block, references: Collection[str], figures: Collection[str]
) -> Iterator[tuple[int, str]]:
    """Line and message of everything wrong with one block."""
    kind = BLOCKS.get(block.name)
    mark = "/" * block.length
    if kind is None:
        hint = near(block.name, BLOCKS, "block-near", say("block-known", known=", ".join(sorted(BLOCKS))))
        yield block.line, say("block-unknown", name=block.name, hint=hint)
        return
    if block.cut_by and is_end(block.cut_by, block):
        yield block.cut_by.line, say("block-end", name=block.name, mark=mark)
    elif block.cut_by:
        yield block.line, say("block-cut", name=block.name, line=block.cut_by.line, other=block.cut_by.name, mark=mark)
    elif not block.closed:
        yield block.line, say("block-open", name=block.name, mark=mark)
    for message in title_problems(block):
        yield block.line, message
    inside = block.parent.name if block.parent else None
    if inside != kind.INSIDE and not cut_short(source, block) and (inside is None or inside in BLOCKS):
        key = "block-inside" if kind.INSIDE else "block-outside"
        yield block.line, say(key, name=block.name, parent=kind.INSIDE)
    yield from option_problems(source, block, references, figures)
    if block.cut_by or not block.closed or block.options is None:
        return  # where it ends is not known: its text would be blamed for that
    if block.name in ("figure", "sources") and block.text:
        yield block.line, say("block-content", name=block.name)
    elif block.name not in OWN and not block.text:
        yield block.line, say("block-empty", name=block.name, what="답" if block.name == "question" else "내용")
    elif block.name == "correction" and len(block.paragraphs) == 1:
        yield block.line, say("block-two")


def is_end(block: Block, before: Block | None) -> bool:
    """Whether what begins a block was meant to end the one before: it has the same name, and nothing else."""
    return before is not None and block.name == before.name and not block.title and not block.options


def cut_short(source: Source, block: Block) -> bool:
    """Whether a block seems misplaced only because another did not end, or was misspelt, before it."""
    return any(number < block.line for number in misspelt(source)) or any(
        other.cut_by is not None or (not other.closed and other.line < block.line) or other.name not in BLOCKS
        for other in source.blocks
        if other is not block and other.line < block.line
    )


def misspelt(source: Source) -> list[int]:
    """The lines that were meant to begin a block and do not."""
    return [
        number
        for number, line in enumerate(source.lines, start=1)
        if LIKE_START.match(line) and not BLOCK_START.match(line)
    ]


def hidden_blocks(source: Source) -> Iterator[tuple[int, str]]:
    """Blocks where the page does not show them as such: in lists, quotes, boxes and comments, or misspelt."""
    for number in misspelt(source):
        yield number, say("block-like")
    for number, line in enumerate(source.lines, start=1):
        if match := NESTED.match(line):
            yield number, say("block-nested", name=match["name"])
    for comment in source.comments:
        for line in comment.text.removeprefix("<!--").split("\n"):
            if (match := BLOCK_START.match(line)) and match["name"] in BLOCKS:
                yield comment.line, say("block-comment", name=match["name"])
                break


def check(source: Source, references: Collection[str], figures: Collection[str]) -> list[Problem]:
    """The problems of the blocks of one page."""
    found = list(hidden_blocks(source))
    for before, block in zip((None, *source.blocks), source.blocks, strict=False):
        if before and before.cut_by is block and is_end(block, before):
            continue
        found += block_problems(source, block, references, figures)
    broken = any(block.cut_by or not block.closed for block in source.blocks)
    if not found and not broken:
        found += [(line, say("block-stray")) for line in source.strays]
    return [Problem(source.path, line, message) for line, message in found]
