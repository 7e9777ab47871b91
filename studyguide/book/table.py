"""Tables: columns as wide as what stands in them asks for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from selectolax.lexbor import LexborNode

from studyguide.book import pagination
from studyguide.book.block_writer import BlockWriter
from studyguide.book.markup import array, boolean, breakable, cells, content, string
from studyguide.book.mentions import Mentions
from studyguide.book.render_context import attribute, text

PAGE = 88
"""Cells of a table's type that surely fit side by side, inside a question too."""
EMS_IN_CELL = 0.54
"""A cell in ems, a little less than it is."""
PADDING = 3
"""Cells that the space at both sides of a column takes."""
WIDEST_WORD = 28
TIGHT = "~"
"""Ends the name of a table that is set tight: what is found then is told apart from what led to it."""
ON_ONE_PAGE = 14
"""Rows that surely fit on one page."""


def unbreakable(cell: LexborNode) -> int:
    """Cells of the longest piece of a table cell that stays on one line."""
    code = " ".join(text(node) for node in cell.css("code"))
    pieces = [piece for word in code.split() for piece in ([word] if cells(word) <= 26 else breakable(word))]
    words = [word for word in text(cell).split() if word not in code] + pieces
    return min(WIDEST_WORD, max((cells(word) for word in words), default=1))


def columns(least: Sequence[int], wanted: Sequence[int], room: int) -> list[float]:
    """Widths for columns that need at least `least` and would like `wanted`, in `room` (all in cells).

    As browsers do it: when there is room for all, by wish; else what is left after the
    least is shared out by how much more each would like.

    >>> columns([4, 4], [10, 30], 80)
    [20.0, 60.0]
    >>> columns([10, 20], [10, 200], 100)
    [10.0, 90.0]
    """
    if sum(wanted) <= room:
        return [room * one / sum(wanted) for one in wanted]
    spare = max(0, room - sum(least))
    wishes = [max(0, more - one) for one, more in zip(least, wanted, strict=True)]
    total = sum(wishes) or 1
    return [one + spare * wish / total for one, wish in zip(least, wishes, strict=True)]


def measure(rows: Sequence[Sequence[LexborNode]]) -> list[float]:
    """The widths of a table's columns."""
    count = max(map(len, rows))
    by_column = [[row[index] for row in rows if index < len(row)] for index in range(count)]
    least = [max(unbreakable(cell) for cell in column) + 1 for column in by_column]
    # The root of the area: a column of long sentences wants more, but not all.
    wanted = [
        max(low, min(60, max(cells(" ".join(text(cell).split())) for cell in column)))
        for low, column in zip(least, by_column, strict=True)
    ]
    return [width + PADDING for width in columns(least, wanted, PAGE - PADDING * count)]


def ems_in(width: float) -> float:
    """Ems that surely fit side by side in a column of this width."""
    return (width - PADDING - 1) * EMS_IN_CELL


def alignment(cell: LexborNode) -> str:
    match = re.search(r"text-align:\s*(left|center|right)", attribute(cell, "style"))
    return match[1] if match else "left"


def assemble(
    rows: Sequence[Sequence[LexborNode]],
    widths: Sequence[float],
    head: int,
    bodies: Sequence[Sequence[str]],
    *,
    whole: bool,
    name: str = "",
    tight: bool = False,
    later: bool = False,
) -> str:
    """The template's `grid-table`: `rows` are the cells, `bodies` their Typst, the first `head` rows repeat.

    `widths` are what `measure` said of the rows.

    The rows of a table with a `name` say on which page they stand: where one is alone, it is set `tight` the next
    time, or begins `later`, on the next page.
    """
    columns = array(f"{width:.1f}fr" for width in widths)
    sides = array(alignment(cell) for cell in rows[0])
    marks = [f"#row-mark({string(name)}, {at}, {len(bodies) - head})" if name else "" for at in range(len(bodies))]
    cellwise = [
        content((marks[at] if cell == 0 else "") + body)
        for at, row in enumerate(bodies[head:])
        for cell, body in enumerate(row)
    ]
    titles = array(content(body) for row in bodies[:head] for body in row)
    look = f"whole: {boolean(whole)}, tight: {boolean(tight)}, later: {boolean(later)}"
    return f"#grid-table({look}, {', '.join([columns, sides, titles, *cellwise])})"


def written(writer: BlockWriter, node: LexborNode) -> str:
    """A `<table>` in Typst, set as earlier rounds found that it has to be; the last cell has its sources."""
    rows = [[cell for cell in row.iter() if cell.tag in ("td", "th")] for row in node.css("tr")]
    head = len(node.css("thead tr"))
    # A head is set again on every page that the table goes over to, and so would be an anchor in it.
    titles = writer.with_room(0, Mentions())
    widths = measure(rows)
    by_column = [writer.with_room(ems_in(width)) for width in widths]
    bodies = [
        [(titles if at < head else column).inside(cell) for cell, column in zip(row, by_column, strict=False)]
        for at, row in enumerate(rows)
    ]
    holder = node.parent if node.parent is not None and pagination.is_table(node.parent) else node
    sources = pagination.sources_of(holder)
    if sources is not None and not pagination.stays_whole(holder):
        bodies[-1][-1] += f"\n\n#sources[{writer.sources_mark(sources)}]"
    writer.context.tables += 1
    name, moved = f"{writer.context.path}#table-{writer.context.tables}", writer.context.findings.floats
    # A last row that is alone is brought back by less air, or, where it is too high for that, by keeping all
    # rows of a table that is not long on one page.
    tight, again = f"{name}-last" in moved, f"{name}{TIGHT}"
    whole = pagination.stays_whole(node) or (f"{again}-last" in moved and len(rows) <= ON_ONE_PAGE)
    return assemble(
        rows,
        widths,
        head,
        bodies,
        whole=whole,
        name="" if whole else again if tight else name,
        tight=tight,
        later=not whole and bool({f"{name}-first", f"{again}-first"} & moved),
    )
