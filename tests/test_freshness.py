"""A guide that nobody looked at for a year is not to be trusted: every page says when it was, and against what."""

from __future__ import annotations

import datetime

import pytest

from studyguide.project import Project
from tests.conftest import ROOT, TOPICS

YEAR = datetime.timedelta(days=365)
META = {page.path.removeprefix("docs/").removesuffix(".md"): page.meta for page in Project(ROOT).pages}


def outdated(meta: dict[str, dict[str, object]], today: datetime.date) -> list[str]:
    """The pages whose last review is more than a year ago, the oldest first."""
    days = {page: each["reviewed"] for page, each in meta.items()}
    return sorted(
        (page for page, day in days.items() if isinstance(day, datetime.date) and today - day > YEAR),
        key=lambda page: (str(days[page]), page),
    )


def test_no_page_is_older_than_a_year() -> None:
    meta = {page: each for page, each in META.items() if isinstance(each, dict)}
    assert outdated(meta, datetime.datetime.now(datetime.UTC).date()) == []


def test_pages_older_than_a_year_are_listed_oldest_first() -> None:
    day = datetime.date
    meta: dict[str, dict[str, object]] = {
        "new": {"reviewed": day(2026, 11, 21)},
        "old": {"reviewed": day(2025, 11, 1)},
        "older": {"reviewed": day(2024, 1, 1)},
    }
    assert outdated(meta, day(2026, 11, 21)) == ["older", "old"]


@pytest.mark.parametrize("page", TOPICS)
def test_a_topic_page_names_the_versions_it_speaks_of(page: str) -> None:
    meta = META[page]
    assert isinstance(meta, dict)
    assert meta.get("versions")
