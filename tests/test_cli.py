"""The command line: what it prints, what it returns, and that it never shows a traceback for wrong input."""

from __future__ import annotations

import errno
import json
import os
import shutil
import socket
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from studyguide.cli import main
from studyguide.labs.__main__ import main as labs
from studyguide.lint.project import check_project
from studyguide.project import Project
from tests.conftest import ROOT, append
from tests.test_bad_input import BASE
from tools import fonts

BROKEN = "\n[길](lost.md)\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small project, the working directory."""
    shutil.copytree(BASE, tmp_path / "project")
    monkeypatch.chdir(tmp_path / "project")
    return tmp_path / "project"


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


def test_check_of_the_whole_folder_is_a_check_of_all(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    append(project / "docs/networks.md", BROKEN)
    assert main(["check", "."]) == 1
    assert "docs/networks.md:19" in capsys.readouterr().err


def test_check_of_a_file_that_is_not_there_says_so(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "docs/volume.md"]) == 1
    assert "docs/volume.md: 이런 파일이 없습니다" in capsys.readouterr().err
    for name in ("volumes.md", "volumes"):
        assert main(["check", name]) == 1
        assert f"{name}: 이런 파일이 없습니다. `docs/volumes.md`로 적으세요" in capsys.readouterr().err


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


COMMAND_LINES: dict[str, tuple[Callable[[list[str]], int], list[str], str]] = {
    "studyguide": (main, [], "command가 빠졌습니다"),
    "studyguide chekc": (main, ["chekc"], "`chekc`는 없습니다. `check`의 오타인가요?"),
    "studyguide check --all": (main, ["check", "--all"], "모르는 인자 `--all`입니다"),
    "studyguide book docs": (main, ["book", "docs"], "모르는 인자 `docs`입니다"),
    "studyguide generate": (main, ["generate"], "folder가 빠졌습니다"),
    "studyguide.labs": (labs, [], "command가 빠졌습니다"),
    "studyguide.labs engine": (labs, ["engine"], "step이 빠졌습니다"),
    "studyguide.labs engine start": (labs, ["engine", "start"], "`start`는 없습니다. 쓸 수 있는 이름: fetch,"),
    "studyguide.labs pull --attempts": (labs, ["pull", "--attempts"], "--attempts 뒤에 값이 없습니다"),
    "studyguide.labs pull --attempts 0": (labs, ["pull", "--attempts", "0"], "--attempts: `0` 대신 1 이상의 정수를"),
    "studyguide.labs engine down --keep=1": (labs, ["engine", "down", "--keep=1"], "--keep에는 값을 적지 않습니다"),
    "tools.fonts --source": (fonts.main, ["--source"], "--source 뒤에 값이 없습니다"),
    "tools.fonts --soruce x": (fonts.main, ["--soruce", "x"], "모르는 인자 `--soruce x`입니다"),
}


@pytest.mark.parametrize("line", COMMAND_LINES)
def test_a_wrong_command_line_is_told_in_one_line(project: Path, capsys: pytest.CaptureFixture[str], line: str) -> None:
    run, arguments, told = COMMAND_LINES[line]
    with pytest.raises(SystemExit) as stopped:
        run(arguments)
    assert stopped.value.code == 2
    said = capsys.readouterr().err
    assert told in said
    assert said.count("\n") == 1


@pytest.mark.parametrize(
    ("module", "arguments", "told"),
    [
        ("tools.fallback_faces", (), "regular, bold가 빠졌습니다"),
        ("tools.fallback_faces", ("a.ttc", "b.ttc"), "`a.ttc` 파일이 없습니다"),
        ("tools.fallback_faces", (__file__, __file__), "든 .ttc 파일이 아닙니다"),
        ("bench.book", ("--rounds", "x"), "--rounds: `x` 대신 1 이상의 정수를"),
        ("bench.site", ("--runs=0",), "--runs: `0` 대신 1 이상의 정수를"),
        ("bench.search", ("--sizes",), "--sizes 뒤에 값이 없습니다"),
        ("bench.search_first", ("--site", "nowhere"), "nowhere: 만들어진 사이트가 없습니다"),
        ("tests.search_quality", ("--index", "nowhere.json"), "`nowhere.json` 파일이 없습니다"),
    ],
)
def test_the_tools_tell_of_wrong_command_lines_too(module: str, arguments: tuple[str, ...], told: str) -> None:
    command = [sys.executable, "-m", module, *arguments]
    result = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    assert result.returncode != 0
    assert told in result.stderr
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(("number", "told"), [(errno.EROFS, "읽기 전용인 곳입니다"), (errno.EACCES, "권한이 없습니다")])
def test_a_place_that_cannot_be_written_to_is_told(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, number: int, told: str
) -> None:
    def refuse(path: Path, *_: object, **__: object) -> int:
        raise OSError(number, os.strerror(number), str(path))

    monkeypatch.setattr(Path, "write_text", refuse)
    assert main(["generate", "made"]) == 1
    said = capsys.readouterr().err
    assert said.startswith("generate: made/")
    assert told in said
    assert said.count("\n") == 1


