"""The plugin from end to end on an engine that only pretends: a `docker` on PATH that answers from a table."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from studyguide.labs import record
from studyguide.project import LAB_RECORD
from tests.conftest import ROOT

DOCKER = """#!/bin/sh
case "$*" in "image inspect --format {{.Size}}"*) echo 1000; exit ;; esac
case "$1 $2" in
  "info "*) echo "{\\"ServerVersion\\": \\"28.5.2+dfsg4\\", \\"CgroupVersion\\": \\"1\\"$INFO}" ;;
  "compose version") echo 2.40.3-3 ;;
  "image inspect") echo "lab stand-in" ;;
  "network ls") printf 'bridge\\nhost\\nnone\\n' ;;
  "ps "*) [ ! -e "$CONTAINERS" ] || cat "$CONTAINERS" ;;
  "node ls") exit 1 ;;
  "rm "*) echo "$@" >> "$CONTAINERS.removed" ;;
esac
"""


class Project:
    """A project with one page, and a way to run its labs."""

    def __init__(self, root: Path) -> None:
        self.root, self.page = root, root / "docs/page.md"
        for folder in ("bin", "docs", "records"):
            (root / folder).mkdir()
        (root / "bin/docker").write_text(DOCKER, encoding="utf-8")
        (root / "bin/docker").chmod(0o755)

    def run(self, text: str, *options: str, **environment: str) -> subprocess.CompletedProcess[str]:
        self.page.write_text(text, encoding="utf-8")
        command = [
            *(sys.executable, "-m", "pytest", "-c", os.devnull, f"--rootdir={self.root}"),
            *("-p", "studyguide.labs.runner.plugin", "-p", "no:cacheprovider", "--labs-must-run", *options),
            str(self.page),
        ]
        path = f"{self.root / 'bin'}:{os.environ['PATH']}"
        given = {"PATH": path, "HOME": str(self.root), "CONTAINERS": str(self.root / "containers"), **environment}
        return subprocess.run(command, cwd=ROOT, env=given, capture_output=True, text=True, check=False)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path)


def block(text: str, directive: str = "") -> str:
    """Write a page with one session."""
    comment = f"<!-- lab: {directive} -->\n" if directive else ""
    return f"# 페이지\n\n{comment}```console\n{text}\n```\n"


WRONG = {
    "output": (block("$ echo one\ntwo"), "페이지가 엔진과 다릅니다"),
    "status": (block("$ echo one; false\none"), "종료 코드 1"),
    "fails": (block("$ echo one\none", "fails"), "`fails`라고 적었지만"),
    "timeout": (block("$ sleep 9", "timeout=1") + block("$ echo one\none"), "1초 안에 끝나지 않았습니다"),
    "praised": ('# 페이지\n\n<!-- lab: fails -->\n```text title="a.txt"\n글\n```\n', "검사한 도구는 나무라지 않습니다"),
    "outside": ('# 페이지\n\n```text title="../x"\n글\n```\n', "실습 폴더 밖입니다"),
    "word": (block("$ echo one\none", "fial"), "unknown word `fial`"),
    "early": (block("one"), "output before any command"),
}
RIGHT = {
    "shell": block("$ echo one\none\n$ cd /; pwd\n/"),
    "file": '# 페이지\n\n```text title="a/b.txt"\n글\n```\n\n```console\n$ cat a/b.txt\n글\n```\n',
    "purpose": block("$ false", "fails"),
}


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What one run says of each of many pages."""
    project = Project(tmp_path_factory.mktemp("project"))
    pages = {name: page for name, (page, _) in WRONG.items()} | RIGHT
    for name, page in pages.items():
        (project.root / f"docs/{name}.md").write_text(page, encoding="utf-8")
    result = project.run("# 빈 페이지\n", "-rA", "--continue-on-collection-errors", str(project.root / "docs"))
    assert result.returncode == 1
    assert not (project.root.parent / "x").exists()
    found = {name: [line for line in result.stdout.splitlines() if f"{name}.md" in line] for name in pages}
    details = {name: result.stdout.partition(f"{name}.md line")[2].partition("____ ")[0] for name in pages}
    return {name: "\n".join(found[name]) + details[name] for name in pages} | {"": result.stdout}


@pytest.mark.parametrize("name", RIGHT)
def test_a_page_that_is_right_passes(report: dict[str, str], name: str) -> None:
    assert "PASSED" in report[name]
    assert "FAILED" not in report[name]


