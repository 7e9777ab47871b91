"""What earlier builds made, kept under a hash of everything that it was made from.

A file that is missing, cut off or changed is as if it had never been kept. Nothing is read that was not made from the
very same input by the very same programs, so a build with the folder and one without give the same bytes.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from pathlib import Path

FOLDER = ".cache/book"
LIMIT = 96_000_000
"""Bytes kept: some five builds. What was not used for longest goes first."""
DIGEST = 32


class Store:
    """The folder. Several builds may use it at once."""

    def __init__(self, folder: Path, limit: int = LIMIT) -> None:
        self.folder = folder
        self.limit = limit

    def has(self, name: str) -> bool:
        """Whether there is a file for a hash; `get` says whether it is whole."""
        return (self.folder / name).is_file()

    def get(self, name: str) -> bytes | None:
        """What was kept under a hash, or None."""
        path = self.folder / name
        try:
            content = path.read_bytes()
            if hashlib.sha256(content[DIGEST:]).digest() != content[:DIGEST]:
                return None
            os.utime(path)
        except OSError:
            return None
        return content[DIGEST:]

    def put(self, name: str, content: bytes) -> None:
        """Keep content. Where the disk refuses, nothing is kept: it is the next build that takes longer."""
        with contextlib.suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            descriptor, temporary = tempfile.mkstemp(dir=self.folder, prefix="new-")
            try:
                with os.fdopen(descriptor, "wb") as file:
                    file.write(hashlib.sha256(content).digest() + content)
                os.replace(temporary, self.folder / name)  # a reader sees all of it or nothing
            except OSError:
                os.unlink(temporary)
                raise

    def trim(self) -> None:
        """Remove what was not used for longest, down to the limit."""
        kept = []
        with contextlib.suppress(OSError):
            for entry in os.scandir(self.folder):
                with contextlib.suppress(OSError):  # another build has removed it
                    kept.append((entry.stat().st_mtime_ns, entry.stat().st_size, entry.path))
        room = self.limit
        for _, size, path in sorted(kept, reverse=True):
            room -= size
            if room < 0:
                with contextlib.suppress(OSError):
                    os.unlink(path)
