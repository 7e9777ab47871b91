"""HTML blocks → Typst."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from selectolax.lexbor import LexborNode

from studyguide.book import boxes, code, figure, table
from studyguide.book.inline import STYLES, TRANSPARENT, inline, inline_nodes, source_note
from studyguide.book.markup import cells, content, string
from studyguide.book.setting import Setting, attribute, classes, nodes, text
from studyguide.book.terms import Mentions

SCREEN_ONLY = "screen-only"
"""Class of what makes sense on a screen alone (buttons, keys to press)."""
DROPPED = {"md-content__button", "md-source-file", "md-feedback", "md-tags", "headerlink", SCREEN_ONLY}
HEADINGS = {"h2", "h3", "h4", "h5"}
PLAIN_BOXES = {"figure__image", "guide-scroll", "erratum", "grid", "cards", "hero"}
"""Classes of boxes that mean something to a style sheet alone."""
FLOWING = {"article", "section", "div"}
"""Elements whose paragraphs stand free on the page."""
WHOLE = "#whole["
"""The template's call for a paragraph that is never cut at the end of a page."""
PILL_OF_SOURCES = '#pill[#"출처"]'
INLINE = {*STYLES, *TRANSPARENT, "a", "code", "kbd", "br", "input"}


def neighbour(node: LexborNode, step: int) -> LexborNode | None:
    """The element before (-1) or after (+1), past white space."""
    found = node.next if step > 0 else node.prev
    while found is not None and (found.is_text_node or found.is_comment_node):
        found = found.next if step > 0 else found.prev
    return found


def bears_sources(node: LexborNode) -> bool:
    """Whether a block has an end of a line to put the mark of a source at."""
    return node.tag == "p" and not {"sources", "answer-label"} & set(classes(node))


