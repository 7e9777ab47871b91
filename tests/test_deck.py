"""The Anki deck: nothing is lost, everything has the name it always had, and what a reader has learnt stays."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from anki import import_export_pb2 as protocol
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest, ImportCsvRequest
from anki.scheduler.v3 import CardAnswer, Scheduler
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from studyguide.book.downloads import Offer, fill
from studyguide.practice.cards import Card, cards
from studyguide.practice.deck import COLLECTION, DECK_FILE, EPOCH, MADE_BY, TEXT_FILE, moment, package, text
from studyguide.practice.note_types import NOTE_TYPES, OX, QUESTION
from studyguide.project import Project
from studyguide.site_model import Page, read_site
from tests.conftest import ROOT, Built

ENDS = ("분류", "링크", "id", "여분")
FROZEN = {
    "질문": (
        1589796418,
        "도커 스터디 가이드",
        ("질문", "30초 답", "키워드", "자세한 답", "흔한 오답", "꼬리 질문", *ENDS),
    ),
    "꼬리 질문": (1885126936, "도커 스터디 가이드::꼬리 질문", ("질문", "답", "앞 질문", *ENDS)),
    "O/X": (1437180400, "도커 스터디 가이드::O/X", ("문장", "판정", "설명", *ENDS)),
}
"""Number, deck and fields of each note type, as they are in readers' collections. Anki finds a deck by its name."""
GUIDS = {
    "is-docker-a-vm": "Ck/{T%ymey",
    "q-is-docker-a-vm--mac-uses-vm": "DnRLj]p;IV",
    "docker-group--true": "bj~T{FWN!W",
    "docker-group--false": "IrI)M~~ueL",
}
DAY = 86_400
WHEN = 1_790_000_000
TAGS = "code p b div span table thead tbody tr th td ul ol li pre strong em a wbr br kbd sup sub blockquote"


@pytest.fixture(scope="module")
def pages(raw: Built) -> Sequence[Page]:
    return read_site(Project(ROOT), raw.site)


@pytest.fixture(scope="module")
def made(pages: Sequence[Page], raw: Built) -> list[Card]:
    return cards(pages, Project(ROOT).value("data/ox.yml"), raw.address)


def test_what_readers_have_already_keeps_its_name(made: Sequence[Card]) -> None:
    """Whoever must change this list breaks the link between a deck and the cards that readers have learnt."""
    for kind in NOTE_TYPES:
        number, deck, fields = FROZEN[kind.name]
        assert (kind.number, kind.deck_name, kind.fields) == (number, deck, fields)
        model = kind.model
        assert [field["id"] for field in model.fields] == [number * 100 + place for place in range(len(fields))]
        assert [(template["name"], template["id"]) for template in model.templates] == [(kind.name, number * 100 + 99)]
    assert {card.name: card.guid for card in made if card.name in GUIDS} == GUIDS


def test_every_question_follow_up_and_twin_has_a_card(made: Sequence[Card], pages: Sequence[Page]) -> None:
    questions = [question for page in pages for question in page.questions]
    names = {kind.name: [card.name for card in made if card.kind is kind] for kind in NOTE_TYPES}
    assert sorted(names["질문"]) == sorted(question.id for question in questions)
    assert len(names["꼬리 질문"]) == sum(len(question.followups) for question in questions)
    pairs = Project(ROOT).value("data/ox.yml")
    assert sorted(names["O/X"]) == sorted(f"{pair['id']}--{side}" for pair in pairs for side in ("true", "false"))
    assert len({card.guid for card in made}) == len(made)


def test_a_card_is_whole_and_holds_nothing_that_only_the_site_can_show(made: Sequence[Card], raw: Built) -> None:
    for card in made:
        first, second, *_ = card.row
        assert first.strip(), card.name
        assert second.strip(), card.name
        for value in card.row:
            assert set(re.findall(r"<([a-z0-9]+)", value)) <= set(TAGS.split()), (card.name, value)
            assert not re.search(r'\s(?:id|style|on\w+)="', value), (card.name, value)
            for href in re.findall(r'href="([^"]*)"', value):
                assert href.startswith("https://"), (card.name, href)
        assert card.values["링크"].startswith(raw.address)


