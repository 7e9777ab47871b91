"""MkDocs itself, on the small project of tests/bad: what a build makes, and what stops it."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest
from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.structure.files import Files

from studyguide import mkdocs_hooks
from studyguide.lint.problems import Problem
from studyguide.lint.remembered import fingerprint, is_clean
from studyguide.project import Project
from studyguide.publish.postprocess import WORKER
from studyguide.serving import keep_serving
from tests.conftest import ROOT, append, replace
from tests.test_bad_input import BASE

CONFIG = """hooks: [{hooks}]
plugins:
  - search
validation:
  nav: {{omitted_files: warn, not_found: warn}}
  links: {{not_found: warn, anchors: warn}}
"""

Build = Callable[[], subprocess.CompletedProcess[str]]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The small project, with the hooks of the guide."""
    root = tmp_path / "project"
    shutil.copytree(BASE, root)
    with (root / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write(CONFIG.format(hooks=ROOT / "studyguide/mkdocs_hooks.py"))
    return root


@pytest.fixture
def build(project: Path) -> Build:
    """A strict build as a reader of its output sees it."""

    def run() -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "mkdocs", "build", "--strict"],
            cwd=project, capture_output=True, text=True, check=False, env={"PYTHONPATH": str(ROOT)},
        )  # fmt: skip

    return run


def test_a_build_has_the_generated_pages_and_our_index_and_leaves_docs_alone(project: Path, build: Build) -> None:
    before = {path: path.read_bytes() for path in (project / "docs").rglob("*") if path.is_file()}
    result = build()
    assert result.returncode == 0, result.stderr
    assert "컨테이너를 지우면요?" in (project / "site/questions/index.html").read_text(encoding="utf-8")
    page = (project / "site/volumes/index.html").read_text(encoding="utf-8")
    assert WORKER in page, "the live server, which post-processes nothing, has our search too"
    index = json.loads((project / "site/search/search_index.json").read_text(encoding="utf-8"))
    assert "glossary" in index["config"], "the index is ours, not Material's"
    assert {path: path.read_bytes() for path in (project / "docs").rglob("*") if path.is_file()} == before

    assert is_clean(Project(project), fingerprint(Project(project))), "what was checked need not be checked again"

    # The same again, from the cache, and after an edit: each as if it were the first.
    pages = {path: path.read_text(encoding="utf-8") for path in (project / "site").rglob("*.html")}
    assert build().returncode == 0
    assert {path: path.read_text(encoding="utf-8") for path in pages} == pages
    append(project / "docs/networks.md", "\n새로 쓴 문단입니다.\n")
    assert build().returncode == 0
    changed = [path.parent.name for path, html in pages.items() if path.read_text(encoding="utf-8") != html]
    assert changed == ["networks"]


def test_the_live_server_goes_on_while_a_page_is_wrong(project: Path, tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    page, log = project / "docs/networks.md", tmp_path / "log.txt"
    good = page.read_text(encoding="utf-8")

    def shown() -> str:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/networks/", timeout=20) as answer:
            return str(answer.read().decode())

    def wait(done: Callable[[], bool]) -> None:
        end = time.monotonic() + 60
        while not done():
            assert time.monotonic() < end, log.read_text(encoding="utf-8")
            time.sleep(0.2)

    def serves(text: str) -> bool:
        try:
            return text in shown()
        except OSError:
            return False

    with log.open("w") as file:
        server = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "-a", f"127.0.0.1:{port}"],
            cwd=project, stdout=file, stderr=file, env={"PYTHONPATH": str(ROOT)},
        )  # fmt: skip
    try:
        wait(lambda: serves("이름으로 통신합니다"))
        page.write_text(good + "\n[길](lost.md)\n", encoding="utf-8")
        wait(lambda: "앞의 페이지를 보여 줍니다" in log.read_text(encoding="utf-8"))
        assert log.read_text(encoding="utf-8").count("docs/networks.md:19: `lost.md`") == 1
        assert "Traceback" not in log.read_text(encoding="utf-8")
        assert "이름으로 통신합니다" in shown()
        page.write_text(good + "\n고친 문단입니다.\n", encoding="utf-8")
        wait(lambda: serves("고친 문단입니다"))
    finally:
        server.terminate()
        server.wait(20)


