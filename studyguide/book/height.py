"""How long blocks are on the page: what is short stays whole, what is long may be cut."""

from __future__ import annotations

import math

from selectolax.lexbor import LexborNode

from studyguide.book.markup import cells
from studyguide.book.render_context import text

LINE = 92
"""Cells of text on a line of the page."""
BOX = 13
"""Lines. A box with no more stays on one page."""
PART = 9
"""Lines. A part of a longer box, a list or a table with no more does."""
CODE = 12
"""Lines of code. A block with no more stays on one page."""
FIGURE = 14
"""Lines that a figure takes, about."""
BLOCKS = {"p", "ul", "ol", "li", "dl", "dt", "dd", "div", "details", "summary", "section", "blockquote", "table", "pre"}
"""Elements that stand on lines of their own."""
PADDING = {"details": 1, "table": 1, "pre": 1, "p": 0.5, "summary": 0.5, "tr": 0.4}
"""Lines of space that an element brings."""


def lines(node: LexborNode) -> float:
    """Estimate a block's height in lines of text; the error is at most about 20 %."""
    space = PADDING.get(node.tag or "", 0.0)
    if node.tag == "pre":
        # The type of code is smaller.
        return space + 0.8 * (text(node).rstrip("\n").count("\n") + 1)
    if node.tag == "table":
        rows = [[cell for cell in row.iter() if cell.tag in ("td", "th")] for row in node.css("tr")]
        return space + sum(PADDING["tr"] + max((wrapped(cell, len(row)) for cell in row), default=0) for row in rows)
    if node.tag in ("figure", "svg"):
        return FIGURE
    if inside := [child for child in node.iter() if child.tag in BLOCKS or child.tag == "figure"]:
        return space + sum(map(lines, inside))
    return space + wrapped(node)


def code_lines(node: LexborNode) -> int:
    """Lines of a code block."""
    return text(node.css_first("code") or node).rstrip("\n").count("\n") + 1


def wrapped(node: LexborNode, columns: int = 1) -> int:
    """Lines of running text, in one of several columns."""
    return math.ceil(cells(" ".join(text(node).split())) * columns / LINE)