@dataclass(frozen=True)
class Writer:
    """Writes the blocks of one page. `figure_style`: the rules of `figure.sheet`."""

    setting: Setting
    figure_style: str = ""

    def flow(self, children: Iterator[LexborNode]) -> str:
        """Blocks, with the loose text between them as paragraphs of its own."""
        out: list[str] = []
        loose: list[LexborNode] = []

        def settle() -> None:
            if any((node.text() or "").strip() or node.css_first("svg") is not None for node in loose):
                out.append(inline_nodes(loose, self.setting))
            loose.clear()

        for node in children:
            if node.is_text_node or (node.tag in INLINE and not DROPPED & set(classes(node))):
                loose.append(node)
            else:
                settle()
                out.append(self.block(node))
                before = neighbour(node, -1)
                moves = boxes.stays_whole(node) or out[-1].startswith(WHOLE)
                if before is not None and before.tag in HEADINGS and moves and len(out) > 1:
                    # What stays whole moves to the next page with its note, and Typst leaves what sticks to it behind.
                    out[-2:] = [f"#together({before.tag[1]})[{out[-2]}\n\n{out[-1]}]"]
        settle()
        return "\n\n".join(part for part in out if part)

    def inside(self, node: LexborNode) -> str:
        return self.flow(nodes(node))

    def anchor(self, node: LexborNode) -> str:
        """The place of a block that something refers to."""
        name = self.setting.label_of(attribute(node, "id"))
        return f"#anchor({string(name)})" if name else ""

    def block(self, node: LexborNode) -> str:
        """One block. Raises UnknownElementError for one without a print form."""
        names = set(classes(node))
        if names & DROPPED or node.tag in ("script", "style", "h1", "template"):
            return ""
        method = getattr(self, f"_{node.tag}", None)
        if method is None:
            raise self.setting.unknown(node, "as a block")
        written: str = method(node, names)
        return written

    # What each element becomes; the names of these methods are the names of the elements.

    def _p(self, node: LexborNode, names: set[str]) -> str:
        if "sources" in names:
            before = neighbour(node, -1)
            if before is not None and bears_sources(before):
                return ""
            mark = "".join(token.value for token in source_note(node, self.setting))
            return f"#sources[{PILL_OF_SOURCES}{mark}]"
        if "answer-label" in names:
            return f"#answer-label[{inline(node, self.setting)}]"
        if "reviewed" in names:
            return f"#reviewed[{inline(node, self.setting)}]"
        written = self.line(node)
        # Where a note does not fit on the page its line moves to the next one, alone.
        flows = node.parent is not None and node.parent.tag in FLOWING
        short = cells(text(node)) < boxes.PART
        return f"{WHOLE}{written}]" if "#note(" in written and flows and short else written

    def line(self, node: LexborNode) -> str:
        """A paragraph; the mark for the sources right after it stands at its end."""
        after = neighbour(node, +1)
        sources = after if after is not None and "sources" in classes(after) and bears_sources(node) else None
        return self.anchor(node) + inline(node, self.setting, sources)

    def _ul(self, node: LexborNode, names: set[str]) -> str:
        items = ", ".join(content(self.anchor(item) + self.inside(item)) for item in node.iter() if item.tag == "li")
        if node.tag == "ol":
            start = attribute(node, "start")
            return f"#enum({f'start: {start}, ' if start else ''}{items})"
        return f"#list({'marker: none, body-indent: 0pt, ' if 'task-list' in names else ''}{items})"

    _ol = _ul

    def _dl(self, node: LexborNode, names: set[str]) -> str:
        out, title = [], "[]"
        for item in node.iter():
            if item.tag == "dt":
                title = content(self.anchor(item) + inline(item, self.setting))
            else:
                out.append(f"terms.item({title}, {content(self.inside(item))})")
                title = "[]"
        return f"#terms({', '.join(out)})"

    def _table(self, node: LexborNode, names: set[str]) -> str:
        rows = [[cell for cell in row.iter() if cell.tag in ("td", "th")] for row in node.css("tr")]
        bodies = [[self.inside(cell) for cell in row] for row in rows]
        return table.assemble(rows, len(node.css("thead tr")), bodies)

    def _pre(self, node: LexborNode, names: set[str]) -> str:
        return code.highlight(node)

    def _hr(self, node: LexborNode, names: set[str]) -> str:
        return "#rule"

    def _blockquote(self, node: LexborNode, names: set[str]) -> str:
        return f"#quote(block: true)[{self.inside(node)}]"

    def _h2(self, node: LexborNode, names: set[str]) -> str:
        depth = int((node.tag or "h2")[1])
        name = self.setting.label_of(attribute(node, "id"))
        place = string(name) if name else "none"
        # A heading is set again in the table of contents: an anchor in it would be there twice.
        setting = replace(self.setting, mentions=Mentions(), label_of=lambda anchor: "")
        return f"#head({depth}, {depth + self.setting.level}, {place})[{inline(node, setting)}]"

    _h3 = _h4 = _h5 = _h2

    def _figure(self, node: LexborNode, names: set[str]) -> str:
        drawing, caption = node.css_first("svg"), node.css_first("figcaption")
        if drawing is None:
            raise self.setting.unknown(node, "without an SVG inside")
        words = content(inline(caption, self.setting)) if caption is not None else "none"
        return f"#drawing({figure.picture(drawing, self.figure_style, self.setting.path)}, {words})" + self.anchor(node)

    def _svg(self, node: LexborNode, names: set[str]) -> str:
        return f"#drawing({figure.picture(node, self.figure_style, self.setting.path)}, none)"

    def _details(self, node: LexborNode, names: set[str]) -> str:
        return boxes.question(self, node) if "question" in names else boxes.admonition(self, node)

    def _div(self, node: LexborNode, names: set[str]) -> str:
        if "highlight" in names:
            return code.highlight(node)
        if "admonition" in names:
            return boxes.admonition(self, node)
        if "tabbed-set" in names:
            return boxes.tabs(self, node)
        if names & {"wrong", "followup"}:
            return boxes.aside(self, node, "wrong" if "wrong" in names else "followup")
        if "footnote" in names:
            return ""  # each stands where it is called
        if not names or names <= PLAIN_BOXES:
            return self.anchor(node) + self.inside(node)
        raise self.setting.unknown(node, "as a block")

    def _section(self, node: LexborNode, names: set[str]) -> str:
        return self.anchor(node) + self.inside(node)
