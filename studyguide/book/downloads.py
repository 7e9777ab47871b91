"""Download buttons: the pages leave room, the book fills it when sizes are known, and the deck of cards comes behind.

A site built without the book (the live server) keeps the room hidden, so that
no button leads nowhere.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

TYPES = {
    ".pdf": "application/pdf",
    ".epub": "application/epub+zip",
    ".apkg": "application/octet-stream",
    ".tsv": "text/tab-separated-values",
}
BUTTON = re.compile(r"<a .*?</a>", re.DOTALL)
ROOM = re.compile(r'(<div class="downloads screen-only")[^>]*>.*?</div>', re.DOTALL)


def size(content: int) -> str:
    """Bytes as readers know them from their download list.

    >>> size(218_300), size(2_853_959)
    ('218KB', '2.9MB')
    """
    return f"{content / 1e6:.1f}MB" if content >= 1e6 else f"{max(1, round(content / 1e3))}KB"


@dataclass(frozen=True)
class Offer:
    """A file to download: its address relative to the site, what it is called, its bytes, its pages (0 for none).

    `holds` is what else a reader should know, such as the number of cards.
    """

    file: str
    name: str
    content: bytes
    pages: int = 0
    holds: str = ""

    @property
    def facts(self) -> str:
        """What readers want to know before.

        >>> Offer("a.epub", "A", b"x" * 2048).facts
        '2KB'
        """
        pages = f"{self.pages}쪽" if self.pages else ""
        return ", ".join(fact for fact in (pages, self.holds, size(len(self.content))) if fact)


def address(up: str, offer: Offer) -> str:
    """Where a file is, seen from a page; `up` is the way from there to the site's root."""
    return f'href="{html.escape(up + offer.file)}"'


def button(up: str, offer: Offer) -> str:
    """A link to a file."""
    kind = TYPES[Path(offer.file).suffix]
    return (
        f'<a class="md-button" {address(up, offer)} type="{kind}" download>{html.escape(offer.name)} '
        f'<span class="downloads__facts">{html.escape(offer.facts)}</span></a>'
    )


def fill(page: str, url: str, offers: Sequence[Offer], *, behind: bool = False) -> str:
    """The page at `url` with its buttons, or with more of them `behind` those that it has.

    Raises ValueError for a page without exactly one room for them.
    """
    up = "../" * url.count("/")
    addresses = [address(up, offer) for offer in offers]

    def with_offers(match: re.Match[str]) -> str:
        there = BUTTON.findall(match[0]) if behind else []
        kept = [each for each in there if not any(known in each for known in addresses)]  # what is made anew goes
        return f"{match[1]}>{' '.join([*kept, *(button(up, offer) for offer in offers)])}</div>"

    filled, count = ROOM.subn(with_offers, page)
    if count != 1:
        raise ValueError(f"site/{url}index.html: 내려받기 버튼을 둘 곳이 {count}곳입니다. `make site`로 다시 만드세요")
    return filled
