"""How the book is built: what is kept, and processes beside each other."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from studyguide.book import compile as compile_module
from studyguide.book import workers as workers_module
from studyguide.book.compile import BookError, Compiler, Drafts, Pdf
from studyguide.book.downloads import Offer
from studyguide.book.kept import inputs_key, keep_book, kept_book
from studyguide.book.markup import PIECE
from studyguide.book.places import EARLY, LATE, Draft, Pieces, Place
from studyguide.book.render_context import Findings
from studyguide.book.store import Store
from studyguide.book.typeset import Kit, Source, Task, set_type
from studyguide.book.workers import WorkerDiedError, Workers
from studyguide.content_key import key
from studyguide.project import Project
from tests.conftest import ROOT

FONTS = ROOT / "fonts"
DATE = datetime(2026, 11, 21, tzinfo=UTC)
OPENING = '#import "/book.typ": *\n#show: book.with(title: "책", subtitle: "판", date: none)'


# What is kept.


@pytest.mark.parametrize("damage", [lambda content: b"", lambda content: content[:-1], lambda content: content + b"x"])
def test_a_damaged_file_is_as_if_it_were_not_there(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    store = Store(tmp_path / "store")
    name = key("a")
    store.put(name, b"content")
    assert store.get(name) == b"content"
    path = tmp_path / "store" / name
    path.write_bytes(damage(path.read_bytes()))
    assert store.get(name) is None
    store.put(name, b"content")
    assert store.get(name) == b"content"


def test_a_store_that_cannot_be_written_keeps_nothing_and_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / "store").write_text("a file where a folder ought to be")
    store = Store(tmp_path / "store")
    store.put(key("a"), b"content")
    store.trim()
    assert store.get(key("a")) is None


def test_a_store_grows_no_larger_than_it_may_and_keeps_what_is_used(tmp_path: Path) -> None:
    store = Store(tmp_path, limit=3000)
    names = [key(str(number)) for number in range(5)]
    for age, name in enumerate(names):
        store.put(name, b"x" * 900)
        os.utime(tmp_path / name, (1000 + age, 1000 + age))
    assert store.get(names[0])  # used: now it is the youngest
    store.trim()
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) <= 3000
    assert [name for name in names if store.get(name)] == [names[0], *names[3:]]


def test_what_makes_a_difference_is_in_the_name_of_a_result() -> None:
    task = Task(Source("a", ("b",)), 1, frozenset("f"), figures=True)
    others = [
        replace(task, source=Source("ab", ())),
        replace(task, source=Source("a", ("c",))),
        replace(task, timestamp=2),
        replace(task, floats=frozenset()),
        replace(task, figures=False),
        replace(task, places={"a": (1, 2.0)}),
        replace(task, draft=True),
    ]
    names = {task.key("typst 1"), task.key("typst 2"), *(other.key("typst 1") for other in others)}
    assert len(names) == len(others) + 2


FACTS = ("https://e.org/", "", "abc")
BUTTONS = '<div class="downloads screen-only" hidden></div>'


def project_in(folder: Path) -> Project:
    """A project of one page, and its built site in `site/`."""
    files = {
        "mkdocs.yml": "site_name: 책\nnav:\n- index.md\n",
        "docs/index.md": "# 책",
        "data/glossary.yml": "[]",
        "site/index.html": f"<article><h1>책</h1><p>글</p>{BUTTONS}</article>",
    }
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return Project(folder)


def test_a_book_is_known_again_by_all_that_it_is_made_from_and_by_nothing_that_it_wrote_itself(tmp_path: Path) -> None:
    project = project_in(tmp_path)

    def name(facts: Sequence[str] = FACTS) -> str:
        return inputs_key(project, tmp_path / "site", FONTS, facts)

    first = name()
    page = tmp_path / "site/index.html"
    page.write_text(page.read_text(encoding="utf-8").replace("hidden></div>", "><a>학습판 PDF</a></div>"), "utf-8")
    assert name() == first
    names = {first, name(("", "", "abc"))}
    for file in ("site/index.html", "docs/index.md", "data/glossary.yml", "mkdocs.yml"):
        (tmp_path / file).write_text((tmp_path / file).read_text(encoding="utf-8") + "\n", encoding="utf-8")
        assert name() not in names, file
        names.add(name())
    # Of two files with one name it matters which is where.
    here, there = tmp_path / "docs/assets/a.svg", tmp_path / "docs/assets/figures/a.svg"
    there.parent.mkdir(parents=True)
    here.write_text("<svg/>", encoding="utf-8")
    names.add(name())
    here.rename(there)
    assert name() not in names


def test_a_book_of_which_a_part_is_gone_is_made_again(tmp_path: Path) -> None:
    store = Store(tmp_path)
    files = {"a.pdf": Offer("a.pdf", "", b"A", 1), "b.epub": Offer("b.epub", "", b"B")}
    keep_book(store, key("inputs"), files)
    assert kept_book(store, key("inputs")) == files
    assert kept_book(store, key("other")) is None
    (tmp_path / key(b"B")).unlink()
    assert kept_book(store, key("inputs")) is None


# Rounds.


def chapters(findings: Findings) -> str:
    """A book of two chapters; the note in the second would stand on another page than its mark."""
    filler = "".join("#block(height: 18mm)[줄]" for _ in range(12))
    note = "aside" if "b.md#1" in findings.inline_notes else "note"
    mark = f'#block(breakable: false)[{filler}#block(height: 9mm)[끝#{note}("b.md#1")[{"긴 각주 " * 150}]]]'
    pieces = ('#chapter(1, "1", "하나", "a")\n글#pages("b")', f'#chapter(1, "2", "둘", "b")\n{mark}')
    return PIECE.join([OPENING, *pieces])


@pytest.fixture
def rounds(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Every round that Typst sets from here on: whether it is a draft."""
    found: list[bool] = []
    original = compile_module.set_type

    def counted(*arguments: Any) -> Pdf | Findings | Draft:
        found.append(arguments[0].draft)
        return original(*arguments)

    monkeypatch.setattr(compile_module, "set_type", counted)
    return found