@pytest.mark.parametrize("name", WRONG)
def test_a_page_that_is_wrong_fails_and_says_why(report: dict[str, str], name: str) -> None:
    assert "FAILED" in report[name] or "ERROR" in report[name]
    assert WRONG[name][1] in report[""]


def test_what_does_not_end_is_the_end_of_its_page(report: dict[str, str]) -> None:
    assert "not executed: timeout.md" in report[""]


def test_every_command_that_ran_is_counted(report: dict[str, str]) -> None:
    assert "LABS: 7 of 8 commands executed, 1 not" in report[""]


def test_accepting_writes_the_page_and_the_record(project: Project) -> None:
    page = block("$ echo one\ntwo\n$ date +%Y-%m-%dT%H:%M:%SZ\n2020-01-01T00:00:00Z")
    result = project.run(page, "--labs-accept")
    assert result.returncode == 0, result.stdout
    assert project.page.read_text(encoding="utf-8") == page.replace("\ntwo\n", "\none\n")
    run = record.load(project.root / LAB_RECORD)["page"]
    assert (run.engine, run.compose, run.images) == ("28.5.2", "2.40.3", record.STAND_INS)
    assert (run.cgroup, run.apparmor, run.commands, run.skipped) == (1, False, 2, 0)


def test_a_command_that_fails_is_not_accepted_silently(project: Project) -> None:
    assert project.run(block("$ echo one; false\none"), "--labs-accept").returncode == 1


def test_a_page_that_is_only_run_stays_as_it_is_and_leaves_no_record(project: Project) -> None:
    project.run(block("$ echo one\ntwo"))
    assert project.page.read_text(encoding="utf-8") == block("$ echo one\ntwo")
    assert not (project.root / LAB_RECORD).exists()


def test_the_engine_of_somebody_is_left_alone(project: Project) -> None:
    (project.root / "containers").write_text("my-db\n")
    ran = project.root / "ran"
    refused = project.run(block(f"$ touch {ran}"))
    assert refused.returncode != 0
    assert "my-db" in refused.stderr + refused.stdout
    assert "LABS_ON_MY_ENGINE=1" in refused.stderr + refused.stdout
    assert not ran.exists()
    allowed = project.run(block(f"$ touch {ran}"), LABS_ON_MY_ENGINE="1")
    assert allowed.returncode == 0, allowed.stdout
    assert ran.exists()


def test_a_page_whose_output_is_damaged_is_noticed(project: Project) -> None:
    result = project.run(block("$ echo hello world\nhello world"), "--labs-mutate")
    assert result.returncode == 0, result.stdout
    assert "3 damages tried" in result.stdout
    masked = project.run(block("$ echo hello world\nhello ..."), "--labs-mutate")
    assert masked.returncode == 0, masked.stdout


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("docs/lost.md", "이런 파일이 없습니다"),
        ("README.md", "docs/의 `.md` 페이지에만"),
        ("bin", "페이지가 없는 폴더입니다"),
    ],
)
def test_what_is_no_page_is_named_before_anything_runs(project: Project, name: str, told: str) -> None:
    (project.root / "README.md").write_text("글\n", encoding="utf-8")
    result = project.run(block("$ echo one\none"), str(project.root / name))
    assert result.returncode == 4
    assert told in result.stderr
    assert "Traceback" not in result.stderr
    assert "LABS:" not in result.stdout


def test_an_engine_in_a_swarm_is_refused_whoever_asks(project: Project) -> None:
    swarm = ', "Swarm": {"LocalNodeState": "active"}'
    result = project.run(block("$ touch ran; echo one\none"), INFO=swarm, LABS_ON_MY_ENGINE="1")
    assert result.returncode == 4
    assert "이 엔진은 Swarm에 들어 있어" in result.stderr
    assert "LABS:" not in result.stdout


def test_labs_that_must_run_fail_where_no_engine_answers(project: Project) -> None:
    (project.root / "bin/docker").unlink()
    result = project.run(block("$ echo one\none"), PATH=str(project.root / "bin"))
    assert result.returncode == 4
    assert "답하는 도커 엔진이 없습니다" in result.stderr


def test_what_a_page_leaves_on_the_engine_is_removed(project: Project) -> None:
    result = project.run(block(f"$ echo left-behind > {project.root}/containers"))
    assert result.returncode == 0, result.stdout
    assert "left-behind" in (project.root / "containers.removed").read_text(encoding="utf-8")
