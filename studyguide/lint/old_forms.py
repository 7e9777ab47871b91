"""The watch on old forms (data/old-forms.yml): commands, options, fields and images that were given up."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from studyguide.lint.messages import say
from studyguide.lint.problems import Problem
from studyguide.memory import Memory
from studyguide.project import COMMANDS, ERRORS, GLOSSARY, OLD_FORMS, PATHS, Project
from studyguide.source.yaml_document import Document

WATCHED_DATA = (COMMANDS, ERRORS, GLOSSARY, PATHS)
"""Data that pages are made of, read line by line like the pages."""


@dataclass(frozen=True)
class OldForm:
    """A form that was given up. `line` and `exceptions` (path → line) say where the data file has them."""

    id: str
    pattern: re.Pattern[str]
    since: str
    instead: str
    fails: bool
    line: int
    exceptions: Mapping[str, int]


@dataclass
class Findings:
    """`problems` stop a build, `notices` are only told."""

    problems: list[Problem] = field(default_factory=list)
    notices: list[Problem] = field(default_factory=list)

    def add(self, form: OldForm, path: str, line: int, message: str) -> None:
        (self.problems if form.fails else self.notices).append(Problem(path, line, message))


def read(document: Document) -> list[OldForm]:
    """The forms of a file that follows its schema."""
    return [
        OldForm(
            id=entry["id"],
            pattern=re.compile(entry["form"]),
            since=entry["since"],
            instead=entry["instead"],
            fails=entry.get("fail", True),
            line=document.line_of(at, "form"),
            exceptions={
                one["page"]: document.line_of(at, "except", number)
                for number, one in enumerate(entry.get("except", []))
            },
        )
        for at, entry in enumerate(document.value)
    ]


def shown_in(forms: Sequence[OldForm], text: str) -> Iterator[tuple[int, int, str]]:
    """Form (its number), line and words of every place of a text that shows an old form."""
    for at, form in enumerate(forms):
        anywhere = re.compile(form.pattern.pattern, form.pattern.flags | re.MULTILINE)
        if not anywhere.search(text):
            continue  # line by line is slow, and most pages show none of these
        for number, line in enumerate(text.split("\n"), start=1):
            if match := form.pattern.search(line):
                yield at, number, match[0].strip()


def search(forms: Sequence[OldForm], texts: Mapping[str, str], memory: Memory) -> Findings:
    """Every line of the texts (path → content) that shows an old form, and exceptions that are not needed."""
    found = Findings()
    patterns = json.dumps([form.pattern.pattern for form in forms])
    used: set[tuple[int, str]] = set()

    def shown(text: str) -> Any:
        return memory.answer(("old forms", patterns, text), lambda: [*shown_in(forms, text)])

    for path, text in texts.items():
        for at, number, words in shown(text):
            form = forms[at]
            if path in form.exceptions:
                used.add((at, path))
            else:
                said = say("old-form", found=words, since=form.since, instead=form.instead)
                found.add(form, path, number, said)
    for at, form in enumerate(forms):
        for path, number in form.exceptions.items():
            if (at, path) not in used:
                found.add(form, OLD_FORMS, number, say("old-form-gone", path=path, id=form.id))
    return found


def check(project: Project, memory: Memory) -> Findings:
    """Hold the forms against all hand-written pages and the data that others are made of."""
    texts = {page.path: page.text for page in project.pages}
    texts |= {path: project.document(path).text for path in WATCHED_DATA}
    return search(read(project.document(OLD_FORMS)), texts, memory)
