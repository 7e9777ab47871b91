"""Download buttons: the pages leave room, the book fills it when sizes are known.

A site built without the book (the live server) keeps the room hidden, so that
no button leads nowhere.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

from studyguide.book.compile import Pdf

ROOM = re.compile(r'(<div class="downloads screen-only")[^>]*>.*?</div>', re.DOTALL)


def size(content: int) -> str:
    """Bytes as readers know them from their download list.

    >>> size(218_300), size(2_853_959)
    ('218KB', '2.9MB')
    """
    return f"{content / 1e6:.1f}MB" if content >= 1e6 else f"{max(1, round(content / 1e3))}KB"


def button(href: str, name: str, pdf: Pdf) -> str:
    facts = f"{pdf.pages}쪽, {size(len(pdf.content))}"
    return (
        f'<a class="md-button" href="{html.escape(href)}" type="application/pdf" download>{html.escape(name)} '
        f'<span class="downloads__facts">{facts}</span></a>'
    )


def fill(page: str, url: str, links: Sequence[tuple[str, str, Pdf]]) -> str:
    """The page at `url` with its buttons; `links`: address relative to the site, name, PDF.

    Raises ValueError for a page without exactly one room for them.
    """
    up = "../" * url.count("/")
    buttons = " ".join(button(up + href, name, pdf) for href, name, pdf in links)
    filled, count = ROOM.subn(lambda match: f"{match[1]}>{buttons}</div>", page)
    if count != 1:
        raise ValueError(f"{url or 'index'}: {count} rooms for download buttons in the page, not 1")
    return filled
