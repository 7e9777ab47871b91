"""All items of the five notes stand somewhere, and what was wrong in them is corrected."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
import yaml

from studyguide.project import CORRECTIONS, Project
from tests.conftest import ROOT, TOPICS, html_file, parsed

ITEMS = 303
NOTES: dict[str, dict[str, str]] = yaml.safe_load((ROOT / "tests/data/notes.yml").read_text(encoding="utf-8"))
CORRECTED = {"wrong", "outdated", "unanswered", "broken"}


def test_every_item_is_mapped() -> None:
    assert len(NOTES) == ITEMS
    assert {verdict["verdict"] for verdict in NOTES.values()} == CORRECTED | {"correct", "imprecise"}
    assert Counter(name.split("-")[0] for name in NOTES) == {"s0": 51, "s1": 66, "s2": 64, "s3": 64, "s4": 58}


@pytest.mark.parametrize("page", [*TOPICS, "index", "questions", "corrections", "glossary", "commands"])
def test_every_anchor_exists(site: Path, page: str) -> None:
    ids = {node.attributes["id"] for node in parsed(html_file(site, page)).css("[id]")}
    wanted = {
        name: item["at"].partition("#")[2] for name, item in NOTES.items() if item["at"].partition("#")[0] == page
    }
    assert {name: anchor for name, anchor in wanted.items() if anchor not in ids} == {}


def test_no_item_lies_outside_the_site() -> None:
    pages = {*TOPICS, "index", "questions", "corrections", "glossary", "commands"}
    assert {name for name, item in NOTES.items() if item["at"].partition("#")[0] not in pages} == set()


def test_what_was_wrong_is_named_in_a_correction() -> None:
    named = {
        item
        for page in Project(ROOT).pages
        for block in page.named("correction")
        for item in block.option("items").split()
    } | {item for note in Project(ROOT).value(CORRECTIONS) or () for item in note["items"].split()}
    assert named <= set(NOTES), "a correction names an item that the notes do not have"
    wanted = {name for name, item in NOTES.items() if item["verdict"] in CORRECTED}
    assert wanted - named == set()


def test_a_corrected_or_imprecise_item_stands_beside_a_source(site: Path) -> None:
    """The place it is mapped to is a block with sources, or a section that names some."""
    bare = []
    for name, item in NOTES.items():
        page, _, anchor = item["at"].partition("#")
        if item["verdict"] == "correct" or page not in TOPICS:
            continue
        html = html_file(site, page).read_text(encoding="utf-8")
        start = html.index(f'id="{anchor}"')
        following = re.search(r"<h2 ", html[start + 1 :])
        section = html[start : start + 1 + following.start()] if following else html[start:]
        if 'class="sources"' not in section:
            bare.append(f"{name} at {item['at']}")
    assert bare == []
