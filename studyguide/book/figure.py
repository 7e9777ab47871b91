"""Figures: an SVG that follows the site's style sheet → one that stands alone."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

from studyguide.book import pagination
from studyguide.book.block_writer import BlockWriter
from studyguide.book.inline import inline
from studyguide.book.markup import boolean, content, string
from studyguide.book.render_context import text

SANS, MONO = "Guide Sans", "Guide Mono"


def declarations(css: str, selector: str) -> dict[str, str]:
    """The custom properties that a style sheet sets for exactly `selector`, outside any media query.

    >>> declarations(":root { --a: #fff; } x { --a: #000 }", ":root")
    {'--a': '#fff'}
    """
    found: dict[str, str] = {}
    for names, body in rules(css):
        if selector in [name.strip() for name in names.split(",")]:
            found |= dict(re.findall(r"(--[\w-]+)\s*:\s*([^;]+?)\s*(?:;|$)", body))
    return found


def rules(css: str) -> list[tuple[str, str]]:
    """Selector and body of each rule of a style sheet; what stands in `@media` does not count."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"@[\w-]+[^{;]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", "", css)
    return [(names.strip(), body.strip()) for names, body in re.findall(r"([^{}]+)\{([^{}]*)\}", css)]


def sheet(css: str) -> str:
    """The rules for `.fig …` in light colours, without variables, for a reader of SVG that knows none.

    Raises ValueError for a variable that `:root` does not set.
    """
    values = declarations(css, ":root")
    fonts = {"--md-code-font-family": MONO, "--md-text-font-family": SANS}

    def known(match: re.Match[str]) -> str:
        name = match[1]
        if name in fonts:
            return fonts[name]
        if name not in values:
            raise ValueError(f"figures.css: `:root`에 `{name}`가 없습니다. 값을 적으세요")
        return values[name]

    out = []
    for names, body in rules(css):
        wanted = [name.strip() for name in names.split(",") if name.strip().startswith(".fig ")]
        if wanted:
            body = re.sub(r"var\((--[\w-]+)(?:,[^()]*)?\)", known, body).replace("inherit", SANS)
            out.append(",".join(name.removeprefix(".fig ") for name in wanted) + "{" + body + "}")
    return "".join(out)


def standalone(svg: LexborNode, style: str) -> str:
    """The figure as a file of its own: namespace, size and style inside."""
    source = svg.html or ""
    source = re.sub(r"<(title|desc)\b[^>]*>.*?</\1>", "", source, flags=re.DOTALL)
    opening, rest = source.split(">", 1)
    opening = re.sub(r'\s(?:role|aria-[\w-]+|xmlns)="[^"]*"', "", opening)
    return f'{opening} xmlns="http://www.w3.org/2000/svg"><style>{style}</style>{rest}'


def described(svg: LexborNode) -> str:
    """Title and description: what is said to those who cannot see the figure."""
    parts = [" ".join(text(node).split()) for node in svg.css("title, desc")]
    return ". ".join(part.rstrip(".") for part in parts if part)


def picture(svg: LexborNode, style: str, place: str) -> str:
    """The template's `picture`. Raises ValueError, naming the page `place`, for a figure without description."""
    words = described(svg)
    if not words:
        raise ValueError(f"{place}: 그림에 <title>과 <desc>가 없습니다. 적으세요")
    return f"picture({string(standalone(svg, style))}, {string(words)})"


def written(writer: BlockWriter, node: LexborNode) -> str:
    """A `<figure>` with its caption in Typst. Raises UnknownElementError for one without a drawing."""
    drawing, caption = node.css_first("svg"), node.css_first("figcaption")
    if drawing is None:
        raise writer.context.unknown(node, "(안에 SVG 없음)")
    said = inline(caption, writer.context) if caption is not None else ""
    words = content(said) if caption is not None else "none"
    floats, sources = writer.floats(node), pagination.sources_of(node)
    if floats and sources is not None:  # where the figure goes, its sources go
        words = content(f"{said}#h(.6em){writer.sources_mark(sources)}")
    shown = picture(drawing, writer.figure_style, writer.context.path)
    place = string(writer.figure_name(node))
    return f"#drawing({place}, {shown}, {words}, floats: {boolean(floats)})" + writer.anchor(node)