def test_what_was_served_stays_when_a_build_fails_halfway(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = sorted(project.iterdir())
    site = project / "site"
    site.mkdir()
    (site / "index.html").write_text("앞", encoding="utf-8")

    def fail() -> None:
        (site / "half.html").write_text("반", encoding="utf-8")
        raise Abort("docs/a.md:1: 다릅니다")

    keep_serving(fail, project, site)()
    assert {path.name: path.read_text(encoding="utf-8") for path in site.iterdir()} == {"index.html": "앞"}
    assert "docs/a.md:1: 다릅니다" in capsys.readouterr().err
    keep_serving(lambda: (site / "new.html").write_text("뒤", encoding="utf-8"), project, site)()
    assert [path.name for path in site.iterdir()] == ["new.html"]
    assert sorted(project.iterdir()) == sorted([*before, site])


def override(root: Path, template: str) -> None:
    (root / "overrides").mkdir()
    append(root / "overrides/main.html", template)
    replace(root / "mkdocs.yml", "  language: ko", "  language: ko\n  custom_dir: overrides")


SETTINGS: dict[str, tuple[Callable[[Path], object], str]] = {
    "no YAML": (lambda root: append(root / "mkdocs.yml", "extra: [\n"), "mkdocs.yml:"),
    "a list where a folder's name belongs": (
        lambda root: replace(root / "mkdocs.yml", "  language: ko", "  language: ko\n  custom_dir: [overrides]"),
        "mkdocs.yml:13: `custom_dir`: 글이어야",
    ),
    "a tag that nobody knows": (lambda root: append(root / "mkdocs.yml", "extra: !secret x\n"), "mkdocs.yml:"),
    "options that search does not have": (
        lambda root: replace(root / "mkdocs.yml", "  - search", "  - search: {lang: kr}"), "mkdocs.yml:17: `lang`"
    ),
    "a template that is none": (
        lambda root: override(root, "{% extends 'base.html' %}\n{% block content %}\n"),
        "overrides/main.html:2: 템플릿을 쓸 수 없습니다",
    ),
    "a template that asks for another one": (
        lambda root: override(root, "{% extends 'lost.html' %}\n"),
        "overrides/main.html:1: 템플릿 `lost.html`이 없습니다",
    ),
    "a file where the site should be": (lambda root: append(root / "site", ""), "site: 파일입니다"),
}  # fmt: skip


@pytest.mark.parametrize("case", SETTINGS)
def test_what_stops_mkdocs_itself_is_told_in_korean(project: Path, case: str) -> None:
    change, told = SETTINGS[case]
    change(project)
    result = subprocess.run(
        [sys.executable, "-m", "studyguide", "mkdocs", "build", "--strict"],
        cwd=project, capture_output=True, text=True, check=False, env={"PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    output = result.stdout + result.stderr
    assert result.returncode == 1
    assert told in output
    assert "Traceback" not in output


def test_a_page_that_came_out_otherwise_stops_the_build(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mkdocs_hooks, "keep_templates", lambda *_: None)
    monkeypatch.setattr(mkdocs_hooks, "compare_all", lambda *_: [Problem("docs/volumes.md", 9, "다릅니다")])
    config = MkDocsConfig(str(project / "mkdocs.yml"))
    with pytest.raises(Abort, match=r"docs/volumes\.md:9: 다릅니다"):
        mkdocs_hooks.on_env(Environment(), config, Files([]))  # noqa: S701 (nothing is rendered)


def test_mkdocs_called_by_itself_tells_of_a_setting_in_korean_too(project: Path, build: Build) -> None:
    append(project / "mkdocs.yml", "nosuch: 1\n")
    result = build()
    assert result.returncode == 1
    assert "mkdocs.yml:21: 모르는 이름 `nosuch`입니다" in result.stdout + result.stderr
    assert "Unrecognised configuration name" not in result.stdout + result.stderr


def without_nav(root: Path) -> None:
    text = (root / "mkdocs.yml").read_text(encoding="utf-8")
    start, end = text.index("nav:"), text.index("theme:")
    (root / "mkdocs.yml").write_text(text[:start] + text[end:], encoding="utf-8")


BAD: dict[str, Callable[[Path], object]] = {
    "a question that is not closed": lambda root: append(
        root / "docs/volumes.md", "\n/// question | 물음\n    id: a\n"
    ),
    "no sources": lambda root: (root / "data/sources.yml").unlink(),
    "a page that is not UTF-8": lambda root: (root / "docs/volumes.md").write_bytes("볼륨".encode("euc-kr")),
    "words that are not YAML": lambda root: append(root / "data/words.yml", "- [가\n"),
    "a record with another field": lambda root: append(root / "records/labs.yml", "  compse: x\n"),
    "no nav": without_nav,
    "a folder named like a page": lambda root: (root / "docs/x.md").mkdir(),
}


@pytest.mark.parametrize("case", BAD)
def test_a_build_stops_with_messages_and_no_traceback(project: Path, build: Build, case: str) -> None:
    BAD[case](project)
    result = build()
    output = result.stdout + result.stderr
    assert result.returncode != 0
    assert "Traceback" not in output
    assert not (project / "site").exists()
    check = subprocess.run(
        [sys.executable, "-m", "studyguide", "check"], cwd=project, capture_output=True, text=True, check=False,
        env={"PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    problems = check.stderr.splitlines()[:-1]
    assert problems
    assert all(problem in output for problem in problems), "the build says what `check` says"
