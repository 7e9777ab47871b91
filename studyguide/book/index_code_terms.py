"""Code in the index: commands, options, files, variables, keys, signals, exit codes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from studyguide.book.index_code import COMPOSE_KEYS, EXIT_CODE, SIGNAL, is_code, names_in
from studyguide.book.index_term import Home, Term
from studyguide.book.index_units import Unit

ONCE = re.compile(
    "docker [a-z-]+(?: [a-z-]+)?|[A-Z]+(?:_[A-Z]+)+|[a-z]+(?:_[a-z]+)+|[a-z]+(?:-[a-z]+)+[.]sh|~/.+|"
    f"(?:{'|'.join(sorted(COMPOSE_KEYS))}):"
)
"""Commands, variables, keys and scripts that are looked up though only one section has them."""
COMPOSE_KEY = "Compose 키"
"""What stands after a key that is a word of every day."""
KEY_LINE = re.compile(r"^ *(?:- )?([a-z_]+:)", re.MULTILINE)
SERVICES = re.compile(r"^services:\n((?: .*\n|\n)+)", re.MULTILINE)
SERVICE = re.compile(r"^  ([a-z_-]+):", re.MULTILINE)
"""What an example of a Compose file calls its services: `db:` is no key."""


def code_terms(
    units: Sequence[Unit], glossary: Iterable[Mapping[str, Any]], commands: Iterable[Mapping[str, Any]]
) -> Iterator[Term]:
    """Commands of the table of commands; other code that a heading or a table names or several sections mention."""
    homes: dict[str, Home] = {}
    lines: dict[str, list[tuple[int, Home]]] = {}
    aliases = {str(alias): (f"{one['page']}.md", "") for one in glossary for alias in one.get("aliases", ())}
    for group in commands:
        for one in group["commands"]:
            page, _, anchor = str(one["page"]).partition("#")
            for run in (one["run"], one.get("long", "")):
                names = list(names_in(str(run)))
                options = sum(word.startswith("-") for word in str(run).split())
                for name in names:
                    if not name.startswith("-") or name.startswith("--"):
                        lines.setdefault(name, []).append((options, (page, anchor)))
    seen: Counter[str] = Counter()
    named: set[str] = set()
    services: set[str] = set()
    for unit in units:
        services.update(name for block in SERVICES.findall(f"{unit.blocks}\n") for name in SERVICE.findall(block))
        found = {name for code in unit.codes for name in names_in(code)}
        if unit.path.startswith("compose"):
            found |= {name for key in KEY_LINE.findall(unit.blocks) for name in names_in(key)}
        seen.update(found)
        named |= {name for code in unit.named for name in names_in(code)}
        seen.update(set(SIGNAL.findall(unit.text)) - found)
        if unit.anchor == "exit-codes":
            homes |= dict.fromkeys(re.findall(rf"\b{EXIT_CODE.pattern}\b", unit.text), unit.key)
    for name, home in aliases.items():
        homes.setdefault(name, home)
    wanted = named | {name for name, count in seen.items() if count > 1 or ONCE.fullmatch(name)}
    wanted |= {name for name in homes if name not in aliases and EXIT_CODE.fullmatch(name)}
    wanted |= {name for name in lines if is_code(name)}
    wanted -= services
    last = last_parts({name: seen[name] for name in wanted})
    for name in sorted(wanted - last.keys()):
        written = (name, *(short for short, path in last.items() if path == name))
        key = name.removesuffix(":") if name.removesuffix(":") in COMPOSE_KEYS else name
        english = COMPOSE_KEY if key != name else ""
        home = homes.get(name, ("", ""))
        yield Term(key, english, written, home, code=True, rows=shares_of(lines.get(name, ())))


def shares_of(lines: Sequence[tuple[int, Home]]) -> dict[Home, float]:
    """How much lines of the table of commands are about what they have in common: the plainest most.

    >>> shares_of([(2, ("volumes.md", "lost")), (0, ("compose.md", "lifecycle"))])
    {('volumes.md', 'lost'): 0.3333333333333333, ('compose.md', 'lifecycle'): 1.0}
    """
    plainest = min((options for options, _ in lines), default=0)
    shares: dict[Home, float] = {}
    for options, home in lines:
        shares[home] = max(shares.get(home, 0), (1 + plainest) / (1 + options) / (1 + plainest) ** 0.5)
    return shares


def last_parts(names: Mapping[str, int]) -> dict[str, str]:
    """Names of files that stand with and without their folder → with it, where one folder is meant mostly.

    >>> last_parts({"/var/run/docker.sock": 9, "~/.docker/docker.sock": 1, "docker.sock": 4})
    {'docker.sock': '/var/run/docker.sock'}
    >>> last_parts({"/a/init.sql": 1, "/b/init.sql": 1, "init.sql": 4})
    {}
    """
    found: dict[str, list[tuple[int, str]]] = {}
    for name, count in sorted(names.items()):
        if name[0] in "/~" and "." in name.rpartition("/")[2]:
            found.setdefault(name.rpartition("/")[2], []).append((count, name))
    meant = {}
    for name in sorted(names.keys() & found.keys()):
        (most, path), *others = sorted(found[name], reverse=True)
        if all(most > 2 * count for count, _ in others):
            meant[name] = path
    return meant
