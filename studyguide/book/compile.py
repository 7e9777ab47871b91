"""What an edition says → its PDF: as many rounds of type-setting as it takes, none of them twice.

The rounds depend on the source alone, never on what an earlier build happened to find out: the same pages give the
same bytes whether or not anything was kept.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from studyguide.book.markup import string
from studyguide.book.places import Draft, Place
from studyguide.book.render_context import Findings, TypstSource
from studyguide.book.store import Store
from studyguide.book.typeset import BookError, Kit, Pdf, Source, Task, programs, set_type
from studyguide.book.workers import Workers
from studyguide.content_key import key

__all__ = ["BookError", "Compiler", "Pdf", "set_type"]

ROUNDS = 6
FIGURE_ROUNDS = 2
"""Rounds that look for figures, rows and ends of chapters to be set otherwise; of a chapter alone `DRAFT_ROUNDS` do."""
DRAFT_ROUNDS = 5


Result = Pdf | Findings | Draft


@dataclass(frozen=True)
class Drafts:
    """What all pieces of a source showed when each was set alone."""

    findings: Findings = field(default_factory=Findings)
    places: Mapping[str, Place] = field(default_factory=dict)


def keep(store: Store, name: str, result: Result) -> None:
    """Keep the result of a round: of a PDF a note, and the file under a hash of its content."""
    facts: dict[str, Any]
    if isinstance(result, Pdf):
        facts = {"pages": result.pages, "content": key(result.content)}
        store.put(facts["content"], result.content)
    else:
        found = result.findings if isinstance(result, Draft) else result
        facts = {"inline_notes": sorted(found.inline_notes), "floats": sorted(found.floats)}
        if isinstance(result, Draft):
            facts |= {"length": result.length, "places": dict(result.places)}
    store.put(name, json.dumps(facts).encode())


def kept(store: Store, name: str) -> Result | None:
    """The result of a round if it was kept, and all of it is still there."""
    note = store.get(name)
    if note is None:
        return None
    facts = json.loads(note)
    if "pages" not in facts:
        found = Findings(frozenset(facts["inline_notes"]), frozenset(facts["floats"]))
        if "places" not in facts:
            return found
        return Draft(found, facts["length"], {name: (page, top) for name, (page, top) in facts["places"].items()})
    content = store.get(facts["content"])
    return None if content is None else Pdf(content, facts["pages"])


class Compiler:
    """Typst with the guide's design and fonts. A store: nothing is set twice. Workers: rounds run in parallel."""

    def __init__(self, fonts: Path, store: Store | None = None, workers: Workers | None = None) -> None:
        self._kit = Kit.of(fonts)
        self._programs = programs(self._kit)
        self._store = store
        self._workers = workers

    def compile(self, source: TypstSource, date: datetime, urgency: int = 0, known: Drafts | None = None) -> Pdf:
        """`source` makes the Typst text, given what the rounds before found; `known` is where they begin.

        Raises BookError where the source cannot be set.
        """
        source = functools.cache(source)
        drafts = self.drafts(source, date, urgency) if known is None else known
        findings = drafts.findings
        for attempt in range(ROUNDS):
            whole, figures = Source.of(source(findings)), attempt < FIGURE_ROUNDS
            task = Task(whole, int(date.timestamp()), findings.floats, figures, drafts.places)
            result = self._result(task, self._begin(task, urgency))
            if isinstance(result, Pdf):
                return result
            if isinstance(result, Findings):
                findings |= result
        names = ", ".join(sorted(findings.inline_notes))
        raise BookError(f"각주가 표시와 다른 페이지에 남습니다. 각주가 달린 문단이나 표를 나누세요: {names}")

    def drafts(self, source: TypstSource, date: datetime, urgency: int = 0) -> Drafts:
        """What turns up when each piece of a source is set alone, beside the others: the whole then takes one round.

        Chapters begin on new pages, so what is found in one depends but little on the others. A round of the whole
        costs as much as all pieces, and an edit changes one of them.
        """
        findings = Findings()
        whole = Source.of(source(findings))
        numbers = [number for number, piece in enumerate(whole.pieces) if has_findings(piece)]
        made: dict[int, Draft] = {}
        for _ in range(DRAFT_ROUNDS):
            tasks = [draft(whole, number, date, findings) for number in numbers]
            begun = [(task, self._begin(task, urgency)) for task in tasks]
            results = [self._result(task, running) for task, running in begun]
            made |= {number: one for number, one in zip(numbers, results, strict=True) if isinstance(one, Draft)}
            numbers = [number for number in numbers if made[number].findings != Findings()]
            for number in numbers:
                findings |= made[number].findings
            if not numbers:
                break
            whole = Source.of(source(findings))
        return Drafts(findings, whole.parted.places(made))

    def _begin(self, task: Task, urgency: int) -> Future[Result] | None:
        """Start a round in another process; None where its result is kept, or there are no other processes."""
        if self._workers is None or (self._store and self._store.has(task.key(self._programs))):
            return None
        return self._workers.submit(urgency, set_type, task, self._kit)

    def _result(self, task: Task, running: Future[Result] | None) -> Result:
        """The result of a round: kept, or made now and kept."""
        name = task.key(self._programs)
        if self._store and running is None and (found := kept(self._store, name)) is not None:
            return found
        result = running.result() if running else set_type(task, self._kit)
        if self._store:
            keep(self._store, name, result)
        return result


def draft(whole: Source, number: int, date: datetime, known: Findings) -> Task:
    """The round of one piece alone. Only what concerns it is in the task: an edit of another does not matter."""
    piece = whole.pieces[number]
    floats = frozenset(name for name in known.floats if string(name).partition("#")[0] + "#" in piece)
    return Task(whole.draft(number), int(date.timestamp()), floats, True, whole.parted.guesses(number), draft=True)


def has_findings(piece: str) -> bool:
    """Whether a piece holds what a round can find something about."""
    return any(mark in piece for mark in ("#note(", "#drawing(", "#chapter-end("))
