"""concept-map.yml → 개념 지도: the figure, every page by the word that it explains, and the figure to fill in."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from studyguide.generated.page import compose, link_to
from studyguide.source.concept_map import Concept, ConceptMap

PAGE = "concept-map.md"


def entry(concept: Concept) -> str:
    """One word with the pages that explain it."""
    pages = " · ".join(f"[{name}]({link_to(f'{slug}.md')})" for slug, name in concept.pages.items())
    return f"- **{concept.title}**: {pages}"


def parts(drawn: ConceptMap) -> Iterator[str]:
    """The page's parts."""
    yield "이 가이드의 개념이 어떻게 이어지는지 한 장에 그렸습니다."
    yield "상자를 누르면 그 개념을 설명하는 첫 페이지로 갑니다.\n{ .screen-only }"
    yield "/// figure | 위에서 아래로, 이미지를 만들어 여러 서버에서 실행하기까지\n    src: concept-map\n///"
    yield "## 단어마다 읽을 페이지 { #pages }"
    yield "\n".join(map(entry, drawn.concepts))
    yield "## 빈칸 지도 { #blank }"
    yield (
        "인쇄해서 상자에 알맞은 단어를 적어 보세요. 상자 아래쪽의 작은 글이 힌트입니다.\n"
        "다 채웠으면 화살표를 따라가며 두 단어가 왜 이어지는지 소리 내어 설명해 보세요."
    )
    yield "/// figure | 답은 위의 개념 지도에 있습니다\n    src: concept-map-blank\n///"


def render(drawn: ConceptMap, date: datetime.date) -> str:
    """The page."""
    description = "도커의 개념이 이어지는 순서를 그린 지도와, 단어마다 읽을 페이지, 인쇄해서 채우는 빈칸 지도입니다."
    return compose("개념 지도", description, parts(drawn), date)
