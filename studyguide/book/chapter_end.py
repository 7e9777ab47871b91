"""A chapter's body and its end: what sums it up and where to read on, on a last page that is not nearly empty."""

from __future__ import annotations

from selectolax.lexbor import LexborNode

from studyguide.book import height, table
from studyguide.book.block_writer import BlockWriter
from studyguide.book.markup import boolean, string
from studyguide.book.render_context import attribute, nodes

SUM, LINKS = "key-points", "see-also"
ENDING = {SUM, LINKS}
"""The sections that end a chapter: the sum, and where to read on."""
HALF_LINE = 18
"""Ems that surely fit on a line where the two stand side by side."""


def thin(writer: BlockWriter) -> str:
    """The name under which `Findings` know a chapter with a nearly empty last page."""
    return f"{writer.context.path}#thin"


def very_thin(writer: BlockWriter) -> str:
    """The name of one that has it still when it is set tighter."""
    return f"{thin(writer)}{table.TIGHT}"


def is_thin(writer: BlockWriter) -> bool:
    """Whether an earlier round found the chapter's last page nearly empty."""
    return thin(writer) in writer.context.findings.floats


def is_small(writer: BlockWriter, section: str) -> bool:
    """Whether the heading of this section at a chapter's end is set as a label."""
    return section == LINKS or (section == SUM and is_thin(writer))


def chapter(writer: BlockWriter, article: LexborNode) -> str:
    """The body of a chapter. What sums it up and where to read on stay together: the last page has both.

    One that would fill only a strip of its last page is set a little tighter, and its end smaller; where that is
    not enough, tighter once more, with the two parts of its end side by side.
    """
    children = list(nodes(article))
    ending = next((at for at, one in enumerate(children) if attribute(one, "id") in ENDING), len(children))
    links = next((at for at, one in enumerate(children) if attribute(one, "id") == LINKS), len(children))
    tight, beside = is_thin(writer), very_thin(writer) in writer.context.findings.floats
    body = writer.flow(iter(children[:ending]))
    narrow = writer.with_room(HALF_LINE) if beside else writer
    end, further = (narrow.flow(iter(some)) for some in (children[ending:links], children[links:]))
    if end and further and beside:
        end = f"#beside[{end}][{further}]"
    elif further:
        end += f"\n\n#further[{further}]"
    if end:
        short = sum(map(height.lines, children[ending:])) <= 3 * height.BOX
        set_in = f"#further[{end}]" if tight else end
        body = f"{body}\n\n#ending(whole: {boolean(short)}, tight: {boolean(tight)})[{set_in}]"
    body += f"\n\n#chapter-end({string(very_thin(writer) if tight else thin(writer))})"
    return f"#tighter(again: {boolean(beside)})[{body}]" if tight else body
