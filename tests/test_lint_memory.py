"""What the checks remember: an unchanged page is not looked at again, and no mistake is missed for it."""

from __future__ import annotations

import datetime
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from studyguide import memory
from studyguide.lint import pages, rendered
from studyguide.lint.project import MEMORY, check_project
from studyguide.lint.remembered import fingerprint, is_clean, remember
from studyguide.memory import Memory
from studyguide.project import Project
from studyguide.site_model import derive
from studyguide.source.scanner import scan
from tests.conftest import append, replace
from tests.test_bad_input import BASE


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The small project, which was checked once."""
    shutil.copytree(BASE, tmp_path / "project")
    assert told(tmp_path / "project") == []
    return tmp_path / "project"


@pytest.fixture
def looked_at(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The pages that are looked at from here on."""
    seen: list[str] = []
    check = pages.check_page

    def watched(source, *arguments):  # type: ignore[no-untyped-def]
        seen.append(source.path)
        return check(source, *arguments)

    monkeypatch.setattr(pages, "check_page", watched)
    return seen


def told(root: Path) -> list[str]:
    return [str(problem) for problem in check_project(Project(root))]


def test_only_a_page_that_changed_is_looked_at(root: Path, looked_at: list[str]) -> None:
    assert told(root) == []
    assert looked_at == []
    replace(root / "docs/networks.md", "IP 주소로만", "**IP 주소로만")
    assert told(root) == ["docs/networks.md:14: " + OPEN_BOLD]
    assert looked_at == ["docs/networks.md"]
    # What is wrong is told again, looked at or not.
    assert told(root) == ["docs/networks.md:14: " + OPEN_BOLD]
    assert looked_at == ["docs/networks.md"]


OPEN_BOLD = "`**`의 짝이 맞지 않습니다. 굵은 글씨를 같은 문단에서 `**`로 닫으세요"

CHANGES: dict[str, tuple[Callable[[Path], object], str]] = {
    "a heading on another page that a link leads to": (
        lambda root: replace(root / "docs/volumes.md", "#lifetime", "#life"), "docs/index.md:7:"
    ),
    "another page that a link leads to": (lambda root: (root / "docs/volumes.md").unlink(), "docs/index.md:7:"),
    "a source that a page cites": (
        lambda root: replace(root / "data/sources.yml", "docker-volumes:", "docker-volume:"), "docs/volumes.md:23:"
    ),
    "a figure that a page shows": (
        lambda root: (root / "docs/assets/figures/lifetime.svg").unlink(), "docs/volumes.md:13:"
    ),
    "the classes of figures": (
        lambda root: replace(root / "docs/assets/stylesheets/figures.css", ".box", ".frame"),
        "docs/assets/figures/lifetime.svg:4:",
    ),
    "the old forms": (
        lambda root: replace(root / "data/old-forms.yml", "form: '", "form: 'docker volume ls|"), "docs/volumes.md:17:"
    ),
    "the words that are not written": (
        lambda root: append(root / "data/register.yml", "  - {find: 통신, say: 연결}\n"),
        "docs/networks.md:3:",
    ),
    "a data file alone": (
        lambda root: replace(root / "data/glossary.yml", "en: volume", "english: volume"), "data/glossary.yml:"
    ),
    "a page that data name": (
        lambda root: replace(root / "data/paths.yml", "volumes", "volume"), "data/paths.yml:"
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CHANGES)
def test_a_page_that_did_not_change_is_wrong_when_what_it_depends_on_did(root: Path, case: str) -> None:
    change, place = CHANGES[case]
    change(root)
    found = told(root)
    assert any(each.startswith(place) for each in found), found
    (root / MEMORY).unlink()
    assert told(root) == found, "the same as if nothing were remembered"


def test_other_checks_look_at_everything(root: Path, looked_at: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "program", lambda: "other")
    told(root)
    assert len(looked_at) == len([*(root / "docs").glob("*.md")])


def test_the_program_is_its_code_its_schemas_and_its_icons(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "PACKAGE", tmp_path / "studyguide")
    names = {memory.program.__wrapped__()}
    files = ("studyguide/lint/a.py", "data/schema/a.json", "overrides/.icons/guide/a.svg")
    changed = [*((name, "{}") for name in files), *((name, "{ }") for name in files[:2])]  # of icons the name counts
    for name, text in changed:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
        assert memory.program.__wrapped__() not in names, name
        names.add(memory.program.__wrapped__())


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"program": 1, "answers": []}', "\x00", '{"answers": {"a": 1}}'])
def test_what_cannot_be_read_is_as_if_it_had_never_been(root: Path, looked_at: list[str], text: str) -> None:
    (root / MEMORY).write_text(text, encoding="utf-8")
    assert told(root) == []
    assert looked_at


