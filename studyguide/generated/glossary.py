"""glossary.yml → 용어집, in the order of the Korean dictionary."""

from __future__ import annotations

import datetime
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from studyguide.generated.page import compose, link_to

INITIALS = dict(
    zip(
        "ᄀᄁᄂᄃᄄᄅᄆᄇᄈᄉᄊᄋᄌᄍᄎᄏᄐᄑᄒ",
        (
            "ㄱ",
            "ㄱ",
            "ㄴ",
            "ㄷ",
            "ㄷ",
            "ㄹ",
            "ㅁ",
            "ㅂ",
            "ㅂ",
            "ㅅ",
            "ㅅ",
            "ㅇ",
            "ㅈ",
            "ㅈ",
            "ㅊ",
            "ㅋ",
            "ㅌ",
            "ㅍ",
            "ㅎ",
        ),
        strict=True,
    )
)
"""First consonant as it comes from NFD → the letter of the dictionary (ㄲ stands under ㄱ)."""
ANCHORS = {
    "ㄱ": "giyeok", "ㄴ": "nieun", "ㄷ": "digeut", "ㄹ": "rieul", "ㅁ": "mieum", "ㅂ": "bieup", "ㅅ": "siot",
    "ㅇ": "ieung", "ㅈ": "jieut", "ㅊ": "chieut", "ㅋ": "kieuk", "ㅌ": "tieut", "ㅍ": "pieup", "ㅎ": "hieut",
    "A–Z": "latin",
}  # fmt: skip


def letter(term: str) -> str:
    """Under which letter a term stands.

    >>> letter("컨테이너"), letter("껍데기"), letter("chroot")
    ('ㅋ', 'ㄱ', 'A–Z')
    """
    return INITIALS.get(unicodedata.normalize("NFD", term)[0], "A–Z")


def entry(term: Mapping[str, Any], titles: Mapping[str, str]) -> str:
    """One term of a definition list."""
    english = term["en"]
    same = english.lower() == term["ko"].lower()
    head = f"**{term['ko']}**" + ("" if same else f" {english}")
    return f"{head}\n:   {term['definition']} · [{titles[term['page']]}]({link_to(term['page'] + '.md')})"


def render(terms: Sequence[Mapping[str, Any]], titles: Mapping[str, str], date: datetime.date) -> str:
    """The page. `titles`: slug of a page → its title; a term of an unknown page raises KeyError."""
    groups: dict[str, list[Mapping[str, Any]]] = {name: [] for name in ANCHORS}
    for term in sorted(terms, key=lambda term: str(term["ko"]).lower()):
        groups[letter(str(term["ko"]))].append(term)
    parts = [
        f"이 가이드가 쓰는 용어 {len(terms)}개를 가나다순으로 모았습니다.\n"
        "풀이 뒤의 링크는 그 용어를 설명하는 페이지입니다."
    ]
    parts.append(" · ".join(f"[{name}](#{ANCHORS[name]})" for name, members in groups.items() if members))
    for name, members in groups.items():
        if members:
            parts.append(f"## {name} {{ #{ANCHORS[name]} }}")
            parts += [entry(term, titles) for term in members]
    return compose("용어집", "도커 용어의 한국어 표기, 영어 이름, 한 줄 풀이를 가나다순으로 모았습니다.", parts, date)
