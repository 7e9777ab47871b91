"""The built site, page by page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.conftest import PAGES, TOPICS, html_file, parsed


@pytest.mark.parametrize("page", PAGES)
def test_nothing_is_fetched_from_elsewhere(site: Path, page: str) -> None:
    tree = parsed(html_file(site, page))
    fetched = [
        node.attributes.get("src") or node.attributes.get("href") or ""
        for node in tree.css(
            "script[src], img, iframe, source, link[rel=stylesheet], link[rel=preconnect], link[rel=icon]"
        )
    ]
    assert [address for address in fetched if re.match(r"(https?:)?//", address)] == []


@pytest.mark.parametrize("page", PAGES)
def test_ids_are_unique_and_headings_have_ascii_ids(site: Path, page: str) -> None:
    tree = parsed(html_file(site, page))
    ids = [node.attributes["id"] or "" for node in tree.css("[id]")]
    assert {name for name in ids if ids.count(name) > 1} == set()
    headings = [node.attributes.get("id") or "" for node in tree.css("article h2, article h3")]
    assert [name for name in headings if not re.fullmatch(r"[a-z][a-z0-9-]*", name)] == []


@pytest.mark.parametrize("page", PAGES)
def test_no_markdown_is_left_over(site: Path, page: str) -> None:
    tree = LexborHTMLParser(html_file(site, page).read_text(encoding="utf-8"))  # its own: it is cut below
    for code in tree.css("article pre, article code, article svg"):
        code.decompose()
    text = tree.css_first("article").text()  # type: ignore[union-attr]
    assert re.findall(r"^.*(?:///|\*\*|\{ [#.]|\]\(|^\| ?-).*$", text, flags=re.MULTILINE) == []


@pytest.mark.parametrize("page", TOPICS)
def test_a_topic_has_what_a_reader_expects(site: Path, page: str) -> None:
    tree = parsed(html_file(site, page))
    assert tree.css_first(".admonition.abstract"), "한눈에"
    for part in ("try", "questions", "key-points", "see-also"):
        assert tree.css_first(f"h2#{part}"), part
    assert tree.css("figure svg[role=img]"), "a figure of its own"
    assert tree.css("article table"), "a table to compare with"
    assert tree.css("details.question"), "questions"


@pytest.mark.parametrize("page", TOPICS)
def test_every_answer_and_correction_names_its_source(site: Path, page: str) -> None:
    tree = parsed(html_file(site, page))
    blocks = tree.css("details.question, .correction")
    assert [block.attributes["id"] for block in blocks if not block.css(".sources a[href^='https://']")] == []


def test_the_question_list_has_every_question(site: Path) -> None:
    written = {
        f"../{page}/#{node.attributes['id']}"
        for page in TOPICS
        for node in parsed(html_file(site, page)).css("details.question")
    }
    listed = {node.attributes["href"] for node in parsed(html_file(site, "questions")).css("details.ask a.ask__more")}
    assert listed == written


def test_the_three_questions_of_real_interviews_lead_the_list(site: Path) -> None:
    tree = parsed(html_file(site, "questions"))
    section = tree.css_first("h2#asked + .asks ul")
    assert section is not None
    links = [node.attributes["href"] or "" for node in section.css("a")]
    assert sorted(link.split("/")[1] for link in links) == ["compose-networks", "containers-vs-vms", "mac-windows"]
