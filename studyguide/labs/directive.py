"""The comment above a block that says how to run it.

    <!-- lab: fails timeout=90 -->
    <!-- lab: needs=cgroup2 -->
    <!-- lab: skip=Docker Desktop에서만 됩니다 -->

It must stand directly above the fence. Readers never see it: `strip` takes it out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

COMMENT = re.compile(r"^[ \t]*<!-- *lab: *(?P<words>.*?) *-->[ \t]*$")
FLAGS = {"fails", "unordered", "alone", "wait"}
VALUES = {"needs", "mask", "timeout"}
NEEDS = re.compile(r"cgroup[12]|engine\d+|compose|apparmor|swarm|ipvs")
"""What an engine can have, as `studyguide.labs.runner.docker.find` names it."""


@dataclass(frozen=True)
class Directive:
    """How one block is run.

    `fails`: some command ends with another status than 0. `unordered`: the order of
    output lines is chance. `alone`: the block starts a new shell in an empty folder.
    `wait`: what is shown comes after a while, so a command is typed again until it does,
    as a reader would. `needs`: features of the engine, else the block is not executed.
    `mask`: a pattern left out of the comparison. `skip`: why the block is not executed.
    `timeout`: seconds.
    """

    fails: bool = False
    unordered: bool = False
    alone: bool = False
    wait: bool = False
    needs: tuple[str, ...] = ()
    mask: str = ""
    skip: str = ""
    timeout: float = 60


def parse(line: str) -> Directive | None:
    """Read the directive on a line, None where there is none. Raises ValueError for what it does not know.

    >>> parse("<!-- lab: fails needs=cgroup2,ipvs -->").needs
    ('cgroup2', 'ipvs')
    """
    match = COMMENT.match(line)
    if not match:
        if re.match(r"^[ \t]*<!-- *lab\b", line):
            raise ValueError(f"not a lab directive: {line.strip()}")
        return None
    words, skip = match["words"], ""
    if "skip=" in words:
        words, _, skip = words.partition("skip=")
        if not skip.strip():
            raise ValueError("`skip=` needs a reason")
    flags: set[str] = set()
    values: dict[str, str] = {}
    for word in words.split():
        name, equals, value = word.partition("=")
        if equals and name in VALUES and value:
            values[name] = value
        elif not equals and name in FLAGS:
            flags.add(name)
        else:
            raise ValueError(f"unknown word `{word}` in a lab directive")
    try:
        re.compile(values.get("mask", ""))
    except re.error as error:
        raise ValueError(f"`mask={values['mask']}` is no regular expression: {error}") from None
    seconds = values.get("timeout", "60")
    if not re.fullmatch(r"\d+(\.\d+)?", seconds):
        raise ValueError(f"`timeout={seconds}` is no number of seconds")
    return Directive(
        fails="fails" in flags,
        unordered="unordered" in flags,
        alone="alone" in flags,
        wait="wait" in flags,
        needs=tuple(values.get("needs", "").split(",")) if "needs" in values else (),
        mask=values.get("mask", ""),
        skip=skip.strip(),
        timeout=float(seconds),
    )


def strip(lines: list[str]) -> list[str]:
    """Take directives out of a page's lines (an emptied line stays: line numbers hold)."""
    return ["" if COMMENT.match(line) else line for line in lines]
