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

from studyguide.generated import reading_time
from studyguide.generated.page import compose, link_to
from studyguide.navigation import PRACTICE
from studyguide.source.scanner import Source

HEADS = {"read": "읽기", "do": "해 보기"}
ORDER = ("read", "do", "answer")
"""What comes first in a step, unless the path has an `order` of its own."""
LAST = "다 했으면 페이지를 닫고 소리 내어 답해 보세요."
FIRST = "먼저 소리 내어 답해 보세요. 막히면 그 질문의 답을 봅니다."
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


def named(name: str, where: Places) -> str:
    """How a place is called: its page, and the section where it is not the whole page."""
    title, page = where[name][0], where[name.split("#")[0]][0]
    return title if title == page else f"{page}: {title}"


def render_places(step: Mapping[str, Any], kinds: Iterable[str], where: Places) -> str:
    """The numbered list of what to read and try."""
    lines = []
    for kind in kinds:
        for name in step.get(kind, []):
            lines.append(f"1. {HEADS[kind]}: [{named(name, where)}]({where[name][1]})")
    return "\n".join(lines)


def time_of(step: Mapping[str, Any], by_slug: Mapping[str, Source]) -> str:
    """How long a step takes: as the data says, or as its pages let expect."""
    return str(step.get("time") or reading_time.spoken(reading_time.minutes(step, by_slug)))


def render_step(
    number: int, step: Mapping[str, Any], time: str, where: Places, asked: Places, order: Sequence[str] = ORDER
) -> Iterator[str]:
    """One step: heading, text, then reading, labs and questions in the path's order."""
    yield f"## {number}. {step['title']} {{ #{step['id']} }}"
    yield f"*{time}*{{ .tag .tag--time }} {step['text'].strip()}"
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


def checklist(path: Mapping[str, Any], where: Places, by_slug: Mapping[str, Source]) -> Iterator[str]:
    """The path on paper: a box for everything to do, and how long it takes."""
    yield "## 점검표 { #checklist }"
    yield (
        "인쇄해서 한 일을 지워 가세요.\n"
        "시간은 1분에 450자를 읽고, 명령 하나에 1분, 답 하나에 2분이 걸린다고 보고 쉬는 시간을 4분의 1 더했습니다."
    )
    rows = ["| 할 일 | 시간 |", "|---|---|"]
    for number, step in enumerate(path["steps"], start=1):
        rows.append(f"| **{number}. {step['title']}** | **{time_of(step, by_slug)}** |")
        for kind in (kind for kind in path.get("order", ORDER) if step.get(kind)):
            alone = [{kind: [name]} for name in step[kind]] if kind in HEADS else [{kind: step[kind]}]
            for part in alone:
                label = (
                    f"{HEADS[kind]}: {named(part[kind][0], where)}" if kind in HEADS else f"질문 {len(part[kind])}개"
                )
                rows.append(f"| □ {label} | {max(1, round(reading_time.minutes(part, by_slug)))}분 |")
    yield "\n".join(rows)


def render(path: Mapping[str, Any], pages: Sequence[Source], date: datetime.date) -> str:
    """One page from one entry of paths.yml and the scanned pages."""
    where, asked = places(pages), questions(pages)
    by_slug = {page.path.removeprefix("docs/").removesuffix(".md"): page for page in pages}
    whole = reading_time.spoken(reading_time.total(path["steps"], by_slug))
    parts = [f"{path['intro'].strip()}\n모두 {whole}쯤 걸립니다. [점검표](#checklist)를 인쇄해 두면 편합니다."]
    for number, step in enumerate(path["steps"], start=1):
        parts += render_step(number, step, time_of(step, by_slug), where, asked, path.get("order", ORDER))
    parts.append(path["close"].strip())
    parts += checklist(path, where, by_slug)
    return compose(path["title"], path["description"], parts, date)
