"""What the index lists: terms of the glossary, names, commands, options, files, headings — and what refers to them."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from studyguide.book.index_code import COMPOSE_KEYS, EXIT_CODE, SIGNAL, is_code, names_in
from studyguide.book.index_units import Unit
from studyguide.book.names import Names

Home = tuple[str, str]
"""Page and anchor ("" for the whole page) that explain a term; ("", "") where nobody said so."""


@dataclass(frozen=True)
class Term:
    """An entry of the index. `names`: how the text mentions it; `code`: it stands among commands and files.

    `rows`: the sections to which the table of commands sends the readers of its lines with the command, and how much
    such a line is about it.
    """

    name: str
    english: str = ""
    names: tuple[str, ...] = ()
    home: Home = ("", "")
    code: bool = False
    rows: Mapping[Home, float] = field(default_factory=dict)


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


def code_terms(
    units: Sequence[Unit], glossary: Iterable[Mapping[str, Any]], commands: Iterable[Mapping[str, Any]]
) -> Iterator[Term]:
    """Commands of the table of commands; other code that a heading or a table names or several sections mention."""
    homes: dict[str, Home] = {}
    lines: dict[str, list[tuple[int, Home]]] = {}
    aliases = {str(alias): (f"{one['page']}.md", "") for one in glossary for alias in one.get("aliases", ())}
    for group in commands:
        for one in group["commands"]:
            page, _, anchor = str(one["page"]).partition("#")
            for run in (one["run"], one.get("long", "")):
                names = list(names_in(str(run)))
                options = sum(word.startswith("-") for word in str(run).split())
                for name in names:
                    if not name.startswith("-") or name.startswith("--"):
                        lines.setdefault(name, []).append((options, (page, anchor)))
    seen: Counter[str] = Counter()
    named: set[str] = set()
    for unit in units:
        found = {name for code in unit.codes for name in names_in(code)}
        if unit.path.startswith("compose"):
            found |= {name for key in KEY_LINE.findall(unit.blocks) for name in names_in(key)}
        seen.update(found)
        named |= {name for code in unit.named for name in names_in(code)}
        seen.update(set(SIGNAL.findall(unit.text)) - found)
        if unit.anchor == "exit-codes":
            homes |= dict.fromkeys(re.findall(rf"\b{EXIT_CODE.pattern}\b", unit.text), unit.key)
    for name, home in aliases.items():
        homes.setdefault(name, home)
    wanted = named | {name for name, count in seen.items() if count > 1 or ONCE.fullmatch(name)}
    wanted |= {name for name in homes if name not in aliases and EXIT_CODE.fullmatch(name)}
    wanted |= {name for name in lines if is_code(name)}
    last = last_parts({name: seen[name] for name in wanted})
    for name in sorted(wanted - last.keys()):
        written = (name, *(short for short, path in last.items() if path == name))
        key = name.removesuffix(":") if name.removesuffix(":") in COMPOSE_KEYS else name
        english = COMPOSE_KEY if key != name else ""
        home = homes.get(name, ("", ""))
        yield Term(key, english, written, home, code=True, rows=shares_of(lines.get(name, ())))


def shares_of(lines: Sequence[tuple[int, Home]]) -> dict[Home, float]:
    """How much lines of the table of commands are about what they have in common: the plainest most.

    >>> shares_of([(2, ("volumes.md", "lost")), (0, ("compose.md", "lifecycle"))])
    {('volumes.md', 'lost'): 0.3333333333333333, ('compose.md', 'lifecycle'): 1.0}
    """
    plainest = min((options for options, _ in lines), default=0)
    shares: dict[Home, float] = {}
    for options, home in lines:
        shares[home] = max(shares.get(home, 0), (1 + plainest) / (1 + options) / (1 + plainest) ** 0.5)
    return shares


ONCE = re.compile(
    "docker [a-z-]+(?: [a-z-]+)?|[A-Z]+(?:_[A-Z]+)+|[a-z]+(?:_[a-z]+)+|[a-z]+(?:-[a-z]+)+[.]sh|~/.+|"
    f"(?:{'|'.join(sorted(COMPOSE_KEYS))}):"
)
"""Commands, variables, keys and scripts that are looked up though only one section has them."""
COMPOSE_KEY = "Compose 키"
"""What stands after a key that is a word of every day."""


KEY_LINE = re.compile(r"^ *(?:- )?([a-z_]+:)", re.MULTILINE)


def last_parts(names: Mapping[str, int]) -> dict[str, str]:
    """Names of files that stand with and without their folder → with it, where one folder is meant mostly.

    >>> last_parts({"/var/run/docker.sock": 9, "~/.docker/docker.sock": 1, "docker.sock": 4})
    {'docker.sock': '/var/run/docker.sock'}
    >>> last_parts({"/a/init.sql": 1, "/b/init.sql": 1, "init.sql": 4})
    {}
    """
    found: dict[str, list[tuple[int, str]]] = {}
    for name, count in sorted(names.items()):
        if name[0] in "/~" and "." in name.rpartition("/")[2]:
            found.setdefault(name.rpartition("/")[2], []).append((count, name))
    meant = {}
    for name in sorted(names.keys() & found.keys()):
        (most, path), *others = sorted(found[name], reverse=True)
        if all(most > 2 * count for count, _ in others):
            meant[name] = path
    return meant


HEADING_PARTS = re.compile(r"(?<=[가-힣])[과와] |(?<=[A-Za-z])[과와] |, | · |: |\(|\)")
NOT_A_NOUN = re.compile(
    r"(?:때|경우|[는은인]지|나|것|줄|면|까지|부터|고|으로|로|에서|하나|이유|방법|규칙|(?<!크)기|뜻|차이|뿐|과정|변화|지도|"
    r"일|조건|부분|규격|현재|범위|정체|정의|질문|도구|오해|예제|설정|구성|구조|구현|관계|비교|관리|명령)$|"
    r"(?:^| )(?:흔한|처음|전|후의|세 |네 |두 )"
)
"""Headings that say what happens or how rather than what there is: nobody looks for them."""


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
            name, names = noun_of(part.strip())
            if (
                name.lower() in own
                or (name.lower(), unit.path) in taken
                or any(whole.startswith(f"{name} ") or whole.endswith(f" {name}") for whole in pages.get(unit.path, ()))
            ):
                continue
            short = 2 <= len(name) <= 14 and name.count(" ") < 3 and re.search("[가-힣]", name)
            noun = name not in excluded and not NOT_A_NOUN.search(name)
            if short and noun and not re.search("(?:[는은을를이가]|(?<!정)의) ", name):
                yield Term(name, "", names, (unit.path, unit.anchor))


OF = re.compile("([가-힣A-Za-z.]+(?: [가-힣]+)?)(?<!정)의 ([가-힣]{2,}(?: [가-힣]{2,})?)")
SUBJECT = re.compile(
    "((?:[가-힣A-Za-z0-9.]+ )?[가-힣A-Za-z0-9.]+?[가-힣])(?<![하이보되으])"  # no stem of a verb
    "(?:[을를이가은는]|에서|으로) "
)


def noun_of(part: str) -> tuple[str, tuple[str, ...]]:
    """What a heading is about, and how a text says it.

    >>> noun_of("컨테이너의 상태"), noun_of("네트워크 대역이 겹칠 때")[0], noun_of("로그 드라이버")[0]
    (('컨테이너 상태', ('컨테이너 상태', '컨테이너의 상태')), '네트워크 대역', '로그 드라이버')
    """
    if (of := OF.fullmatch(part)) and not part.endswith("정의"):
        return f"{of[1]} {of[2]}", (f"{of[1]} {of[2]}", part)
    if phrase := SUBJECT.match(part):
        return phrase[1], (phrase[1],)
    return part, (part,)


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
