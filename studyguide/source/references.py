"""data/sources.yml: the primary sources that pages name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from studyguide.lint.problems import Problem

KEY = re.compile(r"^([^\s#:][^:]*):\s*$")


@dataclass(frozen=True)
class Reference:
    """A source as readers see it: a title in its own language and an address."""

    title: str
    url: str


def from_value(entries: Any) -> Mapping[str, Reference]:
    """Name → reference from the parsed file. Raises KeyError or TypeError on a malformed one; see `problems`."""
    return {name: Reference(entry["title"], entry["url"]) for name, entry in (entries or {}).items()}


def check_names(text: str) -> list[tuple[int, str]]:
    """Line and message for each bad name; YAML keeps the last of two equal ones without a word."""
    found: list[tuple[int, str]] = []
    lines: dict[str, int] = {}
    for number, line in enumerate(text.split("\n"), start=1):
        if match := KEY.match(line):
            name = match[1]
            if name in lines:
                found.append((number, f"source `{name}` stands already in line {lines[name]}"))
            lines[name] = number
            if not re.fullmatch(r"[a-z0-9][a-z0-9-]*", name):
                found.append((number, f"source name `{name}`: lower-case ASCII, digits and `-` only"))
    return found


def check_entries(entries: object) -> list[tuple[str, str]]:
    """Name and message for each entry that is not a title with an address of its own."""
    if not isinstance(entries, dict):
        return [("", "not a list of `name:` with `title` and `url`")]
    found: list[tuple[str, str]] = []
    addresses: dict[str, str] = {}
    for name, entry in entries.items():
        if not isinstance(entry, dict) or set(entry) != {"title", "url"}:
            found.append((name, "needs `title` and `url`, and nothing else"))
            continue
        address = str(entry["url"])
        if not address.startswith("https://"):
            found.append((name, "the address does not begin with https://"))
        if address in addresses:
            found.append((name, f"has the address of `{addresses[address]}`"))
        addresses[address] = name
    return found


def problems(text: str, shown: str) -> list[Problem]:
    """What is wrong with the file's `text`; `shown` is its path."""
    found = [Problem(shown, line, message) for line, message in check_names(text)]
    try:
        entries = yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        return [Problem(shown, mark.line + 1 if mark else 0, f"not YAML: {getattr(error, 'problem', error)}")]
    lines = {match[1]: number for number, line in enumerate(text.split("\n"), start=1) if (match := KEY.match(line))}
    found += [
        Problem(shown, lines.get(name, 0), f"source `{name}`: {message}") for name, message in check_entries(entries)
    ]
    return found
