"""`docker …` in running text: what no block executes must at least be a command that the CLI takes.

A fragment may leave out arguments (`docker run -d`), so only what the CLI can never
take is a fault: a command or an option that it does not know, or a dash that is no hyphen.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

from studyguide.labs.runner import static
from studyguide.source.fences import fences
from studyguide.source.prose import without_fences

CODE = re.compile(r"(?<!`)`(docker [^`]+)`(?!`)(\{[^}]*\})?")
MARK = ".unchecked"
"""`` `docker daemon`{ .unchecked } ``: shown because it is wrong, gone, or part of another product."""
IMPOSSIBLE = re.compile(r"unknown (shorthand )?flag|unknown (docker )?command|no hyphen|not shell")


def find(text: str) -> Iterator[tuple[int, str]]:
    """Each command in the prose of a page: its line and its text.

    >>> list(find("`docker ps`, `docker -d`{ .unchecked }\\n```text\\n`docker y`\\n```\\n`docker run 이미지`"))
    [(1, 'docker ps'), (5, 'docker run 이미지')]
    """
    lines = text.split("\n")
    for number, line in enumerate(without_fences(lines, 0, fences(lines)), 1):
        yield from ((number, code) for code, mark in CODE.findall(line) if MARK not in mark)


def concrete(command: str) -> str:
    """The command with real words for its placeholders (`<이름>`, `[옵션]`, `이미지`, `NAME:TAG`, `…`).

    >>> concrete("docker run [옵션] 이미지 [명령]")
    'docker run   x  '
    >>> concrete("docker pull NAME@sha256:DIGEST"), concrete("docker cp web:<경로> .")
    ('docker pull x', 'docker cp web:x .')
    """
    command = re.sub(r"\[[^\]]*[가-힣…][^\]]*\]", " ", command)
    command = re.sub(r"<[^<>]*>", "x", command)
    command = re.sub(r"\b[A-Z]{4,}(?::[A-Z]+|@sha256:[A-Z]+)?\b(?!=)", "x", command)
    return re.sub(r"[가-힣]+|…|\.\.\.", "x", command)


@functools.cache
def impossible(command: str) -> tuple[str, ...]:
    """Why the CLI can never take a command; asked once however often the guide names it."""
    return tuple(message for message in static.check_command(concrete(command)) if IMPOSSIBLE.search(message))


def check(text: str) -> list[tuple[int, str]]:
    """What the CLI can never take: line and message."""
    found = list(find(text))
    # The CLI spends most of its time waiting for its own plugins.
    with ThreadPoolExecutor(max_workers=4) as pool:
        answers = pool.map(impossible, [command for _, command in found])
        return [(line, message) for (line, _), messages in zip(found, answers, strict=True) for message in messages]
