"""The search: its index, its worker, and how well both answer what readers type."""

from __future__ import annotations

import gzip
import json
import random
import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest
import yaml

from studyguide import site_model as pages
from studyguide.navigation import HOME, NavEntry
from studyguide.project import GLOSSARY, Project
from studyguide.search_index.index import REPEATING, SKIPPED_SECTIONS, entries
from studyguide.search_index.thesaurus import read
from tests import search_quality as quality
from tests.node import ROOT

WORKER_LIMIT = 13 * 1024
ALLOWED_TAG = re.compile(r"</?(?:mark|p|code)>")


@pytest.fixture(scope="module")
def index_path(site: Path) -> Path:
    return site / "search/search_index.json"


@pytest.fixture(scope="module")
def index(index_path: Path) -> dict[str, Any]:
    return json.loads(index_path.read_text(encoding="utf-8"))  # type: ignore[no-any-return]


@pytest.fixture(scope="module")
def built() -> list[pages.Page]:
    return list(pages.read_site(Project(ROOT)))


@pytest.fixture(scope="module")
def queries(index: dict[str, Any]) -> tuple[list[quality.Query], list[str]]:
    found, absent, lost = quality.read_queries(doc["location"] for doc in index["docs"])
    assert lost == [], "tests/data/search.yml names places that are not there"
    return found, absent


# The index


def test_every_page_section_and_question_is_an_entry_of_its_own(index: dict[str, Any], built: list[pages.Page]) -> None:
    locations = [doc["location"] for doc in index["docs"]]
    assert len(locations) == len(set(locations))
    for page in built:
        assert page.url in locations
        if page.path.startswith(REPEATING):
            continue
        wanted = [question.anchor for question in page.questions]
        wanted += [
            section.id
            for section in page.sections
            if section.id and section.id not in SKIPPED_SECTIONS and any(el.tag == "p" for el in section.elements)
            if not section.questions
        ]
        for anchor in wanted:
            assert f"{page.url}#{anchor}" in locations


def test_an_answer_is_found_under_its_question_only(index: dict[str, Any], built: list[pages.Page]) -> None:
    texts = {doc["location"]: doc["text"] for doc in index["docs"]}
    for page in built:
        for question in page.questions:
            short = question.element.css_first(".answer-short")
            assert short is not None
            beginning = pages.text_of(short)[:40]
            holders = [place for place, text in texts.items() if place.startswith(page.url) and beginning in text]
            assert f"{page.url}#{question.anchor}" in holders


def test_texts_are_plain_lines_without_sources_labels_and_marks(index: dict[str, Any]) -> None:
    for doc in index["docs"]:
        assert "¶" not in doc["title"] + doc["text"]
        for line in doc["text"].split("\n"):
            assert line.strip(), doc["location"]
            assert not line.startswith("출처 Docker 문서"), doc["location"]
            assert line not in ("30초 답", "자세한 답"), doc["location"]


def test_the_index_is_utf8_and_holds_the_glossary(index: dict[str, Any], index_path: Path) -> None:
    raw = index_path.read_text(encoding="utf-8")
    assert "\\u" not in raw.replace("\\\\", "")
    terms = yaml.safe_load((ROOT / GLOSSARY).read_text(encoding="utf-8"))
    assert [entry[1] for entry in index["config"]["glossary"]] == [str(term["ko"]) for term in terms]
    locations = {doc["location"] for doc in index["docs"]}
    assert {entry[0] for entry in index["config"]["glossary"]} <= locations


def test_the_script_for_files_holds_the_same_index(index_path: Path) -> None:
    script = index_path.with_suffix(".js").read_text(encoding="utf-8")
    assert script == f"var __index={index_path.read_text(encoding='utf-8')}\n"


def test_the_same_pages_give_the_same_index(index: dict[str, Any], built: list[pages.Page]) -> None:
    assert {"config": read(Project(ROOT)), "docs": entries(built)} == index


def test_the_index_knows_where_each_command_is_explained(index: dict[str, Any]) -> None:
    locations = {doc["location"] for doc in index["docs"]}
    commands = {name: places for name, *places in index["config"]["commands"]}
    assert {place for places in commands.values() for place in places} <= locations
    assert commands["docker ps"] == ["commands/#inspect", "exec-attach/#observe"]
    assert commands["docker run"] == ["commands/#run"], "many lines, many explanations: none of them is the one"
    assert "docker compose" not in commands, "a group is no command"


def test_what_follows_a_question_belongs_to_it() -> None:
    html = """<article><h1>쪽</h1><h2 id="questions">질문</h2><p>앞</p>
      <details class="question" id="q-one"><summary><span class="question__title">하나?</span></summary>
      <p class="answer-short">답</p><p class="sources">출처 어디</p></details>
      <div class="admonition correction"><p>바른 말</p></div></article>"""
    docs = entries([pages.read_page(html, NavEntry("volumes.md", ""))])
    assert [(doc["location"], doc["text"]) for doc in docs] == [
        ("volumes/", ""),
        ("volumes/#questions", "앞"),
        ("volumes/#q-one", "답\n바른 말"),
    ]


def test_phrasings_are_searched_beside_the_text() -> None:
    html = """<article><h1>쪽</h1><h2 id="one">절</h2><p>글</p>
      <p class="also also--section"><span class="also__label">이렇게도 묻습니다</span> <q>볼륨 어디</q></p></article>"""
    docs = entries([pages.read_page(html, NavEntry("volumes.md", ""))])
    assert docs[1] == {"location": "volumes/#one", "title": "절", "text": "글", "also": "볼륨 어디"}


