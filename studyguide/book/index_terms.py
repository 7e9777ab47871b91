"""What the index lists: the terms of the glossary, and with them all that its other sources have."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from studyguide.book.index_code import is_code
from studyguide.book.index_code_terms import COMPOSE_KEY, code_terms
from studyguide.book.index_heading_terms import heading_terms
from studyguide.book.index_term import Term
from studyguide.book.index_units import Unit
from studyguide.book.names import Names


@dataclass(frozen=True)
class Extra:
    """data/index.yml: `names` besides the glossary's, `homes` of terms, `see` from one name to another,
    `excluded` headings."""

    names: tuple[str, ...] = ()
    homes: Mapping[str, str] = field(default_factory=dict)
    see: Mapping[str, str] = field(default_factory=dict)
    excluded: frozenset[str] = frozenset()

    @classmethod
    def of(cls, value: Mapping[str, Any]) -> Extra:
        names, excluded = tuple(value.get("names", ())), frozenset(value.get("except", ()))
        return cls(names, dict(value.get("homes", {})), dict(value.get("see", {})), excluded)


def glossary_terms(glossary: Iterable[Mapping[str, Any]]) -> Iterator[Term]:
    for one in glossary:
        korean, english = str(one["ko"]), str(one["en"])
        names = [korean, english, *re.split(r" / |·| · |, |와 (?=[A-Z])", f"{korean} / {english}")]
        names += [str(alias) for alias in one.get("aliases", ()) if is_distinct(str(alias))]
        names += [re.sub(r"(?<=[가-힣]) (?=[가-힣])", "-", name) for name in names]
        names += [f"{second}와 {first}" for first, second in re.findall("^([A-Z]+)와 ([A-Z]+)$", korean)]
        unlike = "" if english.lower() == korean.lower() else english
        yield Term(korean, unlike, tuple(dict.fromkeys(names)), (f"{one['page']}.md", ""), is_code(korean))


def is_distinct(alias: str) -> bool:
    """Whether an alias means nothing else in running text: `local` does, 리눅스 커널 and OOMKilled do not."""
    if re.search("[가-힣]", alias):
        return len(alias) > 1 and alias not in AMBIGUOUS
    return alias not in AMBIGUOUS and not is_code(alias)


AMBIGUOUS = frozenset({
    "계층", "네트워킹", "노드", "런", "런타임", "레포", "루프백", "복사", "복제본", "서버", "소켓", "저장소",
    "전경", "커밋", "컨텍스트", "캐시", "해시", "LB", "M1", "PV", "always", "condition", "container", "copy",
    "env", "export", "external", "host", "import", "init", "latest", "local", "node", "order", "publish", "repo",
    "run", "secret", "secrets", "service", "services", "tar",
})  # fmt: skip
"""Aliases that a search understands, but that mean other things too where they stand in a text."""


def all_terms(
    units: Sequence[Unit], glossary: Sequence[Mapping[str, Any]], commands: Sequence[Mapping[str, Any]], extra: Extra
) -> list[Term]:
    """Every term once; the glossary's come first, then names, commands, headings."""
    found: dict[str, Term] = {}
    words = [*glossary_terms(glossary), *(Term(name, "", (name,), code=is_code(name)) for name in extra.names)]
    for term in (*words, *code_terms(units, glossary, commands), *heading_terms(units, words, extra.excluded)):
        home = extra.homes.get(term.name)
        if term.name in extra.excluded:
            continue
        if home:
            page, _, anchor = home.partition("#")
            term = replace(term, home=(page, anchor))
        found.setdefault(term.name if term.code else term.name.lower(), term)
    return list(found.values())


def names_of(terms: Sequence[Term]) -> Names:
    """How all terms are found in text: code as it is written, words in any case. An own name beats an alias."""
    own = [(term.name, term.name) for term in terms if term.english != COMPOSE_KEY]
    every = [(name, term.name) for term in terms for name in term.names]
    code = {term.name for term in terms if term.code}
    return Names.of(
        [pair for pair in own + every if pair[1] in code], [pair for pair in own + every if pair[1] not in code]
    )


def decomposed(name: str) -> str:
    """A name in single letters of Hangul, without blanks."""
    return unicodedata.normalize("NFD", re.sub(r"\s", "", name)).lower()


def is_misspelt(alias: str, names: Iterable[str]) -> bool:
    """Whether an alias is one of the names with a slip in it: it belongs into a search, not into a book.

    >>> is_misspelt("콘테이너", ["컨테이너"]), is_misspelt("포트 매핑", ["포트 포워딩"])
    (True, False)
    """
    mine = decomposed(alias)
    return any(difflib.SequenceMatcher(None, mine, decomposed(name)).ratio() > 0.72 for name in names)
