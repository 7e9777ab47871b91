"""Checks of the first line of a code block: its language, its title, the lines it marks."""

from __future__ import annotations

import difflib
import functools
import re
from collections.abc import Iterator

from pygments.lexers import get_all_lexers

from studyguide.lint.messages import say
from studyguide.source.fences import Fence

INFO = re.compile(r'\.?(?P<language>[\w#.+-]*)(?: +(?:title|hl_lines|linenums)="[^"]*")*')
OPTION = re.compile(r'(?P<name>hl_lines|linenums)="(?P<value>[^"]*)"')
FORMS = {
    "hl_lines": re.compile(r"[1-9]\d*(?:-[1-9]\d*)?(?: +[1-9]\d*(?:-[1-9]\d*)?)*"),
    "linenums": re.compile(r"[1-9]\d*"),
}
EXAMPLES = {"hl_lines": "2 4-5", "linenums": "1"}


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
        last = max(map(int, re.findall(r"\d+", value)))
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
    elif language != language.lower() and language.lower() in languages():
        yield say("fence-case", language=language, lower=language.lower())
    elif language.lower() not in languages():
        near = difflib.get_close_matches(language.lower(), sorted(languages()), 1, 0.7)
        hint = say("key-near", near=near[0]) if near else say("fence-plain")
        yield say("fence-language", language=language, hint=hint)
    elif message := option_problem(fence):
        yield message
    elif fence.end and not any(line.strip() for line in fence.content) and language != "console":
        yield say("fence-empty")
