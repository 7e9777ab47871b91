"""A test that hangs, as a browser may, costs a second run and not the CI's whole time."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

HANGS = "while True: time.sleep(1)"


def run(folder: Path, place: str, first: str, second: str, processes: str = "1") -> subprocess.CompletedProcess[str]:
    """Run three tests and another group; the one at `place` does `first` in its first process, `second` in the next."""
    (folder / "test_three.py").write_text(
        "import pathlib, pytest, time\n"
        "@pytest.mark.parametrize('place', [0, 1, 2])\n"
        "def test_one(place):\n"
        f"    if place != {place}: return\n"
        "    begun = pathlib.Path(__file__).with_name('begun')\n"
        "    if begun.exists():\n"
        f"        {second}\n"
        "    else:\n"
        "        begun.touch()\n"
        f"        {first}\n",
        encoding="utf-8",
    )
    (folder / "test_other.py").write_text("def test_other(): pass\n", encoding="utf-8")
    (folder / "conftest.py").write_text(
        "import pytest\ndef pytest_itemcollected(item): item.add_marker(pytest.mark.xdist_group(item.path.name))\n",
        encoding="utf-8",
    )
    (folder / "none.toml").write_text("[tool.pytest.ini_options]\nfaulthandler_timeout = 1\n", encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-c", str(folder / "none.toml"), "--rootdir", str(folder)]
    command += ["-p", "tests.hangs", "-n", processes, "--dist", "loadgroup", "--timeout", "2"]
    command += ["--timeout-method", "thread", "-p", "no:cacheprovider", str(folder)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=100)


@pytest.mark.parametrize(("place", "processes"), [("0", "2"), ("2", "2"), ("2", "1")])
def test_what_hangs_once_is_run_again_and_named(tmp_path: Path, place: str, processes: str) -> None:
    result = run(tmp_path, place, HANGS, "pass", processes)
    assert result.returncode == 0, result.stdout
    assert "4 passed, 1 run again" in result.stdout
    assert f"RUN AGAIN test_three.py::test_one[{place}]" in result.stdout
    assert 'test_three.py", line 10 in test_one' in result.stderr  # where it hung


def test_what_hangs_twice_fails_and_the_others_run(tmp_path: Path) -> None:
    result = run(tmp_path, "1", HANGS, HANGS)
    assert result.returncode == 1
    assert re.search(r"^FAILED \S*test_three\.py::test_one\[1\]", result.stdout, re.MULTILINE)
    assert "1 failed, 3 passed, 1 run again" in result.stdout


def test_a_wrong_result_is_not_tried_again(tmp_path: Path) -> None:
    result = run(tmp_path, "1", "assert False", "pass")
    assert result.returncode == 1
    assert "1 failed, 3 passed" in result.stdout
    assert "run again" not in result.stdout
