"""commands.yml → 명령어 표."""

from __future__ import annotations

import datetime
import html
from collections.abc import Mapping, Sequence
from typing import Any

from studyguide.generated.page import compose, link_to
from studyguide.source.phrases import phrases

BREAK = "  \n    "
"""A new line inside an entry of a definition list."""


def anchor_of(command: Mapping[str, str]) -> str:
    """The address of a row: the `id` of its own, for the command in it may change.

    >>> anchor_of({"id": "ps-a", "run": "docker ps -a"})
    'cmd-ps-a'
    """
    return f"cmd-{command['id']}"


def asked_as(command: Mapping[str, Any]) -> str:
    """The line that shows how readers ask for the command."""
    said = " · ".join(f"<q>{html.escape(phrase)}</q>" for phrase in phrases(command.get("also")))
    return f'<span class="also"><span class="also__label">이렇게도 묻습니다</span> {said}</span>'


def entry(command: Mapping[str, str], titles: Mapping[str, str]) -> str:
    """One command of a definition list: in a table's cell a long command would break on a phone."""
    page, _, anchor = command["page"].partition("#")
    lines = [f"{command['does']} · [{titles[page.removesuffix('.md')]}]({link_to(page, anchor)})"]
    if command.get("long"):  # both are there, so that whoever looks for one of them on the page finds it
        lines.append(f"긴 형식: `{command['long']}`")
    if command.get("note"):
        lines.append(f"*{command['note']}*{{ .note }}")
    if command.get("also"):
        lines.append(asked_as(command))
    return f"`{command['run']}`{{ #{anchor_of(command)} }}\n:   {BREAK.join(lines)}"


def render(groups: Sequence[Mapping[str, Any]], titles: Mapping[str, str], date: datetime.date) -> str:
    """The page. `titles`: slug of a page → its title; a command of an unknown page raises KeyError."""
    total = sum(len(group["commands"]) for group in groups)
    parts = [
        f"자주 쓰는 명령 {total}개를 하는 일별로 묶었습니다.\n"
        "대문자로 적은 `IMAGE`, `NAME:TAG`, `KEY=VALUE`와 컨테이너 이름 `web`은 자기 것으로 바꾸어 입력하세요."
    ]
    for group in groups:
        parts.append(f"## {group['title']} {{ #{group['id']} }}")
        parts += [entry(command, titles) for command in group["commands"]]
    return compose("명령어 표", f"도커와 Compose에서 자주 쓰는 명령 {total}개를 하는 일별로 정리했습니다.", parts, date)
