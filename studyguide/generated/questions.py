"""면접 질문 모음: every question block of the site, those met in real interviews first."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from studyguide.generated.page import compose, link_to
from studyguide.source.blocks import ASKED, LEVELS
from studyguide.source.scanner import Block, Source


def item(page: Source, block: Block) -> str:
    """One line of the list."""
    marks = f" *{ASKED[block.option('asked')]}*{{ .tag .tag--asked }}" if block.option("asked") else ""
    if block.option("level") == "deep":
        marks += f" *{LEVELS['deep']}*{{ .tag }}"
    link = link_to(page.path, "q-" + block.option("id"))
    return f"- [{block.title}]({link}){marks}"


def render(pages: Sequence[Source], date: datetime.date) -> str:
    """The page, from the scanned topic pages in reading order."""
    asked = [item(page, block) for page in pages for block in page.named("question") if block.option("asked")]
    total = sum(len(page.named("question")) for page in pages)
    parts = [
        f"이 가이드의 질문 {total}개를 읽는 순서대로 모았습니다.\n"
        "질문을 누르면 답으로 갑니다.\n"
        "먼저 소리 내어 답해 보고, 그다음에 30초 답과 비교해 보세요.",
        "## 실제 면접에서 나온 질문 { #asked }",
        "노트를 쓴 사람이 면접에서 직접 받았다고 적은 질문입니다.",
        "\n".join(asked),
    ]
    for page in pages:
        if questions := page.named("question"):
            slug = page.path.rsplit("/", 1)[-1].removesuffix(".md")
            parts += [f"## {page.title} {{ #{slug} }}", "\n".join(item(page, block) for block in questions)]
    return compose(
        "면접 질문 모음",
        f"도커 면접 질문 {total}개와 답을 모았습니다. 실제 면접에서 나온 질문이 먼저입니다.",
        parts,
        date,
    )
