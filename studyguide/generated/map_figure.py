"""The concept map → two SVG figures: one whose boxes lead to the pages, and one with empty boxes to fill in on paper.

They are written by `python -m studyguide map` beside the figures drawn by hand, since a figure is read from its file;
the check says when they no longer are what the data makes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from studyguide.source.concept_map import Arrow, Concept, ConceptMap

WIDTH, MARGIN = 340, 6
HEIGHT, GAP = 50, 34
COLUMN_GAP = 17
TITLE, NOTE = 15, 13
PADDING = 2
NAMES = ("concept-map", "concept-map-blank")
"""The files, without ending; what prints a map knows it by its name."""
HEAD = (
    '<defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" '
    'orient="auto-start-reverse"><path class="head" d="M0 0 8 4 0 8z"/></marker></defs>'
)


@dataclass(frozen=True)
class Box:
    """Where a concept is drawn."""

    concept: Concept
    x: float
    y: float
    width: float

    @property
    def middle(self) -> float:
        return self.x + self.width / 2


def text_width(text: str, size: int) -> float:
    """About how wide a text is: a Hangul letter as wide as high, others half of it (STYLE.md).

    >>> text_width("볼륨 a", 10)
    28.5
    """
    return sum(size * (1 if letter > "\u2e80" else 0.3 if letter == " " else 0.55) for letter in text)


def boxes(drawn: ConceptMap) -> list[Box]:
    """The boxes of a map in reading order. A row of one is as wide as the figure."""
    found = []
    for row, concepts in enumerate(drawn.rows):
        width = (WIDTH - 2 * MARGIN - COLUMN_GAP * (len(concepts) - 1)) / len(concepts)
        for column, concept in enumerate(concepts):
            x = MARGIN + column * (width + COLUMN_GAP)
            found.append(Box(concept, x, 8 + row * (HEIGHT + GAP), width))
    return found


def too_wide(drawn: ConceptMap) -> Iterator[tuple[Concept, str]]:
    """The texts that do not fit their boxes."""
    for box in boxes(drawn):
        for text, size in ((box.concept.title, TITLE), (box.concept.note, NOTE)):
            if text_width(text, size) > box.width - PADDING:
                yield box.concept, text


def number(value: float) -> str:
    """A coordinate without needless digits."""
    return f"{value:.1f}".removesuffix(".0")


def line(start: Box, end: Box, arrow: Arrow) -> str:
    """An arrow and its label: across in a row, down between rows (with a bend from one column to another)."""
    ends = ' marker-start="url(#head)"' * arrow.both + ' marker-end="url(#head)"'
    if start.y == end.y:
        left, right = sorted((start, end), key=lambda box: box.x)
        first, last = (left.x + left.width, right.x) if left is start else (right.x, left.x + left.width)
        y = number(start.y + HEIGHT / 2)
        return f'<path class="arrow" d="M{number(first)} {y} H{number(last)}"{ends}/>'
    down = start.y < end.y
    first, last = (start.y + HEIGHT, end.y - 1) if down else (start.y, end.y + HEIGHT + 1)
    x, to = start.middle, end.middle
    narrow, wide = sorted((start, end), key=lambda box: box.width)
    if wide.x <= narrow.middle <= wide.x + wide.width:  # one stands over the other: straight
        x = to = narrow.middle
    bend = "" if x == to else f" V{number((first + last) / 2)} H{number(to)}"
    path = f'<path class="arrow" d="M{number(x)} {number(first)}{bend} V{number(last)}"{ends}/>'
    if not arrow.label:
        return path
    y = number((first + last) / 2 + NOTE / 3)
    # On the right of the line, or on its left where the figure would end.
    fits = x + 8 + text_width(arrow.label, NOTE) <= WIDTH
    at = number(x + 8 if fits else x - 8)
    return f'{path}\n  <text class="ts{"" if fits else " end"}" x="{at}" y="{y}">{arrow.label}</text>'


def kind(box: Box, count: int) -> str:
    """The class of a box: what stands in a row of its own is what the others lead to."""
    return "box-a" if count == 1 else "box"


def written_box(box: Box, count: int, *, blank: bool) -> str:
    """A box with its words, as a link to the first of its pages; an empty one keeps the note as a hint."""
    x, y, width = number(box.x), number(box.y), number(box.width)
    middle = number(box.middle)
    note = f'<text class="ts mid" x="{middle}" y="{number(box.y + 41)}">{box.concept.note}</text>'
    if blank:
        frame = f'<rect class="frame" x="{x}" y="{y}" width="{width}" height="{HEIGHT}" rx="8"/>'
        return f"{frame}\n  {note}"
    frame = f'<rect class="{kind(box, count)}" x="{x}" y="{y}" width="{width}" height="{HEIGHT}" rx="8"/>'
    title = f'<text class="tb mid" x="{middle}" y="{number(box.y + 22)}">{box.concept.title}</text>'
    return f'<a href="{next(iter(box.concept.pages))}.md">{frame}{title} {note}</a>'


def described(drawn: ConceptMap) -> str:
    """The map in words."""
    titles = {concept.id: concept.title for concept in drawn.concepts}
    words = "위에서 아래로 " + ", ".join(concept.title for concept in drawn.concepts) + ". 화살표: "
    arrows = (
        f"{titles[arrow.start]}에서 {titles[arrow.end]}" + f"({arrow.label})" * bool(arrow.label)
        for arrow in drawn.arrows
    )
    return words + ", ".join(arrows) + "."


def figure(drawn: ConceptMap, *, blank: bool = False) -> str:
    """The SVG file."""
    placed = {box.concept.id: box for box in boxes(drawn)}
    height = 8 + len(drawn.rows) * (HEIGHT + GAP) - GAP + 8
    title = "빈칸 지도" if blank else "도커 개념 지도"
    desc = "개념 지도의 단어를 지운 그림입니다. 상자마다 힌트만 남아 있습니다." if blank else described(drawn)
    counts = {concept.id: len(row) for row in drawn.rows for concept in row}
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" class="fig">',
        f"  <title>{title}</title>",
        f"  <desc>{desc}</desc>",
        f"  {HEAD}",
        *(f"  {line(placed[arrow.start], placed[arrow.end], arrow)}" for arrow in drawn.arrows),
        *(f"  {written_box(box, counts[name], blank=blank)}" for name, box in placed.items()),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def figures(drawn: ConceptMap) -> dict[str, str]:
    """Both figures by the names of their files, without ending."""
    return {name: figure(drawn, blank=name != NAMES[0]) for name in NAMES}
