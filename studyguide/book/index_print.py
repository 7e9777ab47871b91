"""The index as Typst: every entry with the pages it leads to."""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from studyguide.book.index_entry import CODE, MESSAGES, WORDS, Entry
from studyguide.book.index_messages import sort_key
from studyguide.book.index_places import Key
from studyguide.book.inline import code_markup, titled
from studyguide.book.links import label
from studyguide.book.markup import BREAK, Markup, array, cells, content, string
from studyguide.book.mentions import Mentions
from studyguide.book.plan import Plan
from studyguide.book.renderer import page_heads
from studyguide.generated.glossary import letter

TITLE = "찾아보기"
USAGE = (
    "굵은 숫자가 그 말을 설명하는 쪽이고, 나머지는 더 다루는 쪽입니다. “→”는 그 항목을 보라는 뜻입니다. "
    "명령, 옵션, 파일 이름과 오류 메시지는 용어 다음에 따로 모았습니다. 명령은 “docker run”처럼 docker부터 찾으세요."
)
TITLES = {WORDS: "용어", CODE: "명령·옵션·파일", MESSAGES: "오류 메시지"}
COLUMNS = {WORDS: 3, CODE: 3, MESSAGES: 2}
FITS = {CODE: 32, MESSAGES: 50}
"""Cells of a word that surely fit in a column."""
SIGNS = "기호와 숫자"


def order(entry: Entry) -> tuple[int, str, str]:
    """Korean before Latin, signs and numbers before both; blanks do not count."""
    name = sort_key(entry.name) or entry.name
    group = initial(entry)
    rank = 0 if group == SIGNS else 1 if "가" <= name[0] <= "힣" else 2
    return rank, name.replace(" ", ""), entry.name


def initial(entry: Entry) -> str:
    """The letter under which an entry stands: 초성, A–Z, or the group of signs and numbers."""
    name = sort_key(entry.name) if entry.list == MESSAGES else entry.name
    first = unicodedata.normalize("NFD", name[:1])[:1]
    if not first.isalpha():
        return SIGNS
    korean = "\u1100" <= first <= "\u1112"
    return letter(name) if korean else first.upper()


Marked = Mapping[tuple[str, Key], list[str]]
"""Term and unit → the labels in it."""


def marked(mentions: Mapping[str, Mentions]) -> Marked:
    """What the writers of all chapters marked: in the text, or else in code and links."""
    found: dict[tuple[str, Key], list[str]] = {}
    for one in mentions.values():
        found |= one.found
        for place, spare in one.spare.items():
            found[place] = found.get(place) or [spare]
    return found


def index(plan: Plan, found: Marked) -> str:
    """The three lists. `found`: what was marked."""
    out = [
        page_heads(TITLE, TITLE) + f'#chapter(1, none, {string(TITLE)}, "index")',
        titled(USAGE),
    ]
    # Lists with as many columns follow each other in the same ones: no half page stays white between them.
    for columns, names in itertools.groupby(TITLES, key=lambda name: COLUMNS[name]):
        out.append(f"#columns({columns}, gutter: 6mm)[#index-list[")
        for name in names:
            entries = sorted((entry for entry in plan.index.entries if entry.list == name), key=order)
            out += [f"#head(2, 2, none, true)[{TITLES[name]}]", *lines(plan, entries, found)]
        out.append("]]")
    return "\n\n".join(out)


def lines(plan: Plan, entries: Sequence[Entry], found: Marked) -> Iterator[str]:
    for name, group in itertools.groupby(entries, key=initial):
        yield f"#initial[{name}]"
        for entry in group:
            if entry.see:
                yield f"#see({name_markup(entry)}, {content(titled(entry.see))})"
                continue
            english = content(titled(entry.english)) if entry.english else "none"
            main = [place for unit in [entry.main] if unit for place in places(plan, entry, unit, found)]
            further = [place for unit in entry.further for place in places(plan, entry, unit, found)[:1]]
            yield (
                f"#entry({name_markup(entry)}, {english}, {array(map(string, main))}, {array(map(string, further))})"
            )


def name_markup(entry: Entry) -> str:
    """The name, never divided after a hyphen; a word wider than its column is divided after punctuation."""
    if entry.list == WORDS:
        return content(titled(entry.name))
    written = code_markup(entry.name)
    if max(map(cells, entry.name.split()), default=0) > FITS[entry.list]:
        written = Markup(written.replace(BREAK, "#break-here"))
    return content(written)


def places(plan: Plan, entry: Entry, unit: Key, found: Marked) -> list[str]:
    """Labels in a unit: its heading, where that has the term or nothing else was marked, then the marks."""
    marks = found.get((entry.name, unit), [])
    if unit in plan.index.titled.get(entry.name, ()) or not marks:
        page = next(chapter.page for chapter in plan.chapters if chapter.page.path == unit[0])
        return [label(page, unit[1]), *marks]
    return marks