def test_the_links_of_cards_lead_to_places_that_exist(made: Sequence[Card], raw: Built) -> None:
    found: dict[str, str] = {}
    for card in made:
        for href in [card.values["링크"], *re.findall(r'href="([^"]*)"', "".join(card.row))]:
            if not href.startswith(raw.address):
                continue
            page, _, anchor = href.removeprefix(raw.address).partition("#")
            html = found.setdefault(page, (raw.site / page / "index.html").read_text(encoding="utf-8"))
            assert not anchor or f'id="{anchor}"' in html, (card.name, href)


def test_without_an_address_of_the_site_the_words_of_links_stay(pages: Sequence[Page]) -> None:
    made = cards(pages, [], "")
    text_with = "".join(value for card in made for value in card.row)
    assert 'href="../' not in text_with
    assert "href=" not in "".join(card.values["링크"] for card in made)
    answer = next(card for card in made if card.name == "volumes-stop-or-rm").values["자세한 답"]
    assert "명령마다 무엇이 사라지는지는 표에 있습니다" in re.sub(r"<[^>]+>", "", answer)


def test_new_cards_come_in_an_order_that_helps(made: Sequence[Card]) -> None:
    """Those asked in interviews first, deep ones last; the twins of a pair never one after the other."""
    questions = [card for card in made if card.kind is QUESTION]
    ranks = [("도커::실제-면접" not in card.tags, "도커::수준::심화" in card.tags) for card in questions]
    assert ranks == sorted(ranks)
    statements = [card.name for card in made if card.kind is OX]
    half = len(statements) // 2
    assert len({name.rpartition("--")[0] for name in statements[:half]}) == half
    assert 0.4 <= sum(name.endswith("--true") for name in statements[:half]) / half <= 0.6


def test_one_commit_gives_one_file(made: Sequence[Card], monkeypatch: pytest.MonkeyPatch) -> None:
    first = package(made, "a", WHEN)
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    assert package(made, "a", WHEN) == first
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {EPOCH}
        assert archive.read(COLLECTION)[MADE_BY] == bytes(4)
    assert len(first) < 400_000


def test_the_date_is_the_commits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1234567890")
    assert moment(Project(ROOT)) == 1_234_567_890
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    with pytest.raises(ValueError, match="`yesterday`"):
        moment(Project(ROOT))
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    today = moment(Project(ROOT))
    monkeypatch.setattr("shutil.which", lambda name: None)
    assert 0 < moment(Project(ROOT)) % DAY < 1 or moment(Project(ROOT)) % DAY == 0  # a day that stands on a page
    assert today > WHEN - 40 * DAY


