"""The themes that Korean developers meet: each is answered by a question block, in full."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from studyguide.project import Project
from studyguide.site_model import Question, read_site
from tests.conftest import ROOT

THEMES: dict[int, str] = yaml.safe_load((Path(__file__).parent / "data" / "themes.yml").read_text(encoding="utf-8"))
TOTAL = 87
"""As many as the survey of interview lists, courses and question sites found."""


@pytest.fixture(scope="module")
def questions() -> dict[str, Question]:
    return {
        f"{page.path.removesuffix('.md')}#{question.anchor}": question
        for page in read_site(Project(ROOT))
        for question in page.questions
    }


def test_no_theme_is_missing() -> None:
    assert sorted(THEMES) == list(range(1, TOTAL + 1))


@pytest.mark.parametrize(("number", "place"), sorted(THEMES.items()))
def test_a_theme_is_answered_shortly_in_full_and_beyond(
    number: int, place: str, questions: dict[str, Question]
) -> None:
    """30초 답, 자세한 답, at least one 꼬리 질문, and the sources under them."""
    assert place in questions, f"theme {number}: no question at {place}"
    answer = questions[place].element
    assert [label.text() for label in answer.css(".answer-label")] == ["30초 답", "자세한 답"]
    assert answer.css(".followup")
    assert answer.css(".sources a[href^=https]")