# The worker


def test_the_worker_is_small() -> None:
    assert len(gzip.compress(quality.WORKER.read_bytes(), 9)) <= WORKER_LIMIT


@pytest.mark.parametrize(
    ("name", "first", "three", "empty"),
    [
        ("regression", 0.97, 0.99, 0.0),
        ("own", 0.90, 0.95, 0.0),
        ("grown", 0.90, 0.95, 0.0),
        ("blind", 0.90, 0.95, 0.02),
    ],
)
def test_readers_find_the_right_section(
    queries: tuple[list[quality.Query], list[str]],
    index_path: Path,
    name: str,
    first: float,
    three: float,
    empty: float,
) -> None:
    answers = quality.evaluate([query for query in queries[0] if query.set == name], index_path)
    found = quality.score(answers)
    misses = [f"{answer.query.text} → {', '.join(answer.shown[:3])}" for answer in answers if answer.rank != 1]
    assert found.first >= first and found.three >= three and found.empty <= empty, f"{found}\n" + "\n".join(misses)  # noqa: PT018


def test_readers_phrasings_find_the_entry_that_names_them(index: dict[str, Any], index_path: Path) -> None:
    """`also` promises so; two entries may say nearly the same, so not each is among the first two."""
    asked = [(phrase, doc["location"]) for doc in index["docs"] for phrase in doc.get("also", "").split("\n") if phrase]
    answers = quality.ask([phrase for phrase, _ in asked], index_path)
    lost = [
        f"{phrase} → {place}"
        for (phrase, place), answer in zip(asked, answers, strict=True)
        if place not in quality.shown(answer["items"])[:2]
    ]
    assert len(asked) > len(index["docs"])
    assert len(lost) <= 0.15 * len(asked), "\n".join(lost[:40])


def test_words_that_the_site_does_not_have_find_nothing(
    queries: tuple[list[quality.Query], list[str]], index_path: Path
) -> None:
    """Of forty words those that no text holds: a page may come to speak of Prometheus, and is then found."""
    text = index_path.read_text(encoding="utf-8").lower()
    absent = [word for word in queries[1] if word not in text]
    assert len(absent) >= 30
    found = quality.ask(absent, index_path)
    answered = [word for word, answer in zip(absent, found, strict=True) if answer["items"]]
    assert len(answered) <= 0.1 * len(absent), answered


def strange_queries() -> list[str]:
    """What nobody means to type, and what somebody will; the same in every run."""
    chance = random.Random(20261121)  # noqa: S311 (nothing secret)
    letters = (
        "가나다볼륨컨테이너ㄱㅎㅏㅣㅋabcdocker019 -_./\\$(){}[]<>&\"'`|*+?^~:;,=%#@!\t\n\x00\x1b\u200b\u202e🐳😀é한"
    )
    fixed = [
        "<b>볼륨</b><img src=x onerror=alert(1)>", "가" * 10_000, "a" * 10_000, "볼륨 " * 5_000, "ㅋㅋㅋㅋㅋㅋ",
        "ㅏㅏㅏ", "ㄱ",
        "🐳🐳", "\x00\x07\x1b[31m", "볼륨", "__proto__ constructor toString hasOwnProperty", "␣ docker␣ps",
        "--", "-", "/", "...", "\ud83d", " ", "", "(" * 300, "docker " * 100,
    ]  # fmt: skip
    return fixed + ["".join(chance.choices(letters, k=chance.randint(1, 40))) for _ in range(400)]


def test_strange_queries_neither_break_nor_inject(index_path: Path) -> None:
    texts = strange_queries()
    for text, answer in zip(texts, quality.ask(texts, index_path), strict=True):
        assert isinstance(answer["items"], list), text
        for group in answer["items"]:
            assert sum("#" not in entry["location"] for entry in group) == 1, text
            for entry in group:
                assert "<" not in ALLOWED_TAG.sub("", entry["title"] + entry["text"]), text
                assert isinstance(entry["score"], int | float), text


def test_decomposed_hangul_is_composed(index_path: Path) -> None:
    composed, decomposed = quality.ask(["볼륨", unicodedata.normalize("NFD", "볼륨")], index_path)
    assert composed["items"] == decomposed["items"]
    assert composed["items"]


# The data of the gate


def test_the_gate_has_all_kinds_of_queries() -> None:
    data = yaml.safe_load(quality.DATA.read_text(encoding="utf-8"))
    least = {"regression": 263, "own": 100, "grown": 60, "blind": 120}
    counts = {name: sum(map(len, data[name].values())) for name in quality.SETS}
    assert {name: counts[name] >= least[name] for name in quality.SETS} == dict.fromkeys(least, True), counts
    assert len(data["regression"]) == 12
    assert len(data["absent"]) == 40


def test_no_page_is_forgotten(built: list[pages.Page]) -> None:
    """Paths and the pages to look things up say again what stands elsewhere: no query is about them."""
    data = yaml.safe_load(quality.DATA.read_text(encoding="utf-8"))
    grouped = {name for group in data["pages"].values() for name in group}
    named = {page.url.rstrip("/") for page in built if not page.path.startswith((*REPEATING, HOME))}
    assert grouped == named - {"commands"}
