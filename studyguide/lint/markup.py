"""Checks of a page's text: boxes, emoji, footnotes, and all that the other modules here look at."""

from __future__ import annotations

import difflib
import functools
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from studyguide.lint import characters, code_blocks, fence_places, foreign, headings, html_tags, leftovers
from studyguide.lint.blocks import LIKE_START
from studyguide.lint.characters import PICTURE
from studyguide.lint.messages import say
from studyguide.lint.problems import Problem
from studyguide.source.scanner import Source

BOX = re.compile(r"^[ \t]*!!!(?!!).*$", re.MULTILINE)
BOX_FORM = re.compile(r'^\s*!!! ?(?P<type>[\w-]+)(?P<place>(?: +(?:inline|end))*)(?: +"(?P<title>[^"]*)")? *$')
BOX_TYPE = re.compile(r"^\s*!!! *(?P<type>[A-Za-z가-힣][\w-]*)")
BOXES = (
    "abstract", "bug", "danger", "example", "failure", "info", "note", "question", "quote", "success", "tip", "warning",
)  # fmt: skip
SHORTCODE = re.compile(r"(?<![\w:/.]):(?P<name>[A-Za-z+-][\w+/-]*[A-Za-z0-9]|\+1|-1):(?![\w/:])")
ICONS = ("material", "octicons", "fontawesome", "simple", "guide")
NOTE = re.compile(r"\[\^(?P<name>[^\]\n]*)\](?P<defines>[:：]?)")


@functools.cache
def icon_exists(name: str) -> bool:
    """Whether the theme, or the guide, has an icon of this shortcode."""
    import material  # only pages with icons pay for finding the theme

    family, _, rest = name.partition("-")
    folders = [
        Path(material.__file__).parent / "templates/.icons",
        Path(__file__).parent.parent.parent / "overrides/.icons",
    ]
    paths = [f"{family}/{rest}.svg", *(f"{family}/{rest[:at]}/{rest[at + 1 :]}.svg" for at in dashes(rest))]
    return any((folder / path).is_file() for folder in folders for path in paths)


def dashes(text: str) -> list[int]:
    return [index for index, letter in enumerate(text) if letter == "-"]


def box_problem(line: str) -> str | None:
    """What is wrong with the first line of a box."""
    form = BOX_FORM.match(line)
    kind = form or BOX_TYPE.match(line)
    name = kind["type"] if kind else ""
    if name not in BOXES:
        near = difflib.get_close_matches(name.lower(), BOXES, 1, 0.6)
        hint = say("key-near", near=near[0]) if near else say("admonition-known", known=", ".join(BOXES))
        return say("admonition-type", name=name or line.strip(), hint=hint)
    if form is None:
        return say("admonition-form", type=name)
    return say("admonition-title", type=name) if form["title"] is None else None


def word_problems(text: str) -> Iterator[tuple[int, str]]:
    """Boxes, emoji and constructs of other sites (code in the text made unreadable)."""

    def line_of(match: re.Match[str]) -> int:
        return text.count("\n", 0, match.start()) + 1

    for match in BOX.finditer(text):
        if message := box_problem(match[0]):
            yield line_of(match), message
    told: set[int] = set()
    for match in SHORTCODE.finditer(text):
        if not match["name"].startswith(ICONS):
            yield line_of(match), say("emoji", name=match[0])
        elif not icon_exists(match["name"]):
            yield line_of(match), say("icon", name=match[0])
    for match in PICTURE.finditer(text):
        if (number := line_of(match)) not in told:
            told.add(number)
            yield number, say("emoji", name=match[0])


def footnote_problems(source: Source, lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Footnotes that are called and not there, there and not called, there twice, or in a block."""
    if not any("[^" in line for line in lines):
        return
    called: dict[str, int] = {}
    defined: dict[str, int] = {}
    for number, line in enumerate(lines, start=1):
        for match in NOTE.finditer(line):
            name = match["name"]
            if not re.fullmatch(r"[\w-]+", name):
                if name not in called:
                    yield number, say("footnote-name", name=name)
                called.setdefault(name, number)
                defined.setdefault(name, number)
            elif not (match["defines"] and not line[: match.start()].strip()):
                called.setdefault(name, number)
                if block := headings.container(source, number):
                    yield number, say("footnote-block", name=block.name)
            elif name in defined:
                yield number, say("footnote-twice", name=name, line=defined[name])
            else:
                defined[name] = number
                below = lines[number] if number < len(lines) else ""
                if not line[match.end() :].strip() and not below.startswith(("    ", "\t")):
                    yield number, say("footnote-empty", name=name)
    yield from ((line, say("footnote-undefined", name=name)) for name, line in called.items() if name not in defined)
    yield from ((line, say("footnote-unused", name=name)) for name, line in defined.items() if name not in called)


def is_empty(source: Source) -> bool:
    """Whether a page says nothing."""
    titles = {heading.line for heading in source.headings}
    return not source.fences and not any(
        line.strip() for number, line in enumerate(source.lines, start=1) if number not in titles
    )


def found_in(source: Source) -> Iterator[tuple[int, str]]:
    """Line and message of everything wrong with the text of a page."""
    failing = {comment.line + 1 for comment in source.comments if "fails" in comment.text}
    for fence in source.fences:
        yield from ((fence.line, message) for message in code_blocks.problems(fence))
        yield from code_blocks.content_problems(fence, fence.line in failing)
    yield from fence_places.found_in(source)
    yield from ((comment.line, say("comment-open")) for comment in source.comments if not comment.closed)
    yield from headings.found_in(source)
    titles = {block.line for block in source.blocks}  # titles of blocks are looked at with their blocks
    prose = ["" if number in titles else line for number, line in enumerate(source.prose, start=1)]
    text = "\n".join(prose)
    yield from leftovers.found_in(source)
    yield from html_tags.found_in(text, source.path == "docs/index.md")
    yield from word_problems(text)
    yield from foreign.found_in(text)
    yield from characters.wide(["" if LIKE_START.match(line) else line for line in prose])
    yield from footnote_problems(source, prose)
    yield from leftovers.indented_text(source.lines)


def check(source: Source) -> list[Problem]:
    """The problems of one page's text."""
    return [Problem(source.path, line, message) for line, message in found_in(source)]
