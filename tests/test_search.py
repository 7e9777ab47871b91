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
from studyguide.project import COMMANDS, ERRORS, GLOSSARY, Project
from studyguide.search_index.index import REPEATING, SKIPPED_SECTIONS, entries
from studyguide.search_index.labs import without_known_commands
from studyguide.search_index.text import without_output
from studyguide.search_index.thesaurus import read
from studyguide.search_index.write import TEXTS, whole
from tests import search_quality as quality
from tests.node import ROOT

WORKER_LIMIT = 20 * 1024
FIRST_LIMIT = 115 * 1024
"""Bytes, compressed, before the first answer: worker, dialog, and the first part of the index."""
WHOLE_LIMIT = 360 * 1024
ALLOWED_TAG = re.compile(r"</?(?:mark|p|code)>")


@pytest.fixture(scope="module")
def index_path(site: Path) -> Path:
    return site / "search/search_index.json"


@pytest.fixture(scope="module")
def index(index_path: Path) -> dict[str, Any]:
    """The index with all of its text."""
    return {**json.loads(index_path.read_text(encoding="utf-8")), "docs": whole(index_path)}


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
        for line in doc["text"].split("\n") if doc["text"] else ():
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
    texts = json.loads(index_path.with_name(f"{TEXTS}.json").read_text(encoding="utf-8"))
    held = json.loads(script.removeprefix("var __index="))
    assert held == {**json.loads(index_path.read_text(encoding="utf-8")), "texts": texts}


def test_what_follows_a_question_is_an_entry_with_an_address(index: dict[str, Any], built: list[pages.Page]) -> None:
    docs = {doc["location"]: doc for doc in index["docs"]}
    for page in built:
        for question in page.questions:
            boxes: list[pages.FollowUp | pages.WrongAnswer] = [*question.followups, *question.wrong_answers]
            for each in (box for box in boxes if box.id):
                doc = docs[f"{page.url}#{each.id}"]
                assert (doc["title"], doc["in"]) == (each.title, question.anchor)
                assert doc["text"]


def test_rows_of_commands_and_errors_are_entries(index: dict[str, Any]) -> None:
    docs = {doc["location"]: doc for doc in index["docs"]}
    rows = [command for group in Project(ROOT).value(COMMANDS) for command in group["commands"]]
    for command in rows:
        doc = docs[f"commands/#cmd-{command['id']}"]
        assert (doc["kind"], doc["title"]) == ("command", command["run"])
        assert doc["text"].startswith(command["does"])
    for group in Project(ROOT).value(ERRORS):
        for error in group["errors"]:
            doc = docs[f"errors-{group['id']}/#e-{error['id']}"]
            assert doc["kind"] == "error"
            cause, *rest = doc["text"].split("\n")
            assert cause and rest[-1], doc["location"]  # noqa: PT018
            assert any(line.startswith("\t") for line in rest), "where to look is code"


def test_a_lab_is_searched_by_what_is_typed_not_by_what_is_printed() -> None:
    lab = "글\n\t$ docker run \\\n\t--rm busybox\n\thello\n둘\n\tservices:\n\t  web:"
    assert without_output(lab) == "글\n\t$ docker run \\\n\t--rm busybox\n둘\n\tservices:\n\t  web:"


def test_of_the_commands_of_labs_only_those_are_kept_that_name_what_stands_nowhere_else() -> None:
    prose = {"title": "쓰기", "text": "`docker run --rm`은 끝난 컨테이너를 지웁니다.\n\t$ docker ps"}
    lab = {
        "title": "해 보기",
        "kind": "lab",
        "text": "띄웁니다.\n\t$ docker run --rm busybox\n\t$ docker run --init busybox\n\t$ unshare -p sh",
    }
    kept = without_known_commands([prose, lab])
    assert kept == [prose, lab | {"text": "띄웁니다.\n\t$ docker run --init busybox\n\t$ unshare -p sh"}]


def test_the_same_pages_give_the_same_index(index: dict[str, Any], built: list[pages.Page]) -> None:
    assert {"config": read(Project(ROOT)), "docs": without_known_commands(entries(built))} == index


def test_the_index_knows_where_each_command_is_explained(index: dict[str, Any]) -> None:
    locations = {doc["location"] for doc in index["docs"]}
    commands = {name: places for name, *places in index["config"]["commands"]}
    assert {place for places in commands.values() for place in places} <= locations
    assert commands["docker ps"] == ["commands/#cmd-ps-a", "container-cli/#lifecycle"]
    assert commands["docker run"] == ["commands/#cmd-run-shell"], (
        "many lines, many explanations: none of them is the one"
    )
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


def test_a_first_use_costs_little(index_path: Path) -> None:
    """What a reader on a slow line waits for, and what comes after the first answer."""

    def weight(path: Path) -> int:
        return len(gzip.compress(path.read_bytes(), 9))

    dialog = quality.WORKER.with_name("search-dialog.js")
    first = sum(map(weight, (index_path, quality.WORKER, dialog)))
    assert first <= FIRST_LIMIT
    assert first + weight(index_path.with_name(f"{TEXTS}.json")) <= WHOLE_LIMIT


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