class Learner:
    """Somebody with Anki."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.collection = Collection(str(folder / "collection.anki2"))

    def take(self, made: Sequence[Card], when: int) -> dict[str, int]:
        """Import a deck as the program does by default; how many notes met which fate."""
        file = self.folder / DECK_FILE
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # of tags that genanki holds for no HTML
            file.write_bytes(package(made, "", when))
        options = ImportAnkiPackageOptions(
            update_notes=protocol.IMPORT_ANKI_PACKAGE_UPDATE_CONDITION_IF_NEWER,
            update_notetypes=protocol.IMPORT_ANKI_PACKAGE_UPDATE_CONDITION_IF_NEWER,
        )
        log = self.collection.import_anki_package(ImportAnkiPackageRequest(package_path=str(file), options=options)).log
        fates = {"new": log.new, "updated": log.updated, "same": log.duplicate, "conflicting": log.conflicting}
        return {name: len(notes) for name, notes in fates.items() if notes}

    def take_text(self, content: str) -> dict[str, int]:
        """Import the text as the program proposes it."""
        file = self.folder / TEXT_FILE
        file.write_text(content, encoding="utf-8")
        metadata = self.collection.get_csv_metadata(path=str(file), delimiter=None)
        log = self.collection.import_csv(ImportCsvRequest(path=str(file), metadata=metadata)).log
        return {"new": len(log.new), "known": len(log.updated) + len(log.duplicate)}

    def field(self, name: str, field: str) -> str:
        """A field of the note that has this name."""
        (note,) = self.collection.find_notes(f"id:{name}")
        return self.collection.get_note(note)[field]

    def answer_first(self) -> tuple[str, int]:
        """Answer the first new card of the main deck with «easy»: the note's name and the card."""
        scheduler = self.collection.sched
        assert isinstance(scheduler, Scheduler)
        deck = self.collection.decks.id_for_name(QUESTION.deck_name)
        assert deck is not None
        self.collection.decks.select(deck)
        queued = scheduler.get_queued_cards(fetch_limit=1).cards[0]
        card = self.collection.get_card(queued.card.id)
        card.start_timer()
        answer = scheduler.build_answer(card=card, states=queued.states, rating=CardAnswer.EASY)
        scheduler.answer_card(answer)
        return card.note()["id"], card.id


@pytest.fixture
def learner(tmp_path: Path) -> Iterator[Learner]:
    somebody = Learner(tmp_path)
    yield somebody
    somebody.collection.close()


def rewritten(made: Sequence[Card], name: str) -> list[Card]:
    """The deck with another answer to one question."""
    return [
        replace(card, values={**card.values, "30초 답": "고친 답입니다."})
        if card.kind is QUESTION and card.name == name
        else card
        for card in made
    ]


def test_a_learner_keeps_the_schedule_and_gets_the_new_answer(learner: Learner, made: list[Card]) -> None:
    assert learner.take(made, WHEN) == {"new": len(made)}
    names = {deck.name for deck in learner.collection.decks.all_names_and_ids()}
    assert {kind.deck_name for kind in NOTE_TYPES} <= names
    name, card = learner.answer_first()
    before = learner.collection.get_card(card)  # type: ignore[arg-type]
    assert before.ivl > 0

    assert learner.take(made, WHEN) == {"same": len(made)}
    assert learner.take(rewritten(made, name), WHEN + DAY) == {"updated": len(made)}
    assert learner.field(name, "30초 답") == "고친 답입니다."
    after = learner.collection.get_card(card)  # type: ignore[arg-type]
    assert (after.ivl, after.due, after.reps, after.memory_state) == (
        before.ivl, before.due, before.reps, before.memory_state,
    )  # fmt: skip
    assert learner.collection.card_count() == len(made)


def test_a_card_whose_question_is_gone_stays_with_the_learner(learner: Learner, made: list[Card]) -> None:
    learner.take(made, WHEN)
    name, card = learner.answer_first()
    without = [each for each in made if each.name != name]
    assert learner.take(without, WHEN + DAY) == {"updated": len(without)}
    assert learner.collection.get_card(card).reps == 1  # type: ignore[arg-type]
    assert learner.field(name, "30초 답")


def test_what_a_learner_wrote_stays(learner: Learner, made: list[Card]) -> None:
    learner.take(made, WHEN)
    (number,) = learner.collection.find_notes("id:what-is-docker")
    note = learner.collection.get_note(number)
    note["30초 답"] = "내 말로 고친 답"
    note.tags.append("내것")
    learner.collection.update_note(note)
    learner.take(rewritten(made, "what-is-docker"), WHEN + DAY)
    assert learner.field("what-is-docker", "30초 답") == "내 말로 고친 답"
    assert "내것" in learner.collection.get_note(number).tags


