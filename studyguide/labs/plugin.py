"""pytest plugin: each page's labs as test items (`-p studyguide.labs.plugin docs/`).

A page runs from top to bottom in one shell and an empty folder; what it leaves on
the engine is removed. Without an engine the labs are skipped, and the summary says
so; with `--labs-must-run` that is a failure. `--labs-accept` writes what the engine
printed into the pages.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from studyguide.labs import engine
from studyguide.labs.items import TALLY, Page, Tally


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


def pytest_configure(config: pytest.Config) -> None:
    tally = Tally(found=engine.find())
    if tally.found:
        try:
            engine.pull_base_images()
        except RuntimeError as error:
            raise pytest.UsageError(str(error)) from None
        tally.images = engine.state().images
    elif config.getoption("--labs-must-run"):
        raise pytest.UsageError("--labs-must-run: no Docker engine answers")
    config.stash[TALLY] = tally


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> bool | None:
    """Leave a page that another run has taken to that run."""
    queue: Path | None = item.config.getoption("--labs-queue")
    if queue is None or not isinstance(item.parent, Page) or item.parent.take(queue):
        return None
    return True


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    if file_path.suffix == ".md" and file_path.parent.name == "docs":
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
