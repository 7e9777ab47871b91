"""Blocks that are shown but belong to no lab: no session, no file to write. What can be said of them without running
them is checked all the same: commands by the CLI, pieces of a Dockerfile by BuildKit, pieces of a Compose file by the
specification's schema (a test does that, as it needs no engine)."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from studyguide.labs.runner import static

FENCE = re.compile(r"^(?P<indent> *)(?P<mark>`{3,}|~{3,})(?P<language>[\w-]*)(?P<rest>.*)$")
SHELL = {"bash", "sh", "shell"}
DOCKERFILE = {"dockerfile", "docker"}
YAML = {"yaml", "yml"}
BASE = "FROM busybox:1.37\n"
"""What a piece of a Dockerfile is put on."""


@dataclass(frozen=True)
class Fragment:
    """A block without a title: the line of its fence, its language and its content."""

    line: int
    language: str
    source: str


def find(text: str) -> Iterator[Fragment]:
    """Find the blocks of a page that nobody runs or writes."""
    lines = text.split("\n")
    at = 0
    while at < len(lines):
        opening = FENCE.match(lines[at])
        at += 1
        if not opening:
            continue
        start = at
        while at < len(lines) and lines[at].strip() != opening["mark"]:
            at += 1
        if opening["language"] in SHELL | DOCKERFILE | YAML and "title=" not in opening["rest"]:
            content = [line.removeprefix(opening["indent"]) for line in lines[start:at]]
            yield Fragment(start, opening["language"], "\n".join(content))
        at += 1


def commands(source: str) -> Iterator[str]:
    """Cut shell into commands, without comments; lines that end in a backslash go on.

    >>> list(commands("# a\\ndocker ps  # b\\ndocker run \\\\\\n  x"))
    ['docker ps', 'docker run \\\\\\n  x']
    """
    command = ""
    for line in source.split("\n"):
        bare = re.sub(r"(?:^|\s+)#\s.*$", "", line)
        command += bare
        if bare.endswith("\\"):
            command += "\n"
        elif command.strip():
            yield command
            command = ""
        else:
            command = ""
    if command.strip():
        yield command


def check(text: str) -> list[tuple[int, str]]:
    """Name what the tools refuse: line and message. It needs an engine."""
    found: list[tuple[int, str]] = []
    for fragment in find(text):
        if fragment.language in SHELL:
            for command in commands(fragment.source):
                found += [(fragment.line, message) for message in static.check_command(command)]
        elif fragment.language in DOCKERFILE:
            found += [(fragment.line, message) for message in check_dockerfile(fragment.source)]
    return found


def check_dockerfile(source: str) -> list[str]:
    """Name what BuildKit finds wrong with a piece of a Dockerfile."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "Dockerfile"
        file.write_text(("" if re.search(r"^FROM ", source, re.MULTILINE) else BASE) + source + "\n", encoding="utf-8")
        return static.check_dockerfile(file)
