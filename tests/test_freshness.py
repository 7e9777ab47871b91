"""Every page says when somebody last looked at it, and against what. What has grown old is a report."""

from __future__ import annotations

import datetime

import pytest

from studyguide.lint.freshness import outdated_pages
from studyguide.project import Project
from studyguide.source.scanner import scan
from tests.conftest import ROOT, TOPICS

META = {page.path.removeprefix("docs/").removesuffix(".md"): page.meta for page in Project(ROOT).pages}


def test_pages_older_than_a_year_are_listed_oldest_first() -> None:
    days = {"new": "2026-11-21", "edge": "2025-11-21", "old": "2025-11-01", "older": "2024-01-01", "odd": "어제"}
    pages = [scan(name, f"---\nreviewed: {day}\n---\n") for name, day in days.items()]
    assert outdated_pages(pages, datetime.date(2026, 11, 21)) == [
        ("older", datetime.date(2024, 1, 1)),
        ("old", datetime.date(2025, 11, 1)),
    ]


@pytest.mark.parametrize("page", TOPICS)
def test_a_topic_page_names_the_versions_it_speaks_of(page: str) -> None:
    meta = META[page]
    assert isinstance(meta, dict)
    assert meta.get("versions")