def test_a_message_typed_in_full_leads_with_its_row(index: dict[str, Any], index_path: Path) -> None:
    """In small letters, whole or only what was said last: the row comes first, with cause and remedy."""

    def plain(text: str) -> str:
        return " ".join(re.sub(r"[^a-z0-9]+", " ", text.lower()).split())

    held = {
        doc["location"]: [plain(line) for line in (doc["title"], *doc.get("also", "").split("\n"))]
        for doc in index["docs"]
        if doc.get("kind") == "error"
    }
    titles = [doc["title"].replace("…", " ").lower() for doc in index["docs"] if doc.get("kind") == "error"]
    tails = [tail for title in titles if len(plain(tail := title.rpartition(": ")[2]).split()) > 3]
    asked = [*titles, *tails]
    lost = []
    for text, answer in zip(asked, quality.ask(asked, index_path), strict=True):
        first = next((entry for group in answer["items"] for entry in group if entry["score"] > 0), None)
        if first is None or "card" not in first or not any(plain(text) in line for line in held[first["location"]]):
            lost.append(f"{text} → {first and first['location']}")
    assert len(tails) > 20
    assert len(lost) <= 0.04 * len(asked), "\n".join(lost)


def test_an_error_leads_only_where_something_fails(index: dict[str, Any], index_path: Path) -> None:
    """A word of its message alone (로그) does not make a row of the dictionary the answer to an everyday question."""
    kinds: dict[str, str | None] = {doc["location"]: doc.get("kind") for doc in index["docs"]}

    def first(query: str) -> str | None:
        (answer,) = quality.ask([query], index_path)
        return kinds[quality.shown(answer["items"])[0]]

    assert first("로그 어디서 봐요") != "error"
    assert first("which docker network drivers exist") != "error"
    assert first("포트가 이미 사용중이래요") == "error"
    assert first("why is docker not starting") == "error"


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
    assert len(lost) <= 0.10 * len(asked), "\n".join(lost[:40])


@pytest.mark.parametrize(
    ("name", "first", "three"),
    [
        ("review", 0.85, 0.95),
        ("people", 0.83, 0.92),
        ("third", 0.85, 0.95),
        ("fourth", 0.85, 0.95),
        ("newest", 0.85, 0.95),
        ("fifth", 0.86, 0.93),
        ("sixth", 0.66, 0.78),
        ("seventh", 0.70, 0.75),
        ("eighth", 0.86, 0.94),
        ("ninth", 0.79, 0.91),
        ("tenth", 0.82, 0.91),
    ],
)
def test_people_find_what_they_ask_for(index_path: Path, name: str, first: float, three: float) -> None:
    answers = quality.ask_people(quality.PEOPLE[name], index_path)
    real = [answer for answer in answers if answer.kind != quality.FOREIGN]
    found = quality.score_people(real)
    misses = [f"{answer.text} → {', '.join(answer.rows[:3])}" for answer in real if answer.rank != 1]
    assert found.first >= first and found.three >= three and found.empty <= 0.01, f"{found}\n" + "\n".join(misses)  # noqa: PT018


@pytest.mark.parametrize("name", quality.PEOPLE)
def test_foreign_words_are_named_and_others_are_not(index_path: Path, name: str) -> None:
    answers = quality.ask_people(quality.PEOPLE[name], index_path)
    foreign = [answer for answer in answers if answer.kind == quality.FOREIGN]
    real = [answer for answer in answers if answer.kind != quality.FOREIGN]
    # Not every set has foreign queries.
    assert not foreign or quality.named_share(foreign) >= 0.8, [
        answer.text for answer in foreign if not answer.named and answer.rows
    ]
    assert quality.named_share(real) <= 0.01, [(answer.text, answer.named) for answer in real if answer.named]


def test_without_the_phrasings_the_search_is_worse(index_path: Path, tmp_path: Path) -> None:
    """The field earns its bytes: every set loses without it."""
    bare = json.loads(index_path.read_text(encoding="utf-8"))
    for doc in bare["docs"]:
        doc.pop("also", None)
    path = tmp_path / index_path.name
    path.write_text(json.dumps(bare, ensure_ascii=False), encoding="utf-8")
    texts = f"{TEXTS}.json"
    (tmp_path / texts).write_bytes(index_path.with_name(texts).read_bytes())

    def right(index: Path) -> int:
        answers = [answer for name in quality.PEOPLE for answer in quality.ask_people(quality.PEOPLE[name], index)]
        return sum(answer.rank == 1 for answer in answers)

    assert right(path) < 0.95 * right(index_path)


def test_words_that_the_site_does_not_have_are_told(
    queries: tuple[list[quality.Query], list[str]], index_path: Path
) -> None:
    """Of forty words those that no text holds: a page may come to speak of Prometheus, and is then found."""
    text = (index_path.read_text(encoding="utf-8") + index_path.with_name(f"{TEXTS}.json").read_text("utf-8")).lower()
    absent = [word for word in queries[1] if word not in text]
    assert len(absent) >= 30
    found = quality.ask(absent, index_path)
    silent = [word for word, answer in zip(absent, found, strict=True) if answer["items"] and not answer["unknown"]]
    assert len(silent) <= 0.1 * len(absent), silent


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
            assert "#" not in group[0]["location"], text
            for entry in group:
                shown = entry["title"] + entry["text"] + entry.get("under", "") + entry.get("answer", "")
                shown += "".join(map(str, entry.get("card", {}).values()))
                assert "<" not in ALLOWED_TAG.sub("", shown), text
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
