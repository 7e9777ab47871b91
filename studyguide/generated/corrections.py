"""노트 정오표: every correction block: what is said, what is so, where it is told."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence

from studyguide.generated.page import compose, link_to, rebase
from studyguide.source.references import Reference
from studyguide.source.scanner import Block, Source


def first_sentences(block: Block) -> str:
    """The first paragraph that says what is so; lists and tables stay on the page itself."""
    plain = [part for part in block.paragraphs[1:] if not part.startswith(("|", "```", "- ", "1."))]
    return plain[0] if plain else ""


def entry(page: Source, block: Block, references: Mapping[str, Reference]) -> str:
    """One correction as a card."""
    cited = " · ".join(f"[{references[key].title}]({references[key].url})" for key in block.source_keys)
    link = link_to(page.path, f"c-{block.option('id')}")
    lines = [
        '<div class="erratum" markdown="1">',
        f"**[{block.title}]({link})**",
        f"*흔히 하는 말*{{ .label }} {rebase(block.paragraphs[0], page.path)}",
        f"*바른 내용*{{ .label }} {rebase(first_sentences(block), page.path)}",
        f"출처 {cited}\n{{ .sources }}",
        "</div>",
    ]
    return "\n\n".join(lines)


def render(pages: Sequence[Source], references: Mapping[str, Reference], date: datetime.date) -> str:
    """The page, from the scanned topic pages in reading order."""
    total = sum(len(page.named("correction")) for page in pages)
    items = sum(len(block.option("items").split()) for page in pages for block in page.named("correction"))
    parts = [
        "이 가이드는 다섯 사람의 공부 노트에서 출발했습니다.\n"
        "노트는 정직하고 좋은 질문이 많지만, 틀렸거나 낡았거나 비어 있는 곳도 있었습니다.\n"
        "여기에 그 자리를 모두 적고, 무엇이 맞는지와 어디에서 확인했는지를 함께 둡니다.",
        f"바로잡은 것은 {total}가지이고, 노트의 {items}곳에 걸쳐 있습니다.\n제목은 설명이 있는 자리로 이어집니다.",
    ]
    for page in pages:
        if corrections := page.named("correction"):
            slug = page.path.rsplit("/", 1)[-1].removesuffix(".md")
            parts.append(f"## {page.title} {{ #{slug} }}")
            parts += [entry(page, block, references) for block in corrections]
    return compose(
        "노트 정오표", "도커를 두고 흔히 하는 틀린 말과 바른 내용, 그 근거를 한곳에 모았습니다.", parts, date
    )