def test_what_nobody_asks_for_any_more_is_forgotten(tmp_path: Path) -> None:
    file = tmp_path / "a/memory.json"
    for names in (["a", "b"], ["b"]):
        kept = Memory(file)
        assert [kept.answer((name,), lambda: [name]) for name in names] == [[name] for name in names]  # noqa: B023
        kept.save()
    assert [*json.loads(file.read_text(encoding="utf-8"))["answers"].values()] == [["b"]]


def test_what_is_edited_while_it_is_checked_is_checked_next_time(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = Project(root)
    state = fingerprint(project)
    replace(root / "docs/networks.md", "IP 주소로만", "**IP 주소로만")
    remember(project, state)
    assert not is_clean(project, fingerprint(project))
    replace(root / "docs/networks.md", "**IP 주소로만", "IP 주소로만")
    assert is_clean(project, fingerprint(project))


def test_pages_are_compared_with_their_html_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = Project(tmp_path)
    source = scan("docs/a.md", "## 하나 { #one }\n")
    good, bad = '<h2 id="one">하나</h2>', "<h2>하나</h2>"
    assert rendered.compare_all(project, [(source, good)]) == []
    found = rendered.compare_all(project, [(source, bad)])
    assert found
    monkeypatch.setattr(rendered, "compare", None)
    assert rendered.compare_all(project, [(source, bad)]) == found, "remembered"
    with pytest.raises(TypeError):
        rendered.compare_all(project, [(source, good + " ")])


def test_what_is_made_of_a_page_is_made_anew_after_it_changed(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("nav: [index.md]\n", encoding="utf-8")
    page = "<meta name='description' content='{0}'><article><h1>{0}</h1></article>"
    kept = Memory()
    for title in ("하나", "둘", "하나"):
        (tmp_path / "index.html").write_text(page.format(title), encoding="utf-8")
        assert derive("titles", lambda page: page.title, Project(tmp_path), tmp_path, kept) == [title]
        assert derive("slugs", lambda page: page.slug, Project(tmp_path), tmp_path, kept) == ["index"]


@pytest.mark.parametrize(
    "name",
    [
        "README.md", "requirements.txt", ".github/workflows/check.yml", ".ci/run", "frontend/reader/main.js",
        "overrides/main.html", "records/addresses.txt", "data/schema/words.json", "studyguide/x.py", "mkdocs.yml",
    ],
)  # fmt: skip
def test_a_build_looks_again_when_anything_changed_that_is_checked(root: Path, name: str) -> None:
    before = fingerprint(Project(root))
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    append(root / name, "<<<<<<< HEAD\n")
    assert fingerprint(Project(root)) != before
    assert any(problem.startswith(f"{name}:") for problem in told(root))


def test_what_was_clean_is_looked_at_again_the_next_day(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    today = fingerprint(Project(root))

    class Tomorrow(datetime.datetime):
        @classmethod
        def now(cls, tz: datetime.tzinfo | None = None) -> Tomorrow:
            return cls(2099, 1, 1, tzinfo=tz)

    monkeypatch.setattr("studyguide.lint.remembered.datetime.datetime", Tomorrow)
    assert fingerprint(Project(root)) != today


def test_what_cannot_be_read_is_never_clean(root: Path) -> None:
    remember(Project(root), "")
    assert not is_clean(Project(root), "")
