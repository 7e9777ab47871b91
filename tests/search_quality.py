"""How well the search answers `tests/data/search.yml` and the sets beside it.

`python -m tests.search_quality` prints it.

A result is a row that the dialog shows without unfolding.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from studyguide.arguments import Parser, file
from studyguide.lint.messages import say
from tests.node import run_node

ROOT = Path(__file__).parent.parent
DATA = ROOT / "tests/data/search.yml"
WORKER = ROOT / "docs/assets/javascripts/search-ko.js"
EXACT, NEAR = 2, 1
SETS = ("regression", "own", "grown", "blind")
PEOPLE = {
    name: ROOT / f"tests/data/search-{name}.tsv"
    for name in ("review", "people", "third", "fourth", "newest", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
}
"""Sets of lines «class, query, pattern»: what a row reads («page › section») must match. See the files.

A pattern that begins with `=` lists locations instead: of the right rows, or of what they belong to.
"""
FOREIGN = "none"
"""The class of the queries that the guide does not answer."""


@dataclass(frozen=True)
class Query:
    """`grades`: location → 2 (answers) or 1 (acceptable)."""

    set: str
    kind: str
    text: str
    grades: Mapping[str, int]


@dataclass(frozen=True)
class Answer:
    """`parents`: location → the place that it belongs to: a follow-up's question, a command's section."""

    query: Query
    shown: Sequence[str]
    parents: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def rank(self) -> int:
        """The place of the first right result from 1, or 0. What stands inside a right place is right."""
        grades = self.query.grades
        places = enumerate(self.shown, 1)
        return next((place for place, found in places if found in grades or self.parents.get(found) in grades), 0)


class Places:
    """Finds the places of the query file among the locations of an index."""

    def __init__(self, locations: Iterable[str], pages: Mapping[str, Sequence[str]]) -> None:
        self.locations = list(locations)
        self.pages = pages
        self.by_anchor: dict[str, list[str]] = {}
        for location in self.locations:
            if "#" in location:
                self.by_anchor.setdefault(location.partition("#")[2], []).append(location)

    def find(self, place: str) -> list[str]:
        """The locations of a place; raises LookupError where it names none, or too many."""
        page, slash, anchor = place.partition("/")
        if not slash:
            found = self.by_anchor.get(page, [])
            if len(found) != 1:
                raise LookupError(f"anchor `{page}` stands on {len(found)} pages: {', '.join(found) or 'none'}")
            return found
        if anchor == "*":
            starts = tuple(f"{name}/" for name in self.pages.get(page, [page]))
            found = [location for location in self.locations if location.startswith(starts)]
        else:
            address = "" if page == "index" else f"{page}/"
            found = [location for location in self.locations if location == address + anchor]
        if not found:
            raise LookupError(f"no place `{place}`")
        return found


def read_queries(locations: Iterable[str]) -> tuple[list[Query], list[str], list[str]]:
    """The queries, the absent words, and what of the file could not be resolved (a line each)."""
    data = yaml.safe_load(DATA.read_text(encoding="utf-8"))
    places = Places(locations, data["pages"])
    lost: list[str] = []

    def grades(topic: Mapping[str, Sequence[str]], name: str) -> dict[str, int]:
        found: dict[str, int] = {}
        for grade, key in ((NEAR, "near"), (EXACT, "exact")):
            for place in topic.get(key, ()):
                try:
                    found |= dict.fromkeys(places.find(place), grade)
                except LookupError as error:
                    lost.append(f"{name}: {error}")
        return found

    topics = {name: grades(topic, name) for name, topic in data["topics"].items()}
    queries = [
        Query(name, kind, str(text), topics[answer] if isinstance(answer, str) else grades(answer, str(text)))
        for name in SETS
        for kind, group in data[name].items()
        for text, answer in group.items()
    ]
    return queries, data["absent"], lost


def shown(items: Sequence[Sequence[Mapping[str, Any]]]) -> list[str]:
    """The locations of the rows that a reader sees without unfolding, in their order."""
    return [entry["location"] for group in items for entry in group if entry["score"] > 0]


def ask(texts: Sequence[str], index: Path) -> list[dict[str, Any]]:
    """The worker's answers."""
    request = json.dumps({"worker": str(WORKER), "index": str(index), "queries": list(texts)})
    run = run_node("frontend/tests/ask-worker.js", stdin=request)
    return json.loads(run.stdout)  # type: ignore[no-any-return]


