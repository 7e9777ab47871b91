"""Buttons for files that are no books, behind those that the book put into a page."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass

from studyguide.book.downloads import ROOM, size


@dataclass(frozen=True)
class Offer:
    """A file: its address relative to the site, what it is called, its media type, what it holds, and itself."""

    href: str
    name: str
    media: str
    holds: str
    content: bytes

    def button(self, up: str) -> str:
        """A link to the file; `up` is the way from the page to the site's root."""
        return (
            f'<a class="md-button" href="{html.escape(up + self.href)}" type="{self.media}" download>'
            f"{html.escape(self.name)} "
            f'<span class="downloads__facts">{self.holds}, {size(len(self.content))}</span></a>'
        )


def add(page: str, url: str, offers: Sequence[Offer]) -> str:
    """The page at `url` with more buttons; one that is there already is made anew.

    Raises ValueError for a page without exactly one room for them.
    """
    up = "../" * url.count("/")
    addresses = [f'href="{html.escape(up + offer.href)}"' for offer in offers]

    def with_offers(match: re.Match[str]) -> str:
        there = re.findall(r"<a .*?</a>", match[0], re.DOTALL)
        kept = [button for button in there if not any(address in button for address in addresses)]
        return f"{match[1]}>{' '.join([*kept, *(offer.button(up) for offer in offers)])}</div>"

    filled, count = ROOM.subn(with_offers, page)
    if count != 1:
        raise ValueError(f"{url or 'index'}: {count} rooms for download buttons in the page, not 1")
    return filled
