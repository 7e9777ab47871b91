"""Built pages and O/X pairs → what stands on Anki's cards, as values; `studyguide.practice.deck` packs them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import genanki

from studyguide.practice.note_types import FOLLOW_UP, OX, QUESTION, NoteType
from studyguide.practice.questions import record, sentence
from studyguide.site_model import Page, Question

GUIDE = "docker-study-guide"
"""Begins every name from which a note's guid is made: two guides never share one."""
GUIDS = {QUESTION.name: "question", FOLLOW_UP.name: "follow-up", OX.name: "o/x"}
INTERNAL = re.compile(r'<a href="\.\./([^"]*)">(.*?)</a>', re.DOTALL)
CLASSES = re.compile(r'(?<=<)(code|a|p|ul|ol|li|strong|em)\b([^>]*?)\sclass="([^"]*)"')
NO_WRAP = ' class="nowrap"'
COLOURS = re.compile(r'<span class="(?!go"|filename")[^"]*">([^<]*)</span>')
SPACES = re.compile(r"[\s·,/]+")
RIGHT = '<span class="right">O. 맞는 말입니다.</span>'
WRONG = '<span class="no">X. 틀린 말입니다.</span>'


@dataclass(frozen=True)
class Card:
    """A note to be. `values` by the name of the field ("" where it has none), `place` its turn among new cards."""

    kind: NoteType
    name: str
    values: Mapping[str, str]
    tags: tuple[str, ...]
    place: int

    @property
    def guid(self) -> str:
        """By what Anki finds the note again; frozen like the names of `GUIDS`."""
        return str(genanki.guid_for(GUIDE, GUIDS[self.kind.name], self.name))

    @property
    def row(self) -> list[str]:
        """The fields as Anki keeps them."""
        values = {**self.values, "id": self.name}
        if unknown := values.keys() - set(self.kind.fields):
            raise ValueError(f"{self.kind.name} has no field {', '.join(sorted(unknown))}")
        return [values.get(field, "") for field in self.kind.fields]


def tag(*parts: str) -> str:
    """A tag below 도커; a blank would end it.

    >>> tag("파트", "설계와 운영"), tag("실제-면접")
    ('도커::파트::설계와-운영', '도커::실제-면접')
    """
    return "::".join(SPACES.sub("-", part) for part in ("도커", *parts))


def for_anki(html: str, base: str) -> str:
    """HTML of the practice page as a card has it: whole links, or only their words where the site has no address.

    Marks that only the site's style sheet knows are left out: they would be a fifth of the deck.

    >>> for_anki('<a href="../volumes/#try">볼륨</a>의 <code class="nowrap joined">-v</code>', "")
    '볼륨의 <code class="nowrap">-v</code>'
    >>> for_anki('<a href="../volumes/#try">볼륨</a>', "https://e.org/")
    '<a href="https://e.org/volumes/#try">볼륨</a>'
    """
    html = CLASSES.sub(lambda match: match[1] + match[2] + (NO_WRAP if "nowrap" in match[3] else ""), html)
    while (plain := COLOURS.sub(r"\1", html)) != html:
        html = plain
    return INTERNAL.sub(rf'<a href="{base}\1">\2</a>' if base else r"\2", html)


def for_fields(values: Mapping[str, str], base: str) -> dict[str, str]:
    return {name: for_anki(html, base) for name, html in values.items()}


def boxes(pairs: Iterable[Sequence[str]], kind: str = "") -> str:
    """Titles with what stands below them: wrong answers, or follow-ups."""
    return "".join(f'<div class="item{kind}"><div class="title">{title}</div>{body}</div>' for title, body in pairs)


def tags_of(page: Page, question: Question) -> tuple[str, ...]:
    """By what a reader may choose cards."""
    marks = [
        tag("파트", page.part),
        tag("페이지", page.slug),
        tag("수준", "심화" if question.level == "deep" else "기본"),
    ]
    return (*marks, tag("실제-면접")) if question.asked else tuple(marks)


def meta(page: Page, question: Question) -> str:
    """Where a question belongs, above it."""
    asked = ' · <span class="asked">실제 면접</span>' if question.asked else ""
    return page.title + asked + (" · 심화" if question.level == "deep" else "")


def link(page: Page, anchor: str, base: str) -> str:
    return f"{base}{page.url}#{anchor}" if base else ""


def question_cards(page: Page, question: Question, place: int, base: str) -> Iterator[Card]:
    """A question and, in a deck of their own, its follow-ups."""
    made = record(question, page.url)
    more = made.get("next", [])
    tags, above = tags_of(page, question), meta(page, question)
    values = {
        "질문": made["title"],
        "30초 답": made["short"],
        "키워드": " · ".join(f"<b>{sentence(word)}</b>" for word in question.keywords),
        "자세한 답": made.get("more", ""),
        "흔한 오답": boxes(made.get("wrong", []), " wrong"),
        "꼬리 질문": boxes(more),
    }
    shared = {"분류": above, "링크": link(page, question.anchor, base)}
    yield Card(QUESTION, question.id, for_fields(values, base) | shared, tags, place)
    for follow_up, (title, body) in zip(question.followups, more, strict=True):
        # The words are the name of one that has no id: its place would give its history to another.
        name = follow_up.id or f"{question.anchor}--{hashlib.sha256(follow_up.title.encode()).hexdigest()[:10]}"
        values = {"질문": title, "답": body, "앞 질문": made["title"]}
        shared = {"분류": above, "링크": link(page, follow_up.id or question.anchor, base)}
        yield Card(FOLLOW_UP, name, for_fields(values, base) | shared, tags, place)


def first_side(name: str) -> str:
    """Which twin of a pair comes first: half of the true ones and half of the false ones."""
    return ("true", "false")[hashlib.sha256(name.encode()).digest()[0] % 2]


def ox_cards(page: Page, pair: Mapping[str, Any], place: int, pairs: int, base: str) -> Iterator[Card]:
    """Both twins; the second comes when all first ones have been, so that nobody reads them one after the other."""
    tags = (tag("O-X"), tag("파트", page.part), tag("페이지", page.slug))
    why = f"<p>{sentence(pair['why'])}</p>"
    instead = f"<p><b>{sentence(pair['true'])}</b></p>"
    for side, verdict, text in (("true", RIGHT, why), ("false", WRONG, instead + why)):
        values = {
            "문장": sentence(pair[side]),
            "판정": verdict,
            "설명": text,
            "분류": page.title,
            "링크": link(page, pair["anchor"], base),
        }
        turn = place if side == first_side(pair["id"]) else pairs + place
        yield Card(OX, f"{pair['id']}--{side}", values, tags, turn)


def cards(pages: Sequence[Page], pairs: Sequence[Mapping[str, Any]], base: str) -> list[Card]:
    """Every card: questions met in interviews, then basic, then deep ones, each in reading order."""
    asking = [(page, question) for page in pages for question in page.questions]
    asking.sort(key=lambda each: (not each[1].asked, each[1].level == "deep"))
    made = [
        card
        for place, (page, question) in enumerate(asking, start=1)
        for card in question_cards(page, question, place, base)
    ]
    by_slug = {page.slug: page for page in pages}
    for place, pair in enumerate(pairs, start=1):
        made += ox_cards(by_slug[pair["page"]], pair, place, len(pairs), base)
    return sorted(made, key=lambda card: card.place)