def read_lines(path: Path) -> list[tuple[str, str, str]]:
    """(class, query, pattern) of a set of lines."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [(kind, text, pattern) for kind, text, pattern in (line.split("\t") for line in lines if line[:1] != "#")]


def labels(index: Path) -> dict[str, str]:
    """What each row reads: page › question or section › follow-up or command."""
    docs = json.loads(index.read_text(encoding="utf-8"))["docs"]
    titles = {doc["location"]: str(doc["title"]) for doc in docs}
    above = parents(index)

    def label(location: str) -> str:
        page = location.partition("#")[0]
        places = dict.fromkeys(filter(None, (page, above.get(location), location)))
        return " › ".join(titles[place] for place in places if place in titles)

    return {location: label(location) for location in titles} | {"": titles.get("", "")}


@dataclass(frozen=True)
class Asked:
    """An answered line: `rank` of the first row that matches, from 1, or 0; `named`: words told as unknown."""

    kind: str
    text: str
    rank: int
    rows: Sequence[str]
    named: Sequence[str]


def ask_people(path: Path, index: Path) -> list[Asked]:
    lines = read_lines(path)
    reads, above = labels(index), parents(index)
    found = []
    for (kind, text, pattern), answer in zip(lines, ask([text for _, text, _ in lines], index), strict=True):
        locations = shown(answer["items"])
        rows = [reads[location] for location in locations]
        if pattern.startswith("="):
            wanted = set(pattern[1:].split("|"))
            if lost := wanted - reads.keys():
                raise LookupError(f"{path.name}: «{text}»: no place {', '.join(sorted(lost))}")
            fits = [bool(wanted & {location, above.get(location)}) for location in locations]
        else:
            fits = [re.search(pattern, row, re.IGNORECASE) is not None for row in rows]
        rank = 0 if kind == FOREIGN else next((place for place, fit in enumerate(fits, 1) if fit), 0)
        found.append(Asked(kind, text, rank, rows, answer["unknown"]))
    return found


def score_people(answers: Sequence[Asked]) -> Score:
    return Score.of([(answer.rank, not answer.rows) for answer in answers])


def named_share(answers: Sequence[Asked]) -> float:
    """How many are told that a word is not in the guide, or that nothing was found."""
    return sum(bool(answer.named) or not answer.rows for answer in answers) / len(answers)


@dataclass(frozen=True)
class Score:
    """Shares of `count` queries with a right result first, among the first three, and with no result at all."""

    count: int
    first: float
    three: float
    empty: float

    @classmethod
    def of(cls, answers: Sequence[tuple[int, bool]]) -> Score:
        """From the rank of the right result of each query (0: none), and whether it had no result at all."""
        count = len(answers)
        return cls(
            count,
            sum(rank == 1 for rank, _ in answers) / count,
            sum(1 <= rank <= 3 for rank, _ in answers) / count,
            sum(nothing for _, nothing in answers) / count,
        )

    def __str__(self) -> str:
        return f"n {self.count:3}  S@1 {self.first:6.1%}  S@3 {self.three:6.1%}  empty {self.empty:6.1%}"


def score(answers: Sequence[Answer]) -> Score:
    return Score.of([(answer.rank, not answer.shown) for answer in answers])


def parents(index: Path) -> dict[str, str]:
    """What each entry of an index belongs to."""
    docs = json.loads(index.read_text(encoding="utf-8"))["docs"]
    return {doc["location"]: f"{doc['location'].partition('#')[0]}#{doc['in']}" for doc in docs if "in" in doc}


def evaluate(queries: Sequence[Query], index: Path) -> list[Answer]:
    found = ask([query.text for query in queries], index)
    above = parents(index)
    return [Answer(query, shown(answer["items"]), above) for query, answer in zip(queries, found, strict=True)]


def main() -> None:
    parser = Parser(description=__doc__)
    parser.add_argument("--index", type=file, default=ROOT / "site/search/search_index.json")
    parser.add_argument("--misses", action="store_true", help="show what was not right first")
    parser.add_argument("--set", type=file, action="append", default=[], help="one more set of lines")
    options = parser.parse_args()
    if not options.index.is_file():
        raise SystemExit(say("site-missing"))
    locations = [doc["location"] for doc in json.loads(options.index.read_text(encoding="utf-8"))["docs"]]
    queries, absent, lost = read_queries(locations)
    print("\n".join(lost))
    answers = evaluate(queries, options.index)
    for name in SETS:
        chosen = [answer for answer in answers if answer.query.set == name]
        print(f"{name:20} {score(chosen)}")
        for kind in dict.fromkeys(answer.query.kind for answer in chosen):
            print(f"  {kind:18} {score([answer for answer in chosen if answer.query.kind == kind])}")
    found = ask(absent, options.index)
    answered = [word for word, answer in zip(absent, found, strict=True) if answer["items"]]
    print(f"absent               n {len(absent):3}  answered {len(answered) / len(absent):.1%} {' '.join(answered)}")
    for name, path in [*PEOPLE.items(), *((path.stem, path) for path in options.set)]:
        asked = ask_people(path, options.index)
        real = [each for each in asked if each.kind != FOREIGN]
        print(f"{name:20} {score_people(real)}  told as unknown {named_share(real):.1%}")
        for kind in dict.fromkeys(each.kind for each in real):
            print(f"  {kind:18} {score_people([each for each in real if each.kind == kind])}")
        if foreign := [each for each in asked if each.kind == FOREIGN]:
            print(f"  foreign            n {len(foreign):3}  told as unknown {named_share(foreign):.1%}")
        for each in real if options.misses else ():
            if each.rank != 1:
                print("\n     ".join((f"{name} {each.kind}: {each.text} ({each.rank})", *each.rows[:3])))
    if options.misses:
        for answer in answers:
            if answer.rank != 1:
                print(
                    f"{answer.query.set[0]} {answer.query.kind}: {answer.query.text} ({answer.rank}) {answer.shown[:4]}"
                )


if __name__ == "__main__":
    main()
