"""What the published pages say about themselves, read from the built HTML."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser

from studyguide.navigation import NavEntry, url_of


@dataclass(frozen=True)
class SharedPage:
    """A page as others name it. `url` is relative to the site; `reviewed` is a date or empty; so may `part` be."""

    url: str
    title: str
    description: str
    reviewed: str
    part: str

    @property
    def path(self) -> str:
        """The file of the page in the site."""
        return f"{self.url}index.html"

    @property
    def card(self) -> str:
        """The file name of the picture that stands for the page where somebody shares it.

        >>> SharedPage("a/b/", "", "", "", "").card, SharedPage("", "", "", "", "").card
        ('a-b.png', 'index.png')
        """
        return f"{self.url.strip('/').replace('/', '-') or 'index'}.png"


def read_page(html: str, entry: NavEntry, site_name: str) -> SharedPage:
    """Read one page. The home page is called like the site."""
    tree = LexborHTMLParser(html)
    url = url_of(entry.path)
    heading = tree.css_first("article h1")
    if heading is not None:
        for mark in heading.css("a.headerlink"):
            mark.decompose()
    description = tree.css_first('meta[name="description"]')
    reviewed = tree.css_first(".reviewed time[datetime]")
    return SharedPage(
        url=url,
        title=" ".join(heading.text().split()) if heading is not None and url else site_name,
        description=(description.attributes.get("content") or "") if description else "",
        reviewed=(reviewed.attributes.get("datetime") or "") if reviewed else "",
        part=entry.part if url else "",
    )


def read_pages(pages: dict[str, str], nav: Iterable[NavEntry], site_name: str) -> Sequence[SharedPage]:
    """Read the pages of the reading order; `pages` are all built files (path → HTML). Raises ValueError without one."""
    nav = list(nav)
    if missing := [entry.path for entry in nav if f"{url_of(entry.path)}index.html" not in pages]:
        raise ValueError(f"{missing[0]}: 이 페이지가 site/에 없습니다. `make site`로 다시 만드세요")
    return [read_page(pages[f"{url_of(entry.path)}index.html"], entry, site_name) for entry in nav]
