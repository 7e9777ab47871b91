"""Runs once more the test under which a process ended: a plugin of pytest, named in pyproject.toml.

A browser hangs or dies in a few of many thousand calls, whatever the test. The stacks of its threads are then printed,
pytest-timeout ends the process, and xdist starts another, which goes on with this test. That first end is told and is
no failure; the second end of one test is. A wrong result is never tried again.
"""

from __future__ import annotations

from collections import Counter

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadGroupScheduling
from xdist.workermanage import WorkerController

AGAIN = "run again"


class Restartable(LoadGroupScheduling):
    """Groups of tests for processes that may end; with xdist's own, the process that comes then waits for ever."""

    def __init__(self, config: pytest.Config, log: Producer) -> None:
        super().__init__(config, log)
        self.ends = Counter[str]()
        """Test → how many processes ended under it."""

    def remove_node(self, node: WorkerController) -> str | None:
        left = self.assigned_work.pop(node)
        for tests in left.values():
            if under := next((test for test, done in tests.items() if not done), None):
                self.ends[under] += 1
                tests[under] = self.ends[under] > 1
                self.workqueue.update(left)
                for other in self.nodes:
                    self._reschedule(other)
                return under
        return None

    def schedule(self) -> None:
        super().schedule()
        # A test runs when its process knows the next one or that there is none. One test alone would wait for that.
        for node in self.nodes:
            self._reschedule(node)

    def _reschedule(self, node: WorkerController) -> None:
        # What an ended process had is put back whole. To a group that is done already nobody would answer.
        for name in [name for name, tests in self.workqueue.items() if all(tests.values())]:
            del self.workqueue[name]
        super()._reschedule(node)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadGroupScheduling | None:
    return Restartable(config, log) if config.getvalue("dist") == "loadgroup" else None


@pytest.hookimpl(optionalhook=True)
def pytest_handlecrashitem(crashitem: str, report: pytest.TestReport, sched: LoadGroupScheduling) -> None:
    if isinstance(sched, Restartable) and sched.ends[crashitem] == 1:
        report.outcome = AGAIN  # type: ignore[assignment]


def pytest_report_teststatus(report: pytest.TestReport) -> tuple[str, str, str] | None:
    if report.outcome == AGAIN:
        return AGAIN, "R", AGAIN.upper()
    return None


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for report in terminalreporter.getreports(AGAIN):
        terminalreporter.write_line(f"{AGAIN.upper()} {report.nodeid}: {report.longrepr}")
