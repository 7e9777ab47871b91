"""Start the engine in namespaces of its own, enter it, and end it without a trace."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from studyguide.labs.engine.place import EngineError, Place

NAMESPACES = ("--mount", "--net", "--pid", "--uts", "--ipc")
CGROUPS = Path("/sys/fs/cgroup")


def enter(place: Place, command: Sequence[str], folder: str) -> list[str]:
    """Write the command that runs another one inside. The folder is kept, and the machine's files are visible.

    Raises EngineError where no engine runs.
    """
    pid = place.pid()
    if pid is None:
        raise EngineError(f"no engine is running in {place.base}")
    # --wdns and not --wd: with the latter `pwd` would say "(unreachable)" inside.
    return ["nsenter", "--target", str(pid), *NAMESPACES, f"--wdns={folder}", *command]


def answers(place: Place) -> bool:
    """Tell whether the engine takes commands."""
    asked = subprocess.run(enter(place, ["docker", "version"], "/"), capture_output=True, check=False)
    return asked.returncode == 0


def up(place: Place, seconds: float = 30) -> None:
    """Start the engine and wait until it answers. Raises EngineError."""
    place.check()
    if (place.run / "init.pid").exists():
        raise EngineError(f"an engine is already running in {place.base}, or was not ended by down")
    for folder in (place.run / "home", place.run / "data", place.store):
        folder.mkdir(parents=True, exist_ok=True)
    home = Path.home() / ".docker"
    if not home.exists():
        home.mkdir()  # only a mount point; `down` removes it
        (place.run / "made-home").touch()
    inside = [sys.executable, "-m", "studyguide.labs.engine.inside"]
    # --kill-child: should unshare end, the whole engine ends with it.
    command = ["unshare", *NAMESPACES, "--fork", "--kill-child", "--mount-proc", "--propagation", "private", *inside]
    with (place.run / "up.log").open("w") as log:
        outer = subprocess.Popen(
            command,
            cwd=Path(__file__).parents[3],
            env={**os.environ, "LAB_ENGINE": str(place.base)},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    end = time.monotonic() + seconds
    while not (child := child_of(outer.pid)):
        if outer.poll() is not None or time.monotonic() > end:
            raise EngineError(not_up(place))
        time.sleep(0.05)
    (place.run / "unshare.pid").write_text(str(outer.pid))
    (place.run / "init.pid").write_text(str(child))  # pid 1 inside; its end is the end of everything inside
    while not answers(place):
        if outer.poll() is not None or time.monotonic() > end:
            raise EngineError(not_up(place))
        time.sleep(0.1)


def child_of(pid: int) -> int | None:
    """Find the first child of a process."""
    with contextlib.suppress(OSError):
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        return int(children[0]) if children else None
    return None


def not_up(place: Place) -> str:
    """Say that the engine did not come up, with the last lines of its logs."""
    logs = [
        f"== {file.name}\n" + "\n".join(file.read_text(errors="replace").splitlines()[-5:])
        for file in sorted(place.run.glob("*.log"))
    ]
    return "\n".join(["the engine did not come up:", *logs])


def down(place: Place, keep: bool = False) -> None:
    """End the engine and remove its folder; with `keep` packages and images stay for the next `up`."""
    place.check()
    stop(place)
    # Control groups are the machine's own and outlive their processes.
    for top in (*CGROUPS.glob(place.name), *CGROUPS.glob(f"*/{place.name}")):
        for folder in [*sorted(top.rglob("*"), reverse=True), top]:
            if folder.is_dir():
                with contextlib.suppress(OSError):
                    folder.rmdir()
    if (place.run / "made-home").exists():
        with contextlib.suppress(OSError):
            (Path.home() / ".docker").rmdir()
    shutil.rmtree(place.run if keep else place.base, ignore_errors=True)


def stop(place: Place) -> None:
    """Kill pid 1 of the namespace: the kernel ends every process inside, and with the last the mounts and network."""
    if not (place.run / "init.pid").exists():
        return
    with contextlib.suppress(ProcessLookupError, ValueError):
        os.kill(int((place.run / "init.pid").read_text()), signal.SIGKILL)
    for _ in range(100):
        try:
            os.kill(int((place.run / "unshare.pid").read_text()), 0)
        except (OSError, ValueError):
            return
        # Ours to reap where this process started it.
        with contextlib.suppress(ChildProcessError):
            os.waitpid(int((place.run / "unshare.pid").read_text()), os.WNOHANG)
        time.sleep(0.1)
