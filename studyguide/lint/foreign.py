"""Constructs of other Markdown dialects and generators: here they would come out as they are typed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from studyguide.lint.messages import say

BOX = '`!!! note "제목"`으로 적고 내용은 빈칸 네 칸을 들여 쓰세요'
REFUSED = (
    (re.compile(r"^(?P<mark>\[TOC\])", re.M), "목차는 자동으로 나옵니다. 지우세요"),
    (re.compile(r"^[ \t]*(?:[-*+] +)?(?P<mark>TODO|FIXME|XXX)\b", re.M), "할 일을 남기지 말고 글을 마저 적으세요"),
    (re.compile(r"(?P<mark>-->)"), "주석을 여는 `<!--`가 없으니 적거나 지우세요"),
)
ABSENT = (
    (
        re.compile(r"^[ \t]*(?P<mark>\?{3,}\+?(?= |$)|\?\?\+?(?= +[a-z]))", re.M),
        "접는 상자는 없습니다. `!!! note`나 `question` 블록을 쓰세요",
    ),
    (re.compile(r"^[ \t]*(?P<mark>!!(?!!)|!!!!+)(?= ?[a-z가-힣])", re.M), f"상자는 {BOX}"),
    (re.compile(r"^[ \t>]*(?P<mark>\[![A-Za-z]+\])", re.M), f"상자는 {BOX}"),
    (re.compile(r"^[ \t]*(?P<mark>:::)", re.M), f"상자는 {BOX}"),
    (re.compile(r"^(?P<mark>\.\. [a-z-]+::)", re.M), "마크다운으로 적으세요"),
    (
        re.compile(r"^(?P<mark>\+(?:[-=]+\+)+)[ \t]*$", re.M),
        "표는 `| 가 | 나 |`와 그 아래의 `|---|---|`로 적으세요",
    ),
    (
        re.compile(r"^[ \t]*(?P<mark>={3,}|==(?= +[\"']))[!+]? *[\"'가-힣A-Za-z]", re.M),
        "탭은 없습니다. `###` 제목으로 나누세요",
    ),
    (re.compile(r"^[ \t]*[-*+] +(?P<mark>\[[ xX]\]) ", re.M), "할 일 목록은 없습니다. 보통 목록으로 적으세요"),
    (re.compile(r"(?P<mark>~~)\S[^~\n]*~~"), "지운 글은 남기지 말고 빼세요"),
    (re.compile(r"(?<![|+=])(?P<mark>==)[^\s=][^=\n]*=="), "강조는 `**굵게**` 적으세요"),
    (re.compile(r"(?P<mark>\+\+)\w[\w+-]*\+\+"), "키는 백틱으로 감싸 `Ctrl+C`처럼 적으세요"),
    (re.compile(r"(?P<mark>\^\^)\S[^^\n]*\^\^"), "강조는 `**굵게**` 적으세요"),
    (re.compile(r"(?<![~\w/])(?:\w+)(?P<mark>~)\w+~(?!\w*/)"), "아래 첨자는 그냥 글자로 적으세요"),
    (re.compile(r"(?<=\w)(?P<mark>\^)[\w+-]+\^(?!\w)"), "위 첨자는 그냥 글자로 적으세요"),
    (re.compile(r"(?P<mark>\{!)[^{}\n]+!\}"), "다른 파일을 끼워 넣을 수 없습니다. 내용을 적으세요"),
    (re.compile(r"^(?P<mark>@)(?:include|import)\b", re.M), "다른 파일을 끼워 넣을 수 없습니다. 내용을 적으세요"),
    (re.compile(r"^(?P<mark>:)(?=[가-힣])", re.M), "정의 목록은 `:` 뒤에 빈칸 세 칸을 두세요"),
    (re.compile(r"(?P<mark>\^\[)[^\]\n]+\]"), "각주는 `[^1]`과 `[^1]: 글`로 적으세요"),
    (re.compile(r"(?P<mark>\{(?:\+\+|--|~~|==|>>))"), "고친 표시는 남기지 말고 글을 고치세요"),
    (re.compile(r"^(?P<mark>\*\[[^\]\n]+\]:)", re.M), "줄임말의 풀이는 본문에 적으세요"),
    (re.compile(r"^[ \t]*(?P<mark>-{1,2}8<-{1,2})", re.M), "다른 파일을 끼워 넣을 수 없습니다. 내용을 적으세요"),
    (re.compile(r"^(?P<mark>\$) +(?=[a-z./]+)", re.M), "명령은 ```` ```console ```` 블록에 적으세요"),
    (
        re.compile(r"(?<![\\\w$])(?P<mark>\$)[^\s$`0-9][^$\n`]*[\\^_{}=][^$\n`]*\$(?!\w)"),
        "수식은 글이나 코드로 적으세요",
    ),
    (re.compile(r"(?P<mark>\{%|\{\{)"), "틀 언어는 쓰지 않습니다. 코드라면 백틱으로 감싸세요"),
)
"""What is looked for, and what to write instead."""


def found_in(text: str) -> Iterator[tuple[int, str]]:
    """Line and message of every construct that is not read here."""
    for key, patterns in (("syntax-absent", ABSENT), ("syntax-refused", REFUSED)):
        for pattern, hint in patterns:
            for match in pattern.finditer(text):
                yield text.count("\n", 0, match.start("mark")) + 1, say(key, mark=match["mark"], hint=hint)
