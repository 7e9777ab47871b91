"""Where a link leads: a place in this PDF, the web, or a page that this PDF does not hold."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import unquote, urljoin

from studyguide.site_model import Page


@dataclass(frozen=True)
class Place:
    """In this PDF: the label to refer to."""

    label: str


@dataclass(frozen=True)
class Web:
    """Anywhere else: the whole address."""

    url: str


@dataclass(frozen=True)
class Elsewhere:
    """A page of the site that is not in this PDF.

    `hint` says where it is found ("" for nowhere on paper), `url` is its address ("" where the site has none).
    """

    hint: str
    url: str = ""


Target = Place | Web | Elsewhere


def label(page: Page, anchor: str = "") -> str:
    """The name of a place in the book: unique, as a page's address and the anchors on it are."""
    name = page.url.strip("/").replace("/", ".") or "home"
    return f"{name}:{anchor}" if anchor else name


def page_url(base: str, path: str) -> str:
    """The address of a page of the site, relative to its root, that `path` leads to from the page `base`.

    >>> page_url("volumes/", "../networks/"), page_url("paths/week/", "../../"), page_url("", "engine/")
    ('networks/', '', 'engine/')
    """
    joined = posixpath.normpath(posixpath.join(base or ".", unquote(path)))
    if joined == ".":
        return ""
    return joined if "." in posixpath.basename(joined) else joined + "/"


@dataclass(frozen=True)
class Addresses:
    """Every link of the site, answered for one PDF.

    `pages`: address → page, of the whole site. `included`: addresses of the pages in this PDF.
    `anchors`: address → the ids on that page that are in this PDF. `hints`: address → where a
    page left out is found. `site_url`: address of the site, "" when unknown. `answers`: the
    PDF holds no pages but questions and, elsewhere, their answers, which links then lead to.
    """

    pages: Mapping[str, Page]
    included: Collection[str]
    anchors: Mapping[str, Collection[str]]
    hints: Mapping[str, str]
    site_url: str = ""
    answers: bool = False

    def resolve(self, page: Page, href: str) -> Target:
        """Raises ValueError for a link that leads nowhere."""
        if re.match(r"[a-z][a-z0-9+.-]*:", href, re.IGNORECASE):
            return Web(href)
        path, _, fragment = href.partition("#")
        url = page_url(page.url, path) if path else page.url
        anchor = unquote(fragment)
        if url not in self.pages:  # a file
            return Web(urljoin(self.site_url, url)) if self.site_url else Elsewhere("")
        target = self.pages[url]
        whole = self.site_url and urljoin(self.site_url, url) + (f"#{fragment}" if fragment else "")
        elsewhere = Elsewhere(self.hints.get(url, ""), whole)
        if url not in self.included:
            return elsewhere
        if not anchor:
            return elsewhere if self.answers else Place(label(target))
        if anchor not in self.anchors[url]:
            if target.article.css_first(f'[id="{anchor}"]') is None:
                raise ValueError(f"{page.path}: 링크 {href}가 가리키는 곳이 없습니다. 주소를 고치세요")
            return elsewhere
        return Place(("answer:" if self.answers else "") + label(target, anchor))


def ids_of(pages: Sequence[Page]) -> dict[str, frozenset[str]]:
    """Address of each page → the ids on it."""
    return {page.url: frozenset(node.attributes["id"] or "" for node in page.article.css("[id]")) for page in pages}
