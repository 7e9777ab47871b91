"""pytest plugin: each page's labs as test items (`-p studyguide.labs.runner.plugin docs/`).

A page runs from top to bottom in one shell and an empty folder; what it leaves on the engine is removed. Hence
an engine on which somebody works is refused. Without an engine the labs are skipped, and the summary says so;
with `--labs-must-run` that is a failure. `--labs-accept` writes what the engine printed into the pages.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from studyguide.labs import known, official
from studyguide.labs.runner import docker
from studyguide.labs.runner.page import Page
from studyguide.labs.runner.tally import TALLY, Tally
from studyguide.project import LABS_KNOWN, OFFICIAL_IMAGES, Project

CONSENT = "LABS_ON_MY_ENGINE"


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("labs")
    group.addoption("--labs-must-run", action="store_true", help="fail where no Docker engine answers")
    group.addoption(
        "--labs-mutate", action="store_true", help="damage what the pages show: each damage must be noticed"
    )
    group.addoption(
        "--labs-queue", metavar="FOLDER", type=Path, help="share the pages with other runs: each takes a free one"
    )
    group.addoption("--labs-accept", action="store_true", help="write the real output into the pages")


def refusal(found: docker.Engine, consent: bool) -> str:
    """Say why the labs must not run on this engine; empty where they may."""
    if "swarm" in found.features:
        return "이 엔진은 Swarm에 들어 있어 실습을 돌리지 않습니다. 실습이 Swarm을 만들고 나가기 때문입니다."
    if not consent and (others := docker.of_others()):
        return (
            "이 엔진에 다른 것이 있어 실습을 돌리지 않습니다: " + "; ".join(others) + ".\n"
            "실습은 페이지에 적힌 이름을 그대로 쓰고, "
            "실행하는 동안 새로 생긴 컨테이너, 볼륨, 네트워크, 이미지를 모두 지웁니다. "
            "빈 엔진에서 돌리거나 `.ci/labs`가 만드는 엔진을 쓰세요.\n"
            f"그래도 이 엔진에서 돌리려면: {CONSENT}=1 make labs"
        )
    return ""


def no_page(names: Sequence[str], folder: Path) -> str:
    """Say what of the files and folders named is no page; empty where all are."""
    for name in names:
        path = folder / name.partition("::")[0]
        if not path.exists():
            return f"{name}: 이런 파일이 없습니다. `PAGES=docs/volumes.md`처럼 경로를 적으세요"
        if path.is_file() and not is_page(path):
            return f"{name}: 실습은 docs/의 `.md` 페이지에만 있습니다. `PAGES=docs/volumes.md`처럼 적으세요"
        if path.is_dir() and not any(is_page(page) for page in path.rglob("*.md")):
            return f"{name}: 페이지가 없는 폴더입니다. `PAGES=docs`나 `PAGES=docs/volumes.md`처럼 적으세요"
    return ""


def is_page(path: Path) -> bool:
    """Whether a file may hold labs."""
    return path.suffix == ".md" and path.parent.name == "docs"


def pytest_configure(config: pytest.Config) -> None:
    if wrong := no_page(config.args, config.invocation_params.dir):
        raise pytest.UsageError(wrong)
    project = Project(config.rootpath)
    tally = Tally(found=docker.find())
    if project.path(LABS_KNOWN).exists():
        tally.known = known.read(project.value(LABS_KNOWN) or [])
    if project.path(OFFICIAL_IMAGES).exists():
        tally.official = official.read(project.value(OFFICIAL_IMAGES) or {})
    if tally.found:
        if reason := refusal(tally.found, os.environ.get(CONSENT) == "1"):
            raise pytest.UsageError(reason)
        try:
            docker.pull_base_images()
        except RuntimeError as error:
            raise pytest.UsageError(str(error)) from None
        tally.images = docker.state().images
        tally.stand_ins = {image: docker.sizes(image) for image in docker.stand_ins()}
    elif config.getoption("--labs-must-run"):
        raise pytest.UsageError("--labs-must-run: 답하는 도커 엔진이 없습니다")
    config.stash[TALLY] = tally


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> bool | None:
    """Leave a page that another run has taken to that run."""
    queue: Path | None = item.config.getoption("--labs-queue")
    if queue is None or not isinstance(item.parent, Page) or item.parent.take(queue):
        return None
    return True


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    if is_page(file_path):
        page: Page = Page.from_parent(parent, path=file_path)
        return page
    return None


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    tally = config.stash[TALLY]
    skipped = sum(count for _, _, count, _ in tally.skipped)
    on = f"Engine {tally.found.version}, Compose {tally.found.compose or 'none'}" if tally.found else "NO ENGINE"
    terminalreporter.section(
        f"LABS: {tally.executed} of {tally.executed + skipped} commands executed, {skipped} not ({on})", bold=True
    )
    if config.getoption("--labs-mutate"):
        terminalreporter.write_line(f"  {tally.mutants} damages tried")
    for page, line, count, reason in tally.skipped:
        terminalreporter.write_line(f"  not executed: {page}:{line}, {count} command(s): {reason}")
