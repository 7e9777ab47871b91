"""Checks of the labs in a page: the directives, the sessions and the names of the files.

The only place of the checks that knows how labs are written; it asks the runner's own parsers.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from studyguide.labs import directive, transcript
from studyguide.lint.messages import say
from studyguide.lint.problems import Problem
from studyguide.source.fences import Fence
from studyguide.source.scanner import Source

LIKE_DIRECTIVE = re.compile(r"^\s*<!--\s*labs?\b", re.IGNORECASE)
TIMEOUT = re.compile(r"\btimeout=(\S*)")
MASK = re.compile(r"\bmask=(\S*)")
LONGEST = 3600


def is_lab(fence: Fence) -> bool:
    """Whether a code block is run or written to a file."""
    return fence.language == "console" or bool(fence.title)


def directive_problem(line: str) -> str | None:
    """What is wrong with a directive."""
    words = line.partition("skip=")[0]
    if timeout := TIMEOUT.search(words):
        try:
            seconds = float(timeout[1])
        except ValueError:
            seconds = math.nan
        if not 1 <= seconds <= LONGEST:
            return say("lab-timeout", value=timeout[1])
    if mask := MASK.search(words):
        try:
            re.compile(mask[1])
        except re.error as error:
            return say("lab-mask", value=mask[1], error=error)
    try:
        if directive.parse(line) is None:
            return say("lab-directive", error=line.strip())
    except ValueError as error:
        if unknown := re.search(r"unknown word `(.*)`", str(error)):
            known = ", ".join([*sorted(directive.FLAGS), *(f"{name}=…" for name in sorted(directive.VALUES)), "skip=…"])
            return say("lab-word", word=unknown[1], known=known)
        return say("lab-skip") if "skip=" in str(error) else say("lab-directive", error=line.strip())
    return None


def session_problem(fence: Fence) -> tuple[int, str] | None:
    """Line and message of what no session may be."""
    lines = list(fence.content)
    while lines and not lines[-1].strip():
        lines.pop()
    if not lines:
        return fence.line, say("lab-empty")
    try:
        commands = transcript.parse("\n".join(lines))
    except ValueError:
        return fence.line + 1, say("lab-output")
    if not all(command.text.strip() for command in commands):
        return fence.line + 1 + next(n for n, line in enumerate(lines) if line.strip() == "$"), say("lab-command")
    return None


def bad_title(title: str) -> bool:
    """Whether a file of this name would be written somewhere else, or nowhere."""
    parts = title.split("/")
    return title.startswith(("/", "~")) or "\\" in title or any(part in ("", ".", "..") for part in parts)


def found_in(source: Source) -> Iterator[tuple[int, str]]:
    """Line and message of everything wrong with the labs of a page."""
    labs = {fence.line for fence in source.fences if is_lab(fence)}
    skipped = {comment.line + 1 for comment in source.comments if "skip=" in comment.text}
    for comment in source.comments:
        if not LIKE_DIRECTIVE.match(comment.text):
            continue
        if message := directive_problem(comment.text):
            yield comment.line, message
        elif comment.line + 1 not in labs:
            yield comment.line, say("lab-away")
    for fence in source.fences:
        if not fence.end:
            continue  # that it is not closed is said elsewhere
        if fence.language == "console" and (problem := session_problem(fence)):
            yield problem
        if 'title="' in fence.info and fence.line not in skipped and bad_title(fence.title):
            yield fence.line, say("lab-title", title=fence.title)


def check(source: Source) -> list[Problem]:
    """The problems of one page's labs."""
    return [Problem(source.path, line, message) for line, message in found_in(source)]