def test_what_was_set_once_is_not_set_again(tmp_path: Path, rounds: list[bool]) -> None:
    plain = Compiler(FONTS).compile(chapters, DATE)
    drafts, wholes = rounds.count(True), rounds.count(False)
    assert drafts >= 1
    rounds.clear()
    store = Store(tmp_path)
    assert Compiler(FONTS, store).compile(chapters, DATE) == plain
    assert (rounds.count(True), rounds.count(False)) == (drafts, wholes)
    rounds.clear()
    assert Compiler(FONTS, store).compile(chapters, DATE) == plain
    assert rounds == []
    # An edit of the first chapter: the second is not tried again.
    edited = Compiler(FONTS, store).compile(lambda findings: chapters(findings).replace("글", "글글"), DATE)
    assert edited != plain
    assert rounds.count(True) == 0


def test_what_a_chapter_shows_alone_saves_a_round_of_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    wholes: list[Findings] = []

    def source(findings: Findings) -> str:
        wholes.append(findings)
        return "opening" + PIECE + "#note(" + PIECE + "#drawing("

    def fake(task: Task, kit: Kit) -> Any:
        if task.draft and "#drawing(" in task.source.pieces[0]:
            return Draft(Findings(frozenset(), frozenset({"x"}) if wholes[-1] == Findings() else frozenset()))
        return Draft(Findings()) if task.draft else Pdf(repr(sorted(wholes[-1].floats)).encode(), 1)

    monkeypatch.setattr(compile_module, "set_type", fake)
    assert Compiler(FONTS).compile(source, DATE).content == b"['x']"


def test_a_draft_counts_its_pages_with_as_many_digits_as_the_whole() -> None:
    long = "글" * 3700
    pieces = tuple(f'#chapter(2, "{at}", "장", "c{at}")\n#pages("c1") #pages("c{99}") {long}' for at in range(120))
    source = Source("opening", pieces)
    assert source.parted.guesses(3) == {"c1": (EARLY, 0), "c3": (EARLY, 0), "c99": (LATE, 0)}
    assert (len(str(EARLY)), len(str(LATE))) == (2, 3)
    edited = Source("opening", (pieces[0] + "한 줄 더", *pieces[1:]))
    assert edited.parted.guesses(110) == source.parted.guesses(110)


@pytest.mark.parametrize(("thought", "is_at"), [(EARLY, 11), (LATE, 111)])
def test_a_draft_breaks_its_lines_as_the_whole_does_whatever_the_numbers(thought: int, is_at: int) -> None:
    """Figures of many widths would: then a chapter may take another page than was counted, and all is set twice."""
    refers = '#pages("b") ' * 200
    source = Source(OPENING, (f'#chapter(1, "1", "하나", "a")\n{refers}\n\n#anchor("a:x")끝',))

    def end(page: int) -> Place:
        known = {"a": (1, 0.0), "a:x": (1, 0.0), "b": (page, 0.0)}
        made = set_type(Task(source, 0, frozenset(), True, known, draft=True), Kit.of(FONTS))
        assert isinstance(made, Draft)
        return made.places["a:x"]

    assert end(thought) == end(is_at)


