"""Code blocks: the tokens that Pygments marked, line by line."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from selectolax.lexbor import LexborNode

from studyguide.book.height import CODE
from studyguide.book.markup import BREAK, array, boolean, breakable, cells, content, solid, string
from studyguide.book.render_context import classes, nodes, text

WIDEST = 84
"""Cells that surely fit on a line of the page, inside a question and beside line numbers."""
EDGE = 4
"""Lines that stay together at both ends of a block that is too long to stay whole."""
LOOKS = {
    "go": "k-output", "gt": "k-output", "gr": "k-output",
    "c": "k-comment", "c1": "k-comment", "ch": "k-comment", "cm": "k-comment", "cp": "k-comment",
    "k": "k-word", "kc": "k-word", "kd": "k-word", "kn": "k-word", "nt": "k-word",
}  # fmt: skip
"""Class of a token → its function in the template."""

Piece = tuple[str, str]
"""The look of a piece ("" for plain) and its text."""


def pieces(node: LexborNode, look: str = "") -> Iterator[Piece]:
    """The text of a code element with the look that its innermost marked span gives it."""
    for child in nodes(node):
        if child.is_text_node:
            part = child.text_content or ""
            # `$(` is a keyword to Pygments, but nothing that a reader has to see in colour.
            yield ("" if look == "k-word" and not any(map(str.isalpha, part)) else look), part
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
    """A line that is too long for the page: with places to break."""
    out = []
    for look, part in line:
        words = re.split(r"(?<= )(?=[^ ])", part)
        raw = BREAK.join(solid("c", piece) for word in words for piece in breakable(word))
        out.append(f"#{look}[{raw}]" if look else raw)
    return "".join(out)


def run_markup(rows: Sequence[Sequence[Piece]]) -> str:
    """Lines that fit, as few pieces as there are changes of look."""
    joined = [piece for row in rows for piece in [*row, ("", "\n")]][:-1]
    out = []
    for look, group in itertools.groupby(fill(joined), key=lambda piece: piece[0]):
        raw = f"#c({string(''.join(part for _, part in group))})"
        out.append(f"#{look}[{raw}]" if look else raw)
    return "".join(out)


def fill(stream: Sequence[Piece]) -> Iterator[Piece]:
    """Give white space the look before it: it is invisible, and every change of look costs a call in Typst."""
    look = ""
    for own, part in stream:
        look = look if part.isspace() else own
        yield look, part


def written(rows: Iterable[Sequence[Piece]]) -> str:
    """The text of lines."""
    return "\n".join("".join(part for _, part in row) for row in rows)


def width(line: Sequence[Piece]) -> int:
    return cells(written([line]))


def highlight(block: LexborNode, tail: str = "", mark: Callable[[str], str] = lambda code: "") -> str:
    """A `<div class="highlight">` or a bare `<pre>` → the template's `code`; `tail` stays with its last line.

    `mark`: what stands before some lines for the index.
    """
    source = block.css_first("code") or block
    rows = [
        [(look, re.sub(r"\s*(?:#|//|--|;)\s*\((\d{1,2})\)!?$", annotation, part)) for look, part in row]
        for row in lines(pieces(source))
    ]
    title = block.css_first(".filename")
    name = f"title: {string(text(title))}, " if title is not None else ""
    name += f"tail: {content(tail)}, " if tail else ""
    start = mark(text(title)) if title is not None else ""
    numbered = block.css_first(".linenos") is not None
    marked = [
        str(number)
        for number, line in enumerate(source.css('span[id^="__span"]'), start=1)
        if line.css_first(".hll") is not None
    ]
    if not numbered and not marked and all(width(row) <= WIDEST for row in rows):
        pieces_of_rows = [rows] if len(rows) <= CODE else [rows[:EDGE], rows[EDGE:-EDGE], rows[-EDGE:]]
        first, *others = (mark(written(part)) + run_markup(part) for part in pieces_of_rows)
        return f"#code({name}{', '.join(map(content, (start + first, *others)))})"
    options = f"numbered: {boolean(numbered)}, marked: {array(marked)}, "
    set_rows = [mark(written([row])) + (line_markup(row) if width(row) > WIDEST else run_markup([row])) for row in rows]
    set_rows[:1] = [start + row for row in set_rows[:1]]
    return f"#code-lines({name}{options}{', '.join(map(content, set_rows))})"
