"""노트 정오표: every correction, of a page or of the notes alone: what is said, what is so, where it is told."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from studyguide.generated.page import compose, link, link_to, rebase
from studyguide.source.references import Reference
from studyguide.source.scanner import Block, Source


def first_sentences(block: Block) -> str:
    """The first paragraph that says what is so; lists and tables stay on the page itself."""
    plain = [part for part in block.paragraphs[1:] if not part.startswith(("|", "```", "- ", "1."))]
    return plain[0] if plain else ""


@dataclass(frozen=True)
class Card:
    """One correction. `anchor` is its address on this page where it stands on no other."""

    title: str
    link: str
    says: str
    truth: str
    sources: Sequence[str]
    items: int
    anchor: str = ""


def card_of_block(page: Source, block: Block) -> Card:
    """The correction of a block, which is told in full on its page."""
    says, truth = rebase(block.paragraphs[0], page.path), rebase(first_sentences(block), page.path)
    link = link_to(page.path, f"c-{block.option('id')}")
    return Card(block.title, link, says, truth, block.source_keys, len(block.option("items").split()))


def card_of_note(note: Mapping[str, str]) -> Card:
    """An entry of data/corrections.yml."""
    items = len(note["items"].split())
    link = f"{note['page']}.md"
    return Card(note["title"], link, note["says"], note["truth"], note["sources"].split(), items, f"c-{note['id']}")


def written(card: Card, references: Mapping[str, Reference]) -> str:
    """A card as Markdown."""
    cited = " · ".join(link(references[key].title, references[key].url) for key in card.sources)
    anchor = f' id="{card.anchor}"' if card.anchor else ""
    lines = [
        f'<div class="erratum"{anchor} markdown="1">',
        f"**[{card.title}]({card.link})**",
        f"*흔히 하는 말*{{ .label }} {card.says}",
        f"*바른 내용*{{ .label }} {card.truth}",
        f"출처 {cited}\n{{ .sources }}",
        "</div>",
    ]
    return "\n\n".join(lines)


def render(
    pages: Sequence[Source],
    notes: Sequence[Mapping[str, str]],
    references: Mapping[str, Reference],
    date: datetime.date,
) -> str:
    """The page, from the scanned topic pages in reading order and from what stands on none of them."""
    cards: dict[str, list[Card]] = {}
    for page in pages:
        slug = Path(page.path).stem
        own = [card_of_block(page, block) for block in page.named("correction")]
        cards[slug] = own + [card_of_note(note) for note in notes if note["page"] == slug]
    every = [card for found in cards.values() for card in found]
    parts = [
        "이 가이드의 바탕은 다섯 사람의 공부 노트입니다.\n"
        "노트에는 정직하고 좋은 질문이 많지만, 틀렸거나 오래됐거나 비어 있는 곳도 있었습니다.\n"
        "그런 곳을 여기에 모두 적고, 무엇이 맞는지와 어디에서 확인했는지를 함께 둡니다.",
        f"바로잡은 것은 {len(every)}가지이고, 노트의 {sum(card.items for card in every)}곳에 걸쳐 있습니다.\n"
        "제목을 누르면 설명이 있는 곳으로 갑니다.",
    ]
    for page, found in zip(pages, cards.values(), strict=True):
        if found:
            slug = Path(page.path).stem
            parts.append(f"## {page.title} {{ #{slug} }}")
            parts += [written(card, references) for card in found]
    return compose(
        "노트 정오표", "도커를 두고 흔히 하는 틀린 말과 바른 내용, 그 근거를 한곳에 모았습니다.", parts, date
    )
