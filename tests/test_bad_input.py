"""Whatever an author types gets one clear answer: tests/bad/<case>/ holds what was typed and what is said.

A case is a patch over tests/bad/_base: files as they are, `<file>.append` for what comes at the end of one,
`delete.txt` for files that go, `symlinks.txt` for links. `expected.txt` is what
`studyguide check` prints, to the letter;
it is empty where the input is right. After a change of wording `python -m tests.test_bad_input` writes them anew:
read the difference.
"""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import sys
import tempfile
from pathlib import Path

import pytest

from studyguide.cli import main

BAD = Path(__file__).parent / "bad"
BASE = BAD / "_base"
CASES = sorted(path.name for path in BAD.iterdir() if path.is_dir() and path != BASE)
OWN = {"expected.txt", "delete.txt", "symlinks.txt"}


def make_project(case: Path, root: Path) -> None:
    """Write the base project with the patch of a case."""
    shutil.copytree(BASE, root)
    if (removed := case / "delete.txt").exists():
        for name in removed.read_text(encoding="utf-8").split("\n")[:-1]:
            shutil.rmtree(root / name) if (root / name).is_dir() else (root / name).unlink()
    for path in case.rglob("*"):
        name = path.relative_to(case).as_posix()
        if path.is_dir() or name in OWN:
            continue
        target = root / name.removesuffix(".append")
        target.parent.mkdir(parents=True, exist_ok=True)
        before = target.read_bytes() if name.endswith(".append") else b""
        target.write_bytes(before + path.read_bytes())
    if (links := case / "symlinks.txt").exists():
        for line in links.read_text(encoding="utf-8").split("\n")[:-1]:
            (root / line.split()[0]).symlink_to(line.split()[1])


def said(case: Path, root: Path) -> tuple[int, str]:
    """Exit status of `studyguide check` on a case, and what it says is wrong."""
    make_project(case, root)
    output = io.StringIO()
    before = Path.cwd()
    os.chdir(root)
    try:
        with contextlib.redirect_stderr(output), contextlib.redirect_stdout(io.StringIO()):
            status = main(["check"])
    finally:
        os.chdir(before)
    return status, output.getvalue()


@pytest.mark.parametrize("case", CASES)
def test_bad_input_gets_one_clear_answer(case: str, tmp_path: Path) -> None:
    status, output = said(BAD / case, tmp_path / "project")
    assert output == (BAD / case / "expected.txt").read_text(encoding="utf-8")
    assert status == (1 if output else 0)


if __name__ == "__main__":
    for case in CASES:
        with tempfile.TemporaryDirectory() as folder:
            (BAD / case / "expected.txt").write_text(said(BAD / case, Path(folder) / "project")[1], encoding="utf-8")
    sys.exit()
