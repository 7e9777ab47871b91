"""A page as pytest sees it: one shell session (`Page`) of blocks (`LabItem`), and its sentences (`ProseItem`)."""

from __future__ import annotations

import datetime
import difflib
import re
import shutil
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from studyguide.labs import blocks, compare, engine, inline, mutate, record, static, transcript
from studyguide.labs.shell import Shell
from studyguide.project import LAB_RECORD

BROKEN_PIPE = 141
"""A command whose reader (`head`) had enough: no failure."""
COMPOSE_FILES = {"compose.yaml", "compose.yml", "docker-compose.yaml", "docker-compose.yml"}


@dataclass
class Tally:
    """What the closing line tells, and what the pages of one run share: the engine that was found, the images that
    were there at first, and what lay on the engine when the last page was tidied up."""

    executed: int = 0
    skipped: list[tuple[str, int, int, str]] = field(default_factory=list)
    mutants: int = 0
    found: engine.Engine | None = None
    images: frozenset[str] = frozenset()
    left: engine.State | None = None


TALLY = pytest.StashKey[Tally]()


class Page(pytest.File):
    """One page: shell, folder and state last from its first block to its last."""

    shell: Shell | None = None
    folder: Path
    before: engine.State
    broken = ""
    has_labs = False
    taken: bool | None = None

    def take(self, queue: Path) -> bool:
        """Whether this run has the page; the first to ask for it gets it. A file in `queue` says so to the others."""
        if self.taken is None:
            try:
                (queue / self.path.name).touch(exist_ok=False)
                self.taken = True
            except FileExistsError:
                self.taken = False
        return self.taken

    def collect(self) -> Iterable[pytest.Item]:
        self.accepted: list[tuple[blocks.Lab, list[str]]] = []
        try:
            labs = blocks.find(self.path.read_text(encoding="utf-8"))
        except ValueError as error:
            raise self.CollectError(f"{self.path.name}: {error}") from None
        self.has_labs = bool(labs)
        for lab in labs:
            item: LabItem = LabItem.from_parent(self, name=f"line {lab.line}", lab=lab)
            yield item
        prose: ProseItem = ProseItem.from_parent(self, name="commands in the text")
        yield prose

    def open_shell(self) -> Shell:
        """A new shell in an empty folder."""
        if self.shell:
            self.shell.close()
            shutil.rmtree(self.folder, ignore_errors=True)
        # The name of the folder shows in outputs (Compose names projects by it).
        self.folder = Path(tempfile.mkdtemp(prefix="lab-")) / "lab"
        self.folder.mkdir()
        self.shell = Shell(self.folder)
        return self.shell

    def setup(self) -> None:
        tally = self.config.stash[TALLY]
        if tally.found and self.has_labs:
            self.before = tally.left or engine.state()
            self.open_shell()

    def teardown(self) -> None:
        if not self.shell:
            return
        self.shell.close()
        tally = self.config.stash[TALLY]
        tally.left = engine.restore(self.before, keep=tally.images)
        shutil.rmtree(self.folder.parent, ignore_errors=True)
        text = self.path.read_text(encoding="utf-8")
        for lab, content in sorted(self.accepted, key=lambda each: -each[0].start):
            text = blocks.replace(text, lab, content)
        if self.accepted:
            self.path.write_text(text, encoding="utf-8")
            self.record()

    def record(self) -> None:
        """Note what the accepted outputs come from."""
        tally = self.config.stash[TALLY]
        assert tally.found
        path = self.config.rootpath / LAB_RECORD
        runs = record.load(path)
        runs[self.path.stem] = record.Run(
            engine=tally.found.version,
            compose=tally.found.compose,
            images=record.STAND_INS if engine.has_stand_ins() else record.REAL,
            date=datetime.datetime.now(datetime.UTC).date().isoformat(),
            commands=sum(len(content_commands(lines)) for _, lines in self.accepted),
            skipped=sum(count for page, _, count, _ in tally.skipped if page == self.path.name),
        )
        record.save(path, runs)


