"""A page as pytest sees it: one shell session in one folder, whose leavings are removed."""

from __future__ import annotations

import datetime
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

import pytest

from studyguide.labs import blocks, record, transcript
from studyguide.labs.runner import docker
from studyguide.labs.runner.shell import Shell
from studyguide.labs.runner.tally import TALLY
from studyguide.project import LAB_RECORD


class Page(pytest.File):
    """One page: shell, folder and state last from its first block to its last."""

    shell: Shell | None = None
    folder: Path
    before: docker.State
    broken = ""
    has_labs = False
    text = ""
    taken: bool | None = None

    def take(self, queue: Path) -> bool:
        """Tell whether this run has the page; the first to ask gets it. A file in `queue` says so to the others."""
        if self.taken is None:
            queue.mkdir(exist_ok=True)
            try:
                (queue / self.path.name).touch(exist_ok=False)
                self.taken = True
            except FileExistsError:
                self.taken = False
        return self.taken

    def collect(self) -> Iterable[pytest.Item]:
        # Imported late: items know their page.
        from studyguide.labs.runner.items import LabItem, ProseItem

        self.accepted: list[tuple[blocks.Lab, list[str]]] = []
        try:
            self.text = self.path.read_text(encoding="utf-8")
            labs = blocks.find(self.text)
        except ValueError as error:
            raise self.CollectError(f"{self.path.name}: {error}") from None
        self.has_labs = bool(labs)
        for lab in labs:
            item: LabItem = LabItem.from_parent(self, name=f"line {lab.line}", lab=lab)
            yield item
        prose: ProseItem = ProseItem.from_parent(self, name="commands in the text")
        yield prose

    def open_shell(self) -> Shell:
        """Start a new shell in an empty folder."""
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
            self.before = tally.left or docker.state()
            self.open_shell()

    def teardown(self) -> None:
        if not self.shell:
            return
        self.shell.close()
        tally = self.config.stash[TALLY]
        tally.left = docker.restore(self.before, keep=tally.images)
        shutil.rmtree(self.folder.parent, ignore_errors=True)
        if self.accepted:
            self.write_accepted()
            self.record()

    def write_accepted(self) -> None:
        """Write what the engine printed into the page."""
        text = self.path.read_text(encoding="utf-8")
        for lab, content in sorted(self.accepted, key=lambda each: -each[0].start):
            text = blocks.replace(text, lab, content)
        self.path.write_text(text, encoding="utf-8")

    def record(self) -> None:
        """Note what the accepted outputs come from."""
        tally = self.config.stash[TALLY]
        assert tally.found
        run = record.Run(
            engine=tally.found.version,
            compose=tally.found.compose,
            images=record.STAND_INS if tally.stand_ins else record.REAL,
            cgroup=tally.found.cgroup,
            apparmor="apparmor" in tally.found.features,
            date=datetime.datetime.now(datetime.UTC).date().isoformat(),
            commands=sum(len(transcript.parse("\n".join(lines))) for _, lines in self.accepted),
            skipped=sum(count for page, _, count, _ in tally.skipped if page == self.path.name),
        )
        record.add(self.config.rootpath / LAB_RECORD, self.path.stem, run)
