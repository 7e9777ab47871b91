"""Lists and definition lists, in parts: the last item of a long one stays with what belongs to it."""

from __future__ import annotations

from collections.abc import Sequence

from selectolax.lexbor import LexborNode

from studyguide.book import height, pagination
from studyguide.book.block_writer import BlockWriter
from studyguide.book.inline import inline
from studyguide.book.markup import array, content
from studyguide.book.render_context import attribute, classes


def parts(writer: BlockWriter, node: LexborNode) -> list[str]:
    """The items of a list or the rows of a definition list, written."""
    if node.tag != "dl":
        return [item(writer, child) for child in node.iter() if child.tag == "li"]
    return rows(writer, definitions(node)) if is_labelled(node) else terms(writer, definitions(node))


def joined(node: LexborNode, written: Sequence[str], before: int = 0) -> str:
    """Parts of a list as a list; `before` of its parts stand in another."""
    if node.tag == "dl":
        return f"#{'labelled' if is_labelled(node) else 'terms'}({', '.join(written)})"
    if node.tag == "ol":
        start = int(attribute(node, "start") or 1) + before
        return f"#enum({f'start: {start}, ' if start > 1 else ''}{', '.join(written)})"
    tasks = "task-list" in classes(node)
    return f"#list({'marker: none, body-indent: 0pt, ' if tasks else ''}{', '.join(written)})"


def item(writer: BlockWriter, node: LexborNode) -> str:
    """An item of a list; a step stays with its commands."""
    body = writer.anchor(node) + writer.inside(node)
    steps = any(map(pagination.is_code, node.iter())) and height.lines(node) <= height.BOX
    return content(f"#whole[{body}]" if steps else body)


def definitions(node: LexborNode) -> list[LexborNode]:
    return [child for child in node.iter() if child.tag in ("dt", "dd")]


def is_labelled(node: LexborNode) -> bool:
    """Whether the terms are labels (원인, 해결), which stand beside their texts as on the screen."""
    return all(child.css_first(".label") is not None for child in definitions(node) if child.tag == "dt")


def terms(writer: BlockWriter, items: Sequence[LexborNode]) -> list[str]:
    """Terms above their texts."""
    out, title = [], "[]"
    for child in items:
        if child.tag == "dt":
            title = content(writer.anchor(child) + inline(child, writer.context))
        else:
            out.append(f"terms.item({title}, {content(writer.inside(child))})")
            title = "[]"
    return out


def rows(writer: BlockWriter, items: Sequence[LexborNode]) -> list[str]:
    """Labels beside their texts."""
    found: list[tuple[str, list[str]]] = []
    for child in items:
        if child.tag == "dt":
            found.append((content(inline(child, writer.context)), []))
        elif found:
            found[-1][1].append(content(writer.inside(child)))
    return [f"({label}, {array(texts)})" for label, texts in found]