def test_the_text_has_the_same_cards(learner: Learner, made: list[Card]) -> None:
    questions = [card for card in made if card.kind is QUESTION]
    lines = text(made).splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    assert [row[3] for row in rows] == [card.guid for card in questions]
    learner.take(made, WHEN)
    assert learner.take_text(text(made)) == {"new": 0, "known": len(questions)}
    detail = next(card for card in questions if card.name == "what-is-docker").values["자세한 답"]
    assert learner.field("what-is-docker", "자세한 답") == detail


def test_the_text_alone_makes_cards_with_front_and_back(learner: Learner, made: list[Card]) -> None:
    questions = [card for card in made if card.kind is QUESTION]
    assert learner.take_text(text(made)) == {"new": len(questions), "known": 0}
    for number in learner.collection.find_notes(""):
        assert all(learner.collection.get_note(number).fields[:2])
    assert learner.collection.find_notes("tag:도커::실제-면접")


WIDE = """() => [...document.querySelectorAll("body *")]
  .filter((node) => !node.closest("pre, .guide-scroll") && node.getBoundingClientRect().right > innerWidth)
  .map((node) => node.outerHTML.slice(0, 200))"""


@pytest.mark.parametrize("night", [False, True])
def test_cards_are_readable_on_a_phone(learner: Learner, made: list[Card], browser: Browser, night: bool) -> None:
    """Folded out, 390 px wide: nothing is wider than the screen, and everything has contrast."""
    learner.take(made, WHEN)
    page = browser.new_page(viewport={"width": 390, "height": 844})
    for kind in NOTE_TYPES:
        notes = map(learner.collection.get_note, learner.collection.find_notes(f'note:"{kind.model.name}"'))
        shown = [note.cards()[0].render_output() for note in notes]
        sides = [side for output in shown for side in (output.question_text, output.answer_text)]

        def show(sides: Sequence[str], css: str) -> None:
            text = "<hr>".join(sides).replace("<details>", "<details open>")
            mode = " nightMode" if night else ""
            page.set_content(f'<html lang="ko"><title>Anki</title><style>{css}</style><body class="card{mode}">{text}')

        show(sides, shown[0].css)
        assert page.evaluate(WIDE) == []
        # Of each mark that a style speaks of, a few: of all of them the check would take minutes.
        marks = sorted(set(re.findall(r"<(?:code|pre|table|details|a|hr)\b|class=\"[^\"]*\"", "".join(sides))))
        some = {side for mark in marks for side in [each for each in sides if mark in each][:2]}
        show(sorted(some), shown[0].css)
        found = Axe().run(page, options={"runOnly": ["color-contrast"]}).response["violations"]
        assert [node["html"] for violation in found for node in violation["nodes"]] == []
    page.close()


def test_the_deck_lies_beside_the_pdfs_and_is_offered(site: Path) -> None:
    """On the home page and where the practice page says that its files are."""
    for page, up in (("index.html", ""), ("practice/index.html", "../")):
        html = (site / page).read_text(encoding="utf-8")
        for name in (DECK_FILE, TEXT_FILE):
            assert (site / "book" / name).stat().st_size > 50_000
            assert f'href="{up}book/{name}"' in html


def test_buttons_are_added_once() -> None:
    offer = Offer("book/a.apkg", "Anki 덱", b"x" * 2000, holds="카드 3장")
    assert offer.facts == "카드 3장, 2KB"
    empty = '<div class="downloads screen-only" hidden></div>'
    once = fill(empty, "a/", [offer], behind=True)
    assert once.count("<a ") == 1
    assert 'href="../book/a.apkg"' in once
    assert "hidden" not in once
    assert fill(once, "a/", [offer], behind=True) == once
    with_pdf = fill('<div class="downloads screen-only"><a href="b.pdf">PDF</a></div>', "", [offer], behind=True)
    assert with_pdf.index("b.pdf") < with_pdf.index("a.apkg")
    with pytest.raises(ValueError, match=r"site/index.html: .* 0곳"):
        fill("", "", [offer])
