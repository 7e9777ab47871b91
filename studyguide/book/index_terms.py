"""What the index lists: terms of the glossary, names, commands, options, files, headings — and what refers to them."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from studyguide.book.index_units import Unit
from studyguide.book.names import Names

Home = tuple[str, str]
"""Page and anchor ("" for the whole page) that explain a term; ("", "") where nobody said so."""

INSTRUCTIONS = frozenset(
    ["ADD", "ARG", "CMD", "COPY", "ENTRYPOINT", "ENV", "EXPOSE", "FROM", "HEALTHCHECK", "LABEL", "ONBUILD", "RUN", "SHELL", "STOPSIGNAL", "USER", "VOLUME", "WORKDIR"]
)
COMMAND = re.compile(r"docker(?: (?:compose|buildx|system|image|volume|network|container|context|service|stack|swarm|builder|node|secret|config|manifest|plugin|scout))?(?: [a-z]+)?")
OPTION = re.compile(r"--?[A-Za-z][\w-]*")
FILE = re.compile(
    r"~?/(?:etc|var|proc|sys|run|home|usr|dev|tmp|root)\b[\w./<>-]*|\.[a-z]+(?:ignore|env|rc)?|"
    r"[\w-]+(?:\.[\w-]+)*\.(?:ya?ml|json|conf|sock|toml|hcl|txt|lock|jar)|Makefile|Dockerfile|Containerfile"
)
KEY = re.compile(r"[a-z]+(?:_[a-z]+)+|[A-Z]+(?:_[A-Z]+)+|[a-z]+(?:-[a-z]+)*:")
SIGNAL = re.compile(r"SIG[A-Z]+")
EXIT_CODE = re.compile(r"1(?:2[5-9]|3[0-9]|4[0-3])")
"""125 to 143: what `docker run` and signals end with. Smaller ones are the program's own."""


@dataclass(frozen=True)
class Term:
    """An entry of the index. `names`: how the text mentions it; `code`: it stands among commands and files."""

    name: str
    english: str = ""
    names: tuple[str, ...] = ()
    home: Home = ("", "")
    code: bool = False


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


def is_code(name: str) -> bool:
    """Whether a reader looks for it among commands, options and files.

    >>> [is_code(name) for name in ("docker run", "--init", ".env", "EXPOSE", "depends_on", "SIGTERM", "Docker Hub")]
    [True, True, True, True, True, True, False]
    """
    return name in INSTRUCTIONS or any(kind.fullmatch(name) for kind in (COMMAND, OPTION, FILE, KEY, SIGNAL) if name != "docker")


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


AMBIGUOUS = frozenset(
    ["런", "캐시", "복사", "복제본", "노드", "저장소", "계층", "해시", "레포", "커밋", "소켓", "런타임", "전경", "루프백", "네트워킹", "컨텍스트", "서버", "always", "condition", "copy", "env", "export", "host", "import", "init", "latest", "local", "node", "order", "publish", "repo", "run", "secret", "secrets", "service", "services", "tar", "container", "external", "M1", "PV", "LB"]
)
"""Aliases that a search understands, but that mean other things too where they stand in a text."""


def code_terms(
    units: Sequence[Unit], glossary: Iterable[Mapping[str, Any]], commands: Iterable[Mapping[str, Any]]
) -> Iterator[Term]:
    """Commands of the table of commands; other code that a heading or a table names or several sections mention."""
    homes: dict[str, Home] = {}
    options: dict[str, set[Home]] = {}
    aliases = {str(alias): (f"{one['page']}.md", "") for one in glossary for alias in one.get("aliases", ())}
    for group in commands:
        for one in group["commands"]:
            page, _, anchor = str(one["page"]).partition("#")
            for run in (one["run"], one.get("long", "")):
                for name in names_in(str(run)):
                    if name.startswith("--") and anchor:
                        options.setdefault(name, set()).add((page, anchor))
                    elif not name.startswith("-"):
                        homes.setdefault(name, (page, anchor))
    # Of an option that stands in commands of several sections nobody has said where it is explained.
    homes |= {name: next(iter(places)) for name, places in options.items() if len(places) == 1}
    seen: Counter[str] = Counter()
    named: set[str] = set()
    for unit in units:
        found = {name for code in unit.codes for name in names_in(code)}
        seen.update(found)
        named |= {name for code in unit.named for name in names_in(code)}
        if unit.anchor == "exit-codes":
            homes |= dict.fromkeys(re.findall(rf"\b{EXIT_CODE.pattern}\b", unit.text), unit.key)
    for name, home in aliases.items():
        homes.setdefault(name, home)
    wanted = named | {name for name, count in seen.items() if count > 1}
    for name in sorted({name for name in homes if is_code(name) or EXIT_CODE.fullmatch(name)} & {*wanted, *set(homes) - set(aliases)} | wanted):
        yield Term(name, "", (name,), homes.get(name, ("", "")), code=True)


