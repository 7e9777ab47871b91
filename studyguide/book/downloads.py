"""Download buttons: the pages leave room, the book fills it when sizes are known.

A site built without the book (the live server) keeps the room hidden, so that
no button leads nowhere.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

TYPES = {".pdf": "application/pdf", ".epub": "application/epub+zip"}
ROOM = re.compile(r'(<div class="downloads screen-only")[^>]*>.*?</div>', re.DOTALL)


def size(content: int) -> str:
    """Bytes as readers know them from their download list.

    >>> size(218_300), size(2_853_959)
    ('218KB', '2.9MB')
    """
    return f"{content / 1e6:.1f}MB" if content >= 1e6 else f"{max(1, round(content / 1e3))}KB"


@dataclass(frozen=True)
class Offer:
    """A file to download: its address relative to the site, what it is called, its bytes, its pages (0 for none)."""

    file: str
    name: str
    content: bytes
    pages: int = 0

    @property
    def facts(self) -> str:
        """What readers want to know before.

        >>> Offer("a.epub", "A", b"x" * 2048).facts
        '2KB'
        """
        return ", ".join([*([f"{self.pages}쪽"] if self.pages else []), size(len(self.content))])


def button(up: str, offer: Offer) -> str:
    """A link to a file; `up` is the way from the page to the site's root."""
    kind = TYPES[Path(offer.file).suffix]
    return (
        f'<a class="md-button" href="{html.escape(up + offer.file)}" type="{kind}" download>{html.escape(offer.name)} '
        f'<span class="downloads__facts">{offer.facts}</span></a>'
    )


def fill(page: str, url: str, offers: Sequence[Offer]) -> str:
    """The page at `url` with its buttons.

    Raises ValueError for a page without exactly one room for them.
    """
    up = "../" * url.count("/")
    buttons = " ".join(button(up, offer) for offer in offers)
    filled, count = ROOM.subn(lambda match: f"{match[1]}>{buttons}</div>", page)
    if count != 1:
        raise ValueError(f"{url or 'index'}: {count} rooms for download buttons in the page, not 1")
    return filled
