"""What headings are about, as terms of the index."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from studyguide.book.index_term import Term
from studyguide.book.index_units import Unit

HEADING_PARTS = re.compile(r"(?<=[가-힣])[과와] |(?<=[A-Za-z])[과와] |, | · |: |\(|\)")
NOT_A_NOUN = re.compile(
    r"(?:때|경우|[는은인]지|나|것|줄|면|까지|부터|고|으로|로|에서|하나|이유|방법|규칙|(?<!크)기|뜻|차이|뿐|과정|변화|지도|"
    r"일|조건|부분|규격|현재|범위|정체|정의|질문|도구|오해|예제|설정|구성|구조|구현|관계|비교|관리|명령)$|"
    r"(?:^| )(?:흔한|처음|전|후의|세 |네 |두 )"
)
"""Headings that say what happens or how rather than what there is: nobody looks for them."""
OF = re.compile("([가-힣A-Za-z.]+(?: [가-힣]+)?)(?<!정)의 ([가-힣]{2,}(?: [가-힣]{2,})?)")
SUBJECT = re.compile(
    "((?:[가-힣A-Za-z0-9.]+ )?[가-힣A-Za-z0-9.]+?[가-힣])(?<![하이보되으])"  # no stem of a verb
    "(?:[을를이가은는]|에서|으로) "
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
