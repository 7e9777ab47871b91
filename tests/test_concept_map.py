"""The concept map: its figures and its page, made from data."""

from __future__ import annotations

import datetime
import re
import xml.etree.ElementTree as etree
from typing import Any

import pytest
from markdown import Markdown

from studyguide.generated import concept_map, map_figure
from studyguide.lint import figures
from studyguide.project import CONCEPT_MAP, FIGURE_STYLES, FIGURES, Project
from studyguide.source.concept_map import ConceptMap, read
from tests.conftest import ROOT

DAY = datetime.date(2026, 11, 27)


def box(name: str, *pages: str) -> dict[str, Any]:
    return {"id": name, "title": name.upper(), "note": f"{name}?", "pages": {page: f"읽기 {page}" for page in pages}}


def drawn(*links: dict[str, Any]) -> ConceptMap:
    rows = [[box("a", "a1", "a2")], [box("b", "b1"), box("c", "c1"), box("d", "d1")], [box("e", "e1"), box("f", "f1")]]
    return read({"rows": rows, "links": list(links)})


def paths(text: str) -> list[str]:
    return re.findall(r'<path class="arrow" d="([^"]+)"', text)


def test_a_box_leads_to_its_first_page_and_an_empty_one_tells_only_the_hint() -> None:
    full, blank = (map_figure.figure(drawn(), blank=blank) for blank in (False, True))
    assert re.findall(r'<a href="([^"]+)">', full) == ["a1.md", "b1.md", "c1.md", "d1.md", "e1.md", "f1.md"]
    assert ">A</text>" in full
    assert ">A</text>" not in blank
    assert ">a?</text>" in blank
    assert "<a " not in blank
    assert "A, B, C" in full.split("<desc>")[1].split("</desc>")[0]
    assert "A, B" not in blank, "the answer is not read out either"


@pytest.mark.parametrize(
    ("link", "form"),
    [
        ({"from": "b", "to": "c"}, r"M\S+ \S+ H\S+"),
        ({"from": "a", "to": "d"}, r"M\S+ \S+ V\S+"),
        ({"from": "c", "to": "e"}, r"M\S+ \S+ V\S+ H\S+ V\S+"),
    ],
    ids=["across", "down", "with a bend"],
)
def test_an_arrow_runs_from_edge_to_edge(link: dict[str, Any], form: str) -> None:
    [path] = paths(map_figure.figure(drawn(link)))
    assert re.fullmatch(form, path), path


def test_a_label_stays_inside_the_figure() -> None:
    text = map_figure.figure(drawn({"from": "a", "to": "d", "label": "아주 긴 이름표입니다"}))
    [(_, x)] = re.findall(r'class="ts( end)?" x="([\d.]+)"', text)
    assert float(x) < map_figure.WIDTH
    assert 'class="ts end"' in text


def test_both_figures_keep_the_rules_of_figures() -> None:
    known = figures.classes((ROOT / FIGURE_STYLES).read_text(encoding="utf-8"))
    made = map_figure.figures(read(Project(ROOT).value(CONCEPT_MAP)))
    for name, text in made.items():
        assert figures.check(text, name, known) == []


def test_the_page_names_every_page_under_its_word() -> None:
    text = concept_map.render(drawn(), DAY)
    assert "- **A**: [읽기 a1](a1.md) · [읽기 a2](a2.md)\n" in text
    assert "src: concept-map-blank" in text


def test_links_of_a_figure_are_reached_and_read_out() -> None:
    """What is in an image is hidden from a screen reader, and MkDocs sees only links that stand in the page's tree."""
    html = Markdown(
        extensions=["studyguide.source.blocks"],
        extension_configs={"studyguide.source.blocks": {"figures": str(ROOT / FIGURES)}},
    ).convert("/// figure | 지도\n    src: concept-map\n///")
    svg = etree.fromstring(html[html.index("<svg") : html.index("</svg>") + 6].replace("xmlns=", "data-x="))
    assert svg.get("role") == "group"
    links = svg.findall(".//a")
    assert len(links) == len(read(Project(ROOT).value(CONCEPT_MAP)).concepts)
    assert all("".join(link.itertext()).strip() for link in links)
    assert "wzxhzdk" not in html