def content_commands(lines: list[str]) -> list[transcript.Command]:
    """The commands of a block given as lines."""
    return transcript.parse("\n".join(lines))


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
        masks = [re.compile(lab.directive.mask)] if lab.directive.mask else []
        problems: list[str] = []
        printed: list[transcript.Command] = []
        failures = 0
        for command in commands:
            output, status = shell.run(command.text, lab.directive.timeout)
            if status is None:
                page.broken = f"`{command.text}` in line {lab.line} did not end"
                raise DifferenceError(f"$ {command.text}\n  did not end within {lab.directive.timeout:g} s:\n{output}")
            tally.executed += 1
            failures += status not in (0, BROKEN_PIPE)
            lines = [line.rstrip() for line in output.expandtabs().rstrip("\n").split("\n")] if output.strip() else []
            same = self.same(command.output, lines, masks)
            if same and self.config.getoption("--labs-mutate"):
                problems += self.survivors(command.output, lines, masks)
            printed.append(command if same else transcript.Command(command.text, tuple(lines)))
            if status not in (0, BROKEN_PIPE) and not lab.directive.fails:
                problems.append("\n  ".join((f"$ {command.text}", f"exit status {status}", *lines[-8:])))
            elif not same:
                shown, real = ([compare.normalise(line, masks) for line in side] for side in (command.output, lines))
                difference = difflib.unified_diff(shown, real, "page", "engine", lineterm="")
                problems.append(f"$ {command.text}\n" + "\n".join(difference))
        if lab.directive.fails and not failures:
            problems.append("marked `fails`, yet every command ended with status 0")
        if self.config.getoption("--labs-accept"):
            page.accepted.append((lab, transcript.render(printed)))
            problems = [problem for problem in problems if "exit status" in problem or "marked" in problem]
        if problems:
            raise DifferenceError("\n\n".join(problems))

    def same(self, shown: Sequence[str], printed: Sequence[str], masks: Sequence[re.Pattern[str]]) -> bool:
        """Whether the page shows what the engine printed."""
        left, right = ([compare.normalise(line, masks) for line in side] for side in (shown, printed))
        if self.lab.directive.unordered:
            left, right = sorted(left), sorted(right)
        return compare.matches(left, right)

    def survivors(self, shown: Sequence[str], printed: Sequence[str], masks: Sequence[re.Pattern[str]]) -> list[str]:
        """The damages that the comparison does not notice, but for those of masked words."""
        tally = self.config.stash[TALLY]
        found = []
        for what, damaged in (*mutate.dropped(shown), *mutate.changed(shown)):
            masked = [compare.normalise(line, masks) for line in damaged] == [
                compare.normalise(line, masks) for line in shown
            ]
            if masked:
                continue
            tally.mutants += 1
            if self.same(damaged, printed, masks):
                found.append(f"nobody notices: {what}")
        return found

    def check_and_write_file(self) -> None:
        """A file of the lab: checked by the tool that reads it, then written where the labs find it."""
        tally, page, lab = self.config.stash[TALLY], self.parent, self.lab
        if Path(lab.file).is_absolute():
            return  # a setting of the reader's own machine
        if ".." in Path(lab.file).parts:
            raise DifferenceError(f"`{lab.file}` leads out of the lab's folder")
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
            raise DifferenceError("\n".join(problems) or "marked `fails`, yet no check complains")

    def reason_to_skip(self, tally: Tally) -> str:
        """Why this block is not executed; empty when it is."""
        if self.lab.directive.skip:
            return self.lab.directive.skip
        if not tally.found:
            return "no Docker engine answers"
        if missing := [name for name in self.lab.directive.needs if name not in tally.found.features]:
            return f"the engine lacks {', '.join(missing)}"
        return self.parent.broken

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        if isinstance(excinfo.value, DifferenceError):
            return f"{self.parent.path}:{self.lab.line}: the page differs from the engine\n\n{excinfo.value}"
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int, str]:
        return self.parent.path, self.lab.line - 1, f"{self.parent.path.name} line {self.lab.line}"


class ProseItem(pytest.Item):
    """The commands that a page names in its sentences and tables: parsed, not executed."""

    parent: Page

    def runtest(self) -> None:
        if not self.config.stash[TALLY].found:
            pytest.skip("no Docker engine answers")  # and with it no Compose and no buildx to ask
        if wrong := inline.check(self.parent.path.read_text(encoding="utf-8")):
            raise DifferenceError("\n".join(f"{self.parent.path}:{line}: {message}" for line, message in wrong))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        return (
            str(excinfo.value) if isinstance(excinfo.value, DifferenceError) else super().repr_failure(excinfo, style)
        )

    def reportinfo(self) -> tuple[Path, int, str]:
        return self.parent.path, 0, f"{self.parent.path.name} {self.name}"
