"""glossary.yml, words.yml and commands.yml → what the worker knows about words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from studyguide.generated.commands import anchor_of
from studyguide.navigation import url_of
from studyguide.project import COMMANDS, GLOSSARY, WORDS, Project

GROUPS = "builder|buildx|compose|container|context|image|network|service|swarm|system|volume"
COMMAND = re.compile(rf"docker (?:({GROUPS}) )?(?!(?:{GROUPS})\b)([a-z]+)")


def term_names(term: Mapping[str, Any]) -> list[str]:
    """Korean, English, then the aliases, none twice.

    >>> term_names({"ko": "볼륨", "en": "volume", "aliases": ["volumn", "볼륨"]})
    ['볼륨', 'volume', 'volumn']
    """
    return list(dict.fromkeys([str(term["ko"]), str(term["en"]), *map(str, term.get("aliases") or ())]))


def command_name(line: str) -> str | None:
    """The last two words that name the command of a line, or None where it is no command of Docker.

    >>> command_name("docker ps -a"), command_name("docker compose up -d"), command_name("curl localhost")
    ('docker ps', 'compose up', None)
    """
    found = COMMAND.match(line)
    return f"{found[1] or 'docker'} {found[2]}" if found else None


def command_places(groups: Sequence[Mapping[str, Any]]) -> list[list[str]]:
    """[name, its first row of the table, the place that explains it, if it is but one] of each command."""
    tables: dict[str, str] = {}
    places: dict[str, set[str]] = {}
    for group in groups:
        for command in group["commands"]:
            page, _, anchor = str(command["page"]).partition("#")
            where = url_of(page) + (f"#{anchor}" if anchor else "")
            names = (command_name(str(command[form])) for form in ("run", "long") if form in command)
            for name in dict.fromkeys(filter(None, names)):
                places.setdefault(name, set()).add(where)
                tables.setdefault(name, f"{url_of('commands.md')}#{anchor_of(command)}")
    return [[name, tables[name], *(found if len(found) == 1 else ())] for name, found in places.items()]


def thesaurus(
    terms: Sequence[Mapping[str, Any]], words: Sequence[Sequence[Any]], commands: Sequence[Mapping[str, Any]]
) -> dict[str, Any]:
    """`glossary`: [address of the page, Korean, English, …aliases] of each term; `words`: the groups; `commands`."""
    return {
        "glossary": [[url_of(f"{term['page']}.md"), *term_names(term)] for term in terms],
        "words": [[str(word) for word in group] for group in words],
        "commands": command_places(commands),
    }


def read(project: Project) -> dict[str, Any]:
    """The thesaurus of a project."""
    return thesaurus(project.value(GLOSSARY), project.value(WORDS), project.value(COMMANDS))