def test_a_full_disk_is_told(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "made").mkdir()
    (project / "made/questions.md").symlink_to("/dev/full")
    assert main(["generate", "made"]) == 1
    assert capsys.readouterr().err == "generate: 디스크가 가득 찼습니다. 파일을 지우고 다시 실행하세요\n"


def test_a_port_that_is_taken_is_told(project: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        result = subprocess.run(
            [sys.executable, "-m", "studyguide", "mkdocs", "serve", "-a", address],
            cwd=project, capture_output=True, text=True, check=False, env={"PYTHONPATH": str(ROOT)}, timeout=120,
        )  # fmt: skip
    assert result.returncode == 1
    assert "포트를 다른 프로그램이 쓰고 있습니다" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ("biuld", "`biuld`이라는 명령은 없습니다. `build`의 오타인가요?"),
        ("build --srict", "모르는 옵션 `--srict`입니다. `--"),
        ("build -f lost.yml", "-f: `lost.yml` 파일이 없습니다"),
        ("build -f docs", "-f: `docs`는 폴더입니다"),
        ("build -f", "`-f` 뒤에 값이 없습니다"),
        ("build --strict=1", "`--strict`에는 값을 적지 않습니다"),
        ("build docs", "모르는 인자 `docs`입니다"),
        ("build -t nowhere", "-t: `nowhere`는 없습니다"),
        ("build -d docs", "-d: `docs`에 만들면"),
        ("build -d .", "-d: `.`에 만들면"),
        ("build --site-dir=docs/site", "-d: `docs/site`에 만들면"),
        ("serve -a 127.0.0.1", "-a: `127.0.0.1` 대신"),
        ("serve --dev-addr=127.0.0.1:99999", "-a: `127.0.0.1:99999` 대신"),
    ],
)
def test_what_mkdocs_is_told_wrongly_is_answered_in_korean(
    project: Path, capsys: pytest.CaptureFixture[str], arguments: str, told: str
) -> None:
    assert main(["mkdocs", *arguments.split()]) == 2
    said = capsys.readouterr().err
    assert said.startswith(f"mkdocs: {told}")
    assert said.count("\n") == 1
    assert not (project / "site").exists()


@pytest.mark.parametrize("command", ["postprocess", "addresses", "zip", "book", "index", "deck"])
def test_what_works_on_a_site_asks_for_one(project: Path, capsys: pytest.CaptureFixture[str], command: str) -> None:
    before = sorted(project.rglob("*"))
    assert main([command]) == 1
    assert capsys.readouterr().err == f"{command}: 만들어진 사이트가 없습니다. 먼저 `make site`를 실행하세요\n"
    assert sorted(project.rglob("*")) == before


def test_a_map_is_not_drawn_from_data_that_are_wrong(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "data/concept-map.yml").write_text("rows:\n  - - {id: volume}\nlinks: []\n", encoding="utf-8")
    before = sorted(project.rglob("*"))
    assert main(["map"]) == 1
    assert capsys.readouterr().err.startswith("data/concept-map.yml:2: ")
    assert sorted(project.rglob("*")) == before


def test_mkdocs_itself_ends_as_it_did(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["mkdocs", "build", "--help"]) == 0
    assert main(["mkdocs"]) == 2
    assert "Usage: mkdocs" in capsys.readouterr().err


def test_a_large_page_and_many_questions_are_no_mistake(project: Path) -> None:
    append(project / "docs/networks.md", "\n" + "긴 글입니다. " * 300_000 + "\n")
    question = "\n/// question | 물음 {0}\n    id: many-{0}\n    sources: docker-volumes\n\n답입니다.\n///\n"
    append(project / "docs/volumes.md", "".join(map(question.format, range(1500))))
    assert check_project(Project(project)) == []
