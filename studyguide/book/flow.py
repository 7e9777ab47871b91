"""HTML blocks → Typst."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from selectolax.lexbor import LexborNode

from studyguide.book import boxes, code, figure, height, pagination, table
from studyguide.book.index_terms import Mentions
from studyguide.book.inline import STYLES, TRANSPARENT, inline, inline_nodes, source_note
from studyguide.book.markup import array, boolean, content, string
from studyguide.book.pagination import HEADINGS, is_line, neighbour
from studyguide.book.render_context import RenderContext, attribute, classes, nodes

SCREEN_ONLY = "screen-only"
"""Class of what makes sense on a screen alone (buttons, keys to press)."""
DROPPED = {
    "also",
    "edition",
    "md-content__button",
    "md-source-file",
    "md-feedback",
    "md-tags",
    "headerlink",
    SCREEN_ONLY,
}
PLAIN_BOXES = {"figure__image", "guide-scroll", "grid", "cards", "hero", "asks"}
"""Classes of boxes that mean something to a style sheet alone."""
UNLISTED = {"try", "questions", "key-points", "see-also"}
"""Sections that every chapter has: in the table of contents they would say nothing."""
PILL_OF_SOURCES = '#pill[#"출처"]'
INLINE = {*STYLES, *TRANSPARENT, "a", "code", "kbd", "br", "input"}


def before_figure(paragraph: str, name: str) -> str:
    """A paragraph that says where it ends: on which page the figure after it ought to stand."""
    mark = f"#figure-mark({string(name)})"
    return f"{paragraph[:-1]}{mark}]" if paragraph.startswith(("#lead[", "#whole[")) else paragraph + mark


@dataclass(frozen=True)
class Writer:
    """Writes the blocks of one page. `figure_style`: the rules of `figure.sheet`."""

    context: RenderContext
    figure_style: str = ""

    def flow(self, children: Iterator[LexborNode]) -> str:
        """Blocks, with the loose text between them as paragraphs of its own."""
        out: list[str] = []
        loose: list[LexborNode] = []
        bound: LexborNode | None = None

        def settle() -> None:
            if any((node.text() or "").strip() or node.css_first("svg") is not None for node in loose):
                out.append(inline_nodes(loose, self.context))
            loose.clear()

        for node in children:
            if node.is_text_node or (node.tag in INLINE and not DROPPED & set(classes(node))):
                loose.append(node)
            else:
                settle()
                if bound is not None and node.mem_id == bound.mem_id:
                    continue
                written, bound = self.block(node), None if self.floats(node) else pagination.sources_of(node)
                if bound is not None:
                    written = f"#bound[{written}\n\n{self.block(bound)}]"
                before = neighbour(node, -1)
                if before is not None and out:
                    if before.tag in HEADINGS and "#note(" in written and pagination.stays_whole(node):
                        # What stays whole moves to the next page with its note; Typst leaves what sticks to it behind.
                        written = f"#together({(before.tag or 'h2')[1]})[{out.pop()}\n\n{written}]"
                    elif node.tag == "figure" and is_line(before):
                        out[-1] = before_figure(out[-1], self.figure_name(node))
                out.append(written)
        settle()
        return "\n\n".join(part for part in out if part)

    def inside(self, node: LexborNode) -> str:
        return self.flow(nodes(node))

    def anchor(self, node: LexborNode) -> str:
        """The place of a block that something refers to."""
        name = self.context.label_of(attribute(node, "id"))
        return f"#anchor({string(name)})" if name else ""

    def block(self, node: LexborNode) -> str:
        """One block. Raises UnknownElementError for one without a print form."""
        names = set(classes(node))
        if names & DROPPED or node.tag in ("script", "style", "h1", "template"):
            return ""
        method = getattr(self, f"_{node.tag}", None)
        if method is None:
            raise self.context.unknown(node, "as a block")
        written: str = method(node, names)
        return written

    # What each element becomes; the names of these methods are the names of the elements.

    def _p(self, node: LexborNode, names: set[str]) -> str:
        if "sources" in names:
            before = neighbour(node, -1)
            if before is not None and is_line(before):
                return ""
            mark = "".join(token.value for token in source_note(node, self.context))
            return f"#sources[{PILL_OF_SOURCES}{mark}]"
        if "answer-label" in names:
            return f"#answer-label[{inline(node, self.context)}]"
        if "lab-origin" in names:
            return f"#sources[{inline(node, self.context)}]"
        if "reviewed" in names:
            return ""  # stands at the chapter's head
        written = self.line(node)
        if pagination.leads(node):
            return f"#lead[{written}]"
        # Where a note does not fit on the page its line moves to the next one, alone.
        return f"#whole[{written}]" if "#note(" in written and pagination.stays_whole(node) else written

    def line(self, node: LexborNode) -> str:
        """A paragraph; the mark for the sources right after it stands at its end."""
        after = neighbour(node, +1)
        sources = after if after is not None and "sources" in classes(after) and is_line(node) else None
        return self.anchor(node) + inline(node, self.context, sources)

    def _ul(self, node: LexborNode, names: set[str]) -> str:
        items = ", ".join(self.item(item) for item in node.iter() if item.tag == "li")
        if node.tag == "ol":
            start = attribute(node, "start")
            written = f"#enum({f'start: {start}, ' if start else ''}{items})"
        else:
            written = f"#list({'marker: none, body-indent: 0pt, ' if 'task-list' in names else ''}{items})"
        return f"#whole[{written}]" if pagination.stays_whole(node) else written

    _ol = _ul

    def item(self, node: LexborNode) -> str:
        """An item of a list; a step stays with its commands."""
        body = self.anchor(node) + self.inside(node)
        steps = any(map(pagination.is_code, node.iter())) and height.lines(node) <= height.BOX
        return content(f"#whole[{body}]" if steps else body)

    def _dl(self, node: LexborNode, names: set[str]) -> str:
        items = [item for item in node.iter() if item.tag in ("dt", "dd")]
        if all(item.css_first(".label") is not None for item in items if item.tag == "dt"):
            return self.labelled(items)
        out, title = [], "[]"
        for item in items:
            if item.tag == "dt":
                title = content(self.anchor(item) + inline(item, self.context))
            else:
                out.append(f"terms.item({title}, {content(self.inside(item))})")
                title = "[]"
        return f"#terms({', '.join(out)})"

    def labelled(self, items: list[LexborNode]) -> str:
        """Rows under labels (원인, 해결): each label beside its texts, as on the screen."""
        rows: list[tuple[str, list[str]]] = []
        for item in items:
            if item.tag == "dt":
                rows.append((content(inline(item, self.context)), []))
            elif rows:
                rows[-1][1].append(content(self.inside(item)))
        return f"#labelled({', '.join(f'({label}, {array(texts)})' for label, texts in rows)})"

    def _table(self, node: LexborNode, names: set[str]) -> str:
        rows = [[cell for cell in row.iter() if cell.tag in ("td", "th")] for row in node.css("tr")]
        bodies = [[self.inside(cell) for cell in row] for row in rows]
        return table.assemble(rows, len(node.css("thead tr")), bodies, whole=pagination.stays_whole(node))

    def _pre(self, node: LexborNode, names: set[str]) -> str:
        return code.highlight(node)

    def _hr(self, node: LexborNode, names: set[str]) -> str:
        return "#rule"

    def _blockquote(self, node: LexborNode, names: set[str]) -> str:
        return f"#quote(block: true)[{self.inside(node)}]"

    def _h2(self, node: LexborNode, names: set[str]) -> str:
        depth = int((node.tag or "h2")[1])
        name = self.context.label_of(attribute(node, "id"))
        place = string(name) if name else "none"
        # A heading is set again in the table of contents: an anchor in it would be there twice.
        context = replace(self.context, mentions=Mentions(), label_of=lambda anchor: "")
        listed = boolean(depth == 2 and self.context.listed and attribute(node, "id") not in UNLISTED)
        return f"#head({depth}, {depth + self.context.level}, {place}, {listed})[{inline(node, context)}]"

    _h3 = _h4 = _h5 = _h2

    def _figure(self, node: LexborNode, names: set[str]) -> str:
        drawing, caption = node.css_first("svg"), node.css_first("figcaption")
        if drawing is None:
            raise self.context.unknown(node, "without an SVG inside")
        words = content(inline(caption, self.context)) if caption is not None else "none"
        picture, name = figure.picture(drawing, self.figure_style, self.context.path), self.figure_name(node)
        floats = boolean(self.floats(node))
        return f"#drawing({string(name)}, {picture}, {words}, floats: {floats})" + self.anchor(node)

    def floats(self, node: LexborNode) -> bool:
        """Whether a block is a figure for the top of the next page."""
        return pagination.is_free(node) and self.figure_name(node) in self.context.findings.floats

    def figure_name(self, node: LexborNode) -> str:
        """The name under which `Findings` know a figure."""
        return f"{self.context.path}#{attribute(node, 'id')}"

    def _svg(self, node: LexborNode, names: set[str]) -> str:
        return f'#drawing("", {figure.picture(node, self.figure_style, self.context.path)}, none)'

    def _details(self, node: LexborNode, names: set[str]) -> str:
        if "ask" in names:
            return boxes.listed_question(self, node)
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
        raise self.context.unknown(node, "as a block")

    def _section(self, node: LexborNode, names: set[str]) -> str:
        return self.anchor(node) + self.inside(node)
