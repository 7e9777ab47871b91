"""What of a file readers or authors see, line by line: not code, addresses, options, or what people type."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from studyguide.source import yaml_document
from studyguide.source.fences import fences
from studyguide.source.prose import without_fences
from studyguide.source.scanner import BLOCK_START, split_front_matter
from studyguide.source.yaml_document import Location

SHOWN_META = re.compile(r"^(?:title|description): *(?P<text>.*)$")
OPTION = re.compile(r"^ {4,}\S")
COMMENT = re.compile(r"<!--.*?-->")
INLINE_CODE = re.compile(r"(`+).+?\1")
ADDRESS = re.compile(r"(?<=\])\([^)]*\)|\{[^{}]*\}|https?://\S+")
NOT_PROSE = {"aliases", "ime_slips", "also", "run", "id", "slug", "items", "match", "sources", "page", "anchor"}
"""Keys of data files whose values are names, commands, or what people type."""


def markdown_lines(text: str) -> Iterator[tuple[int, str]]:
    """The prose of a Markdown page by line; inline code is left as a Latin letter, so that particles stay apart."""
    _, start = split_front_matter(text)
    lines = text.split("\n")
    options = False
    for number, line in enumerate(without_fences(lines, 0, fences(lines, start)), start=1):
        if number <= start:
            if shown := SHOWN_META.match(line):
                yield number, shown["text"]
            continue
        block = BLOCK_START.match(line)
        options = bool(block) or (options and bool(OPTION.match(line)))
        if block:
            yield number, "" if block["name"] in ("also", "sources") else block["title"] or ""
        elif not options:
            yield number, ADDRESS.sub(" ", INLINE_CODE.sub("X", COMMENT.sub(" ", line)))


def yaml_lines(text: str) -> Iterator[tuple[int, str]]:
    """The prose in the values of a YAML file."""
    document = yaml_document.parse(text, tags=True)

    def walk(value: Any, at: Location) -> Iterator[tuple[int, str]]:
        if isinstance(value, str):
            yield document.line_of(*at), INLINE_CODE.sub("X", value)
        elif isinstance(value, Mapping):
            for key, inner in value.items():
                if key not in NOT_PROSE:
                    yield from walk(inner, (*at, str(key)))
        elif isinstance(value, list):
            for index, inner in enumerate(value):
                yield from walk(inner, (*at, index))

    yield from walk(document.value, ())


def lines_of(path: str, text: str) -> Iterator[tuple[int, str]]:
    """What a reader can see of a file, with the line it stands in. Raises YamlError."""
    if path.endswith(".md"):
        yield from markdown_lines(text)
    elif path.endswith(".yml"):
        yield from yaml_lines(text)
    else:
        yield from enumerate(text.split("\n"), start=1)  # code is English: what is Korean there is shown
