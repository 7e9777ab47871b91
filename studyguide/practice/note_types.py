"""Anki's note types: what never changes once a deck was given out (decisions/), and how cards look.

Anki knows a note type by its number. With a field added or taken out, a reader's notes are not updated any more;
templates and styles may change at any time. The field `여분` is for what we forgot.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import genanki

NAME = "도커 스터디 가이드"
STYLE = Path(__file__).with_name("card.css")
EXTRA = "여분"
SHARED = ("분류", "링크", "id", EXTRA)
"""Fields that every note has at its end: where it belongs, where its answer stands, its name, and room."""


@dataclass(frozen=True)
class NoteType:
    """A kind of note with one card. `number`, `fields` and `deck_name` are frozen: Anki finds a deck by its name."""

    name: str
    number: int
    fields: tuple[str, ...]
    deck: int
    deck_name: str
    front: str
    back: str

    @property
    def model(self) -> genanki.Model:
        """What genanki makes of it. Fields and templates have numbers too, so that Anki need not go by names."""
        numbers = range(self.number * 100, self.number * 100 + len(self.fields))
        return genanki.Model(
            self.number,
            f"{NAME} {self.name}",
            fields=[{"name": field, "id": number} for field, number in zip(self.fields, numbers, strict=True)],
            templates=[{"name": self.name, "id": self.number * 100 + 99, "qfmt": self.front, "afmt": self.back}],
            css=STYLE.read_text(encoding="utf-8"),
        )


def fold(field: str) -> str:
    """A part of the answer that opens when it is pressed; nothing where the field is empty."""
    return f"{{{{#{field}}}}}<details><summary>{field}</summary>{{{{{field}}}}}</details>{{{{/{field}}}}}"


META = '<p class="meta">{{분류}}</p>'
LINK = '{{#링크}}<p class="meta"><a href="{{링크}}">가이드에서 보기</a></p>{{/링크}}'
ASKED = META + '<div class="q">{{질문}}</div>'
PARENT = META + '<p class="parent">{{앞 질문}}</p><div class="q">{{질문}}</div>'
STATEMENT = META + '<div class="q">{{문장}}</div>'
RULE = '<hr id="answer">'
KEYWORDS = '{{#키워드}}<p class="label">들어가야 할 말</p><p>{{키워드}}</p>{{/키워드}}'


def korean(*parts: str) -> str:
    """A side of a card. The language is said for those who have it read to them."""
    return f'<div lang="ko">{"".join(parts)}</div>'


QUESTION = NoteType(
    name="질문",
    number=1589796418,
    fields=("질문", "30초 답", "키워드", "자세한 답", "흔한 오답", "꼬리 질문", *SHARED),
    deck=1977512006,
    deck_name=NAME,
    front=korean(ASKED, '<p class="hint">30초 안에 끝까지 소리 내어 말해 보세요.</p>'),
    back=korean(
        ASKED, RULE, '<p class="label">30초 답</p><div>{{30초 답}}</div>', KEYWORDS,
        fold("흔한 오답"), fold("자세한 답"), fold("꼬리 질문"), LINK,
    ),
)  # fmt: skip
FOLLOW_UP = NoteType(
    name="꼬리 질문",
    number=1885126936,
    fields=("질문", "답", "앞 질문", *SHARED),
    deck=1699255536,
    deck_name=f"{NAME}::꼬리 질문",
    front=korean(PARENT),
    back=korean(PARENT, RULE, "<div>{{답}}</div>", LINK),
)
OX = NoteType(
    name="O/X",
    number=1437180400,
    fields=("문장", "판정", "설명", *SHARED),
    deck=1493378443,
    deck_name=f"{NAME}::O/X",
    front=korean(STATEMENT, '<p class="hint">O일까요, X일까요?</p>'),
    back=korean(STATEMENT, RULE, '<div class="verdict">{{판정}}</div><div>{{설명}}</div>', LINK),
)
NOTE_TYPES = (QUESTION, FOLLOW_UP, OX)
