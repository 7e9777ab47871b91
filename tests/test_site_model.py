"""The model of the built pages, on the site as it is and on pages that are not ours."""

from __future__ import annotations

from pathlib import Path

import pytest

from studyguide import site_model as pages
from studyguide.generated.pages import all_pages
from studyguide.navigation import NavEntry
from studyguide.project import Project

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def built() -> dict[str, pages.Page]:
    return {page.slug: page for page in pages.read_site(Project(ROOT))}


def test_every_question_and_heading_of_the_sources_is_found_in_its_place(built: dict[str, pages.Page]) -> None:
    """Counted a second way, from the Markdown: what the model loses, search and the book lose."""
    sources = {source.path: source for source in all_pages(Project(ROOT))}
    for page in built.values():
        source = sources[f"docs/{page.path}"]
        assert [question.id for question in page.questions] == [
            block.option("id") for block in source.named("question")
        ]
        assert [(section.id, section.level) for section in page.sections[1:]] == [
            (heading.id, heading.level) for heading in source.headings if heading.level <= 3
        ]


def test_no_word_of_an_article_is_lost_between_its_sections(built: dict[str, pages.Page]) -> None:
    for page in built.values():
        whole = "".join(pages.text_of(page.article).split())
        parts = "".join(
            (section.title if section.id else "") + "".join(map(pages.text_of, section.elements))
            for section in page.sections
        )
        # The title stands before the sections, but on the home page within the first.
        assert whole in ["".join(text.split()) for text in (parts, page.title + parts)], page.path


def test_a_question_tells_its_title_level_section_and_whether_it_was_asked(built: dict[str, pages.Page]) -> None:
    asked = {question.id: question for page in built.values() for question in page.questions if question.asked}
    assert asked["compose-two-projects"].level == "deep"
    assert asked["compose-two-projects"].section == "questions"
    assert asked["is-docker-a-vm"].title == "도커는 가상 머신인가요?"
    assert {question.asked for question in asked.values()} == {"interview"}


def test_a_page_tells_key_words_phrasings_and_what_is_in_an_answer() -> None:
    html = """<article><h1>볼륨</h1><h2 id="a">가</h2><p>글</p>
<p class="also also--section">
<span class="also__label">이렇게도 묻습니다</span> <q>데이터 위치</q> · <q>a &amp; b</q></p>
<h2 id="questions">질문</h2>
<details class="question" id="q-one" data-keywords="볼륨 · PID 1">
<summary><span class="question__title">물음</span></summary>
<div class="wrong" id="q-one--no"><p class="wrong__title">
<span class="label">흔한 오답</span> <code>rm</code>이면 끝</p></div>
<div class="followup"><p class="followup__title"><span class="label">꼬리 질문</span> 왜요?</p><p>글</p>
<p class="also"><span class="also__label">이렇게도 묻습니다</span> <q>이유</q></p></div>
<p class="also"><span class="also__label">이렇게도 묻습니다</span> <q>다른 물음</q></p></details></article>"""
    page = pages.read_page(html, NavEntry("volumes.md", "컨테이너"))
    assert page.sections[1].also == ("데이터 위치", "a & b")
    assert page.sections[2].also == ()
    question = page.questions[0]
    assert (question.keywords, question.also) == (("볼륨", "PID 1"), ("다른 물음",))
    assert [(wrong.id, wrong.title) for wrong in question.wrong_answers] == [("q-one--no", "rm이면 끝")]
    assert [(after.id, after.title, after.also) for after in question.followups] == [("", "왜요?", ("이유",))]


def test_parts_come_from_the_navigation(built: dict[str, pages.Page]) -> None:
    assert built["index"].part == ""
    assert built["engine"].part == "원리"


def test_a_page_that_is_not_built_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"index\.md.*make site"):
        pages.read_site(Project(ROOT), tmp_path)


@pytest.mark.parametrize(
    ("html", "message"),
    [
        ("<p>다른 곳의 쪽</p>", "본문과 제목이 없습니다"),
        (
            "<article><h1>가</h1><details class='question'><p>나</p></details></article>",
            "`q-` 주소가 없는 질문",
        ),
    ],
)
def test_a_page_of_another_make_is_refused_by_name(html: str, message: str) -> None:
    with pytest.raises(ValueError, match=rf"x\.md: .*{message}"):
        pages.read_page(html, NavEntry("x.md", ""))
