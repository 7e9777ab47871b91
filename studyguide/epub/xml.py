"""Pieces of XML as text. What is `Xml` is finished, a plain `str` is still text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import escape

EMPTY = {"br", "hr", "img", "wbr", "col", "link", "meta", "path", "rect", "circle", "line", "item", "itemref"}


class Xml(str):
    """Finished XML."""

    __slots__ = ()


def text(value: str) -> Xml:
    """Text; what XML 1.0 has no sign for is left out.

    >>> text("a < b & c")
    'a &lt; b &amp; c'
    """
    return Xml(escape("".join(one for one in value if one >= " " or one in "\t\n"), quote=False))


def tag(name: str, attributes: Mapping[str, str | None] | None = None, *content: str) -> Xml:
    """An element. An attribute that is None is left out.

    >>> tag("a", {"href": "x?a&b", "id": None}, "<", tag("br"))
    '<a href="x?a&amp;b">&lt;<br/></a>'
    """
    given = "".join(f' {key}="{escape(value)}"' for key, value in (attributes or {}).items() if value is not None)
    inside = join(content)
    return Xml(f"<{name}{given}/>" if not inside and name in EMPTY else f"<{name}{given}>{inside}</{name}>")


def join(pieces: Iterable[str]) -> Xml:
    """Pieces one after the other."""
    return Xml("".join(piece if isinstance(piece, Xml) else text(piece) for piece in pieces))


def rows(inside: str) -> Xml:
    """Code, each line an element of its own with its line break, so that one that wraps can be indented.

    >>> rows("a <b>c\\nd</b>\\n")
    '<span class="row">a <b>c\\n</b></span><span class="row"><b>d</b>\\n</span>'
    """
    lines, opened = [""], list[str]()
    for piece in re.split(r"(<[^>]*>|\n)", inside):
        if piece.startswith("</"):
            opened.pop()
        elif piece.startswith("<") and not piece.endswith("/>"):
            opened.append(piece)
        lines[-1] += piece
        if piece == "\n":
            lines[-1] += "".join(re.sub(r"<([\w:-]+).*", r"</\1>", one) for one in reversed(opened))
            lines.append("".join(opened))
    return join(tag("span", {"class": "row"}, Xml(line)) for line in lines if line)


def document(title: str, body: str, *, kind: str = "", role: str = "") -> Xml:
    """A whole XHTML file of the book; `kind` is its `epub:type`."""
    head = tag("head", None, tag("title", None, title), tag("link", {"rel": "stylesheet", "href": "style.css"}))
    whole = tag(
        "html",
        {
            "xmlns": "http://www.w3.org/1999/xhtml",
            "xmlns:epub": "http://www.idpf.org/2007/ops",
            "lang": "ko",
            "xml:lang": "ko",
        },
        head,
        Xml("\n"),
        tag("body", {"epub:type": kind or None, "role": role or None}, Xml(body)),
    )
    return Xml(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n{whole}\n')
