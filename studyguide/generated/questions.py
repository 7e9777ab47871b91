"""면접 질문 모음: every question of the site with its short answer closed below it, the really asked ones first."""

from __future__ import annotations

import datetime
import html
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from studyguide.generated.page import compose, link_to, rebase
from studyguide.source.blocks import ASKED, LEVELS
from studyguide.source.scanner import Block, Source

CORE_PATH = "path-interview-day"
"""The path whose questions are the first to know."""
CORE = "핵심"


def core_questions(paths: Sequence[Mapping[str, Any]], pages: Sequence[Source]) -> set[str]:
    """The ids of the questions to know first: those of real interviews, and those of the day before one."""
    asked = {block.option("id") for page in pages for block in page.named("question") if block.option("asked")}
    steps = (step for path in paths if path["slug"] == CORE_PATH for step in path["steps"])
    return asked | {name for step in steps for name in step.get("answer", ())}


def link_of(page: Source, block: Block) -> str:
    """The address of a question."""
    return link_to(page.path, "q-" + block.option("id"))


def listed(page: Source, block: Block) -> str:
    """One line of the list of what was really asked."""
    return f"- [{block.title}]({link_of(page, block)}) *{ASKED[block.option('asked')]}*{{ .tag .tag--asked }}"


def title_html(title: str) -> str:
    """A title as HTML: only code is marked in it.

    >>> title_html("`a<b>`와 c")
    '<code>a&lt;b&gt;</code>와 c'
    """
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", html.escape(title, quote=False))


def tags(block: Block, core: Collection[str]) -> Iterator[str]:
    """The marks of a question."""
    if block.option("asked"):
        yield f'<span class="tag tag--asked">{ASKED[block.option("asked")]}</span>'
    if block.option("id") in core:
        yield f'<span class="tag tag--core">{CORE}</span>'
    if block.option("level") == "deep":
        yield f'<span class="tag">{LEVELS["deep"]}</span>'


def item(page: Source, block: Block, core: Collection[str]) -> str:
    """A question that opens to its short answer and leads to the whole one."""
    kinds = ["ask", *["core"] * (block.option("id") in core), *["deep"] * (block.option("level") == "deep")]
    title = " ".join([title_html(block.title), *tags(block, core)])
    return "\n\n".join(
        (
            f'<details class="{" ".join(kinds)}" markdown="1">\n<summary>{title}</summary>',
            rebase(block.paragraphs[0], page.path),
            f"[자세한 답]({link_of(page, block)}){{ .ask__more }}",
            "</details>",
        )
    )


def filters(total: int, parts: Collection[str]) -> str:
    """What chooses questions: it stands in the page, so that nothing moves when the script comes."""
    options = "".join(f'<option value="{html.escape(part)}">{html.escape(part)}</option>' for part in parts)
    levels = "".join(f'<option value="{level}">{name}만</option>' for level, name in LEVELS.items())
    return (
        '<div class="ask-filter screen-only" role="group" aria-label="질문 고르기">\n'
        f'<label>단원 <select name="part"><option value="">모두</option>{options}</select></label>\n'
        f'<label>난이도 <select name="level"><option value="">모두</option>{levels}</select></label>\n'
        f'<label><input type="checkbox" name="core"> {CORE} 질문만</label>\n'
        '<button type="button" class="ask-filter__open">답 모두 보기</button>\n'
        f'<p class="ask-filter__count" role="status">질문 {total}개</p>\n'
        "</div>"
    )


def render(pages: Sequence[Source], parts: Mapping[str, str], core: Collection[str], date: datetime.date) -> str:
    """The page, from the scanned topic pages in reading order. `parts`: path of a page → its part of the guide."""
    asked = [listed(page, block) for page in pages for block in page.named("question") if block.option("asked")]
    total = sum(len(page.named("question")) for page in pages)
    shown = dict.fromkeys(parts.get(page.path, "") for page in pages if page.named("question"))
    text = [
        f"이 가이드의 질문 {total}개를 읽는 순서대로 모았습니다.\n"
        "먼저 소리 내어 답해 보고 나서 30초 답과 비교해 보세요.\n"
        f"실제 면접에서 나온 질문과 면접 하루 전에 볼 질문에는 *{CORE}*{{ .tag .tag--core }} 표시가 있습니다.",
        filters(total, [part for part in shown if part]),
        "## 실제 면접에서 나온 질문 { #asked }",
        '<div class="asks" markdown="1">',
        "노트를 쓴 사람이 면접에서 직접 받았다고 적은 질문입니다.",
        "\n".join(asked),
        "</div>",
    ]
    for page in pages:
        if questions := page.named("question"):
            part = html.escape(parts.get(page.path, ""))
            text.append(f"## {page.title} {{ #{Path(page.path).stem} }}")
            text.append(f'<div class="asks" data-part="{part}" markdown="1">')
            text += [item(page, block, core) for block in questions]
            text.append("</div>")
    return compose(
        "면접 질문 모음",
        f"도커 면접 질문 {total}개와 30초 답을 모았습니다. 단원과 난이도로 골라 볼 수 있습니다.",
        text,
        date,
        settings=("hide: [toc]",),
    )
