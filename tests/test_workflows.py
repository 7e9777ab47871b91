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
    uses = re.findall(r"uses: (.+)", path.read_text(encoding="utf-8"))
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
        assert job["timeout-minutes"] <= 30


def steps(path: Path, job: str) -> list[dict[str, Any]]:
    return list(jobs(path)[job]["steps"])


def test_the_job_that_runs_labs_cannot_write_and_the_one_that_writes_runs_nothing_of_them() -> None:
    labs = ROOT / ".github/workflows/labs.yml"
    assert jobs(labs)["labs"]["permissions"] == {"contents": "read"}
    [step] = steps(labs, "report")
    assert "uses" not in step
    assert set(step["env"]) == {"GH_TOKEN", "GH_REPO", "RUN"}
    assert "${{" not in step["run"]


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
