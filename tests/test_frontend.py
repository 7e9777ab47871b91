"""The front end: bundles that are up to date and run in the browsers of the floor, one dialect, types, unit tests."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.node import run_node

FRONTEND = ROOT / "frontend"
BUNDLES = sorted([*(ROOT / "docs/assets/javascripts").glob("*.js"), ROOT / "studyguide/publish/service-worker.js"])
NEWER = {
    "a lookbehind (Safari 16.4)": r"\(\?<[=!]",
    # A literal begins behind an operator: «a/v» divides by what the minifier calls v.
    "the flag v (Chrome 112, Safari 17)": r"(?:[=(,:!&|?;{}\[>]|return)/(?:[^/\\\n\[]|\\.|\[(?:[^\]\\]|\\.)*\])+/"
    r"[dgimsuy]*v[dgimsuy]*\b|RegExp\([^)]*[\"'][dgimsuy]*v",
    "findLast and the like (Chrome 97, Firefox 104)": r"\.(?:findLast|findLastIndex|toSorted|toReversed|toSpliced)\(",
    "structuredClone (Chrome 98)": r"\bstructuredClone\(",
    "Object.hasOwn (Chrome 93)": r"\bObject\.hasOwn\(",
    "Array.fromAsync, Object.groupBy, Promise.withResolvers": r"\b(?:fromAsync|groupBy|withResolvers)\(",
    "a class with a static block (Safari 16.4)": r"\bstatic\s*\{",
}
"""What esbuild's target lets pass, because it is no syntax or because it hides in a string; the floor: package.json."""


def node_program(name: str) -> Path:
    return FRONTEND / "node_modules" / name


def test_every_bundle_is_what_its_sources_give(tmp_path: Path) -> None:
    run_node("frontend/build.mjs", tmp_path)
    built = sorted(path for path in tmp_path.rglob("*") if path.is_file())
    assert [path.relative_to(tmp_path) for path in built] == [path.relative_to(ROOT) for path in BUNDLES]
    for path in built:
        committed = (ROOT / path.relative_to(tmp_path)).read_bytes()
        assert path.read_bytes() == committed, f"{path.name} is not up to date: run `make frontend`"


@pytest.mark.parametrize("bundle", BUNDLES, ids=lambda path: path.name)
def test_a_bundle_says_where_it_comes_from(bundle: Path) -> None:
    first = bundle.read_text(encoding="utf-8").splitlines()[0]
    source = re.search(r"Made from (\S+)", first)
    assert source
    assert (ROOT / source[1]).is_file()


@pytest.mark.parametrize("bundle", BUNDLES, ids=lambda path: path.name)
@pytest.mark.parametrize("name", NEWER)
def test_no_bundle_needs_a_browser_above_the_floor(bundle: Path, name: str) -> None:
    found = re.search(NEWER[name], bundle.read_text(encoding="utf-8"))
    assert not found, f"{bundle.name} has {name}: …{found[0]}…"


@pytest.mark.parametrize(
    "text",
    ["/(?<=a)b/", 'new RegExp("(?<!a)b")', "x=/a/gv;", r"f(/[a/]\//v)", 'new RegExp(a,"v")', "a.findLast(b)",
     "structuredClone(a)", "Object.hasOwn(a)", "Object.groupBy(a)", "class A{static{b()}}"],
)  # fmt: skip
def test_what_is_too_new_is_noticed(text: str) -> None:
    assert any(re.search(pattern, text) for pattern in NEWER.values())


def test_the_unit_tests() -> None:
    run_node("--test", *sorted((FRONTEND / "tests").glob("*.test.js")))


def test_the_dialect() -> None:
    run_node(node_program("eslint/bin/eslint.js"), "--max-warnings=0", ".", cwd=FRONTEND)


def test_the_types() -> None:
    for project in (".", "service-worker"):
        run_node(node_program("typescript/bin/tsc"), "-p", project, cwd=FRONTEND)


def test_the_styles() -> None:
    sheets = sorted((ROOT / "docs/assets/stylesheets").glob("*.css"))
    run_node(node_program("stylelint/bin/stylelint.mjs"), "--max-warnings=0", *sheets, cwd=FRONTEND)


def test_there_is_one_npm_project() -> None:
    locks = [path for path in ROOT.rglob("package-lock.json") if "node_modules" not in path.parts]
    assert [path.relative_to(ROOT).as_posix() for path in locks] == ["frontend/package-lock.json"]


def test_what_the_worker_writes_short_no_other_script_reads() -> None:
    """esbuild renames these properties in one bundle: in a message they would be lost."""
    names = re.search(r"WORKER_OWN = /\^\(\?:([\w|]+)\)\$/", (FRONTEND / "build.mjs").read_text(encoding="utf-8"))
    assert names is not None
    scripts = {path: path.read_text(encoding="utf-8") for path in (FRONTEND / "search/dialog").glob("*.js")}
    read = [
        (path.name, name)
        for path, text in scripts.items()
        for name in names[1].split("|")
        if re.search(rf"\b{name}\b", text)
    ]
    assert scripts
    assert read == []
