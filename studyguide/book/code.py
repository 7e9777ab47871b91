"""Code blocks: the tokens that Pygments marked, line by line."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from selectolax.lexbor import LexborNode

from studyguide.book.markup import BREAK, array, breakable, cells, content, string
from studyguide.book.setting import classes, nodes, text

WIDEST = 84
"""Cells that surely fit on a line of the page, inside a question and beside line numbers."""
LOOKS = {
    "gp": "k-prompt", "go": "k-output", "gt": "k-output", "gr": "k-output",
    "c": "k-comment", "c1": "k-comment", "ch": "k-comment", "cm": "k-comment", "cp": "k-comment",
    "k": "k-word", "kc": "k-word", "kd": "k-word", "kn": "k-word", "nt": "k-word", "nb": "",
}  # fmt: skip
"""Class of a token → its function in the template."""

Piece = tuple[str, str]
"""The look of a piece ("" for plain) and its text."""


def pieces(node: LexborNode, look: str = "") -> Iterator[Piece]:
    """The text of a code element with the look that its innermost marked span gives it."""
    for child in nodes(node):
        if child.is_text_node:
            yield look, child.text_content or ""
        elif "linenos" not in classes(child):
            own = next((LOOKS[name] for name in classes(child) if name in LOOKS), look)
            yield from pieces(child, own)


def lines(stream: Iterator[Piece]) -> list[list[Piece]]:
    """Pieces cut into lines; the line break that ends a block opens no other line.

    >>> lines(iter([("", "a\\nb"), ("k-output", "c\\n")]))
    [[('', 'a')], [('', 'b'), ('k-output', 'c')]]
    """
    result: list[list[Piece]] = [[]]
    for look, value in stream:
        for number, part in enumerate(value.split("\n")):
            if number:
                result.append([])
            if part:
                result[-1].append((look, part))
    while result and not result[-1]:
        result.pop()
    return [
        [(look, "".join(part for _, part in group)) for look, group in itertools.groupby(line, key=lambda p: p[0])]
        for line in result
    ]


def annotation(match: re.Match[str]) -> str:
    """`# (1)!` is a mark to click; on paper it is the number of the list below."""
    return "  " + chr(0x2460 + int(match[1]) - 1)


def line_markup(line: Sequence[Piece]) -> str:
    """One line; only a line that may be too long gets places to break."""
    wide = cells("".join(part for _, part in line)) > WIDEST
    out = []
    for look, part in line:
        for word in re.split(r"(?<= )(?=[^ ])", part) if wide else [part]:
            broken = breakable(word) if wide else [word]
            raw = BREAK.join(f"#c({string(piece)})" for piece in broken)
            out.append(f"#{look}[{raw}]" if look else raw)
    return "".join(out)


def highlight(block: LexborNode) -> str:
    """A `<div class="highlight">` or a bare `<pre>` → the template's `code`."""
    source = block.css_first("code") or block
    rows = lines(pieces(source))
    rows = [
        [(look, re.sub(r"\s*(?:#|//|--|;)\s*\((\d{1,2})\)!?$", annotation, part)) for look, part in row] for row in rows
    ]
    marked = [
        number
        for number, line in enumerate(source.css('span[id^="__span"]'), start=1)
        if line.css_first(".hll") is not None
    ]
    title = block.css_first(".filename")
    arguments = [
        f"title: {string(text(title))}" if title is not None else "",
        "numbered: true" if block.css_first(".linenos") is not None else "",
        f"marked: {array(map(str, marked))}" if marked else "",
    ]
    return f"#code({', '.join([*filter(None, arguments), *(content(line_markup(row)) for row in rows)])})"
