"""data/labs-known.yml: where the engine at hand prints something else than the page, and why.

A page shows what a reader sees on today's Engine with the official images. Where the labs run on something older
or plainer, the difference is an entry, and it is tested both ways: where the condition does not hold, the page
itself must match; where it holds and the page matches all the same, the entry is no longer needed and fails.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from studyguide.labs.transcript import Command

VERSION = re.compile(r"(engine|compose) *< *(\d+(?:\.\d+)*)")
STAND_IN = re.compile(r"stand-in +(\S+:\S+)")
FLAGS = {"cgroup1", "no-apparmor"}
LIMIT = 5
"""More entries than this say that commands should be written so that both engines agree."""


@dataclass(frozen=True)
class Place:
    """What an engine is, as far as conditions ask."""

    engine: str
    compose: str
    features: Collection[str]
    stand_ins: Collection[str]


@dataclass(frozen=True)
class Known:
    """One known difference. `here` maps a text of the page to what comes instead; `lines` is all that comes."""

    page: str
    command: str
    when: str
    here: Mapping[str, str]
    lines: Sequence[str] | None
    why: str
    source: str
    seen: str

    def output(self, shown: Sequence[str]) -> list[str]:
        """Give what the command prints here instead of what the page shows."""
        if self.lines is not None:
            return list(self.lines)
        text = "\n".join(shown)
        for old, new in self.here.items():
            text = text.replace(old, new)
        return text.split("\n") if text else []


def read(entries: Iterable[Mapping[str, Any]]) -> list[Known]:
    """Read the entries of the file. Raises ValueError for a condition that nobody understands."""
    known = []
    for entry in entries:
        here = entry["here"]
        if not (VERSION.fullmatch(entry["when"]) or STAND_IN.fullmatch(entry["when"]) or entry["when"] in FLAGS):
            raise ValueError(
                f"labs-known.yml의 `when: {entry['when']}`을(를) 알 수 없습니다. `engine < 29.5`, `compose < 5`, "
                "`stand-in busybox:1.37`, `cgroup1`, `no-apparmor` 가운데 하나로 적습니다"
            )
        known.append(
            Known(
                page=entry["page"],
                command=entry["command"],
                when=entry["when"],
                here=here.get("replace", {}),
                lines=here.get("lines"),
                why=entry["why"],
                source=entry["source"],
                seen=entry["seen"],
            )
        )
    return known


def parts(version: str) -> tuple[int, ...]:
    """Split a version, for comparison.

    >>> parts("29.5") < parts("29.10.1")
    True
    """
    return tuple(int(part) for part in re.findall(r"\d+", version))


def holds(condition: str, place: Place) -> bool:
    """Tell whether a condition of an entry is true of the engine at hand.

    >>> holds("engine < 29.5", Place("28.5.2", "", (), ())), holds("cgroup1", Place("29.7", "", ["cgroup2"], ()))
    (True, False)
    """
    if version := VERSION.fullmatch(condition):
        return parts(getattr(place, version[1])) < parts(version[2])
    if image := STAND_IN.fullmatch(condition):
        return image[1] in place.stand_ins
    return {"cgroup1": "cgroup1" in place.features, "no-apparmor": "apparmor" not in place.features}[condition]


def first_line(command: str) -> str:
    """Give the line by which an entry names a command."""
    return command.split("\n")[0].strip()


def find(known: Iterable[Known], page: str, command: Command, place: Place) -> Known | None:
    """Find the entry for a command of a page that applies on this engine."""
    for entry in known:
        if entry.page == page and entry.command == first_line(command.text) and holds(entry.when, place):
            return entry
    return None


def engines(known: Iterable[Known]) -> dict[str, str]:
    """Name the engine whose output a page shows where the labs' own prints something else."""
    return {entry.page: entry.seen.partition(",")[0] for entry in known if VERSION.fullmatch(entry.when)}
