"""Blocks as HTML: what readers, search and the book rely on."""

from __future__ import annotations

from pathlib import Path

import markdown
import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

SOURCES = "docs:\n  title: 'Docker 문서: Volumes'\n  url: https://docs.docker.com/engine/storage/volumes/\n"
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 420 60" class="fig"><title>이름</title><desc>설명</desc>'
    '<defs><marker id="head"><path class="head" d="M0 0z"/></marker></defs>'
    '<path class="arrow" d="M0 0h9" marker-end="url(#head)"/><text class="t" x="1" y="9">_밑줄_</text></svg>'
)
QUESTION = """/// question | `rm` 뒤에는요?
    id: after-rm
    asked: interview
    level: deep
    keywords: 사라 · 니다
    also:
      - docker_rm 하면 *데이터*도?
      - 'rm: 데이터'
      - 지우면 끝?
    sources: docs

사라집니다.

볼륨은 남습니다.

//// wrong | 멈춰도 사라진다
    id: gone-when-stopped

남습니다.
////
//// followup | 왜요?
    id: why
    also: 볼륨이 남는 이유 · 볼륨은 왜 안 지워져요 · docker rm keeps volumes

수명이 다릅니다.
////
///
"""


@pytest.fixture
def render(tmp_path: Path) -> markdown.Markdown:
    (tmp_path / "sources.yml").write_text(SOURCES, encoding="utf-8")
    (tmp_path / "layers.svg").write_text(SVG, encoding="utf-8")
    return markdown.Markdown(
        extensions=["attr_list", "studyguide.source.blocks"],
        extension_configs={
            "studyguide.source.blocks": {"sources": str(tmp_path / "sources.yml"), "figures": str(tmp_path)}
        },
    )


def first(html: str, selector: str) -> LexborNode:
    node = LexborHTMLParser(html).css_first(selector)
    assert node is not None, f"no {selector} in {html}"
    return node


def test_a_question_has_its_address_title_and_tags(render: markdown.Markdown) -> None:
    details = first(render.convert(QUESTION), "details.question#q-after-rm")
    assert first(details.html or "", "summary .question__title").text() == "rm 뒤에는요?"
    assert first(details.html or "", "summary .question__title code").text() == "rm"
    assert [tag.text() for tag in details.css("summary .tag")] == ["실제 면접", "심화"]


def test_the_first_paragraph_is_the_short_answer(render: markdown.Markdown) -> None:
    html = render.convert(QUESTION)
    assert first(html, ".answer-short").text() == "사라집니다."
    assert [label.text() for label in LexborHTMLParser(html).css(".answer-label")] == ["30초 답", "자세한 답"]


def test_wrong_and_followup_stand_in_the_answer(render: markdown.Markdown) -> None:
    html = render.convert(QUESTION)
    assert first(html, "details .wrong__title").text() == "흔한 오답 멈춰도 사라진다"
    assert first(html, "details .followup p:nth-child(2)").text() == "수명이 다릅니다."


def test_what_stands_in_an_answer_has_an_address_below_that_of_the_question(render: markdown.Markdown) -> None:
    html = render.convert(QUESTION)
    assert first(html, "details#q-after-rm .wrong").attributes["id"] == "q-after-rm--gone-when-stopped"
    assert first(html, "details#q-after-rm .followup").attributes["id"] == "q-after-rm--why"
    bare = render.convert("/// question | 물음\n    id: a\n    sources: docs\n\n답\n\n//// wrong | 말\n글\n////\n///\n")
    assert "id" not in first(bare, ".wrong").attributes


def test_phrasings_close_an_answer_as_they_were_typed(render: markdown.Markdown) -> None:
    html = render.convert(QUESTION)
    line = first(html, "details > .also:last-child")
    assert line.text() == "이렇게도 묻습니다 docker_rm 하면 *데이터*도? · rm: 데이터 · 지우면 끝?"
    assert [phrase.text() for phrase in first(html, ".followup > .also:last-child").css("q")] == [
        "볼륨이 남는 이유", "볼륨은 왜 안 지워져요", "docker rm keeps volumes",
    ]  # fmt: skip


def test_the_phrasings_of_a_section_stand_at_its_end(render: markdown.Markdown) -> None:
    text = "## 가\n\n/// also | 하나 · 둘 · 셋\n///\n\n글.\n\n/// sources | docs\n///\n\n### 나\n\n글.\n"
    order = [
        f"{node.tag}{node.attributes.get('class') or ''}"
        for node in LexborHTMLParser(render.convert(text)).css("body > *")
    ]
    assert order == ["h2", "p", "psources", "palso also--section", "h3", "p"]


def test_sources_close_the_answer(render: markdown.Markdown) -> None:
    line = first(render.convert(QUESTION), "details > .followup ~ .sources")
    assert line.text() == "출처 Docker 문서: Volumes"
    assert first(line.html or "", "a").attributes["href"] == "https://docs.docker.com/engine/storage/volumes/"


def test_a_correction_tells_saying_and_truth_apart(render: markdown.Markdown) -> None:
    html = render.convert("/// correction | 제목\n    id: a\n    sources: docs\n\n말 **굵게**.\n\n참.\n///\n")
    box = first(html, ".admonition.correction#c-a")
    assert first(box.html or "", ".admonition-title").text() == "흔한 오해 제목"
    assert first(box.html or "", ".correction__says").text() == "흔히 하는 말 말 굵게."
    assert "바른 내용 참." in box.text()


def test_a_figure_keeps_its_words_and_gets_ids_of_its_own(render: markdown.Markdown) -> None:
    html = render.convert("/// figure | *쓰기* 레이어\n    src: layers\n///\n")
    svg = first(html, "figure#f-layers svg[role=img]")
    assert first(svg.html or "", "text").text() == "_밑줄_", "Markdown must not read the figure's words"
    assert 'marker-end="url(#layers-head)"' in html
    assert first(html, "#layers-title").text() == "이름"
    assert svg.attributes["aria-labelledby"] == "layers-title"
    assert first(html, "figcaption").text() == "쓰기 레이어"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("/// question | 물음\n    sources: docs\n\n답\n///\n", "id missing"),
        ("/// question | 물음\n    id: a\n    sources: docs\n\n///\n", "the answer is empty"),
        ("/// question | 물음\n    id: a\n    sources: lost\n\n답\n///\n", "unknown source `lost`"),
    ],
)
def test_without_the_checks_a_broken_block_still_stops(render: markdown.Markdown, text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        render.convert(text)
