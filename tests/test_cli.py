"""The command line: what it prints, what it returns, and that it never shows a traceback for wrong input."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from studyguide.cli import main
from studyguide.lint.project import check_project
from studyguide.project import Project
from tests.test_bad_input import BASE

BROKEN = "\n[길](lost.md)\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small project, the working directory."""
    shutil.copytree(BASE, tmp_path / "project")
    monkeypatch.chdir(tmp_path / "project")
    return tmp_path / "project"


def append(path: Path, text: str) -> None:
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def test_check_of_a_good_project_says_nothing(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 0
    assert capsys.readouterr() == ("", "")


def test_check_counts_and_fails(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    append(project / "docs/volumes.md", BROKEN + BROKEN)
    assert main(["check"]) == 1
    lines = capsys.readouterr().err.splitlines()
    assert [line.split(": ")[0] for line in lines] == [
        "docs/volumes.md:32",
        "docs/volumes.md:34",
        "고칠 것이 2가지 있습니다",
    ]


def test_check_of_chosen_files_tells_only_of_them(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("volumes", "networks"):
        append(project / f"docs/{name}.md", BROKEN)
    assert main(["check", "docs/index.md"]) == 0
    assert main(["check", str(project / "docs/networks.md")]) == 1
    output = capsys.readouterr().err
    assert "docs/networks.md:19" in output
    assert "volumes" not in output


def test_check_of_a_file_that_is_not_there_says_so(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "docs/volume.md"]) == 1
    assert "docs/volume.md: 이런 파일이 없습니다" in capsys.readouterr().err


def test_generate_writes_every_made_page(project: Path, tmp_path: Path) -> None:
    assert main(["generate", str(tmp_path / "made")]) == 0
    names = {"questions.md", "corrections.md", "glossary.md", "commands.md", "path-one.md", "practice.md"}
    assert {path.name for path in (tmp_path / "made").iterdir()} >= names
    assert "[자세한 답](volumes.md#q-after-rm)" in (tmp_path / "made/questions.md").read_text(encoding="utf-8")


def test_generate_writes_nothing_from_wrong_data(project: Path, tmp_path: Path) -> None:
    append(project / "data/paths.yml", "- slug: [\n")
    assert main(["generate", str(tmp_path / "made")]) == 1
    assert not (tmp_path / "made").exists()


@pytest.mark.parametrize("folder", ["docs", "docs/inner"])
def test_generate_leaves_docs_alone(project: Path, folder: str, capsys: pytest.CaptureFixture[str]) -> None:
    before = sorted((project / "docs").rglob("*"))
    assert main(["generate", folder]) == 1
    assert sorted((project / "docs").rglob("*")) == before
    assert "다른 폴더를 적으세요" in capsys.readouterr().err


def test_old_pages_are_a_report_and_no_error(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = project / "docs/volumes.md"
    page.write_text(page.read_text(encoding="utf-8").replace("2026-11-21", "2020-01-01"), encoding="utf-8")
    assert main(["check"]) == 0
    assert main(["outdated"]) == 0
    assert capsys.readouterr().out.splitlines()[0].startswith("docs/volumes.md: 2020-01-01에 마지막으로")


@pytest.mark.parametrize("command", ["index", "book", "postprocess", "zip"])
def test_without_a_built_site_one_line_says_what_to_run(
    project: Path, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([command]) == 1
    output = capsys.readouterr().err
    assert len(output.splitlines()) == 1
    assert "make site" in output
    assert not (project / "site").exists()


@pytest.mark.parametrize("command", ["index", "book"])
def test_without_a_readable_configuration_no_command_falls_over(
    project: Path, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "mkdocs.yml").write_text("nav: [\n", encoding="utf-8")
    (project / "site").mkdir()
    (project / "site/index.html").touch()
    assert main([command]) == 1
    assert "YAML" in capsys.readouterr().err


def test_index_and_zip_write_what_they_say(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for entry in Project(project).nav:
        name = entry.path.removesuffix(".md")
        page = project / "site" / ("" if name == "index" else name) / "index.html"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(f"<title>x</title><article><h1>{name}</h1><p>글</p></article>", encoding="utf-8")
    assert main(["index"]) == 0
    docs = json.loads((project / "site/search/search_index.json").read_text(encoding="utf-8"))["docs"]
    assert "volumes/" in [entry["location"] for entry in docs]
    assert main(["zip"]) == 1, "an archive of a site that is not post-processed would not open from a folder"
    assert "make site" in capsys.readouterr().err
    (project / "site/sw.js").touch()
    assert main(["zip"]) == 0
    with zipfile.ZipFile(project / "dist/docker-study-guide.zip") as archive:
        assert "docker-study-guide/volumes/index.html" in archive.namelist()
    assert "dist/docker-study-guide.zip" in capsys.readouterr().out


@pytest.mark.parametrize("command", ["check", "register", "duplicates", "progress"])
@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("docs/lost.md", "docs/lost.md: 이런 파일이 없습니다"),
        ("", "'': 파일 이름이 비었습니다"),
        (__file__, f"{__file__}: 프로젝트 밖의 파일입니다"),
    ],
)
def test_a_name_that_leads_nowhere_is_told(
    project: Path, command: str, name: str, answer: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([command, name]) == 1
    assert capsys.readouterr().err.startswith(answer)


def test_a_folder_stands_for_what_is_in_it(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    append(project / "docs/volumes.md", BROKEN)
    assert main(["check", "data"]) == 0
    assert main(["check", "docs"]) == 1
    assert "docs/volumes.md:32" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["register", "duplicates", "progress", "outdated"])
@pytest.mark.parametrize(
    ("file", "text", "place"),
    [
        ("data/glossary.yml", "- {\n", "data/glossary.yml:2"),
        ("docs/volumes.md", "---\ntitle: [\n---\n", "docs/volumes.md:3"),
        ("mkdocs.yml", "site_name: x\n", "mkdocs.yml:1"),
    ],
)
def test_no_report_is_made_from_what_cannot_be_read(
    project: Path, command: str, file: str, text: str, place: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / file).write_text(text, encoding="utf-8")
    assert main([command]) == 1
    told = [line.partition(": ")[0] for line in capsys.readouterr().err.splitlines()]
    assert told == [place, "고칠 것이 1가지 있습니다"]


def test_of_a_pipe_nobody_waits_for_an_end(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    os.mkfifo(project / "docs/pipe.md")
    assert main(["check"]) == 1
    assert "docs/pipe.md: 보통 파일이 아닙니다" in capsys.readouterr().err


def test_what_cannot_be_written_is_named(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "made").write_text("", encoding="utf-8")
    assert main(["generate", "made"]) == 1
    assert capsys.readouterr().err.startswith("generate: made: 같은 이름의 파일이 이미 있습니다")


def test_messages_are_korean_whatever_the_locale(project: Path) -> None:
    append(project / "docs/volumes.md", BROKEN)
    result = subprocess.run(
        [sys.executable, "-m", "studyguide", "check"],
        env={**os.environ, "PYTHONPATH": str(BASE.parents[2]), "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"},
        capture_output=True,
        check=False,
    )
    assert "이름을 확인하세요" in result.stderr.decode("utf-8")


def test_an_unknown_command_is_refused(project: Path) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["chekc"])
    assert stopped.value.code == 2


def test_a_large_page_and_many_questions_are_no_mistake(project: Path) -> None:
    append(project / "docs/networks.md", "\n" + "긴 글입니다. " * 300_000 + "\n")
    question = "\n/// question | 물음 {0}\n    id: many-{0}\n    sources: docker-volumes\n\n답입니다.\n///\n"
    append(project / "docs/volumes.md", "".join(map(question.format, range(1500))))
    assert check_project(Project(project)) == []
