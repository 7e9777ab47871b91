"""Checks of headings: those that would have no address of their own, or would not be one."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from studyguide.lint.characters import WIDE
from studyguide.lint.messages import say
from studyguide.source.scanner import ATTRIBUTES, BLOCK_START, Block, Heading, Source

HEADING_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
HASH = re.compile(r"^(?P<before>[ \t]*(?:(?:[-*+]|\d+\.)[ \t]+|>[ \t]?)*)(?P<marks>#{1,6})(?P<space>[ \t]*)\S")
SETEXT = re.compile(r"^[ \t]*(?:=+|-+)[ \t]*$")
BOLD = re.compile(r"(?<!\\)\*\*[^*\s][^*]*\*\*")
LINKED = re.compile(r"\]\(")
UNCLOSED = re.compile(r"\{[^{}]*$")
HEAD_KEY = re.compile(r"(?:title|description|reviewed|versions|hide):")
RESERVED = re.compile(r"[qcf]-")
"""How the addresses of questions, corrections and figures begin."""
LONGEST = 60


def container(source: Source, number: int) -> Block | None:
    """The block that a line stands in."""
    around = [block for block in source.blocks if block.line < number and block.closed]
    return next((block for block in reversed(around) if number <= block.end), None)


def id_problem(heading: Heading, line: str) -> str | None:
    """What is wrong with the address of a heading."""
    attributes = ATTRIBUTES.search(line.rstrip())
    ids = re.findall(r"(?<!\S)#\S+", attributes["attributes"]) if attributes else []
    if not heading.id:
        # An unclosed brace is told by itself, and a full-width one too.
        return None if UNCLOSED.search(line) or WIDE.search(line) else say("heading-id-missing", text=heading.text)
    if attributes and not line[: attributes.start()].endswith((" ", "\t")):
        return say("heading-id-blank", id=heading.id)
    if len(ids) > 1:
        return say("heading-id-two", first=ids[0], second=ids[1])
    if not HEADING_ID.fullmatch(heading.id):
        return say("heading-id-form", id=heading.id)
    return say("heading-id-reserved", id=heading.id) if RESERVED.match(heading.id) else None


def text_problem(source: Source, heading: Heading) -> str | None:
    """What is wrong with the words of a heading, or with where it stands."""
    line = source.prose[heading.line - 1]
    if heading.level not in (2, 3):
        return say("heading-level", marks="#" * heading.level)
    if not heading.text:
        return say("heading-empty")
    if heading.level == 3 and not any(each.level == 2 and each.line < heading.line for each in source.headings):
        return say("heading-jump")
    if LINKED.search(line) and "![" not in line:
        return say("heading-link")
    if "[^" in line:
        return say("heading-footnote")
    if BOLD.search(line):
        return say("heading-bold")
    if block := container(source, heading.line):
        return say("heading-block", name=block.name)
    if len(heading.text) > LONGEST:
        return say("heading-long", count=len(heading.text), limit=LONGEST)
    return None


def empty_sections(source: Source) -> Iterator[tuple[int, str]]:
    """Headings with nothing below them before the next one of their level, or the end of the page."""
    end = Heading(0, "", "", len(source.lines) + 1)
    for heading, following in itertools.pairwise([*source.headings, end]):
        between = source.lines[heading.line : following.line - 1]
        code = any(heading.line < fence.line < following.line for fence in source.fences)
        if following.level <= heading.level and heading.text and not code and not any(map(str.strip, between)):
            yield heading.line, say("heading-alone", text=heading.text)


def found_in(source: Source) -> Iterator[tuple[int, str]]:
    """Line and message of everything wrong with the headings of a page."""
    proper = {heading.line: heading for heading in source.headings}
    for number, line in enumerate(source.lines, start=1):
        if match := HASH.match(line):
            heading = proper.get(number)
            message: str | None
            if match["before"]:
                message = say("heading-nested")
            elif heading is None:
                message = say("heading-space")
            else:
                message = text_problem(source, heading) or id_problem(heading, line)
            if message:
                yield number, message
        elif SETEXT.match(line) and number > 1 and is_paragraph(source.lines[number - 2]):
            twice = HEAD_KEY.match(source.lines[number - 2])
            yield number - 1, say("head-twice" if twice else "heading-setext")
    yield from empty_sections(source)


def is_paragraph(line: str) -> bool:
    """Whether a line of `---` below would make it a heading."""
    return (
        bool(line.strip()) and not BLOCK_START.match(line) and not re.match(r"^\s*(/{3,}|\||\{|[-*+] |#|=+$|-+$)", line)
    )
