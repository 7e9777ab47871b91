"""What stays together on a page: a sentence with what it leads to, a block with its sources."""

from __future__ import annotations

from selectolax.lexbor import LexborNode

from studyguide.book import height
from studyguide.book.render_context import classes

HEADINGS = {"h2", "h3", "h4", "h5"}
FREE = {"article", "section", "body"}
"""Elements whose children stand on the page itself, in no box, list or table."""
BOXES = {"admonition", "wrong", "followup"}
"""Classes of boxes, besides questions."""
NOT_A_LINE = {"also", "sources", "answer-label", "reviewed"}
"""Classes of paragraphs that are no running text."""


def neighbour(node: LexborNode, step: int) -> LexborNode | None:
    """The element before (-1) or after (+1), past white space."""
    found = node.next if step > 0 else node.prev
    while found is not None and (found.is_text_node or found.is_comment_node):
        found = found.next if step > 0 else found.prev
    return found


def is_line(node: LexborNode) -> bool:
    """Whether a block is a paragraph of running text: the mark of a source stands at its end."""
    return node.tag == "p" and not NOT_A_LINE & set(classes(node))


def is_code(node: LexborNode) -> bool:
    return node.tag == "pre" or "highlight" in classes(node)


def is_table(node: LexborNode) -> bool:
    return node.tag == "table" or "guide-scroll" in classes(node)


def is_list(node: LexborNode) -> bool:
    return node.tag in ("ul", "ol")


def is_free(node: LexborNode) -> bool:
    return node.parent is not None and node.parent.tag in FREE


def leads(node: LexborNode) -> bool:
    """Whether a paragraph only makes sense with the code, table or list right after it."""
    after = neighbour(node, +1)
    if after is None or not is_line(node) or height.lines(node) > height.PART:
        return False
    return is_code(after) or is_table(after) or is_list(after) or after.tag == "dl"


def stays_whole(node: LexborNode) -> bool:
    """Whether a block is never cut at the end of a page."""
    if node.tag == "details" or BOXES & set(classes(node)):
        return height.lines(node) <= height.BOX
    if is_line(node) or is_list(node):
        return is_free(node) and height.lines(node) <= height.PART
    if is_table(node) or node.tag == "dl":
        return height.lines(node) <= height.BOX
    if is_code(node):
        return height.code_lines(node) <= height.CODE
    return node.tag == "figure"


def sources_of(node: LexborNode) -> LexborNode | None:
    """The line of sources that stays below a block, if it has one: with all of it, or with its last item or row."""
    after = neighbour(node, +1)
    if after is None or "sources" not in classes(after) or node.tag in HEADINGS or is_line(node):
        return None
    parted = is_list(node) or is_table(node) or is_code(node) or node.tag == "dl"
    return after if parted or stays_whole(node) else None
