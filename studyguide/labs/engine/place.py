"""The folder of one engine, by the names of what lies in it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

DEFAULT = "/tmp/lab-engine"  # noqa: S108 (a folder of its own, which carries a mark before anything in it is deleted)
MARK = ".lab-engine"


class EngineError(Exception):
    """Something that whoever runs the engine has to put right; the message says what."""


@dataclass(frozen=True)
class Place:
    """One engine's folder. `root` holds unpacked packages and `store` the registry's images: engines may share them."""

    base: Path

    @property
    def root(self) -> Path:
        return self.base / "root"

    @property
    def store(self) -> Path:
        return self.base / "store"

    @property
    def run(self) -> Path:
        """Everything that exists only while the engine runs."""
        return self.base / "run"

    @property
    def mirror(self) -> Path:
        """A file with the address of the Debian archive that the packages came from."""
        return self.base / "mirror"

    @property
    def name(self) -> str:
        return f"lab-{self.base.name}"

    def program(self, name: str) -> str:
        """Name a program of the unpacked packages."""
        return str(self.root / "usr/bin" / name)

    def mark(self) -> None:
        """Make the folder ours: only a marked one is ever deleted."""
        self.base.mkdir(parents=True, exist_ok=True)
        (self.base / MARK).touch()

    def check(self) -> None:
        """Raise EngineError unless the folder is marked as an engine's."""
        if not (self.base / MARK).exists():
            raise EngineError(f"{self.base} is not an engine's directory")

    def pid(self) -> int | None:
        """Find the process with number 1 inside the running engine; None where none runs."""
        try:
            pid = int((self.run / "init.pid").read_text())
            os.kill(pid, 0)
        except (OSError, ValueError):
            return None
        return pid


def place_of(environment: Mapping[str, str]) -> Place:
    """Find the engine that an environment means (`LAB_ENGINE`)."""
    return Place(Path(environment.get("LAB_ENGINE", DEFAULT)))
