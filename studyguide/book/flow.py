"""HTML blocks → Typst."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from selectolax.lexbor import LexborNode

from studyguide.book import code, figure, table
from studyguide.book.inline import PILLS, STYLES, TRANSPARENT, inline, inline_nodes
from studyguide.book.markup import boolean, cells, content, plain, string
from studyguide.book.setting import Setting, attribute, classes, nodes, text
from studyguide.book.terms import Mentions

SCREEN_ONLY = "screen-only"
"""Class of what makes sense on a screen alone (buttons, keys to press)."""
DROPPED = {"md-content__button", "md-source-file", "md-feedback", "md-tags", "headerlink", SCREEN_ONLY}
PLAIN_BOXES = {"figure__image", "md-typeset__scrollwrap", "md-typeset__table", "erratum", "tabbed-block", "grid"}
INLINE = {*STYLES, *TRANSPARENT, "a", "code", "kbd", "br", "input"}
SHORT = 900
"""Cells. A box with less stays on one page."""


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
        body = self.anchor(node) + inline(node, self.setting)
        if "sources" in names:
            return f"#sources[{body}]"
        if "answer-label" in names:
            return f"#answer-label[{body}]"
        if "reviewed" in names:
            return f"#reviewed[{body}]"
        return body

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
        if "question" in names:
            return self.question(node)
        return self._admonition(node, names)

    def _div(self, node: LexborNode, names: set[str]) -> str:
        if "highlight" in names:
            return code.highlight(node)
        if "admonition" in names:
            return self._admonition(node, names)
        if "tabbed-set" in names:
            return self._tabs(node)
        if "footnote" in names:
            return ""  # each stands where it is called
        if names & {"wrong", "followup"}:
            kind = "wrong" if "wrong" in names else "followup"
            title, *rest = [child for child in nodes(node) if not child.is_text_node]
            whole = boolean(cells(text(node)) < SHORT)
            heading = content(inline(title, self.setting))
            return f"#aside-question({string(kind)}, {heading}, whole: {whole})[{self.flow(iter(rest))}]"
        if not names or names <= PLAIN_BOXES | {"cards", "hero"}:
            return self.anchor(node) + self.inside(node)
        raise self.setting.unknown(node, "as a block")

    def _section(self, node: LexborNode, names: set[str]) -> str:
        return self.anchor(node) + self.inside(node)

    def _admonition(self, node: LexborNode, names: set[str]) -> str:
        kind = next((name for name in classes(node) if name not in ("admonition", "details")), "note")
        title, *rest = [child for child in nodes(node) if not child.is_text_node or (child.text_content or "").strip()]
        if title.tag != "summary" and "admonition-title" not in classes(title):
            title, rest = None, [title, *rest]
        heading = content(self.anchor(node) + inline(title, self.setting)) if title is not None else "none"
        whole = boolean(cells(text(node)) < SHORT)
        return f"#admonition({string(kind)}, {heading}, whole: {whole})[{self.flow(iter(rest))}]"

    def _tabs(self, node: LexborNode) -> str:
        """One under the other, each under its label: paper has nothing to click."""
        labels = [text(label).strip() for label in node.css(".tabbed-labels > label")]
        bodies = node.css(".tabbed-content > .tabbed-block")
        if len(labels) != len(bodies):
            raise self.setting.unknown(node, "whose labels and tabs differ in number")
        return "\n\n".join(
            f"#tab[{plain(label)}][{self.inside(body)}]" for label, body in zip(labels, bodies, strict=True)
        )

    def question(self, node: LexborNode, form: str = "question") -> str:
        """A question with its answer; `form` is the template's function for it."""
        summary, *answer = [child for child in nodes(node) if not child.is_text_node]
        # The label "30초 답" and the short answer stay with the question.
        cut = next((at for at, child in enumerate(answer, start=1) if "answer-short" in classes(child)), 0)
        name = attribute(node, "id")
        number = string(self.setting.question_number(name))
        whole = boolean(cells(text(node)) < SHORT)
        lead, body = (content(self.labelled(part)) for part in (answer[:cut], answer[cut:]))
        place = string(self.setting.label_of(name))
        return f"#{form}({number}, {place}, {self.question_title(summary)}, {lead}, {body}, whole: {whole})"

    def labelled(self, children: list[LexborNode]) -> str:
        """The parts of an answer; a label runs into the paragraph that it is for."""
        out, rest = [], list(children)
        while rest:
            node = rest.pop(0)
            if "answer-label" in classes(node) and rest and rest[0].tag == "p":
                body = inline(rest.pop(0), self.setting)
                out.append(f"#run-in[{inline(node, self.setting)}][{body}]")
            else:
                out.append(self.flow(iter([node])))
        return "\n\n".join(part for part in out if part)

    def question_title(self, summary: LexborNode) -> str:
        """The question with its tags, as an argument."""
        title = summary.css_first(".question__title")
        tags = [child for child in summary.iter() if set(classes(child)) & PILLS.keys()]
        words = inline(title if title is not None else summary, self.setting)
        asked = any("tag--asked" in classes(tag) for tag in tags)
        marks = "".join(f"#tag({boolean('tag--asked' in classes(tag))})[{inline(tag, self.setting)}]" for tag in tags)
        return f"(words: {content(words)}, marks: {content(marks)}, asked: {boolean(asked)})"
