"""The watch on old forms (data/old-forms.yml): commands, options, fields and images that were given up."""

from __future__ import annotations

import functools
import re
from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from studyguide.lint.problems import Problem
from studyguide.project import COMMANDS, ERRORS, GLOSSARY, OLD_FORMS, PATHS, Project
from studyguide.source.block_base import type_id
from studyguide.source.yaml_document import Document

WATCHED_DATA = (COMMANDS, ERRORS, GLOSSARY, PATHS)
"""Data that pages are made of, read line by line like the pages."""
TEXTS = ("id", "form", "since", "instead", "source")
OPTIONAL = ("fail", "except")
EXCEPTION = ("page", "reason")


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


def entry_problems(entry: Any, references: Collection[str]) -> Iterator[tuple[str, str]]:
    """Field ("" for the whole) and message for each fault of one entry."""
    if not isinstance(entry, Mapping):
        yield "", f"항목은 `{', '.join(TEXTS)}`를 가진 목록이어야 합니다"
        return
    for name in entry:
        if name not in (*TEXTS, *OPTIONAL):
            yield str(name), f"모르는 이름 `{name}`입니다. 쓸 수 있는 것: {', '.join((*TEXTS, *OPTIONAL))}"
    for name in TEXTS:
        if not isinstance(entry.get(name), str) or not entry[name].strip():
            yield name, f"`{name}`에 글을 적으세요"
            return
    try:
        type_id(entry["id"])
    except ValueError:
        yield "id", f"id `{entry['id']}`: ASCII 소문자와 숫자를 `-` 하나로 이어 적으세요"
    try:
        if re.compile(entry["form"]).search(""):
            yield "form", "`form`이 빈 줄에도 맞습니다. 더 좁게 적으세요"
    except re.error as error:
        yield "form", f"`form`이 정규식이 아닙니다: {error}"
    for key in entry["source"].split():
        if key not in references:
            yield "source", f"출처 `{key}`가 data/sources.yml에 없습니다"
    if not isinstance(entry.get("fail", True), bool):
        yield "fail", "`fail`은 true나 false입니다"
    exceptions = entry.get("except", [])
    if not isinstance(exceptions, list) or not all(
        isinstance(one, Mapping) and set(one) == set(EXCEPTION) and all(isinstance(text, str) for text in one.values())
        for one in exceptions
    ):
        yield "except", "`except`는 `page`와 `reason`의 목록입니다"


def read(document: Document, references: Collection[str]) -> tuple[list[OldForm], list[Problem]]:
    """The forms of a file that is right, or what is wrong with it."""
    entries = document.value or []
    if not isinstance(entries, list):
        return [], [Problem(OLD_FORMS, 1, "항목의 목록이어야 합니다")]
    found = [
        Problem(OLD_FORMS, document.line_of(at, name), message)
        for at, entry in enumerate(entries)
        for name, message in entry_problems(entry, references)
    ]
    if found:
        return [], found
    forms = [
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
        for at, entry in enumerate(entries)
    ]
    names = [form.id for form in forms]
    return forms, [
        Problem(OLD_FORMS, form.line, f"id `{form.id}`를 두 번 적었습니다")
        for form in forms
        if names.count(form.id) > 1
    ]


def search(forms: Sequence[OldForm], texts: Mapping[str, str]) -> Findings:
    """Every line of the texts (path → content) that shows an old form, and exceptions that are not needed."""
    found = Findings()
    for form in forms:
        used: set[str] = set()
        anywhere = re.compile(form.pattern.pattern, form.pattern.flags | re.MULTILINE)
        for path, text in texts.items():
            if not anywhere.search(text):
                continue  # line by line is slow, and most pages show none of these
            for number, line in enumerate(text.split("\n"), start=1):
                if match := form.pattern.search(line):
                    if path in form.exceptions:
                        used.add(path)
                    else:
                        said = f"옛 형식 `{match[0].strip()}` ({form.since}). 대신 쓸 것: {form.instead}"
                        found.add(form, path, number, said)
        for path, number in form.exceptions.items():
            if path not in used:
                found.add(form, OLD_FORMS, number, f"{path}에 이제 `{form.id}`가 없습니다. 이 예외를 지우세요")
    return found


def check(project: Project, references: Collection[str]) -> Findings:
    """Hold the forms against all hand-written pages and the data that others are made of."""
    return check_at(project, project.stamp, frozenset(references))


@functools.lru_cache(maxsize=2)
def check_at(project: Project, stamp: Hashable, references: Collection[str]) -> Findings:
    """`check`, once for a state of the sources: it is asked for what is refused and for what is only told."""
    forms, problems = read(project.document(OLD_FORMS), references)
    if problems:
        return Findings(problems=problems)
    paths = [*(page.path for page in project.pages), *WATCHED_DATA]
    return search(forms, {path: project.path(path).read_text(encoding="utf-8") for path in paths})


def sources_of(document: Document) -> set[str]:
    """The sources that the file names; the file may be malformed."""
    return {
        key
        for entry in document.value or ()
        if isinstance(entry, Mapping)
        for key in str(entry.get("source", "")).split()
    }
