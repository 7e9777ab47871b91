"""Sharing cards: one PNG for each page, made by Typst from the page's own words."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import typst

from studyguide.publish.feeds import CARDS
from studyguide.publish.pages import SharedPage

DESIGN = Path(__file__).with_name("card.typ")


@dataclass(frozen=True)
class Card:
    """What a card says: the part of the guide, the page's title and its description, the site's name."""

    part: str
    title: str
    description: str
    site: str


def draw(cards: list[Card], fonts: Path) -> list[bytes]:
    """A PNG of 1200 × 630 for each card, drawn in one run."""
    faces = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(fonts)])
    words = {"cards": json.dumps([asdict(card) for card in cards], ensure_ascii=False)}
    drawn = typst.compile(DESIGN, font_paths=faces, format="png", ppi=72.0, sys_inputs=words)
    return drawn if isinstance(drawn, list) else [drawn]


def write_cards(site: Path, pages: Sequence[SharedPage], site_name: str, fonts: Path) -> None:
    """Write the cards of pages."""
    cards = [Card(page.part, page.title, page.description, site_name) for page in pages]
    (site / CARDS).mkdir(parents=True, exist_ok=True)
    for page, content in zip(pages, draw(cards, fonts), strict=True):
        (site / CARDS / page.card).write_bytes(content)
