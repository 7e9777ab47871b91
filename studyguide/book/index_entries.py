"""The index as it is printed: words, commands and files, error messages, each with its places or where to look."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from studyguide.book.index_code import is_code
from studyguide.book.index_entry import CODE, WORDS, Entry
from studyguide.book.index_messages import error_entries
from studyguide.book.index_places import APPLIED, WEAK, Key, Places, places_of
from studyguide.book.index_term import Term
from studyguide.book.index_terms import Extra, all_terms, is_misspelt, names_of
from studyguide.book.index_units import Unit, units_of
from studyguide.book.names import Names, stands_beside
from studyguide.project import COMMANDS, ERRORS, GLOSSARY, INDEX_NAMES, Project
from studyguide.site_model import Page

MENTIONS_OF_MAIN = 12
"""Mentions in the main section that the entry leads to, at most: together they make a range of pages."""
WEAK_PLACES = 3
"""Places that only use a command, at most: the table of commands says what it does."""
GLOSSARY_PAGE, COMMANDS_PAGE = "glossary.md", "commands.md"


@dataclass(frozen=True)
class Index:
    """Everything that the study edition needs for its index.

    `marks`: unit → term → mentions to mark there. `titled`: units whose heading is a place of the term.
    """

    entries: tuple[Entry, ...] = ()
    names: Names = field(default_factory=lambda: Names({}, {}))
    marks: Mapping[Key, Mapping[str, int]] = field(default_factory=dict)
    titled: Mapping[str, tuple[Key, ...]] = field(default_factory=dict)


def glossary_anchor(korean: str) -> str:
    """The id of a term on the page of the glossary, which `plan.label_terms` gives it."""
    return "term-" + re.sub(r"\W+", "-", korean)


def explains(term: Term, found: Places | None) -> bool:
    """Whether a section is a better place for a command or an option than its line in the table of commands."""
    if found is None:
        return False
    if not term.name.startswith("docker "):
        return found.points > 0
    return found.points >= WEAK and APPLIED.fullmatch(found.main[0]) is None


def term_entries(
    terms: Sequence[Term],
    places: Mapping[str, Places],
    glossary: frozenset[str],
    tables: Mapping[str, Key],
) -> Iterator[Entry]:
    """A term with where it is explained. `tables`: command or option → its group in the table of commands."""
    for term in terms:
        found, table = places.get(term.name), tables.get(term.name)
        where = CODE if term.code else WORDS
        if table is not None and not explains(term, found):
            weak = (found.main, *found.further)[:WEAK_PLACES] if found is not None and found.points > 0 else ()
            yield Entry(term.name, where, term.english, table, weak)
        elif found is not None and found.points >= WEAK:
            line = (table,) if table is not None and term.name.startswith("docker ") else ()
            yield Entry(term.name, where, term.english, found.main, (*found.further, *line))
        elif term.name in glossary:
            further = (found.main, *found.further) if found is not None else ()
            yield Entry(term.name, where, term.english, (GLOSSARY_PAGE, glossary_anchor(term.name)), further)
        elif found is not None and (not term.code or len(term.name) > 2):
            yield Entry(term.name, where, term.english, found.main, found.further)


def short_files(terms: Sequence[Term], listed: Mapping[str, Entry]) -> Iterator[Entry]:
    """«daemon.json → /etc/docker/daemon.json»."""
    for term in terms:
        if term.code and term.name[0] in "/~" and term.name in listed:
            for short in term.names:
                if short != term.name and short not in listed:
                    yield Entry(short, CODE, see=term.name)


def references(
    glossary: Iterable[Mapping[str, Any]],
    listed: Mapping[str, Entry],
    units: Sequence[Unit],
    messages: Sequence[Entry],
    see: Mapping[str, str],
) -> Iterator[Entry]:
    """«→»: other names of a term that are no entry of their own, that stand elsewhere in the list and are no slip.

    What an error message says is looked up among the messages.
    """
    printed = "\n".join(entry.name for entry in messages).lower()
    text = "\n".join([*(unit.text for unit in units), *(unit.title for unit in units)]).lower()
    # A word is not taken by a command or key that is written alike: «volume → 볼륨» stands beside `volume:`.
    taken = {(entry.list, name.lower() if entry.list == WORDS else name) for name, entry in listed.items()}

    def is_free(name: str, where: str) -> bool:
        """Whether a name is not in a list; it is from now on."""
        key = (where, name.lower() if where == WORDS else name)
        free = key not in taken
        taken.add(key)
        return free

    for name, target in see.items():
        if target not in listed and target not in {entry.name for entry in messages}:
            raise ValueError(
                f"{INDEX_NAMES}: `{name}` 항목이 가리키는 말이 찾아보기에 없습니다: `{target}`. 있는 항목을 적으세요"
            )
        where = CODE if is_code(name) else WORDS
        if is_free(name, where):
            yield Entry(name, where, see=target)
    for one in glossary:
        korean, english = str(one["ko"]), str(one["en"])
        if korean not in listed:
            continue
        kept = [korean]
        parts = re.split(r" / |·|, |와 (?=[A-Z])", korean)
        for alias in (english, *(parts if len(parts) > 1 else ()), *map(str, one.get("aliases", ()))):
            if alias in kept or any(stands_beside(alias, name) for name in kept):
                continue
            if alias != english and len(alias) > 11 and alias.lower() in printed:
                continue
            hangul = re.search("[가-힣]", alias) is not None
            said = hangul or alias.lower() not in text
            if alias != english and (len(alias) < 2 or (said and is_misspelt(alias, [*kept, english]))):
                continue
            if alias.endswith(":") or (alias == english and begins_alike(alias, korean)):
                continue
            # How a foreign name sounds in Korean is looked up, though the text always writes the name itself.
            sound = hangul and " " not in alias and not re.search("[가-힣]", korean)
            short = re.fullmatch("[A-Za-z0-9]{2,7}", alias) is not None
            where = CODE if is_code(alias) else WORDS
            looked_up = alias in (english, *parts) or sound or short or alias.lower() in text
            if looked_up and len(alias) <= 28 and is_free(alias, where):
                kept.append(alias)
                yield Entry(alias, where, see=korean)


def begins_alike(one: str, other: str) -> bool:
    """Whether two names stand beside each other: of what they begin with, or of several things.

    >>> begins_alike("dangling image", "dangling 이미지"), begins_alike("ARG / ENV", "ARG와 ENV")
    (True, True)
    """
    first, second = (re.split(r" / |·|, |[와과]? ", name)[0] for name in (one, other))
    return first == second


def command_groups(groups: Iterable[Mapping[str, Any]], terms: Iterable[Term]) -> dict[str, Key]:
    """Command or option → the heading of its group in the table of commands."""
    names = {term.name for term in terms if term.code and term.name.startswith(("docker ", "--"))}
    found: dict[str, Key] = {}
    for group in groups:
        for one in group["commands"]:
            for run in (str(one["run"]), str(one.get("long", ""))):
                words = run.split()
                for option in (word.partition("=")[0] for word in words):
                    if option in names:
                        found.setdefault(option, (COMMANDS_PAGE, str(group["id"])))
                for count in (3, 2):
                    if (name := " ".join(words[:count])) in names:
                        found.setdefault(name, (COMMANDS_PAGE, str(group["id"])))
                        break
    return found


def index_of(
    pages: Sequence[Page],
    glossary: Sequence[Mapping[str, Any]],
    commands: Sequence[Mapping[str, Any]],
    errors: Sequence[Mapping[str, Any]],
    extra: Extra,
) -> Index:
    """Make the index. Raises ValueError for a reference of data/index.yml to nothing."""
    units = units_of(pages)
    known_places = {"#".join(unit.key).rstrip("#") for unit in units}
    for name, home in extra.homes.items():
        if home not in known_places:
            raise ValueError(
                f"{INDEX_NAMES}: `{name}` 항목에 적은 절이 없습니다: `{home}`. 그 말을 설명하는 절의 주소를 적으세요"
            )
    terms = all_terms(units, glossary, commands, extra)
    names = names_of(terms)
    places = places_of(terms, names, units)
    known = frozenset(str(one["ko"]) for one in glossary)
    entries = list(term_entries(terms, places, known, command_groups(commands, terms)))
    listed = {entry.name: entry for entry in entries}
    messages = list(error_entries(errors))
    listed |= {entry.name: entry for entry in short_files(terms, listed)}
    entries = [*listed.values(), *references(glossary, listed, units, messages, extra.see), *messages]
    marks: dict[Key, dict[str, int]] = {}
    for entry in entries:
        for unit in (*([entry.main] if entry.main else []), *entry.further):
            most = MENTIONS_OF_MAIN if unit == entry.main else 1
            marks.setdefault(unit, {}).setdefault(entry.name, most)
    return Index(tuple(entries), names, marks, {name: tuple(sorted(found.titled)) for name, found in places.items()})


def index_of_project(project: Project, pages: Sequence[Page]) -> Index:
    """`index_of` with the project's data. Raises ValueError as that does, and for a name that no page mentions."""
    document = project.document(INDEX_NAMES)
    extra = Extra.of(document.value)
    found = index_of(pages, project.value(GLOSSARY), project.value(COMMANDS), project.value(ERRORS), extra)
    listed = {entry.name for entry in found.entries}
    for at, name in enumerate(extra.names):
        if name not in listed:
            line = document.line_of("names", at)
            raise ValueError(
                f"{INDEX_NAMES}:{line}: 어느 페이지에도 나오지 않는 말입니다: `{name}`. 본문에 쓴 말로 고치세요"
            )
    return found
