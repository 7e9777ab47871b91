"""Addresses: what a page has, where its links lead, and what is there twice."""

from __future__ import annotations

import difflib
import html
import posixpath
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import starmap
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from studyguide.lint.messages import say
from studyguide.lint.problems import Problem
from studyguide.memory import Memory
from studyguide.source.scanner import Source

LINK = re.compile(
    r"(?<!\\)(?P<image>!?)\[(?P<text>(?:[^\[\]]|\[[^\[\]]*\])*)\]"
    r"\((?P<target>\s*<[^<>\n]*>|[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*\)"
)
DEFINITION = re.compile(r"^ {0,3}\[(?!\^)(?P<name>[^\]]+)\]:[ \t]*(?P<target>\S*)", re.MULTILINE)
REFERENCE = re.compile(r"(?<![\\\]])\[(?P<text>[^\[\]]+)\][ ]?\[(?P<name>[^\[\]^]*)\]")
AUTOLINK = re.compile(r"<(?P<target>[A-Za-z][A-Za-z0-9+.-]*:[^<>\s]*)>")
SCHEME = re.compile(r"^(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*):")
WHOLE = re.compile(r"https://[^/?#]*[^/?#.]\.?|mailto:[^@]+@[^@]+")
"""An address that says where it leads."""
LOCAL = re.compile(r"https?://(?:localhost|127\.\d+\.\d+\.\d+|0\.0\.0\.0|\[::1\]|host\.docker\.internal)(?![\w.-])")
"""The reader's own computer."""
SECRET = re.compile(r"https://[^/?#@]*@")
"""An address with a name or a password."""
ATTRIBUTE_ID = re.compile(r"\{:?[ ]*[^{}\n]*?#(?P<id>[^\s{}#.]+)[^{}\n]*\}")
HOST = re.compile(r"(?:www\.|(?:[a-z0-9-]+\.)+(?:com|org|io|net|dev|kr|edu|gov)(?:/|$))", re.IGNORECASE)
"""An address of the web without its protocol."""
PICTURED = re.compile(r"!\[(?P<text>[^\[\]]*)\] ?\[(?P<name>[^\[\]]*)\]")
HTML_ID = re.compile(r"<[A-Za-z][^<>]*?\sid\s*=\s*[\"']?(?P<id>[^\s\"'>]+)")
PROTOCOLS = ("http", "https", "mailto", "ftp", "tel", "javascript", "data", "vbscript", "file")
"""What begins an address; anything else before a colon was meant as text."""
PREFIX = {"question": "q-", "correction": "c-"}


class Finding(NamedTuple):
    """What is wrong whatever there is besides (`message`), or a link, which is wrong where it leads nowhere."""

    line: int
    message: str
    target: str = ""
    image: bool = False


@dataclass(frozen=True)
class Page:
    """What links need to know of a page: its addresses, each with its line and what it is of."""

    path: str
    ids: Mapping[str, int] = field(default_factory=dict)


def addresses(source: Source, figures: Mapping[str, Collection[str]]) -> Iterator[tuple[str, int, str]]:
    """Every id of a page as (id, line, what), also those that figures bring along."""
    headings = {heading.line for heading in source.headings}
    titles = {block.line for block in source.blocks}
    for heading in source.headings:
        if heading.id:
            yield heading.id, heading.line, f"제목 «{heading.text}»"
    for block in source.blocks:
        name = block.option("id")
        if block.name in PREFIX and name:
            yield PREFIX[block.name] + name, block.line, f"블록 `{block.name}`"
        elif name and block.parent and (outer := block.parent.option("id")):
            yield f"q-{outer}--{name}", block.line, f"블록 `{block.name}`"
        elif block.name == "figure" and (src := block.option("src")):
            yield f"f-{src}", block.line, "그림"
            yield from ((f"{src}-{inner}", block.line, "그림 안") for inner in figures.get(src, ()))
    for number, line in enumerate(source.prose, start=1):
        if ("{" in line or "<" in line) and number not in headings and number not in titles:
            yield from ((match["id"], number, "글") for match in ATTRIBUTE_ID.finditer(line))
            yield from ((match["id"], number, "HTML") for match in HTML_ID.finditer(line))


def twice(source: Source, figures: Mapping[str, Collection[str]]) -> Iterator[tuple[int, str]]:
    """Addresses that a page has twice."""
    first: dict[str, tuple[int, str]] = {}
    shown: dict[str, int] = {}
    for block in source.named("figure"):
        if (src := block.option("src")) in shown:
            yield block.line, say("figure-twice", name=src, line=shown[src])
        shown.setdefault(src, block.line)
    repeated = {block.line for block in source.named("figure") if shown[block.option("src")] != block.line}
    for name, line, what in sorted(addresses(source, figures), key=lambda each: each[1]):
        if line in repeated or "--" in name:
            continue  # ids inside a question are looked at with the question
        if name in first:
            yield line, say("id-twice", id=name, line=first[name][0], what=first[name][1])
        first.setdefault(name, (line, what))


def shown_figures(source: Source, figures: Mapping[str, Collection[str]]) -> str:
    """What of the figures a page's addresses depend on, as a part of a question."""
    names = sorted({block.option("src") for block in source.named("figure")})
    return repr([(name, [*figures[name]] if name in figures else None) for name in names])


