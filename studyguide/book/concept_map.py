"""The concept map and its blank twin, on pages of their own."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser, LexborNode

from studyguide.book import figure
from studyguide.book.plan import Plan
from studyguide.book.render_context import text


def concept_maps(plan: Plan, article: LexborNode | None = None, *, blank: bool = True, full: bool = True) -> list[str]:
    """The concept map and its blank twin, a page each, where they are drawn; not what the `article` shows already."""
    shown = text(article) if article is not None else ""
    out = []
    for svg, wanted in zip(plan.concept_maps, (full, blank), strict=False):
        drawing = LexborHTMLParser(svg).css_first("svg")
        if drawing is not None and wanted and figure.described(drawing).partition(".")[0] not in shown:
            out.append(f"#map-page({figure.picture(drawing, plan.figure_style, 'concept-map')})")
    return out
