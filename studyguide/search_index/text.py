"""An element of a built page → the lines that a search reads and shows."""

from __future__ import annotations

from collections.abc import Iterator

from selectolax.lexbor import LexborNode

CODE = "\t"
"""Begins the lines of a code block, so that a result can show them as code."""

PROMPTS = (f"{CODE}$ ", f"{CODE}> ")
"""Begin the lines of a terminal that are typed."""

SKIPPED_TAGS = {"svg", "script", "style", "nav", "button"}
SKIPPED_CLASSES = {
    "also", "sources", "answer-label", "label", "headerlink", "question", "downloads", "reviewed", "edition",
    "lab-origin",
}  # fmt: skip
BLOCKS = {
    "p", "li", "ul", "ol", "dl", "dt", "dd", "div", "table", "thead", "tbody", "tr", "td", "th", "pre", "figure",
    "figcaption", "details", "summary", "blockquote", "section",
}  # fmt: skip


def skipped(node: LexborNode) -> bool:
    """What is not the page's own words: sources, labels, drawings; questions are entries of their own."""
    return node.tag in SKIPPED_TAGS or not SKIPPED_CLASSES.isdisjoint((node.attributes.get("class") or "").split())


def inline(node: LexborNode) -> str:
    """The words of an element, without what is skipped."""
    if node.tag == "-text":
        return node.text() or ""
    return "" if skipped(node) else "".join(inline(child) for child in node.iter(include_text=True))


def one_line(text: str) -> str:
    return " ".join(text.split())


def lines(node: LexborNode) -> Iterator[str]:
    """The blocks of an element, a line each; a table's row is one block."""
    if skipped(node):
        return
    if node.tag == "pre":
        yield from (CODE + text for line in inline(node).splitlines() if (text := one_line(line)))
    elif node.tag == "tr":
        yield one_line(" ".join(inline(cell) for cell in node.iter()))
    elif any(child.tag in BLOCKS for child in node.iter()):
        loose: list[str] = []
        for child in node.iter(include_text=True):
            if child.tag in BLOCKS:
                yield one_line("".join(loose))
                loose = []
                yield from lines(child)
            else:
                loose.append(inline(child))
        yield one_line("".join(loose))
    else:
        yield one_line(inline(node))


def without_output(text: str) -> str:
    """The lines of a lab without what its commands print: after a command's lines, code without a prompt.

    A block without any prompt is a file, and stays. A command that goes on in the next line ends with a backslash.
    """
    kept: list[str] = []
    block: list[str] = []
    for line in (*text.split("\n"), ""):
        if line.startswith(CODE):
            block.append(line)
            continue
        terminal = any(each.startswith(PROMPTS) for each in block)
        goes_on = False
        for each in block:
            if not terminal or goes_on or each.startswith(PROMPTS):
                kept.append(each)
                goes_on = each.endswith("\\")
        block = []
        kept.append(line)
    return "\n".join(kept[:-1])
