"""What the workflows may do: policy that needs no network."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT

WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
WRITES = {
    "pages.yml": {"deploy": {"pages": "write", "id-token": "write"}},
    "labs.yml": {"report": {"issues": "write"}},
}


def jobs(path: Path) -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert content["permissions"] == {}
    return dict(content["jobs"])


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_actions_are_pinned_by_commit(path: Path) -> None:
    uses = [use for use in re.findall(r"uses: (.+)", path.read_text(encoding="utf-8")) if not use.startswith("$/")]
    assert uses
    assert [use for use in uses if not re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v[\d.]+", use)] == []


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_only_the_deploying_job_may_write(path: Path) -> None:
    for name, job in jobs(path).items():
        allowed = WRITES.get(path.name, {}).get(name)
        if allowed:
            assert job["permissions"] == allowed
        else:
            assert set(job["permissions"].values()) == {"read"}
        if "uses" not in job:  # a called workflow limits its own jobs
            assert job["timeout-minutes"] <= 30


def test_what_is_published_is_what_was_tested() -> None:
    pages = jobs(ROOT / ".github/workflows/pages.yml")
    assert pages["check"]["uses"] == "$/.github/workflows/check.yml"
    assert pages["deploy"]["needs"] == "check"
    built = [step.get("run", "") for job in pages.values() for step in job.get("steps", [])]
    assert not any("make" in command for command in built), "only the tested build may be published"
    steps = jobs(ROOT / ".github/workflows/check.yml")["test"]["steps"]
    order = [step.get("run") or step["uses"] for step in steps]
    assert order.index("make test") < next(i for i, step in enumerate(order) if "upload-pages-artifact" in step)
    assert not any(step == "make site" for step in order), "make test builds the site; twice is not what was tested"


def test_every_lock_is_watched() -> None:
    config = yaml.safe_load((ROOT / ".github/dependabot.yml").read_text(encoding="utf-8"))
    watched = {
        (update["package-ecosystem"], folder)
        for update in config["updates"]
        for folder in update.get("directories", [update.get("directory")])
    }
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split(
        "\n"
    )
    locks = [Path(name) for name in tracked if Path(name).name == "package-lock.json"]
    wanted = {("npm", f"/{lock.parent}" if lock.parent.name else "/") for lock in locks}
    assert watched == wanted | {("github-actions", "/"), ("pip", "/")}


def steps(path: Path, job: str) -> list[dict[str, Any]]:
    return list(jobs(path)[job]["steps"])


def test_the_job_that_runs_labs_cannot_write_and_the_one_that_writes_runs_nothing_of_them() -> None:
    labs = ROOT / ".github/workflows/labs.yml"
    assert jobs(labs)["labs"]["permissions"] == {"contents": "read"}
    [step] = steps(labs, "report")
    assert "uses" not in step
    assert set(step["env"]) == {"GH_TOKEN", "GH_REPO", "RUN", "LABS"}
    assert "${{" not in step["run"]


@pytest.mark.parametrize(
    ("outcome", "already_open", "said"),
    [
        ("failure", "", "issue create --title 실습의 출력이 오늘의 Docker Engine과 다릅니다"),
        ("failure", "7", "issue comment 7"),
        ("", "", "issue create --title 매주 도는 실습이 시작하지 못했습니다"),
        ("skipped", "", "issue create --title 매주 도는 실습이 시작하지 못했습니다"),
    ],
)
def test_the_report_tells_different_output_from_labs_that_never_ran(
    tmp_path: Path, outcome: str, already_open: str, said: str
) -> None:
    """Docker that cannot be installed says nothing about the pages. The script itself is run, with a `gh` of ours."""
    job = jobs(ROOT / ".github/workflows/labs.yml")
    assert job["labs"]["outputs"]["labs"] == "${{ steps.labs.outcome }}"
    assert [each.get("id") for each in job["labs"]["steps"] if str(each.get("run", "")).endswith("make labs")] == [
        "labs"
    ]
    gh = tmp_path / "gh"
    gh.write_text(f'#!/bin/sh\n[ "$2" = list ] && echo "{already_open}" || echo "$@" >> {tmp_path}/said\n')
    gh.chmod(0o755)
    environment = {"PATH": f"{tmp_path}:/usr/bin:/bin", "LABS": outcome, "RUN": "https://example.org/runs/1"}
    script = job["report"]["steps"][0]["run"]
    subprocess.run(["bash", "-eo", "pipefail", "-c", script], env=environment, check=True)
    assert (tmp_path / "said").read_text().startswith(said)


def test_the_weekly_labs_run_as_root_on_dockers_own_packages_and_an_empty_engine() -> None:
    """Each of these once made every run red, or tested something else than readers have."""
    run = [str(step.get("run", "")) for step in steps(ROOT / ".github/workflows/labs.yml", "labs")]
    install, empty, pull, labs = (
        next(at for at, text in enumerate(run) if word in text)
        for word in ("docker-compose-plugin", "rm -rf /var/lib/docker", "studyguide.labs pull", "make labs")
    )
    assert install < empty < pull < labs
    assert "/var/lib/containerd" in run[empty]
    assert "--attempts" in run[pull]
    assert run[labs].startswith("sudo ")
    assert any("labs-accept" in text and "labs.patch" in text for text in run[labs + 1 :])


def test_zizmor_finds_nothing() -> None:
    zizmor = Path(sys.executable).parent / "zizmor"
    result = subprocess.run(
        [zizmor, "--offline", "--no-progress", ROOT / ".github"], capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stdout + result.stderr
