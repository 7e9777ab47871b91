"""노트 정오표: every correction, of a page or of the notes alone: what is said, and where it is told how it is."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from pathlib import Path

from studyguide.generated.page import compose, link, link_to, rebase
from studyguide.source.references import Reference
from studyguide.source.scanner import Block, Source


def line_of_block(page: Source, block: Block) -> str:
    """The correction of a block, whose page tells the rest: what is said in one sentence, and what is so."""
    says = rebase(block.paragraphs[0].split("\n")[0], page.path)  # a sentence is a line
    return f"- {says} → **{link(block.title, link_to(page.path, 'c-' + block.option('id')))}**"


def line_of_note(note: Mapping[str, str], references: Mapping[str, Reference]) -> str:
    """An entry of data/corrections.yml, which stands nowhere else: its address is here, and so are its sources."""
    cited = " · ".join(link(references[key].title, references[key].url) for key in note["sources"].split())
    said = f"- {note['says']} → **{link(note['title'], note['page'] + '.md')}** {note['truth']} ({cited})"
    return f"{said}\n    {{ #c-{note['id']} }}"  # an item takes attributes from a line of their own


def render(
    pages: Sequence[Source],
    notes: Sequence[Mapping[str, str]],
    references: Mapping[str, Reference],
    date: datetime.date,
) -> str:
    """The page, from the scanned topic pages in reading order and from what stands on none of them."""
    lines: dict[str, list[str]] = {}
    items = 0
    for page in pages:
        slug = Path(page.path).stem
        blocks = page.named("correction")
        own = [note for note in notes if note["page"] == slug]
        lines[slug] = [line_of_block(page, block) for block in blocks] + [
            line_of_note(note, references) for note in own
        ]
        items += sum(len(block.option("items").split()) for block in blocks) + sum(
            len(note["items"].split()) for note in own
        )
    parts = [
        "이 가이드의 바탕은 다섯 사람의 공부 노트입니다.\n"
        "노트에는 좋은 질문이 많지만, 틀렸거나 오래됐거나 비어 있는 곳도 있었습니다.\n"
        f"그런 {items}곳을 {sum(map(len, lines.values()))}가지로 모았습니다.",
        "화살표 왼쪽이 흔히 하는 말, 오른쪽이 바른 내용입니다. 굵은 글씨가 이유와 출처가 있는 곳으로 이어집니다.",
    ]
    for page, found in zip(pages, lines.values(), strict=True):
        if found:
            parts.append(f"## {page.title} {{ #{Path(page.path).stem} }}")
            parts.append("\n".join(found))
    return compose(
        "노트 정오표",
        "도커를 두고 흔히 하는 틀린 말과 바른 내용을 한 줄씩, 설명이 있는 곳과 함께 모았습니다.",
        parts,
        date,
    )
