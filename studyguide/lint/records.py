"""Checks of what programs keep as plain lines: records that the build reads at its very end, and what pip installs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from studyguide.lint.messages import say
from studyguide.lint.problems import Problem
from studyguide.lint.text import read
from studyguide.project import ADDRESSES, INLINE_SCRIPTS, Project
from studyguide.publish.addresses import ADDRESS

HASH = re.compile(r"sha256-[A-Za-z0-9+/]{43}= \S.*")
PIN = re.compile(
    r"    --hash=sha256:[0-9a-f]{64}(?: \\)?| +#.*|[A-Za-z0-9._-]+(?:\[[\w,.-]+\])?==\S+(?: ; [^\\]*)? \\",
)
FORMS = {
    ADDRESSES: (ADDRESS, "record-address"),
    INLINE_SCRIPTS: (HASH, "record-script"),
    "requirements.txt": (PIN, "record-pin"),
    "requirements-test.txt": (PIN, "record-pin"),
}
MARK = re.compile(r"[<>|=]{7}")
"""Told as what a merge left behind."""


def found_in(text: str, name: str) -> Iterator[tuple[int, str]]:
    """Line and message of each line that is not read."""
    form, key = FORMS[name]
    for number, line in enumerate(text.split("\n"), start=1):
        if line and not line.startswith("# ") and not form.fullmatch(line) and not MARK.match(line):
            yield number, say(key, line=line)


def check(project: Project) -> list[Problem]:
    """The problems of the records that are there. A file that cannot be read is told with the other text files."""
    found: list[Problem] = []
    for name in FORMS:
        text, problems = read(project.path(name), name)
        if text is not None and not problems:
            lines = list(found_in(text, name))
            found += [Problem(name, line, message) for line, message in lines[:1]]
    return found
