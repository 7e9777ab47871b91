"""HTML blocks → Typst."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from selectolax.lexbor import LexborNode

from studyguide.book import boxes, chapter_end, code, figure, lists, pagination, table
from studyguide.book.inline import STYLES, TRANSPARENT, inline, inline_nodes, source_note
from studyguide.book.markup import boolean, string
from studyguide.book.mentions import Mentions
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
                bound = pagination.sources_of(node)
                written = self.block(node) if bound is None else self.with_sources(node, bound)
                before = neighbour(node, -1)
                if before is not None and out:
                    if before.tag in HEADINGS and "#note(" in written and pagination.stays_whole(node):
                        # What stays whole moves to the next page with its note; Typst leaves what sticks to it behind.
                        written = f"#together({(before.tag or 'h2')[1]})[{out.pop()}\n\n{written}]"
                    elif node.tag == "figure" and is_line(before):
                        out[-1] = before_figure(out[-1], self.figure_name(node))
                    elif node.tag == "figure" and pagination.is_free(node) and before.tag not in HEADINGS:
                        out[-1] += f"\n\n#place(figure-mark({string(self.figure_name(node))}))"
                out.append(written)
        settle()
        return "\n\n".join(part for part in out if part)

    def with_sources(self, node: LexborNode, sources: LexborNode) -> str:
        """A block with the line of its sources, which never stands alone on the next page."""
        if self.floats(node):
            return self.block(node)  # its caption has them
        if pagination.stays_whole(node):
            return f"#bound[{self.block(node)}\n\n{self.block(sources)}]"
        if pagination.is_code(node):
            return code.highlight(node, self.sources_mark(sources), self.marks)
        if pagination.is_table(node):
            return self.block(node)  # its last cell has them
        *others, last = lists.parts(self, node)
        before = f"{lists.joined(node, others)}\n\n" if others else ""
        return f"{before}#bound[{lists.joined(node, [last], len(others))}\n\n{self.block(sources)}]"

    def with_room(self, room: float, mentions: Mentions | None = None) -> Writer:
        """The writer of the same page where `room` ems surely fit on a line; what is set again has other `mentions`."""
        changed = replace(self.context, room=room, mentions=self.context.mentions if mentions is None else mentions)
        return replace(self, context=changed)

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
            raise self.context.unknown(node)
        written: str = method(node, names)
        return written

    def marks(self, code: str) -> str:
        """The places of code that the index may lead to."""
        return "".join(f"#anchor({string(name)})" for name in self.context.mentions.aside(code))

    # What each element becomes; the names of these methods are the names of the elements.

    def _p(self, node: LexborNode, names: set[str]) -> str:
        if "sources" in names:
            before = neighbour(node, -1)
            if before is not None and is_line(before):
                return ""
            return f"#sources[{self.sources_mark(node)}]"
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

    def sources_mark(self, sources: LexborNode) -> str:
        """The label of a line of sources with the number of its note."""
        return PILL_OF_SOURCES + "".join(token.value for token in source_note(sources, self.context))

    def line(self, node: LexborNode) -> str:
        """A paragraph; the mark for the sources right after it stands at its end."""
        after = neighbour(node, +1)
        sources = after if after is not None and "sources" in classes(after) and is_line(node) else None
        return self.anchor(node) + inline(node, self.context, sources)

    def _ul(self, node: LexborNode, names: set[str]) -> str:
        written = lists.joined(node, lists.parts(self, node))
        return f"#whole[{written}]" if pagination.stays_whole(node) else written

    _ol = _ul

    def _dl(self, node: LexborNode, names: set[str]) -> str:
        return lists.joined(node, lists.parts(self, node))

    def _table(self, node: LexborNode, names: set[str]) -> str:
        return table.written(self, node)

    def _pre(self, node: LexborNode, names: set[str]) -> str:
        return code.highlight(node, mark=self.marks)

    def _hr(self, node: LexborNode, names: set[str]) -> str:
        return "#rule"

    def _blockquote(self, node: LexborNode, names: set[str]) -> str:
        return f"#quote(block: true)[{self.inside(node)}]"

    def _h2(self, node: LexborNode, names: set[str]) -> str:
        depth = int((node.tag or "h2")[1])
        name = self.context.label_of(attribute(node, "id"))
        place = string(name) if name else "none"
        self.context.mentions.enter(attribute(node, "id"))
        # A heading is set again in the table of contents: an anchor in it would be there twice.
        context = replace(self.context, mentions=Mentions(), label_of=lambda anchor: "", room=0)
        if attribute(node, "id") == chapter_end.LINKS or (
            attribute(node, "id") == chapter_end.SUM and chapter_end.is_thin(self)
        ):
            return f"#see-also({depth + self.context.level}, {place})[{inline(node, context)}]"
        listed = boolean(depth == 2 and self.context.listed and attribute(node, "id") not in UNLISTED)
        return f"#head({depth}, {depth + self.context.level}, {place}, {listed})[{inline(node, context)}]"

    _h3 = _h4 = _h5 = _h2

    def _figure(self, node: LexborNode, names: set[str]) -> str:
        return figure.written(self, node)

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
            return code.highlight(node, mark=self.marks)
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
        raise self.context.unknown(node)

    def _section(self, node: LexborNode, names: set[str]) -> str:
        return self.anchor(node) + self.inside(node)
