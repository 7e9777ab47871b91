"""A page's blocks (`LabItem`) and its sentences (`ProseItem`) as pytest runs them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from studyguide.labs import blocks, transcript
from studyguide.labs.runner import fragments, inline, static
from studyguide.labs.runner.execute import execute
from studyguide.labs.runner.page import Page
from studyguide.labs.runner.tally import TALLY, Tally

COMPOSE_FILES = {"compose.yaml", "compose.yml", "docker-compose.yaml", "docker-compose.yml"}


class DifferenceError(Exception):
    """The engine printed something else than the page shows."""


class LabItem(pytest.Item):
    """One block of a page."""

    parent: Page

    def __init__(self, *, lab: blocks.Lab, **rest: Any) -> None:
        super().__init__(**rest)
        self.lab = lab

    def runtest(self) -> None:
        tally, page, lab = self.config.stash[TALLY], self.parent, self.lab
        if lab.file:
            self.check_and_write_file()
            return
        commands = transcript.parse(lab.source)
        if reason := self.reason_to_skip(tally):
            tally.skipped.append((page.path.name, lab.line, len(commands), reason))
            refused = [message for command in commands for message in static.check_command(command.text)]
            if refused and not lab.directive.fails:
                raise DifferenceError("\n".join(refused))
            pytest.skip(reason)
        shell = page.open_shell() if lab.directive.alone else page.shell
        assert shell
        conditions = tally.conditions(page.path.stem, page.text, bool(self.config.getoption("--labs-mutate")))
        outcome = execute(commands, lab.directive, shell, conditions)
        tally.executed += outcome.executed
        tally.mutants += outcome.mutants
        problems = outcome.problems
        if outcome.hung:
            page.broken = f"{lab.line}행의 `{outcome.hung}`이(가) 끝나지 않았습니다"
        elif self.config.getoption("--labs-accept"):
            page.accepted.append((lab, transcript.render(outcome.printed)))
            problems = outcome.failures
        if problems:
            raise DifferenceError("\n\n".join(problems))

    def check_and_write_file(self) -> None:
        """Have a file of the lab checked by the tool that reads it, and write it where the labs find it."""
        tally, page, lab = self.config.stash[TALLY], self.parent, self.lab
        if Path(lab.file).is_absolute():
            return  # a setting of the reader's own machine
        if ".." in Path(lab.file).parts:
            raise DifferenceError(f"`{lab.file}`은(는) 실습 폴더 밖입니다. 폴더 안의 이름을 씁니다")
        problems: list[str] = []
        if Path(lab.file).name in COMPOSE_FILES and "services:" in lab.source:
            problems = static.check_compose(lab.source)
        if tally.found:
            assert page.shell
            target = page.folder / lab.file
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(lab.source + "\n", encoding="utf-8")
            if Path(lab.file).name.endswith("Dockerfile"):
                problems = static.check_dockerfile(target)
        if bool(problems) != lab.directive.fails:
            raise DifferenceError("\n".join(problems) or "`fails`라고 적었지만 검사한 도구는 나무라지 않습니다")

    def reason_to_skip(self, tally: Tally) -> str:
        """Say why this block is not executed; empty when it is."""
        if self.lab.directive.skip:
            return self.lab.directive.skip
        if not tally.found:
            return "답하는 도커 엔진이 없습니다"
        if missing := [name for name in self.lab.directive.needs if name not in tally.found.features]:
            return f"이 엔진에 없습니다: {', '.join(missing)}"
        return self.parent.broken

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        if isinstance(excinfo.value, DifferenceError):
            return f"{self.parent.path}:{self.lab.line}: 페이지가 엔진과 다릅니다\n\n{excinfo.value}"
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int, str]:
        return self.parent.path, self.lab.line - 1, f"{self.parent.path.name} line {self.lab.line}"


class ProseItem(pytest.Item):
    """The commands that a page names in its sentences, tables and plain blocks: parsed, not executed."""

    parent: Page

    def runtest(self) -> None:
        if not self.config.stash[TALLY].found:
            pytest.skip("답하는 도커 엔진이 없습니다")  # and with it no Compose and no buildx to ask
        text = self.parent.path.read_text(encoding="utf-8")
        if wrong := [*inline.check(text), *fragments.check(text)]:
            raise DifferenceError("\n".join(f"{self.parent.path}:{line}: {message}" for line, message in wrong))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        return (
            str(excinfo.value) if isinstance(excinfo.value, DifferenceError) else super().repr_failure(excinfo, style)
        )

    def reportinfo(self) -> tuple[Path, int, str]:
        return self.parent.path, 0, f"{self.parent.path.name} {self.name}"
