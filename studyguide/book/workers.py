"""Processes that set type beside each other.

Typst keeps all that it has laid out for as long as its process lives, so a process that has grown is replaced by a new
one. `concurrent.futures` replaces processes only after a number of tasks (and, before Python 3.12.3, may hang then),
and knows no urgency.
"""

from __future__ import annotations

import itertools
import multiprocessing
import os
import pickle
import queue
import resource
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import Any, TypeVar

T = TypeVar("T")
GROWN = 320 * 2**20
"""Bytes. A process that has taken more is replaced before the next task."""
MOST = 4
"""Processes at once, at most: one of them, the study edition's, takes more than a gigabyte."""
DIED = "책을 조판하던 프로세스가 끝나기 전에 죽었습니다. 메모리가 모자랐을 수 있습니다"
LAST = 1_000_000
PRELOADED = ["studyguide.book.typeset"]


class WorkerDiedError(OSError):
    """A process ended before its task: killed, as a rule because there is no memory left."""


def peak() -> int:
    """The most memory, in bytes, that this process ever had."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def serve(pipe: Connection) -> None:
    """What a process does: a task after the other, until the pipe closes."""
    while True:
        try:
            function, arguments = pipe.recv()
        except (EOFError, KeyboardInterrupt):
            return
        try:
            answer: tuple[bool, Any] = (True, function(*arguments))
        except Exception as error:
            answer = (False, error)
        pipe.send_bytes(pickle.dumps((*answer, peak())))


class Workers:
    """Runs tasks in processes, the most urgent first. Functions and arguments have to be picklable."""

    def __init__(self, count: int | None = None) -> None:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(PRELOADED)
        self._context = context
        self._tasks: queue.PriorityQueue[tuple[int, int, Any]] = queue.PriorityQueue()
        self._order = itertools.count()
        self._lanes = [
            threading.Thread(target=self._lane, daemon=True) for _ in range(count or min(MOST, os.cpu_count() or 1))
        ]
        for lane in self._lanes:
            lane.start()

    def submit(self, urgency: int, function: Callable[..., T], *arguments: Any) -> Future[T]:
        """Run a task when a process is free; small numbers of `urgency` go first."""
        future: Future[T] = Future()
        self._tasks.put((urgency, next(self._order), (future, function, arguments)))
        return future

    def __enter__(self) -> Workers:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the processes when all tasks are done."""
        for _ in self._lanes:
            self._tasks.put((LAST, next(self._order), None))
        for lane in self._lanes:
            lane.join()

    def _start(self) -> tuple[BaseProcess, Connection]:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=serve, args=(theirs,), daemon=True)
        process.start()
        theirs.close()
        return process, ours

    def _lane(self) -> None:
        """Hand tasks to one process, and to the next when that has grown."""
        process: BaseProcess | None = None
        pipe: Connection | None = None
        while (task := self._tasks.get()[2]) is not None:
            future, function, arguments = task
            if not future.set_running_or_notify_cancel():
                continue
            try:
                if process is None or pipe is None:
                    process, pipe = self._start()
                pipe.send((function, arguments))
                done, answer, memory = pickle.loads(pipe.recv_bytes())  # noqa: S301 - from our own process
            except (EOFError, OSError):
                done, answer, memory = False, WorkerDiedError(DIED), GROWN + 1
            except Exception as error:
                done, answer, memory = False, error, GROWN + 1
            if memory > GROWN and process is not None and pipe is not None:
                pipe.close()
                process.join()
                process = pipe = None
            if done:
                future.set_result(answer)
            else:
                future.set_exception(answer)
        if process is not None and pipe is not None:
            pipe.close()
            process.join()
