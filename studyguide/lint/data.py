"""Checks of the data files: each by its schema, then against itself and the pages."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from studyguide.lint import markup, schema
from studyguide.lint.blocks import TAG
from studyguide.lint.links import Site, link_problems
from studyguide.lint.messages import say
from studyguide.lint.problems import Problem, problem
from studyguide.project import (
    COMMANDS,
    CORRECTIONS,
    ERRORS,
    GLOSSARY,
    LAB_RECORD,
    OLD_FORMS,
    PATHS,
    REGISTER,
    SOURCES,
    WORDS,
)
from studyguide.source.phrases import ALSO, counted
from studyguide.source.scanner import scan
from studyguide.source.yaml_document import Document, Location

SCHEMAS = {
    Path(name).stem if name != LAB_RECORD else "labs": name
    for name in (GLOSSARY, COMMANDS, PATHS, SOURCES, WORDS, CORRECTIONS, ERRORS, OLD_FORMS, REGISTER, LAB_RECORD)
}
"""Schema → file. A file that is not here is checked by whoever reads it."""

Found = Iterator[tuple[int, str]]


@dataclass(frozen=True)
class Known:
    """What the data may name: questions, and where links may lead. `blurred`: some pages cannot be read."""

    questions: Mapping[str, str]
    """Id → page (`volumes.md`)."""
    site: Site
    blurred: bool


def texts(value: Any, at: Location = ()) -> Iterator[tuple[Location, str]]:
    """Every text of a file with its place."""
    if isinstance(value, str):
        yield at, value
    elif isinstance(value, Mapping):
        for key, each in value.items():
            yield from texts(each, (*at, str(key)))
    elif isinstance(value, list):
        for index, each in enumerate(value):
            yield from texts(each, (*at, index))


def prose(document: Document, fields: Iterable[str], known: Known) -> Found:
    """What is wrong with texts of Markdown that go into pages: one message for each text."""
    wanted = set(fields)
    for at, value in texts(document.value):
        if not at or at[-1] not in wanted:
            continue
        source = scan("", value)
        found = [message for _, message in (*markup.found_in(source), *link_problems(source, known.site))]
        found += [say("heading-nested")] if source.headings and not found else []
        found += [say("block-nested", name=block.name) for block in source.blocks]
        if found:
            yield document.line_of(*at), f"`{at[-1]}`: {found[0]}"


def page_problem(known: Known, place: str) -> str | None:
    """What is wrong with `page.md` or `page.md#anchor`."""
    page, _, anchor = place.partition("#")
    pages = known.site.pages
    if page in known.site.blurred:
        return None
    if page not in pages:
        return say("data-page", page=page)
    return say("data-anchor", page=page, anchor=anchor) if anchor and anchor not in pages[page].ids else None


def glossary(document: Document, known: Known) -> Found:
    """Terms and aliases are there once; pages exist."""
    terms = document.value
    names: dict[str, int] = {}
    for index, term in enumerate(terms):
        line = document.line_of(index, "ko")
        if (name := term["ko"].casefold()) in names:
            yield line, say("data-term-twice", value=term["ko"], line=document.line_of(names[name], "ko"))
        names.setdefault(name, index)
        if message := page_problem(known, f"{term['page']}.md"):
            yield document.line_of(index, "page"), message
    # `ENV` of a Dockerfile and `env` are two words.
    taken = {term["ko"]: index for index, term in enumerate(terms)}
    for index, term in enumerate(terms):
        for at, alias in enumerate(term.get("aliases", ())):
            owner = taken.setdefault(alias, index)
            if owner != index:
                line = document.line_of(owner, "ko")
                message = say("data-alias-twice", value=alias, line=line, term=terms[owner]["ko"])
                yield document.line_of(index, "aliases", at), message
    yield from prose(document, ("ko", "en", "definition"), known)


def commands(document: Document, known: Known) -> Found:
    """Groups are there once; every command is explained somewhere."""
    groups = range(len(document.value))
    yield from ids_twice(document, ((index, "id") for index in groups))
    yield from ids_twice(
        document,
        ((index, "commands", at, "id") for index in groups for at in range(len(document.value[index]["commands"]))),
    )
    for index, group in enumerate(document.value):
        for at, command in enumerate(group["commands"]):
            try:
                counted(command.get("also"), 1, ALSO[1])
            except ValueError as error:
                yield document.line_of(index, "commands", at, "also"), f"`also`: {error}"
            if message := page_problem(known, command["page"]):
                yield document.line_of(index, "commands", at, "page"), message
    yield from prose(document, ("title", "does", "note"), known)


def ids_twice(document: Document, places: Iterable[Location]) -> Found:
    """Ids that are there twice among these places."""
    first: dict[str, int] = {}
    for at in places:
        value: Any = document.value
        for step in at:
            value = value[step]
        line = document.line_of(*at)
        if value in first:
            yield line, say("data-id-twice", value=value, line=first[value])
        first.setdefault(value, line)


def paths(document: Document, known: Known) -> Found:
    """Steps and what they name; a path has a page of its own."""
    yield from ids_twice(document, ((index, "slug") for index in range(len(document.value))))
    for index, path in enumerate(document.value):
        yield from ids_twice(document, ((index, "steps", at, "id") for at in range(len(path["steps"]))))
        listed: set[str] = set()
        for at, step in enumerate(path["steps"]):
            for kind in ("read", "do"):
                for number, place in enumerate(step.get(kind, ())):
                    page, sign, anchor = place.partition("#")
                    listed.add(f"{page}.md")
                    if message := page_problem(known, f"{page}.md{sign}{anchor}"):
                        yield document.line_of(index, "steps", at, kind, number), message
            for number, name in enumerate(step.get("answer", ())):
                line = document.line_of(index, "steps", at, "answer", number)
                if name not in known.questions:
                    if not known.blurred:
                        yield line, say("data-question", name=name)
                elif (page := known.questions[name]) not in listed:
                    # Who is asked what no page of the path explains, is promised too much.
                    yield line, say("data-question-unread", name=name, page=page)
    yield from prose(document, ("title", "description", "intro", "text", "close"), known)


def sources(document: Document, known: Known) -> Found:
    """An address has one name."""
    first: dict[str, str] = {}
    for name, entry in document.value.items():
        if (url := entry["url"]) in first:
            line = document.line_of(first[url])
            yield document.line_of(name, "url"), say("data-url-twice", line=line, name=first[url])
        first.setdefault(url, name)
        if match := TAG.search(str(entry["title"])):
            yield document.line_of(name, "title"), say("value-html", name="title", found=match[0])


def labs(document: Document, known: Known) -> Found:
    """Runs are of pages that exist, and of days that were."""
    today = datetime.datetime.now(datetime.UTC).date() + datetime.timedelta(days=1)
    for slug, run in (document.value or {}).items():
        if f"{slug}.md" not in known.site.pages and f"{slug}.md" not in known.site.blurred:
            yield document.line_of(slug), say("records-page", page=slug)
        if datetime.date.fromisoformat(str(run["date"])) > today:
            yield document.line_of(slug, "date"), say("value-future", name="date", value=run["date"])


def corrections(document: Document, known: Known) -> Found:
    """Texts; what they name is checked by `note_corrections`."""
    yield from prose(document, ("title", "says", "truth"), known)


CHECKS = {
    "glossary": glossary,
    "commands": commands,
    "paths": paths,
    "sources": sources,
    "labs": labs,
    "corrections": corrections,
}


def cross_check(name: str, document: Document, known: Known) -> list[Problem]:
    """What is wrong with a file whose schema holds."""
    check = CHECKS.get(name)
    return [Problem(SCHEMAS[name], line, message) for line, message in check(document, known)] if check else []


def check_form(name: str, document: Document) -> list[Problem]:
    """What the schema of a file refuses."""
    return [Problem(SCHEMAS[name], line, message) for line, message in schema.check(document, name)]


def uncited(document: Document, cited: Iterable[str]) -> list[Problem]:
    """Sources that no page cites."""
    used = set(cited)
    return [
        problem(SOURCES, document.line_of(name), "data-uncited", name=name)
        for name in document.value
        if name not in used
    ]
