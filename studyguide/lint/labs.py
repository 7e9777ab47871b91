"""Checks of the labs in a page: the directives, the sessions and the names of the files.

The only place of the checks that knows how labs are written; it asks the runner's own parsers.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator

from studyguide.labs import directive, transcript
from studyguide.lint.messages import say
from studyguide.lint.problems import Problem
from studyguide.source.fences import TITLE, Fence
from studyguide.source.scanner import Source

LIKE_DIRECTIVE = re.compile(r"^\s*<!--\s*labs?\b", re.IGNORECASE)
FORMS = {"timeout": "90", "needs": "cgroup2", "mask": "[0-9a-f]{12}"}
HEREDOC = re.compile(r"(?<![<\w])<<-? *(?P<quote>['\"]?)(?P<name>[A-Za-z_]\w*)(?P=quote)")
LONGEST = 3600


def is_lab(fence: Fence) -> bool:
    """Whether a code block is run or written to a file."""
    return fence.language == "console" or bool(fence.title)


def value_problem(name: str, value: str) -> str | None:
    """What is wrong with one value of a directive."""
    if not value:
        return say("lab-value", name=name, form=FORMS[name])
    if name == "timeout":
        seconds = float(value) if re.fullmatch(r"\d+(\.\d+)?", value) else 0
        return None if 1 <= seconds <= LONGEST else say("lab-timeout", value=value)
    if name == "needs":
        odd = [each for each in value.split(",") if not directive.NEEDS.fullmatch(each)]
        return (
            say("lab-needs", value=odd[0], known="cgroup2, engine29, compose, apparmor, swarm, ipvs") if odd else None
        )
    try:
        return say("lab-mask-empty", value=value) if re.compile(value).search("") else None
    except re.error as error:
        return say("lab-mask", value=value, at=(error.pos or 0) + 1)


def directive_problem(comment: str) -> str | None:
    """What is wrong with a directive."""
    match = directive.COMMENT.match(comment)
    if not match or not match["words"]:
        return say("lab-directive", text=" ".join(comment.split()))
    words, skip, reason = match["words"].partition("skip=")
    seen: set[str] = set()
    for word in words.split():
        name, equals, value = word.partition("=")
        if not equals and name in directive.VALUES:
            return say("lab-value", name=name, form=FORMS[name])
        if word == "skip":
            return say("lab-skip")
        if name not in (directive.VALUES if equals else directive.FLAGS):
            known = ", ".join([*sorted(directive.FLAGS), *(f"{name}=…" for name in sorted(directive.VALUES)), "skip=…"])
            return say("lab-word", word=word, known=known)
        if name in seen:
            return say("lab-twice", word=name)
        seen.add(name)
        if equals and (message := value_problem(name, value)):
            return message
    return say("lab-skip") if skip and not reason.strip() else None


def unfinished(command: str) -> str | None:
    """What a shell would still wait for after a command: the end of a text, or of a here-document."""
    if command.endswith("\\"):
        return say("lab-cut")
    lines = command.split("\n")
    while opened := next(((at, match) for at, line in enumerate(lines) if (match := HEREDOC.search(line))), None):
        at, name = opened[0], opened[1]["name"]
        ends = [number for number in range(at + 1, len(lines)) if lines[number].strip() == name]
        if not ends:
            return say("lab-heredoc", name=name)
        lines[at : ends[0] + 1] = [HEREDOC.sub("", lines[at], count=1)]
    try:
        list(shlex.shlex("\n".join(lines), posix=True, punctuation_chars=True))
    except ValueError:
        return say("lab-quote")
    return None


def session_problem(fence: Fence) -> tuple[int, str] | None:
    """Line and message of what no session may be."""
    lines = list(fence.content)
    while lines and not lines[-1].strip():
        lines.pop()
    if not lines:
        return fence.line, say("lab-empty")
    if not lines[0].strip():
        return fence.line + 1, say("lab-blank")
    try:
        commands = transcript.parse("\n".join(lines))
    except transcript.PromptError as error:
        return fence.line + error.line, say("lab-prompt-inside")
    except ValueError:
        return fence.line + 1, say("lab-output")
    if not all(command.text.strip() for command in commands):
        return fence.line + 1 + next(n for n, line in enumerate(lines) if line.strip() == "$"), say("lab-command")
    starts = [number for number, line in enumerate(lines, start=1) if line.startswith(transcript.PROMPT)]
    for number, command in zip(starts, commands, strict=True):
        if command.text.startswith(transcript.PROMPT):
            return fence.line + number, say("lab-prompt")
        if message := unfinished(command.text):
            return fence.line + number, message
    return None


def bad_title(title: str) -> bool:
    """Whether a file of this name would be written somewhere else, or nowhere."""
    parts = title.split("/")
    return (
        title != title.strip()
        or title.startswith(("/", "~"))
        or "\\" in title
        or any(part in ("", ".", "..") for part in parts)
    )


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
        if TITLE.search(fence.info) and fence.line not in skipped and bad_title(fence.title):
            yield fence.line, say("lab-title" if fence.title else "lab-title-empty", title=fence.title)


def check(source: Source) -> list[Problem]:
    """The problems of one page's labs."""
    return [Problem(source.path, line, message) for line, message in found_in(source)]
