"""How far each page follows STYLE.md where a machine can count it: key words, phrasings, addresses, length."""

from __future__ import annotations

from dataclasses import dataclass

from studyguide.lint.phrasing import ADDRESSED, FRAME
from studyguide.source.scanner import BLOCK_START, Source, split_front_matter

LENGTH = (150, 280)
"""Lines of a page; see `content_lines`."""


def content_lines(text: str) -> int:
    """The lines of a page without front matter, options of blocks, and `also` blocks."""
    _, start = split_front_matter(text)
    count, header, also = 0, False, False
    for line in text.rstrip("\n").split("\n")[start:]:
        block = BLOCK_START.match(line)
        if block:
            also = block["name"] == "also"
        if also:
            also = not line.startswith("///") or bool(block)
            continue
        if header and line.startswith("    ") and line.strip():
            continue
        header = bool(block)
        count += 1
    return count


@dataclass(frozen=True)
class Progress:
    """What a page still lacks."""

    path: str
    no_keywords: int
    no_also: int
    no_id: int
    bare_sections: int
    lines: int

    @property
    def missing(self) -> int:
        return self.no_keywords + self.no_also + self.no_id + self.bare_sections

    @property
    def fits(self) -> bool:
        return LENGTH[0] <= self.lines <= LENGTH[1]

    def __str__(self) -> str:
        parts = (
            (self.no_keywords, "keywords 없는 질문"),
            (self.no_also, "also 없는 질문·꼬리 질문"),
            (self.no_id, "id 없는 꼬리 질문·오답"),
            (self.bare_sections, "also 없는 절"),
        )
        said = [f"{label} {count}" for count, label in parts if count]
        said += [] if self.fits else [f"{self.lines}줄({LENGTH[0]}~{LENGTH[1]}줄이 알맞음)"]
        return f"{self.path}: " + (", ".join(said) or "다 됨")


def progress(page: Source, text: str) -> Progress:
    """What one page lacks; `text` is its source."""
    starts = {heading.line for heading in page.headings if heading.level == 2 and heading.id not in FRAME}
    said = {max((line for line in starts if line < block.line), default=0) for block in page.named("also")}
    return Progress(
        path=page.path,
        no_keywords=sum(not block.option("keywords") for block in page.named("question")),
        no_also=sum(not block.option("also") for block in page.blocks if block.name in ("question", "followup")),
        no_id=sum(not block.option("id") for block in page.blocks if block.name in ADDRESSED),
        bare_sections=len(starts - said),
        lines=content_lines(text),
    )
