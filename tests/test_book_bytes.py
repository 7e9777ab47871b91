"""The same bytes everywhere, and PDF/UA by another program: on a small book, and what makes it speak for the whole.

Setting the whole guide four times takes minutes. What differs between places and times is the source that is written
for Typst, so that is compared for the whole guide; what Typst and the store make of a source is compared for a book of
a few pages with every kind of page. veraPDF reads this book, and chapters that use what it does not.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
import yaml

from studyguide.book import editions
from studyguide.book.build import EPUB_FILE, FOLDER, SHEET_FILE, STUDY_FILE, SUMMARY_FILE, chapter_file, read_plan
from studyguide.book.links import ids_of
from studyguide.book.plan import Plan
from studyguide.book.render_context import Findings
from studyguide.epub.build import written
from studyguide.navigation import HOME, url_of
from studyguide.project import CONFIG, Project
from tests.conftest import ROOT

NAV = [
    HOME,
    {"컨테이너": ["ports.md", "volumes.md"]},
    {"이미지": ["entrypoint-cmd.md"]},
    {"운영": ["exit-codes.md", "commands.md", "glossary.md"]},
]
"""Pages with the tables of the summary, questions, figures, notes; a generated one; the terms."""
LEFT_OUT = {"errors.yml": "[]\n", "index.yml": "names: []\n"}
"""Data of which every entry needs its page."""
ELSEWHERE = {
    "TZ": "Asia/Seoul",
    "LC_ALL": "C",
    "PYTHONHASHSEED": "7",
    "GUIDE_COMMIT": "0123abc",
    "PYTHONPATH": str(ROOT),
}
HERE = {**ELSEWHERE, "TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"}
PYTHON = [sys.executable, "-X", "utf8"]
CALL = re.compile(r"#([a-z][a-z-]*)[(\[]")


def sources(plan: Plan) -> Iterator[tuple[str, str]]:
    """Every edition by its file, as Typst."""
    anchors = ids_of([chapter.page for chapter in plan.chapters])
    yield STUDY_FILE, editions.study(plan, anchors)(Findings())
    yield SHEET_FILE, editions.sheet(plan)(Findings())
    yield SUMMARY_FILE, editions.summary(plan, 8)(Findings())
    for chapter in plan.chapters:
        if chapter.page.path != HOME:
            yield chapter_file(chapter.page.url), editions.single(plan, chapter, anchors)(Findings())


def digest(root: Path, site: Path) -> str:
    """A hash of all that the whole guide gives Typst and the EPUB."""
    plan = read_plan(Project(root), site)
    return hashlib.sha256(repr([*sources(plan), *written(plan).items()]).encode()).hexdigest()


def test_other_places_give_the_same_source_of_the_whole_guide(site: Path) -> None:
    """Another time zone, locale and order of hashes."""
    command = f"from tests.test_book_bytes import *; print(digest(Path({str(ROOT)!r}), Path({str(site)!r})))"
    said = [
        subprocess.run([*PYTHON, "-c", command], env=os.environ | around, check=True, capture_output=True, text=True)
        for around in (HERE, ELSEWHERE)
    ]
    assert len(said[0].stdout) > 60
    assert said[0].stdout == said[1].stdout


def small_project(folder: Path, site: Path) -> Path:
    """A project with a few of the guide's pages, built but for its book."""
    for name in ("docs", "data", "fonts"):
        shutil.copytree(ROOT / name, folder / name)
    for name, text in LEFT_OUT.items():
        (folder / "data" / name).write_text(text, encoding="utf-8")
    config = (ROOT / CONFIG).read_text(encoding="utf-8")
    nav = yaml.safe_dump({"nav": NAV}, allow_unicode=True)
    (folder / CONFIG).write_text(re.sub(r"(?ms)^nav:\n.*?(?=^\S)", lambda _: nav, config), encoding="utf-8")
    for entry in Project(folder).nav:
        page = folder / "site" / url_of(entry.path) / "index.html"
        page.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(site / url_of(entry.path) / "index.html", page)
    (folder / "site/practice").mkdir()
    shutil.copy(site / "practice/index.html", folder / "site/practice/index.html")
    return folder


def make(folder: Path, around: Mapping[str, str]) -> dict[str, bytes]:
    """Build the book of a project; its files."""
    book = folder / "site" / FOLDER
    shutil.rmtree(book, ignore_errors=True)
    command = [*PYTHON, "-m", "studyguide", "book"]
    result = subprocess.run(command, cwd=folder, env=os.environ | around, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    return {str(path.relative_to(book)): path.read_bytes() for path in sorted(book.rglob("*.*"))}


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory, site: Path) -> tuple[Path, dict[str, bytes]]:
    """The small project, its book made, and the files of that."""
    folder = small_project(tmp_path_factory.mktemp("here"), site)
    return folder, make(folder, HERE)


def test_other_places_kept_files_and_edits_change_no_byte(
    small: tuple[Path, dict[str, bytes]], site: Path, tmp_path: Path
) -> None:
    """Another folder, time zone, locale and order of hashes; with nothing kept, with all, with a part broken."""
    _, wanted = small
    assert {STUDY_FILE, SHEET_FILE, SUMMARY_FILE, EPUB_FILE, "chapters/volumes.pdf"} <= set(wanted)
    copy = small_project(tmp_path / "somewhere else", site)

    def differing() -> list[str]:
        again = make(copy, ELSEWHERE)
        assert again.keys() == wanted.keys()
        return [name for name in wanted if again[name] != wanted[name]]

    assert differing() == []  # nothing kept
    assert differing() == []  # all kept
    page = copy / "site/volumes/index.html"
    before = page.read_text(encoding="utf-8")
    page.write_text(before.replace("</h1>", "</h1><p>새로 쓴 문단입니다.</p>", 1), encoding="utf-8")
    # What was edited, what has its text, and what counts its pages; no other chapter.
    found = set(differing())
    assert {STUDY_FILE, EPUB_FILE, "chapters/volumes.pdf"} <= found
    assert found <= {STUDY_FILE, EPUB_FILE, SHEET_FILE, "chapters/volumes.pdf"}
    page.write_text(before, encoding="utf-8")
    for path in sorted((copy / ".cache/book").iterdir())[::3]:
        path.write_bytes(path.read_bytes()[:100])
    assert differing() == []  # edited back, and a third of what was kept cut off


def test_verapdf_finds_nothing(small: tuple[Path, dict[str, bytes]], site: Path) -> None:
    """PDF/UA-1, by a validator that is not the program that wrote the file.

    Files that together use every function of the template that any page of the guide uses.
    """
    folder, made = small
    covered: set[str] = set()
    for _, text in sources(read_plan(Project(folder), folder / "site")):
        covered |= set(CALL.findall(text))
    files = [folder / "site" / FOLDER / name for name in made if name in (STUDY_FILE, SHEET_FILE, SUMMARY_FILE)]
    wanted: set[str] = set()
    for name, text in sources(read_plan(Project(ROOT), site)):
        calls = set(CALL.findall(text))
        if name in (STUDY_FILE, SHEET_FILE):
            wanted |= calls
        elif calls - covered:
            covered |= calls
            files.append(site / FOLDER / name)
    assert wanted <= covered, sorted(wanted - covered)
    result = subprocess.run([ROOT / "tests/verapdf/run.sh", *files], capture_output=True, text=True, check=False)
    if result.returncode == 77:
        pytest.skip(result.stderr.strip().split("\n")[-1])
    assert result.returncode == 0, result.stdout + result.stderr
    assert result.stdout.count("PASS") == len(files)
