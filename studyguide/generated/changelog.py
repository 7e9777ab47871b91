"""changelog.yml → 바뀐 점: what each edition brought, and what was wrong in the one before it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from studyguide.generated.page import compose, link_to

PAGE = "changelog.md"


def mended(entry: Mapping[str, str], titles: Mapping[str, str]) -> str:
    """What was wrong and what is so, with the place that tells it."""
    page, _, anchor = entry["page"].partition("#")
    return f"- {entry['was']} → **{entry['now']}** [{titles[page.removesuffix('.md')]}]({link_to(page, anchor)})"


def edition(entry: Mapping[str, Any], titles: Mapping[str, str]) -> Iterator[str]:
    """One edition."""
    name = f"edition-{entry['edition']}"
    yield f"## {entry['edition']}판 · {entry['date']} {{ #{name} }}"
    yield entry["intro"].strip()
    if entry.get("new"):
        yield f"### 새로 생긴 것 {{ #{name}-new }}"
        yield "\n".join(f"- {text}" for text in entry["new"])
    if entry.get("mended"):
        yield f"### 앞 판에서 틀렸던 것 {{ #{name}-mended }}"
        yield "화살표 왼쪽이 앞 판의 말, 오른쪽이 바른 내용입니다."
        yield "\n".join(mended(each, titles) for each in entry["mended"])


def render(entries: Sequence[Mapping[str, Any]], titles: Mapping[str, str]) -> str:
    """The page, as new as the newest edition. An entry with an unknown page raises KeyError."""
    parts = ["판마다 새로 생긴 것과 바로잡은 것을 모았습니다. 앞 판으로 공부했다면 여기부터 확인하세요."]
    for entry in entries:
        parts += edition(entry, titles)
    date = datetime.date.fromisoformat(str(entries[0]["date"]))
    return compose("바뀐 점", "도커 스터디 가이드의 판마다 새로 생긴 내용과 앞 판에서 틀렸던 내용입니다.", parts, date)
