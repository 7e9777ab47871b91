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
WORDS = ", ".join([*sorted(FLAGS), *(f"{name}=" for name in sorted(VALUES)), "skip="])


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
            raise ValueError(f"실습 지시가 아닙니다: {line.strip()} (`<!-- lab: 낱말 -->`처럼 씁니다)")
        return None
    words, skip = match["words"], ""
    if "skip=" in words:
        words, _, skip = words.partition("skip=")
        if not skip.strip():
            raise ValueError("실습 지시의 `skip=`에는 실행하지 않는 이유를 적습니다")
    flags: set[str] = set()
    values: dict[str, str] = {}
    for word in words.split():
        name, equals, value = word.partition("=")
        if equals and name in VALUES and value:
            values[name] = value
        elif not equals and name in FLAGS:
            flags.add(name)
        else:
            raise ValueError(f"실습 지시에 모르는 말 `{word}`이(가) 있습니다. 쓸 수 있는 말: {WORDS}")
    try:
        re.compile(values.get("mask", ""))
    except re.error as error:
        raise ValueError(f"`mask={values['mask']}`은(는) 정규식이 아닙니다: {error}") from None
    seconds = values.get("timeout", "60")
    if not re.fullmatch(r"\d+(\.\d+)?", seconds):
        raise ValueError(f"`timeout={seconds}`에는 초를 수로 적습니다 (예: timeout=90)")
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
