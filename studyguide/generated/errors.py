"""errors.yml → 오류 사전: one page that lists every message, and a page for each group that explains them.

All on one page would be 200 entries and three times what a first visit may weigh. The list keeps the promised
address of every message (`errors/#e-<id>`), so that one may move to another group.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from studyguide.generated.page import compose, link_to
from studyguide.source.phrases import SEPARATOR

INDEX = "errors.md"
HANGUL = re.compile(r"[가-힣]")


def group_page(group: Mapping[str, Any]) -> str:
    """The file of a group's page."""
    return f"errors-{group['id']}.md"


def page_names(groups: Sequence[Mapping[str, Any]]) -> list[str]:
    """The files of the dictionary in order: the list, then the groups."""
    return [INDEX, *(group_page(group) for group in groups)]


def code(text: str) -> str:
    """Inline code, whatever backticks the text has.

    >>> code("no such image"), code("the attribute `version` is obsolete")
    ('`no such image`', '``the attribute `version` is obsolete``')
    """
    fence = "`" * (max(map(len, re.findall("`+", text)), default=0) + 1)
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def wordings(error: Mapping[str, Any]) -> list[str]:
    """How other versions and programs print the message."""
    return [text for text in error["also"] if not HANGUL.search(text)]


def phrasings(error: Mapping[str, Any]) -> list[str]:
    """How readers tell of it: what is Korean was printed by none of the tools."""
    return [text for text in error["also"] if HANGUL.search(text)]


def rows(error: Mapping[str, Any], titles: Mapping[str, str]) -> Iterator[tuple[str, list[str]]]:
    """The rows of an entry: label and texts."""
    page, _, anchor = error["page"].partition("#")
    yield "원인", [error["cause"]]
    yield "확인", [code(command) for command in error["look"].split("; ")]
    yield "해결", [error["remedy"]]
    yield "자세히", [f"[{titles[page.removesuffix('.md')]}]({link_to(page, anchor)})"]
    if found := wordings(error):
        yield "변형", [code(text) for text in found]
    if error.get("versions"):
        yield "버전", [error["versions"]]


def entry(error: Mapping[str, Any], titles: Mapping[str, str]) -> Iterator[str]:
    """One message with what to do, as a heading and a list of definitions."""
    yield f"### {code(error['message'])} {{ #e-{error['id']} }}"
    yield f"/// also | {SEPARATOR.join(phrasings(error))}\n///"
    yield "\n\n".join(
        "\n".join([f"*{label}*{{ .label }}", *(f":   {text}" for text in texts)])
        for label, texts in rows(error, titles)
    )
    yield f"/// sources | {error['source']}\n///"


def render_group(group: Mapping[str, Any], titles: Mapping[str, str], date: datetime.date) -> str:
    """The page of one group. `titles`: slug of a page → its title; an entry with an unknown page raises KeyError."""
    errors = group["errors"]
    parts = [
        f"{group['lead'].strip()}\n다른 때에 나온 메시지는 [오류 사전]({INDEX})에서 찾으세요.",
        f"## 메시지 {len(errors)}개 {{ #messages }}",
    ]
    for error in errors:
        parts += entry(error, titles)
    return compose(
        f"오류: {group['title']}",
        f"{group['title']} 오류 메시지 {len(errors)}개의 원인과 해결 방법입니다.",
        parts,
        date,
    )


def row(group: Mapping[str, Any], error: Mapping[str, Any]) -> str:
    """One line of the list."""
    address = f"e-{error['id']}"
    return f"- [{code(error['message'])}]({link_to(group_page(group), address)}){{ #{address} }}"


def render_index(groups: Sequence[Mapping[str, Any]], date: datetime.date) -> str:
    """The list of all messages."""
    total = sum(len(group["errors"]) for group in groups)
    parts = [
        f"도커와 Compose, 레지스트리, 앱이 출력하는 오류 메시지 {total}개를 나오는 때에 따라 나눴습니다.\n"
        "메시지마다 원인, 확인할 명령, 해결 방법을 적었습니다.",
        "긴 메시지는 끝에서부터 읽고, 그 부분을 검색창에서 찾으세요. 책에서는 맨 뒤의 찾아보기에 있습니다.\n"
        "어디부터 봐야 할지 모르겠으면 [문제 해결 순서](troubleshooting.md)를 먼저 보세요.",
    ]
    for group in groups:
        parts.append(f"## {group['title']} {{ #{group['id']} }}")
        parts.append("\n".join(row(group, error) for error in group["errors"]))
    return compose(
        "오류 사전", f"도커 오류 메시지 {total}개의 원인과 해결 방법을 나오는 때에 따라 찾습니다.", parts, date
    )


def render(groups: Sequence[Mapping[str, Any]], titles: Mapping[str, str], date: datetime.date) -> Mapping[str, str]:
    """File name → page."""
    return {INDEX: render_index(groups, date)} | {
        group_page(group): render_group(group, titles, date) for group in groups
    }
