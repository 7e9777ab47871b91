"""The picture on the cover, drawn from the book's own words."""

from __future__ import annotations

import json
from pathlib import Path

import typst

from studyguide.book.front_matter import day
from studyguide.book.plan import Plan
from studyguide.book.typeset import fonts_in

DESIGN = Path(__file__).with_name("cover.typ")


def draw(plan: Plan, fonts: Path) -> bytes:
    """A PNG of 1600 × 2400."""
    words = {"title": plan.title, "description": plan.description, "date": day(plan)}
    inputs = {"words": json.dumps(words, ensure_ascii=False)}
    drawn = typst.compile(DESIGN, font_paths=fonts_in(str(fonts)), format="png", ppi=200.0, sys_inputs=inputs)
    return drawn[0] if isinstance(drawn, list) else drawn
