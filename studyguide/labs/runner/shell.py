"""One bash for a page: variables and the working directory last from block to block."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import subprocess
import time
from pathlib import Path

KEPT = ("PATH", "HOME", "DOCKER_HOST", "DOCKER_CONFIG")
SET = {
    "LANG": "C.UTF-8",
    "LC_ALL": "C.UTF-8",
    "TZ": "UTC",
    "NO_COLOR": "1",
    "COLUMNS": "200",
    "BUILDKIT_PROGRESS": "plain",
    "COMPOSE_PROGRESS": "plain",
    "DOCKER_CLI_HINTS": "false",
}


def environment() -> dict[str, str]:
    """What a lab sees of this machine's environment: as little as possible, so that runs agree."""
    return {name: os.environ[name] for name in KEPT if name in os.environ} | SET


class Shell:
    """A running bash in `folder`. Close it."""

    def __init__(self, folder: Path) -> None:
        self._script = folder.parent / f"{folder.name}-command.sh"
        self._count = 0
        self._process = subprocess.Popen(
            ["bash", "--noprofile", "--norc"],
            cwd=folder,
            env=environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        assert self._process.stdout is not None
        os.set_blocking(self._process.stdout.fileno(), False)
        self.run("set -o pipefail")

    def run(self, command: str, seconds: float = 60) -> tuple[str, int | None]:
        """What the command prints (both streams) and its exit status; None after `seconds`.

        After a None the shell is out of step and must not be used again.
        """
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._count += 1
        mark = f"\x1e{self._count}\x1e".encode()
        self._script.write_text(command + "\n", encoding="utf-8")
        # A file, not the pipe: a command that reads its input must not eat the next command.
        self._process.stdin.write(f". {self._script} </dev/null 2>&1\nprintf '{mark.decode()}%d\\n' $?\n".encode())
        self._process.stdin.flush()
        printed, end = b"", time.monotonic() + seconds
        while not (mark in printed and printed.partition(mark)[2].endswith(b"\n")):
            left = end - time.monotonic()
            if left <= 0 or self._process.poll() is not None:
                return printed.decode("utf-8", "replace"), None
            if select.select([self._process.stdout], [], [], min(left, 1))[0]:
                printed += self._process.stdout.read() or b""
        output, _, status = printed.partition(mark)
        return output.decode("utf-8", "replace"), int(status)

    def close(self) -> None:
        """End the shell and everything it started in its session."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self._script.unlink(missing_ok=True)
