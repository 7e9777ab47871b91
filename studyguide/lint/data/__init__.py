"""Checks of the data files: each by its schema, then against itself and the pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from studyguide.lint import schema
from studyguide.lint.data import ox, shown, upkeep
from studyguide.lint.data.base import Found, Known
from studyguide.lint.problems import Problem, problem
from studyguide.memory import Memory
from studyguide.project import (
    CHANGELOG,
    COMMANDS,
    CONCEPT_MAP,
    CONFIG,
    CORRECTIONS,
    ERRORS,
    GLOSSARY,
    INDEX_NAMES,
    LAB_RECORD,
    LABS_KNOWN,
    OFFICIAL_IMAGES,
    OLD_FORMS,
    OX,
    PATHS,
    REDIRECTS,
    REGISTER,
    SOURCES,
    WORDS,
)
from studyguide.source.yaml_document import Document

NEEDED = (GLOSSARY, COMMANDS, PATHS, SOURCES, WORDS, CORRECTIONS, ERRORS, OLD_FORMS, REGISTER)
OPTIONAL = (LAB_RECORD, LABS_KNOWN, OFFICIAL_IMAGES, REDIRECTS, CONCEPT_MAP, CHANGELOG, INDEX_NAMES, OX)
"""Files that a project may do without: nothing was run yet, moved, drawn, published or printed."""
SCHEMAS = {Path(name).stem: name for name in (*NEEDED, *OPTIONAL)}
"""Schema → file."""

CHECKS: Mapping[str, Callable[[Document, Known], Found]] = {
    "changelog": shown.changelog,
    "glossary": shown.glossary,
    "commands": shown.commands,
    "errors": shown.errors,
    "index": shown.index,
    "paths": shown.paths,
    "corrections": shown.corrections,
    "sources": upkeep.sources,
    "labs": upkeep.labs,
    "labs-known": upkeep.labs_known,
    "old-forms": upkeep.old_forms,
    "ox": ox.ox,
    "register": upkeep.register,
    "redirects": upkeep.redirects,
}


def cross_check(name: str, document: Document, known: Known) -> list[Problem]:
    """What is wrong with a file whose schema holds."""
    check = CHECKS.get(name)
    return [Problem(SCHEMAS[name], line, message) for line, message in check(document, known)] if check else []


def check_form(name: str, document: Document, memory: Memory) -> list[Problem]:
    """What the schema of a file refuses."""
    found = memory.answer(("form", name, document.text), lambda: schema.check(document, name))
    return [Problem(SCHEMAS[name], line, message) for line, message in found]


def edition_problem(document: Document, config: Document) -> Problem | None:
    """What every page says of the edition (mkdocs.yml) is what the changelog says."""
    said = (config.value.get("extra") or {}).get("edition") or {}
    newest = document.value[0]
    if (said.get("number"), str(said.get("date"))) == (newest["edition"], str(newest["date"])):
        return None
    line = config.line_of("extra", "edition")
    return problem(CONFIG, line, "edition-config", number=newest["edition"], date=newest["date"])


def cited_in(valid: Mapping[str, Document]) -> set[str]:
    """The sources that data files name, `valid` being those that are right."""
    entries = [
        entry
        for name in ("corrections", "old-forms", "labs-known")
        if name in valid
        for entry in valid[name].value or ()
    ]
    entries += [entry for group in valid["errors"].value for entry in group["errors"]] if "errors" in valid else []
    return {key for entry in entries for key in (entry.get("sources") or entry["source"]).split()}


def uncited(document: Document, cited: Iterable[str]) -> list[Problem]:
    """Sources that no page cites."""
    used = set(cited)
    return [
        problem(SOURCES, document.line_of(name), "data-uncited", name=name)
        for name in document.value
        if name not in used
    ]