def test_what_is_known_of_a_chapter_already_is_not_looked_for_again(rounds: list[bool]) -> None:
    found = Compiler(FONTS).drafts(chapters, DATE)
    assert found.findings.inline_notes == {"b.md#1"}
    rounds.clear()
    Compiler(FONTS).compile(lambda findings: chapters(findings).replace(PIECE, "\n\n"), DATE, known=found)
    assert rounds == [False]


def shown(pdf: Pdf) -> str:
    with pypdfium2.PdfDocument(pdf.content) as read:
        return "".join(page.get_textpage().get_text_range() for page in read)


def test_a_page_number_that_was_thought_wrongly_is_set_right(rounds: list[bool]) -> None:
    """Numbers and links come from the drafts; what moved since is set again, in the same round."""
    found = Compiler(FONTS).drafts(chapters, DATE)
    right = Compiler(FONTS).compile(chapters, DATE, known=found)
    assert found.places["b"][0] > 1
    assert f"({found.places['b'][0]}쪽)" in shown(right)
    rounds.clear()
    wrong = Drafts(found.findings, {"a": (7, 0.0), "b": (123, 500.0)})
    assert Compiler(FONTS).compile(chapters, DATE, known=wrong) == right
    assert rounds == [False]


def test_parts_begin_on_the_right_and_pages_add_up() -> None:
    pieces = (
        "#cover(",
        "#contents(depth: 3)",
        "#part(1",
        '#chapter(2, "1", "장", "a")',
        "#part(2",
        '#chapter(2, "2", "장", "b")',
    )
    drafts = {3: Draft(Findings(), 2, {"a": (1, 5.0), "a:x": (2, 9.0)}), 5: Draft(Findings(), 4, {"b:y": (3, 1.0)})}
    assert list(Pieces(pieces).first_pages({3: 2, 5: 4})) == [1, 2, 3, 4, 7, 8]
    assert Pieces(pieces).places(drafts) == {"a": (4, 5.0), "a:x": (5, 9.0), "b:y": (10, 1.0)}


def test_a_mistake_in_a_chapter_is_told_once_and_well() -> None:
    with pytest.raises(BookError, match="unknown variable: nonsense"):
        Compiler(FONTS).compile(lambda findings: PIECE.join([OPENING, '#note("a#1")[x] #nonsense']), DATE)


def test_a_chapter_that_cannot_be_set_alone_is_set_in_the_whole() -> None:
    elsewhere = '#note("a#1")[x] #context counter(page).at(<other>).first()'
    text = PIECE.join([OPENING, elsewhere, '#chapter(1, "2", "둘", "b") #metadata(none)<other>'])
    assert Compiler(FONTS).compile(lambda findings: text, DATE).pages == 2


# Processes.


def wait_and_say(seconds: float, word: str) -> tuple[str, int]:
    time.sleep(seconds)
    return word, os.getpid()


def fail(word: str) -> None:
    raise BookError(word)


def die() -> None:
    os._exit(9)


def test_the_urgent_goes_first_and_an_error_reaches_who_asked() -> None:
    done: list[str] = []

    def note(future: Future[tuple[str, int]]) -> None:
        done.append(future.result()[0])

    with Workers(1) as workers:
        first = workers.submit(5, wait_and_say, 0.3, "first")
        time.sleep(0.1)
        later = [workers.submit(urgency, wait_and_say, 0.0, str(urgency)) for urgency in (3, 2, 1)]
        broken = workers.submit(9, fail, "틀린 곳")
        for future in (first, *later):
            future.add_done_callback(note)
        with pytest.raises(BookError, match="틀린 곳"):
            broken.result()
    assert done == ["first", "1", "2", "3"]


def test_a_process_that_has_grown_is_replaced_and_one_that_died_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    with Workers(1) as workers:
        one, two = (workers.submit(0, wait_and_say, 0.0, "").result()[1] for _ in range(2))
        assert one == two
        monkeypatch.setattr(workers_module, "GROWN", 0)
        workers.submit(0, wait_and_say, 0.0, "").result()
        assert workers.submit(0, wait_and_say, 0.0, "").result()[1] != one
        with pytest.raises(WorkerDiedError, match="메모리"):
            workers.submit(0, die).result()
        assert workers.submit(0, wait_and_say, 0.0, "still here").result()[0] == "still here"
