"""A page of the site → a chapter in XHTML."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

from studyguide.book.pagination import is_line, neighbour
from studyguide.book.plan import BookChapter
from studyguide.book.render_context import UnknownElementError, attribute, classes, nodes
from studyguide.book.renderer import review
from studyguide.epub.xml import Xml, document, join, rows, tag, text

DROPPED = {"also", "downloads", "footnote", "footnote-backref", "headerlink", "linenos", "reviewed", "screen-only"}
"""Classes of what makes sense on the site alone, or stands elsewhere in the chapter."""
IGNORED = {"button", "h1", "input", "script", "style", "template"}
PLAIN = {
    "a", "abbr", "b", "blockquote", "br", "caption", "cite", "code", "dd", "del", "dfn", "div", "dl", "dt", "em",
    "figcaption", "figure", "hr", "i", "ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "s", "samp", "section",
    "small", "span", "strong", "sub", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "u", "ul",
    "var", "wbr",
}  # fmt: skip
"""Elements that stay what they are."""
HEADINGS = {"h2": 2, "h3": 3, "h4": 4, "h5": 5}
ATTRIBUTES = {"id", "colspan", "rowspan", "datetime", "start", "data-label", "data-stack"}
CLASSES = {
    "abstract", "admonition", "admonition-title", "answer-label", "answer-short", "correction", "correction__says",
    "danger", "erratum", "figure", "filename", "followup", "followup__title", "go", "gp", "highlight", "hll",
    "lab-origin", "label", "note", "nowrap", "tabbed-label", "tag", "tag--asked", "warning", "wrong", "wrong__title",
    "c", "c1", "ch", "cm",
}  # fmt: skip
"""Classes that the style sheet knows; the others would only make the file larger."""
SVG = "http://www.w3.org/2000/svg"


@dataclass
class Writer:
    """Writes one chapter. `resolve`: a link's address → the one in the book, or None where it leads nowhere.

    `notes` are the sources and footnotes met so far: they end the chapter. `level` is that of the last heading.
    """

    chapter: BookChapter
    resolve: Callable[[str], str | None]
    footnotes: Mapping[str, LexborNode]
    notes: list[Xml] = field(default_factory=list)
    level: int = 1

    def inside(self, node: LexborNode) -> Xml:
        """What is in an element."""
        return join(self.node(child) for child in nodes(node))

    def node(self, node: LexborNode) -> Xml:
        """One node. Raises UnknownElementError for an element that has no form in the book."""
        if node.is_text_node:
            content = node.text_content or ""
            # What stands between the blocks of a page is the template's, and another after post-processing.
            between = node.parent is not None and node.parent.tag == "article" and not content.strip()
            if node.parent is not None and node.parent.tag == "code" and attribute(node.parent, "class") != "code":
                parent = node.parent.parent
                content = content if parent is not None and parent.tag == "pre" else re.sub(r"\s+", " ", content)
            return Xml() if between else text(content)
        names, name = classes(node), node.tag or ""
        if name == "div" and [child.tag for child in nodes(node) if not child.is_text_node] == ["table"]:
            return self.inside(node)  # post-processing puts wide tables into a frame that scrolls
        if DROPPED & set(names) or name in IGNORED:
            return Xml()
        if "sources" in names:
            return self.sources_below(node)
        if name == "svg":
            return drawing(node) if "fig" in names else Xml()  # an icon says nothing that its text does not
        if name == "details":
            return self.question(node) if "question" in names else self.element(node, "div", "admonition")
        if name == "summary":
            return tag("p", {"class": "admonition-title"}, self.inside(node))
        if "tabbed-set" in names:
            return self.tabs(node)
        if name == "a":
            return self.link(node)
        if name == "sup" and (reference := node.css_first("a.footnote-ref")) is not None:
            return self.footnote(reference)
        if name in HEADINGS:
            self.level = HEADINGS[name]
            return self.element(node, name)
        if name in PLAIN:
            return self.element(node, name)
        raise UnknownElementError(f"{self.chapter.page.path}: <{name}> has no form in the EPUB (see studyguide/epub/)")

    def element(self, node: LexborNode, name: str, kind: str = "") -> Xml:
        """An element that stays what it is."""
        known = [one for one in [kind, *classes(node)] if one in CLASSES]
        given = {key: value or "" for key, value in node.attributes.items() if key in ATTRIBUTES}
        if name == "em" and known:
            name = "span"  # a small mark is a look, no emphasis
        if name == "th":
            given["scope"] = "col"
        inside = self.inside(node)
        if name == "span" and not known and not given:
            return inside
        after = neighbour(node, +1) if is_line(node) else None
        if after is not None and "sources" in classes(after):
            inside = Xml(f"{inside} {self.sources_mark(after)}")
        if name == "code" and node.parent is not None and node.parent.tag == "pre":
            inside = rows(inside)
        return tag(name, {"class": " ".join(known) or None, **given}, inside)

    # Sources and footnotes: a mark in the text, and the note at the end of the chapter, which most readers show on tap.

    def noted(self, label: str, body: Xml) -> Xml:
        """The mark for a note with this body."""
        number = len(self.notes) + 1
        back = tag("a", {"href": f"#ref-{number}", "role": "doc-backlink", "aria-label": "본문으로"}, "↩")
        attributes = {"id": f"note-{number}", "epub:type": "footnote", "role": "doc-footnote", "class": "footnote"}
        self.notes.append(tag("aside", attributes, tag("p", None, f"{number}. ", body, " ", back)))
        attributes = {"id": f"ref-{number}", "href": f"#note-{number}", "epub:type": "noteref", "role": "doc-noteref"}
        return tag("a", {**attributes, "class": "noteref"}, f"{label}{number}")

    def sources_mark(self, node: LexborNode) -> Xml:
        """The mark for a line of sources."""
        return self.noted("출처 ", Xml(" · ".join(self.link(link) for link in node.css("a[href]"))))

    def sources_below(self, node: LexborNode) -> Xml:
        """A line of sources under what is no paragraph; a paragraph has the mark at its end."""
        before = neighbour(node, -1)
        if before is not None and is_line(before):
            return Xml()
        return tag("p", {"class": "sources"}, self.sources_mark(node))

    def footnote(self, reference: LexborNode) -> Xml:
        """A footnote of the page."""
        body = self.footnotes.get(attribute(reference, "href").removeprefix("#"))
        if body is None:
            name = attribute(reference, "href")
            raise ValueError(f"{self.chapter.page.path}: 각주 {name}에 글이 없습니다. `[^이름]: 글`을 적으세요")
        return self.noted("주 ", Xml(" ".join(self.inside(paragraph) for paragraph in body.css("p") or [body])))

    def link(self, node: LexborNode) -> Xml:
        """A link. One that leads nowhere in the book is its text."""
        href = node.attributes.get("href")
        target = self.resolve(href) if href is not None else None
        name = attribute(node, "id") or None
        if target is None:
            return tag("span", {"id": name}, self.inside(node)) if name else self.inside(node)
        return tag("a", {"id": name, "href": target}, self.inside(node))

    # Boxes.

    def question(self, node: LexborNode) -> Xml:
        """A question with its answer in the open: not every reader can unfold."""
        name = attribute(node, "id")
        title = node.css_first("summary .question__title")
        summary, *answer = [child for child in nodes(node) if not child.is_text_node]
        tags = [self.element(mark, "span") for mark in summary.iter() if "tag" in classes(mark)]
        number = tag("span", {"class": "question__number"}, self.chapter.question_number(name))
        level = f"h{min(6, self.level + 1)}"
        heading = tag(level, {"id": f"{name}-title"}, number, " ", self.inside(title or summary), Xml(" "), *tags)
        attributes = {"class": "question", "id": name, "aria-labelledby": f"{name}-title"}
        return tag("section", attributes, heading, *(self.node(child) for child in answer))

    def tabs(self, node: LexborNode) -> Xml:
        """One under the other, each under its label."""
        labels = [" ".join(label.text().split()) for label in node.css(".tabbed-labels > label")]
        bodies = [self.inside(body) for body in node.css(".tabbed-content > .tabbed-block")]
        pairs = zip(labels, bodies, strict=True)
        return join(piece for label, body in pairs for piece in (tag("p", {"class": "tabbed-label"}, label), body))


def drawing(svg: LexborNode) -> Xml:
    """A figure. The parser has set the case of SVG's names right; what is left is its namespace and empty elements."""
    source = re.sub(r"<(\w+)([^<>]*)></\1>", r"<\1\2/>", svg.html or "")
    source = re.sub(r'\sxmlns="[^"]*"', "", source).replace("&nbsp;", "\u00a0")
    return Xml(source.replace("<svg", f'<svg xmlns="{SVG}"', 1))


def write(chapter: BookChapter, resolve: Callable[[str], str | None]) -> Xml:
    """The chapter's file."""
    article = chapter.page.article
    footnotes = {attribute(item, "id"): item for item in article.css("div.footnote li[id]")}
    writer = Writer(chapter, resolve, footnotes)
    number = tag("p", {"class": "chapter-number"}, f"{chapter.number}장") if chapter.number else Xml()
    lead = (
        tag("p", {"class": "lead"}, chapter.page.description)
        if chapter.page.url and chapter.page.description
        else Xml()
    )
    checked = tag("p", {"class": "checked"}, " · ".join(review(chapter))) if review(chapter) else Xml()
    head = tag("header", None, number, tag("h1", None, chapter.title), lead, checked)
    body = writer.inside(article)
    notes = Xml()
    if writer.notes:
        title = tag("h2", {"id": "notes-title"}, "출처와 주")
        notes = tag("section", {"epub:type": "footnotes", "aria-labelledby": "notes-title"}, title, *writer.notes)
    return document(chapter.title, f"{head}{body}{notes}", kind="bodymatter chapter")