def page_of(source: Source, figures: Mapping[str, Collection[str]], memory: Memory) -> Page:
    """The addresses of a page."""
    asked = ("addresses", source.text, shown_figures(source, figures))
    ids = memory.answer(asked, lambda: {name: line for name, line, _ in addresses(source, figures)})
    return Page(source.path, ids)


def hint(name: str, known: Collection[str], otherwise: str = "link-check") -> str:
    """The nearest name, or the advice to look (a message's key)."""
    near = difflib.get_close_matches(name, list(known), 1, 0.75)
    return say("link-near", near=near[0]) if near else say(otherwise)


@dataclass(frozen=True)
class Site:
    """Where links may lead. `blurred`: pages whose addresses are not known, as something is wrong with them."""

    pages: Mapping[str, Page]
    blurred: Collection[str]
    root: Path

    def problem(self, target: str, path: str, image: bool = False) -> str | None:
        """What is wrong with a link to `target` on the page `path` (both below docs/)."""
        target = target.strip()
        if target.startswith("<") and target.endswith(">"):
            target = target[1:-1]
        compact = re.sub(r"[\s\x00-\x1f]", "", unquote(html.unescape(target))).lower()
        if scheme := SCHEME.match(compact):
            if image:
                return say("image-remote", target=target)
            if LOCAL.match(compact):
                return say("link-local", target=target)
            if scheme["scheme"] == "http":
                return say("link-http", target=target)
            if scheme["scheme"] not in ("https", "mailto"):
                return say("link-scheme", target=target, scheme=scheme["scheme"])
            if SECRET.match(compact):
                return say("link-secret", target=target)
            return None if WHOLE.match(compact) else say("link-host", target=target)
        if target.startswith("//"):
            return say("image-remote" if image else "link-absolute", target=target)
        if image:
            return say("image", target=target)
        if target.startswith("/"):
            return say("link-absolute", target=target)
        return self.inner_problem(target, path)

    def inner_problem(self, target: str, path: str) -> str | None:
        """What is wrong with a link to another place of the guide."""
        place, _, anchor = unquote(target).partition("#")
        name = posixpath.normpath(posixpath.join(posixpath.dirname(path), place)) if place else path
        if name.startswith(".."):
            return say("link-html" if place.endswith("/") else "link-outside", target=target)
        if "?" in place and (page := place.partition("?")[0]).endswith(".md"):
            return say("link-query", target=target, page=page)
        if HOST.match(place):
            return say("link-bare", target=target)
        if not place.endswith(".md") and place:
            if place.endswith(("/", ".html")):
                return say("link-html", target=target)
            return (
                None
                if (self.root / "docs" / name).is_file()
                else say("link-file", target=target, page=name, hint=hint(name, self.pages, "link-look"))
            )
        if name not in self.pages:
            if name in self.blurred:
                return None
            return say("link-page", target=target, page=name, hint=hint(name, self.pages))
        if name in self.blurred or anchor in self.pages[name].ids:
            return None
        if not anchor:
            return say("link-anchor-empty", target=target) if target.endswith("#") else None
        return say("link-anchor", target=target, page=name, anchor=anchor, hint=hint(anchor, self.pages[name].ids))


def found_in(source: Source) -> Iterator[Finding]:
    """What a text has in the place of links."""
    text = "\n".join(source.prose)
    named = {match["name"].lower() for match in DEFINITION.finditer(text)}

    def line_of(match: re.Match[str]) -> int:
        return text.count("\n", 0, match.start()) + 1

    for match in LINK.finditer(text):
        inside = LINK.search(match["text"])
        if inside and not inside["image"]:
            yield Finding(line_of(match), say("link-nested"))
            continue
        targets = [(match["target"], bool(match["image"]))]
        targets += [(inner["target"], True) for inner in LINK.finditer(match["text"]) if inner["image"]]
        for target, image in targets:
            if not match["text"].strip() and not image:
                yield Finding(line_of(match), say("link-text", target=target))
            elif target.strip() in ("", "<>", "#"):
                yield Finding(line_of(match), say("link-empty", text=match["text"]))
            else:
                yield Finding(line_of(match), "", target, image)
    pictured = {(match["name"] or match["text"]).lower() for match in PICTURED.finditer(text)}
    for match in DEFINITION.finditer(text):
        yield Finding(line_of(match), "", match["target"], match["name"].lower() in pictured)
    for match in REFERENCE.finditer(text):
        name = match["name"] or match["text"]
        if name.lower() not in named:
            yield Finding(line_of(match), say("reference-undefined", name=name))
    for match in AUTOLINK.finditer(text):
        if match["target"].partition(":")[0].lower() in PROTOCOLS or "://" in match["target"]:
            yield Finding(line_of(match), "", match["target"])


def problems(found: Iterable[Finding], path: str, site: Site) -> Iterator[tuple[int, str]]:
    """Line and message of what is wrong on the page `path` (below docs/)."""
    for each in found:
        if message := each.message or site.problem(each.target, path, each.image):
            yield each.line, message


def check(source: Source, site: Site, memory: Memory) -> list[Problem]:
    """The problems of the links of one page. Only what it says is remembered, never where that leads."""
    found = memory.answer(("links", source.text), lambda: [*found_in(source)])
    path = source.path.removeprefix("docs/")
    return [Problem(source.path, *each) for each in problems(starmap(Finding, found), path, site)]
