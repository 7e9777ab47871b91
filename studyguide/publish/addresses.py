"""Addresses are promises: all that were ever published, and where each leads today.

An address is a page ("volumes/", "" for the home page) or an id on it ("volumes/#q-volume"). The record only
grows. What stands elsewhere now is found by data/redirects.yml, or, for questions and corrections, whose ids
are unique in the whole site, by their id.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from studyguide.project import ADDRESSES, REDIRECTS, Project

HEAD = "# Every address ever published. `make addresses` adds; nobody takes out.\n"
PASSING = re.compile(r"fn:|fnref\d*:|_|search-")
"""Ids that a renderer counts out: nobody links them from outside."""
TRAVELLING = ("q-", "c-")
"""Ids that keep their name when they move to another page."""
PAGE = re.compile(r"(?:[a-z0-9-]+/)*")
ADDRESS = re.compile(r"(?:\./)?(?:[^\s/#?:][^/#?:]*/)*(?:#\S+)?")
"""Pages may have names in Korean and with blanks; redirects lead only from those of ASCII."""


class RedirectError(ValueError):
    """data/redirects.yml is not as it should be; the text names the entry and says what to write."""


@dataclass(frozen=True)
class Redirects:
    """Where pages and single ids went, by address."""

    pages: Mapping[str, str] = field(default_factory=dict)
    anchors: Mapping[str, str] = field(default_factory=dict)


def read_redirects(value: Any) -> Redirects:
    """Read the content of data/redirects.yml. Raises RedirectError.

    >>> read_redirects({"pages": {"old/": "new/"}, "anchors": {"new/#a": "new/#b"}}).pages
    {'old/': 'new/'}
    """
    value = {} if value is None else value
    if not isinstance(value, dict) or set(value) - {"pages", "anchors"}:
        raise RedirectError(f"{REDIRECTS}: 'pages:'와 'anchors:'만 쓸 수 있습니다")
    found = {}
    for name in ("pages", "anchors"):
        entries = value.get(name) or {}
        if not isinstance(entries, dict):
            raise RedirectError(f"{REDIRECTS}: '{name}:' 아래에 '옛 주소: 새 주소'를 한 줄씩 적으세요")
        for old, new in entries.items():
            page, sign, anchor = str(old).partition("#")
            if not PAGE.fullmatch(page) or bool(sign and anchor) != (name == "anchors") or not isinstance(new, str):
                form = "volumes/#id: networks/#id" if name == "anchors" else "old-page/: new-page/"
                raise RedirectError(f"{REDIRECTS}: '{old}: {new}'을 '{form}'처럼 적으세요")
        found[name] = {str(old): str(new) for old, new in entries.items()}
    return Redirects(**found)


def read_addresses(pages: Mapping[str, str]) -> set[str]:
    """Collect the addresses of built pages (file → HTML).

    >>> html = '<body><article><h1 id="a">A</h1><p id="fn:1">x</p><svg><marker id="m"/></svg></article></body>'
    >>> sorted(read_addresses({"volumes/index.html": html, "404.html": html}))
    ['volumes/', 'volumes/#a']
    """
    found: set[str] = set()
    for name, html in pages.items():
        if not name.endswith("index.html"):
            continue
        url = name.removesuffix("index.html")
        found.add(url)
        tree = LexborHTMLParser(html)
        for figure in tree.css("article svg"):
            figure.decompose()  # the ids within name arrow heads, not places
        for node in tree.css("article [id]"):
            if (anchor := node.attributes.get("id")) and not PASSING.match(anchor):
                found.add(f"{url}#{anchor}")
    return found


def read_record(project: Project) -> list[str]:
    """Read the addresses ever published, one a line; the home page is "./". Raises ValueError for what is none."""
    found = []
    for number, line in enumerate(project.text(ADDRESSES).split("\n"), start=1):
        if not line or line.startswith("# "):
            continue
        if not ADDRESS.fullmatch(line):
            raise ValueError(f"{ADDRESSES}:{number}: `{line}`은 주소가 아닙니다. `volumes/#id`처럼 적거나 지우세요")
        found.append(line.removeprefix("./"))
    return found


def write_record(project: Project, present: set[str]) -> list[str]:
    """Add the addresses that the record lacks, and return them. Nothing is ever taken out."""
    recorded = read_record(project)
    new = sorted(present - set(recorded))
    if new:
        lines = "".join(
            f"{address if address and address[0] != '#' else './' + address}\n" for address in sorted({*recorded, *new})
        )
        project.path(ADDRESSES).write_text(HEAD + lines, encoding="utf-8")
    return new


@dataclass(frozen=True)
class Resolution:
    """`moved`: old address → new one. `lost`: addresses that lead nowhere."""

    moved: Mapping[str, str]
    lost: tuple[str, ...]


def resolve(recorded: Iterable[str], present: set[str], redirects: Redirects) -> Resolution:
    """Find where recorded addresses lead.

    >>> present = {"new/", "new/#a", "new/#q-x", "b/", "b/#q-y"}
    >>> recorded = ["old/", "old/#a", "old/#q-y", "new/#gone", "new/#q-x"]
    >>> resolve(recorded, present, Redirects({"old/": "new/"}, {}))
    Resolution(moved={'old/': 'new/', 'old/#q-y': 'b/#q-y'}, lost=('new/#gone',))
    """
    homes = {anchor: page for page, _, anchor in (each.partition("#") for each in present) if anchor}
    moved: dict[str, str] = {}
    lost: list[str] = []
    for address in sorted(recorded):
        if address in present:
            continue
        page, _, anchor = address.partition("#")
        target = redirects.anchors.get(address) if anchor else redirects.pages.get(page)
        if target is None and anchor:
            followed = f"{redirects.pages.get(page, page)}#{anchor}"
            if followed in present:  # the page's own redirect leads there
                continue
            if anchor.startswith(TRAVELLING) and anchor in homes:
                target = f"{homes[anchor]}#{anchor}"
        if target is None or target not in present:
            lost.append(address)
        else:
            moved[address] = target
    return Resolution(moved, tuple(lost))
