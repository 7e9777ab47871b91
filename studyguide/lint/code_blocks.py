"""Checks of code blocks: language, title and marked lines, and what a reader who copies them would stumble over."""

from __future__ import annotations

import difflib
import functools
import re
from collections.abc import Iterator

from pygments.lexers import get_all_lexers

from studyguide.lint.code_syntax import syntax_problem
from studyguide.lint.messages import say
from studyguide.source.fences import Fence

INFO = re.compile(r'\.?(?P<language>[\w#.+-]*)(?: +(?:title|hl_lines|linenums)="[^"]*")*')
OPTION = re.compile(r'(?P<name>hl_lines|linenums)="(?P<value>[^"]*)"')
FORMS = {
    "hl_lines": re.compile(r"[1-9]\d*(?:-[1-9]\d*)?(?: +[1-9]\d*(?:-[1-9]\d*)?)*"),
    "linenums": re.compile(r"[1-9]\d*"),
}
EXAMPLES = {"hl_lines": "2 4-5", "linenums": "1"}
SHELLS = {"bash", "sh", "shell", "zsh"}
DIAGRAMS = {"mermaid", "plantuml", "puml", "d2", "ditaa"}
SESSIONS = {"shell-session", "bash-session", "sh-session", "session"}
COPIED = {*SHELLS, "console", "dockerfile", "docker"}
"""Languages whose lines people copy into a shell or a file that one reads."""
TYPOGRAPHIC = re.compile(r"[“”‘’]|(?<=\s)[–—](?=[A-Za-z])")
PLAIN = {"“": '"', "”": '"', "‘": "'", "’": "'", "–": "--", "—": "--"}
ANNOTATION = re.compile(r"(?:#|//|<!--) *\(\d+\)!(?: *-->)?$")
"""How Material marks a place in code to explain it below: that is not switched on here."""
CUT = re.compile(r"\\[ \t]+$")


@functools.cache
def languages() -> frozenset[str]:
    """The code languages that can be coloured."""
    return frozenset(alias.lower() for _, aliases, _, _ in get_all_lexers() for alias in aliases)


def option_problem(fence: Fence) -> str | None:
    """What is wrong with the lines that a block marks or counts: the whole block would come out as text."""
    for match in OPTION.finditer(fence.info):
        name, value = match["name"], match["value"]
        if not FORMS[name].fullmatch(value):
            return say("fence-option", name=name, value=value, example=EXAMPLES[name])
        spans = [[int(end) for end in span.split("-")] for span in value.split()]
        if any(span[0] > span[-1] for span in spans):
            return say("fence-option", name=name, value=value, example=EXAMPLES[name])
        last = max(span[-1] for span in spans)
        if name == "hl_lines" and last > len(fence.content):
            return say("fence-lines", value=last, count=len(fence.content))
    return None


def problems(fence: Fence) -> Iterator[str]:
    """What is wrong with a code block."""
    match = INFO.fullmatch(fence.info)
    language = match["language"] if match else ""
    if not match:
        yield say("fence-info", info=fence.info)
    elif not language:
        yield say("fence-none")
    elif fence.info.count(' title="') > 1:
        yield say("fence-title-twice")
    elif language != language.lower() and language.lower() in languages():
        yield say("fence-case", language=language, lower=language.lower())
    elif language.lower() in DIAGRAMS:
        yield say("fence-diagram", language=language)
    elif language.lower() not in languages():
        near = difflib.get_close_matches(language.lower(), sorted(languages()), 1, 0.7)
        hint = say("key-near", near=near[0]) if near else say("fence-plain")
        yield say("fence-language", language=language, hint=hint)
    elif message := option_problem(fence):
        yield message
    elif fence.end and not any(line.strip() for line in fence.content) and language != "console":
        yield say("fence-empty")


def copied_lines(fence: Fence) -> Iterator[tuple[int, str]]:
    """The lines of a block that people copy, by number: of a session the commands, else all but comments."""
    goes_on = False
    for number, line in enumerate(fence.content, start=fence.line + 1):
        if fence.language == "console":
            wanted = goes_on or line.startswith("$ ")
            goes_on = wanted and line.rstrip().endswith("\\")
        else:
            wanted = not line.lstrip().startswith("#")
        if wanted:
            yield number, line


def content_problems(fence: Fence, fails: bool) -> Iterator[tuple[int, str]]:
    """Line and message of what a reader who copies a block would stumble over; not of what is shown to fail."""
    if fence.language in SESSIONS:
        yield fence.line, say("code-session", language=fence.language)
    if not fence.end or not fence.content:
        return
    for number, line in enumerate(fence.content, start=fence.line + 1):
        if match := ANNOTATION.search(line):
            yield number, say("code-annotation", found=match[0])
            break
    if fence.language in SHELLS and fence.content[0].startswith("$ "):
        yield fence.line + 1, say("code-prompt", language=fence.language)
    for number, line in copied_lines(fence) if fence.language in COPIED and not fails else ():
        if match := TYPOGRAPHIC.search(line):
            yield number, say("code-typographic", found=match[0], plain=PLAIN[match[0]])
        elif CUT.search(line):
            yield number, say("code-cut")
    if found := syntax_problem(fence, fails):
        yield found
