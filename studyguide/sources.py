"""sources.yml: the primary sources that pages name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import yaml

from studyguide.problems import Problem

KEY = re.compile(r"^([^\s#:][^:]*):\s*$")


@dataclass(frozen=True)
class Reference:
    """A source as readers see it: a title in its own language and an address."""

    title: str
    url: str


def load(path: Path) -> dict[str, Reference]:
    """Name → reference. Raises KeyError or YAMLError on a malformed file; see `problems`."""
    entries = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    return {name: Reference(entry["title"], entry["url"]) for name, entry in entries.items()}


def problems(path: Path, shown: str) -> list[Problem]:
    """What is wrong with the file: YAML keeps the last of two equal names without a word."""
    text = path.read_text(encoding="utf-8")
    found: list[Problem] = []
    lines: dict[str, int] = {}
    for number, line in enumerate(text.split("\n"), start=1):
        if match := KEY.match(line):
            name = match[1]
            if name in lines:
                found.append(Problem(shown, number, f"source `{name}` stands already in line {lines[name]}"))
            lines[name] = number
            if not re.fullmatch(r"[a-z0-9][a-z0-9-]*", name):
                found.append(Problem(shown, number, f"source name `{name}`: lower-case ASCII, digits and `-` only"))
    try:
        entries = yaml.safe_load(text) or {}
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 0
        return [Problem(shown, line, f"not YAML: {getattr(error, 'problem', error)}")]
    urls: dict[str, str] = {}
    for name, entry in entries.items():
        line = lines.get(name, 0)
        if not isinstance(entry, dict) or set(entry) != {"title", "url"}:
            found.append(Problem(shown, line, f"source `{name}` needs `title` and `url`, and nothing else"))
            continue
        if not str(entry["url"]).startswith("https://"):
            found.append(Problem(shown, line, f"source `{name}`: the address does not begin with https://"))
        if entry["url"] in urls:
            found.append(Problem(shown, line, f"source `{name}` has the address of `{urls[entry['url']]}`"))
        urls[entry["url"]] = name
    return found
