"""HTML inside a line → Typst."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence

from selectolax.lexbor import LexborNode

from studyguide.book.line import Token, trim, typeset
from studyguide.book.links import Place, Web
from studyguide.book.markup import BREAK, Markup, breakable, cells, solid, string
from studyguide.book.render_context import RenderContext, attribute, classes, nodes, text

SCREEN_ONLY = "screen-only"
"""Class of what makes sense on a screen alone (buttons, keys to press)."""
STYLES = {
    "strong": "strong", "b": "strong", "em": "emph", "i": "emph", "mark": "marked", "ins": "underline",
    "del": "strike", "s": "strike", "sup": "super", "sub": "sub",
}  # fmt: skip
PILLS = {"label": "pill", "tag": "pill", "tag--asked": "asked", "sources__label": "pill", "note": "remark"}
"""Classes of small marks in a line → their function in the template."""
TRANSPARENT = {"span", "small", "time", "u", "cite", "q", "label", "abbr", "dfn", "var", "samp"}
LONG_CODE = 26
SHORT_NAME = 40
"""Cells. An address with a longer name in it may break after any punctuation."""


def inline(parent: LexborNode, context: RenderContext, sources: LexborNode | None = None) -> str:
    """The children of `parent` as the content of one paragraph; `sources`: a line of sources to note at its end."""
    line = trim(list(tokens(nodes(parent), context)))
    return typeset([*line, *source_note(sources, context)] if sources is not None else line, context.room)


def inline_nodes(children: Sequence[LexborNode], context: RenderContext) -> str:
    """The same for loose nodes."""
    return typeset(trim(list(tokens(iter(children), context))), context.room)


def words(value: str, style: tuple[str, ...], context: RenderContext | None = None) -> Iterator[Token]:
    """Text as tokens; with a `context`, first mentions of terms get their anchor."""
    pieces = context.mentions.split(value) if context and not value.isspace() else [("", value)]
    for anchor, piece in pieces:
        if anchor:
            yield Token("anchor", Markup(f"#anchor({string(anchor)})"), style)
        for word in re.split(r"(\s+)", piece):
            if word and word.isspace():
                yield Token("space", " ", style)
            elif word:
                yield from whole(word, style)


def whole(word: str, style: tuple[str, ...]) -> Iterator[Token]:
    """A word; what is written with a hyphen (docker-entrypoint.sh) is not divided there."""
    if "-" not in word:  # as nearly all
        yield Token("text", word, style)
        return
    for piece in re.split(r"([!-~]*[0-9A-Za-z]-[0-9A-Za-z][!-~]*)", word):
        if "-" in piece and cells(piece) <= SHORT_NAME and re.search(r"\w-\w", piece):
            yield Token("solid", Markup(solid("", piece)), style)
        elif piece:
            yield Token("text", piece, style)


def is_linked(style: tuple[str, ...]) -> bool:
    return any(name.startswith("link") for name in style)


def tokens(children: Iterator[LexborNode], context: RenderContext, style: tuple[str, ...] = ()) -> Iterator[Token]:
    """Raises UnknownElementError for an element without a print form."""
    for node in children:
        if node.is_text_node:
            yield from words(node.text_content or "", style, None if is_linked(style) else context)
            continue
        if label := context.label_of(attribute(node, "id")):
            yield Token("anchor", Markup(f"#anchor({string(label)})"), style)
        yield from element(node, context, style)


def element(node: LexborNode, context: RenderContext, style: tuple[str, ...]) -> Iterator[Token]:
    """One element inside a line."""
    tag, names = node.tag, classes(node)
    mark = next((PILLS[name] for name in reversed(names) if name in PILLS), None)
    if SCREEN_ONLY in names or "headerlink" in names or "footnote-backref" in names or tag in ("script", "style"):
        return
    if mark:
        yield Token("solid", Markup(f"#{mark}[{inline(node, context)}]"), style)
    elif "twemoji" in names:
        if (drawing := node.css_first("svg")) is not None:
            yield Token("solid", Markup(f"#icon({string(drawing.html or '')})"), style)
    elif tag == "code":
        if not is_linked(style):
            for anchor, _ in context.mentions.split(text(node)):
                if anchor:
                    yield Token("anchor", Markup(f"#anchor({string(anchor)})"), style)
        yield from code(text(node), style)
    elif tag == "kbd":
        yield Token("solid", Markup(f"#kbd({string(text(node))})"), style)
    elif tag == "br":
        yield Token("space", Markup("#linebreak()"), style)
    elif tag == "a":
        yield from link(node, context, style)
    elif tag == "sup" and node.css_first("a.footnote-ref") is not None:
        yield from footnote(node, context, style)
    elif tag == "input" and attribute(node, "type") == "checkbox":
        yield Token("solid", Markup("#check(true)" if "checked" in node.attributes else "#check(false)"), style)
    elif tag in STYLES:
        yield from tokens(nodes(node), context, (*style, STYLES[tag]))
    elif tag in TRANSPARENT:
        yield from tokens(nodes(node), context, style)
    else:
        raise context.unknown(node, "(줄 안)")


def code(value: str, style: tuple[str, ...]) -> Iterator[Token]:
    """Inline code. Short code stays whole; long code may break at spaces and after punctuation.

    What follows (a particle) holds to its last word alone.
    """
    value = re.sub(r"\s+", " ", value)  # as a browser shows it
    head, space, last = value.rpartition(" ") if cells(value) > LONG_CODE else ("", "", value)
    if head:
        yield Token("solid", code_markup(head + space), style)
        yield Token("space", Markup(), style)
    yield Token("solid", code_markup(last), style)


def code_markup(value: str) -> Markup:
    """Code whose words stay whole, but where one is so long that it needs places to break."""
    out = []
    for word in re.split(r"(?<= )(?=[^ ])", value):
        pieces = breakable(word) if cells(word) > LONG_CODE else [word]
        out.append(BREAK.join(solid("c", piece) for piece in pieces))
    # Neighbours that need no box are one piece again.
    return Markup(re.sub(r'"\)#c\("', "", "".join(out)))


def link(node: LexborNode, context: RenderContext, style: tuple[str, ...]) -> Iterator[Token]:
    """A link; its page number or its footnote stands right behind its last word."""
    href = node.attributes.get("href")
    if href is None:
        yield from tokens(nodes(node), context, style)
        return
    for anchor in context.mentions.aside(text(node)):
        yield Token("anchor", Markup(f"#anchor({string(anchor)})"), style)
    target = context.resolve(href)
    if isinstance(target, Place):
        place = string(target.label)
        yield from tokens(nodes(node), context, (*style, f"link(label({place}))"))
        yield Token("solid", Markup(f"#pages({place})"), style)
    elif isinstance(target, Web):
        address = string(target.url)
        yield from tokens(nodes(node), context, (*style, f"link({address})"))
        if text(node).strip() != target.url:
            yield note(Markup(f"#url({address}){url_pieces(target.url)}"), context, style)
    else:
        linked = (*style, f"link({string(target.url)})") if target.url else style
        yield from tokens(nodes(node), context, linked)
        if target.hint:
            yield Token("solid", Markup(f"#small[#box({string(f'({target.hint})')})]"), style)


def url_pieces(url: str) -> str:
    """An address as readers type it. It breaks after slashes; only a long name between two of them elsewhere too."""
    out = []
    for name in re.split(r"(?<=/)(?=[^/])", re.sub(r"^https?://", "", url)):
        pieces = breakable(name) if cells(name) > SHORT_NAME else [name]
        out.append(BREAK.join(solid("", piece) for piece in pieces))
    # Typst itself breaks after a slash: neighbours that need no box are one piece again.
    return "[" + re.sub(r'(?<!\\)"#"', "", "".join(out)) + "]"


@functools.lru_cache(maxsize=16384)  # the names in the index are written in every round
def titled(words_of: str) -> str:
    """Text that is no HTML, set as text in a paragraph is."""
    return typeset(list(words(words_of, ())))


def source_note(node: LexborNode, context: RenderContext) -> Iterator[Token]:
    """A line of sources as one note: titles with their addresses."""
    links = [(" ".join(text(link).split()), attribute(link, "href")) for link in node.css("a[href]")]
    body = '#" · "'.join(f"{titled(title)}#{string(' ')}#url({string(url)}){url_pieces(url)}" for title, url in links)
    yield note(Markup(body), context, ())


def footnote(node: LexborNode, context: RenderContext, style: tuple[str, ...]) -> Iterator[Token]:
    """A footnote of the page becomes one of the paper."""
    reference = node.css_first("a.footnote-ref")
    name = attribute(reference, "href").removeprefix("#") if reference else ""
    body = context.footnotes.get(name)
    if body is None:
        raise ValueError(f"{context.path}: 각주 {name}에 글이 없습니다. `[^이름]: 글`을 적으세요")
    paragraphs = body.css("p") or [body]
    yield note(Markup(" ".join(inline(paragraph, context) for paragraph in paragraphs)), context, style)


def note(body: Markup, context: RenderContext, style: tuple[str, ...]) -> Token:
    name = f"{context.path}#{next(context.notes)}"
    function = "aside" if name in context.findings.inline_notes else "note"
    return Token("solid", Markup(f"#{function}({string(name)})[{body}]"), style)