GROUPS = frozenset(["compose", "buildx", "system", "image", "volume", "network", "container", "context", "service", "stack", "swarm", "builder", "node", "secret", "config"])


def verbs_of(words: Sequence[str]) -> Iterator[str]:
    """The words of a command before its first option or argument."""
    for word in words[:3]:
        if not re.fullmatch("[a-z]+(?:-[a-z]+)*", word):
            return
        yield word


def names_in(code: str) -> Iterator[str]:
    """The names that a piece of code is about: `--network host` is about `--network`.

    >>> list(names_in("docker compose up -d")), list(names_in("SIGTERM")), list(names_in("web"))
    (['docker compose up', '-d'], ['SIGTERM'], [])
    """
    words = code.split()
    if words and words[0] == "docker":
        verbs = list(verbs_of(words))
        if len(verbs) > 1:
            yield " ".join(verbs[: 3 if verbs[1] in GROUPS else 2])
    for word in words:
        option = word.partition("=")[0]
        if OPTION.fullmatch(option) and (len(option) < 3 or option.startswith("--")):
            yield option
    if len(words) == 1:
        word = words[0]
        if FILE.fullmatch(word) or SIGNAL.fullmatch(word) or KEY.fullmatch(word) or word in INSTRUCTIONS:
            yield word.removesuffix(":")


HEADING_PARTS = re.compile(r"(?<=[가-힣])[과와] |(?<=[A-Za-z])[과와] |, | · |: |\(|\)")
NOT_A_NOUN = re.compile(
    r"(?:때|경우|[는은인]지|나|것|줄|면|까지|부터|고|으로|로|에서|하나|이유|방법|규칙|[읽쓰하고찾지기]기|뜻|차이|뿐|과정|변화|지도|일|조건|부분|규격|현재|범위|정체|정의|질문|도구|오해|예제|설정|구성|구조|구현|관계|비교|관리|명령)$|(?:^| )(?:흔한|처음|전|후의|세 |네 |두 )"
)


def heading_terms(units: Iterable[Unit], known: Sequence[Term], excluded: frozenset[str]) -> Iterator[Term]:
    """Short nouns in the headings of sections: what a reader of the contents remembers.

    What names a term by an alias, or by one of its words on the page about it, is that term's.
    """
    taken = {(name.lower(), term.home[0]) for term in known for name in term.names}
    own = {term.name.lower() for term in known}
    pages: dict[str, list[str]] = {}
    for term in known:
        pages.setdefault(term.home[0], []).extend(name for name in term.names if " " in name)
    for unit in units:
        if not unit.anchor or unit.weight < 1:
            continue
        for part in HEADING_PARTS.split(unit.title):
            name = part.strip()
            if name.lower() in own or (name.lower(), unit.path) in taken or any(
                whole.startswith(f"{name} ") or whole.endswith(f" {name}") for whole in pages.get(unit.path, ())
            ):
                continue
            if 2 <= len(name) <= 14 and name.count(" ") < 3 and name not in excluded and not NOT_A_NOUN.search(name):
                if re.search("[가-힣]", name) and not re.search("(?:[는은을를이가]|(?<!정)의) ", name):
                    yield Term(name, "", (name,), (unit.path, unit.anchor))


def all_terms(
    units: Sequence[Unit], glossary: Sequence[Mapping[str, Any]], commands: Sequence[Mapping[str, Any]], extra: Extra
) -> list[Term]:
    """Every term once; the glossary's come first, then names, commands, headings."""
    found: dict[str, Term] = {}
    words = [*glossary_terms(glossary), *(Term(name, "", (name,), code=is_code(name)) for name in extra.names)]
    for term in (*words, *code_terms(units, glossary, commands), *heading_terms(units, words, extra.excluded)):
        home = extra.homes.get(term.name)
        if home:
            page, _, anchor = home.partition("#")
            term = replace(term, home=(page, anchor))
        found.setdefault(term.name if term.code else term.name.lower(), term)
    return list(found.values())


def names_of(terms: Sequence[Term]) -> Names:
    """How all terms are found in text: code as it is written, words in any case. An own name beats an alias."""
    own = [(term.name, term.name) for term in terms]
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
