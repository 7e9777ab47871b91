"""Checks of the guide's own blocks on one page."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Collection, Iterator

from studyguide.lint.characters import PICTURE, WIDE
from studyguide.lint.messages import say
from studyguide.lint.problems import Problem
from studyguide.source.block_base import type_id, type_name
from studyguide.source.blocks import ASKED, BLOCKS, LEVELS
from studyguide.source.prose import INLINE_CODE
from studyguide.source.scanner import BLOCK_START, Block, Source

CHOICES = {"level": LEVELS, "asked": ASKED}
OPTION = re.compile(r"^(?P<indent>[ \t]*)(?P<name>[\w-]+):(?:[ \t]|$)")
COMMENT = re.compile(r"^ *[\w-]+:(?! *['\"\[{|>])[^\n]*?\s(?P<comment>#.*)$")
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
OWN = ("figure", *TEXTLESS)


def near(name: str, known: Collection[str], key: str, otherwise: str) -> str:
    """«Did you mean», or what else to say."""
    found = difflib.get_close_matches(name, sorted(known), 1, 0.6)
    return say(key, near=found[0]) if found else otherwise


def misplaced_options(source: Source, block: Block, known: Collection[str]) -> tuple[int, str] | None:
    """Why the options below a block are not read as such: indented otherwise, or after an empty line."""
    index = block.line + max((line - block.line for line in block.lines.values()), default=0)
    below = [*source.lines[index : index + 2], "", ""]
    here, after = OPTION.match(below[0]), OPTION.match(below[1])
    if here and here["name"] in known and here["indent"] != "    ":
        return index + 1, say("block-indent", name=block.name)
    if not below[0].strip() and after and after["name"] in known and not block.options:
        return index + 2, say("block-gap", name=block.name)
    return None


def title_problems(block: Block) -> Iterator[str]:
    """What may not stand in a title: it goes into lists, into the head of a page and into the book."""
    if not block.title:
        yield say("block-title", name=block.name, mark="/" * block.length)
        return
    if block.name in TEXTLESS:
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


def cut_off(source: Source, block: Block, name: str) -> str:
    """What YAML takes for a comment at the end of an option's line: nobody writes one there."""
    match = COMMENT.search(source.lines[block.line_of(name) - 1])
    return match["comment"] if match else ""


def option_problem(source: Source, block: Block, name: str, validate: object) -> str | None:
    """What is wrong with the value of an option."""
    value = (block.options or {})[name]
    if cut := cut_off(source, block, name):
        return say("block-hash", name=block.name, option=name, found=cut)
    if name in CHOICES and value not in CHOICES[name] and value is not None:
        return say("block-choice", name=block.name, option=name, value=value, known=", ".join(CHOICES[name]))
    if value is None:
        return None if name in BLOCKS[block.name].REQUIRED else say("value-empty", name=f"`{name}`")
    if name == "sources" and isinstance(value, list | tuple):
        return say("block-list", names=" ".join(map(str, value)))
    try:
        validate(value)  # type: ignore[operator]
    except ValueError as error:
        if validate in (type_id, type_name):
            return say("block-id", name=block.name, option=name, value=value)
        told = str(error) if re.search("[가-힣]", str(error)) else say("block-text")
        return say("block-value", name=block.name, option=name, error=told)
    return None


def option_problems(
    source: Source, block: Block, references: Collection[str], figures: Collection[str]
) -> Iterator[tuple[int, str]]:
    """Line and message of what is wrong with the options of a known block."""
    kind = BLOCKS[block.name]
    if block.options is None:
        date = block.options_error and "날짜" in block.options_error
        yield block.line_of(""), block.options_error if date else say("block-options", name=block.name)
        return
    yield from ((line, say("key-twice", key=key, line=first)) for line, key, first in block.repeated)
    wrong: set[str] = set()
    for name in block.options:
        if name not in kind.OPTIONS:
            known = [*kind.OPTIONS] if kind.OPTIONS.keys() != {"type", "attrs"} else []
            hint = near(str(name), known, "key-near", say("key-known", known=", ".join(known) or "-"))
            yield block.line_of(str(name)), say("block-option", name=block.name, option=name, hint=hint)
        elif message := option_problem(source, block, name, kind.OPTIONS[name][1]):
            wrong.add(name)
            yield block.line_of(name), message
    if misplaced := misplaced_options(source, block, kind.OPTIONS):
        yield misplaced
        return
    for name in kind.REQUIRED:
        typed = difflib.get_close_matches(name, [str(each) for each in block.options if each not in kind.OPTIONS], 1)
        if not block.option(name) and not typed:
            yield block.line, say("block-needs", name=block.name, option=name)
    if "sources" not in wrong:
        keys = block.source_keys
        twice = next((key for index, key in enumerate(keys) if key in keys[:index]), None)
        if twice:
            yield block.line_of("sources"), say("block-source-twice", key=twice)
        for key in dict.fromkeys(keys):
            if key not in references and key.strip(",;") in references:
                yield block.line_of("sources"), say("block-source-comma", key=key)
                break
            if key not in references:
                hint = near(key, references, "link-near", say("block-source-add"))
                yield block.line_of("sources"), say("block-source", key=key, hint=hint)
    if block.name == "figure" and (src := block.option("src")) and "src" not in wrong and src not in figures:
        yield block.line_of("src"), say("block-figure", src=src)


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
    if block.cut_by:
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
    for block in source.blocks:
        found += block_problems(source, block, references, figures)
    broken = any(block.cut_by or not block.closed for block in source.blocks)
    if not found and not broken:
        found += [(line, say("block-stray")) for line in source.strays]
    return [Problem(source.path, line, message) for line, message in found]
