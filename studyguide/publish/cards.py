"""Sharing cards: one PNG for each page that names one, made by Typst from the page's own words."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass
from html import unescape
from pathlib import Path

import typst

DESIGN = Path(__file__).with_name("card.typ")
FOLDER = "assets/cards"
META = re.compile(r'<meta property="og:([a-z_:]+)" content="([^"]*)">')
PART = re.compile(r'<details class="guide-nav__part" open>\s*<summary>([^<]*)</summary>')


@dataclass(frozen=True)
class Card:
    """What a card says: the part of the guide, the page's title and its description, the site's name."""

    part: str
    title: str
    description: str
    site: str


def card_of(html: str) -> tuple[str, Card] | None:
    """The file name and the words of a page's card; None where the page names none (a site without address).

    >>> card_of('<meta property="og:title" content="A &amp; B"><meta property="og:image" '
    ...         'content="https://e.org/assets/cards/a.png"><meta property="og:site_name" content="S">')
    ('a.png', Card(part='', title='A & B', description='', site='S'))
    """
    meta = {name: unescape(value) for name, value in META.findall(html)}
    if "image" not in meta:
        return None
    part = PART.search(html) if meta.get("type") == "article" else None
    card = Card(part[1] if part else "", meta["title"], meta.get("description", ""), meta["site_name"])
    return meta["image"].rpartition("/")[2], card


def draw(cards: list[Card], fonts: Path) -> list[bytes]:
    """A PNG of 1200 × 630 for each card, drawn in one run."""
    faces = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(fonts)])
    words = {"cards": json.dumps([asdict(card) for card in cards], ensure_ascii=False)}
    drawn = typst.compile(DESIGN, font_paths=faces, format="png", ppi=72.0, sys_inputs=words)
    return drawn if isinstance(drawn, list) else [drawn]


def write_cards(site: Path, pages: list[str], fonts: Path) -> int:
    """Write the cards that the pages' HTML names; returns how many."""
    wanted = dict(filter(None, map(card_of, pages)))
    if wanted:
        (site / FOLDER).mkdir(parents=True, exist_ok=True)
        for name, content in zip(wanted, draw(list(wanted.values()), fonts), strict=True):
            (site / FOLDER / name).write_bytes(content)
    return len(wanted)
