"""paths.yml → the reading paths: pages of ordered steps, each with what one can answer after it.

A step names places (`page` or `page#anchor`) and question ids; titles and addresses
come from the pages, so that nothing is typed twice and a moved question takes its
path along.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from studyguide.generated.page import compose, link_to
from studyguide.navigation import PRACTICE
from studyguide.source.scanner import Source

HEADS = {"read": "읽기", "do": "해 보기"}
ORDER = ("read", "do", "answer")
"""What comes first in a step, unless the path has an `order` of its own."""
LAST = "다 했으면 페이지를 닫고 소리 내어 답해 보세요."
FIRST = "먼저 소리 내어 답해 보세요. 막히면 질문을 눌러 답을 봅니다."
THEN = "막힌 것만 읽습니다."
REHEARSE = f"[이 단계의 질문 풀기]({PRACTICE})\n{{ .path-practice .screen-only }}"
"""Right after the list of questions, which the script of the pages reads: it leads to these and counts them."""


def places(pages: Iterable[Source]) -> dict[str, tuple[str, str]]:
    """`page` and `page#anchor` → title and link."""
    found = {}
    for page in pages:
        slug = page.path.removeprefix("docs/").removesuffix(".md")
        found[slug] = (page.title, link_to(page.path))
        for heading in page.headings:
            if heading.id:
                found[f"{slug}#{heading.id}"] = (plain(heading.text), link_to(page.path, heading.id))
    return found


def questions(pages: Iterable[Source]) -> dict[str, tuple[str, str]]:
    """Question id → title and link."""
    return {
        block.option("id"): (block.title, link_to(page.path, f"q-{block.option('id')}"))
        for page in pages
        for block in page.named("question")
    }


def plain(heading: str) -> str:
    """A heading without its attributes.

    >>> plain("볼륨 { #volumes }")
    '볼륨'
    """
    return re.sub(r" *\{[^{}]*\}$", "", heading)


Places = Mapping[str, tuple[str, str]]


def render_places(step: Mapping[str, Any], kinds: Iterable[str], where: Places) -> str:
    """The numbered list of what to read and try."""
    lines = []
    for kind in kinds:
        for name in step.get(kind, []):
            title, link = where[name]
            page = where[name.split("#")[0]][0]
            label = title if title == page else f"{page}: {title}"
            lines.append(f"1. {HEADS[kind]}: [{label}]({link})")
    return "\n".join(lines)


def render_step(
    number: int, step: Mapping[str, Any], where: Places, asked: Places, order: Sequence[str] = ORDER
) -> Iterator[str]:
    """One step: heading, text, then reading, labs and questions in the path's order."""
    yield f"## {number}. {step['title']} {{ #{step['id']} }}"
    yield f"*{step['time']}*{{ .tag .tag--time }} {step['text'].strip()}"
    todo = render_places(step, (kind for kind in order if kind in HEADS), where)
    answers = "\n".join(f"- [{title}]({link})" for title, link in (asked[name] for name in step.get("answer", ())))
    if order[0] == "answer" and answers:
        yield from (FIRST, answers, REHEARSE)
        if todo:
            yield from (THEN, todo)
        return
    yield todo
    if answers:
        yield from (LAST, answers, REHEARSE)


def render(path: Mapping[str, Any], pages: Sequence[Source], date: datetime.date) -> str:
    """One page from one entry of paths.yml and the scanned pages."""
    where, asked = places(pages), questions(pages)
    parts = [path["intro"].strip()]
    for number, step in enumerate(path["steps"], start=1):
        parts += render_step(number, step, where, asked, path.get("order", ORDER))
    parts.append(path["close"].strip())
    return compose(path["title"], path["description"], parts, date)
