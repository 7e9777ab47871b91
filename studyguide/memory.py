"""What an earlier build found out: what did not change, looked at by the same program, is not looked at again.

An answer is kept by a hash of all that it depends on, so it never has to be judged whether it still holds: after a
change nobody asks for it. Checks that need several files are cut so that what needs one alone is kept, and only that;
whether a link leads somewhere is asked anew of all pages each time.
"""

from __future__ import annotations

import functools
import json
import sys
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from studyguide.content_key import key

PACKAGE = Path(__file__).parent
FOLDER = ".cache/remembered"
LIBRARIES = ("jsonschema", "markdown", "mkdocs-material", "pygments", "pymdown-extensions", "pyyaml", "selectolax")


@functools.cache
def program() -> str:
    """A hash of everything that gives answers: this package, the schemas, the icons, the libraries."""
    root = PACKAGE.parent
    files = [*PACKAGE.rglob("*.py"), *(root / "data/schema").glob("*.json")]
    parts: list[str | bytes] = [sys.version, *(version(name) for name in LIBRARIES)]
    for path in sorted(files):
        parts += [path.relative_to(root).as_posix(), path.read_bytes()]
    parts += sorted(path.relative_to(root).as_posix() for path in (root / "overrides/.icons").rglob("*.svg"))
    return key(*parts)


class Memory:
    """Answers by name: those of the run before, and those that this one asked for. Answers are what JSON holds."""

    def __init__(self, path: Path | None = None) -> None:
        """Read what was kept in a file; what cannot be read is as if it had never been."""
        self._path = path
        self._before: dict[str, Any] = {}
        self._asked: dict[str, Any] = {}
        if path is not None:
            try:
                kept = json.loads(path.read_text(encoding="utf-8"))
                self._before = dict(kept["answers"]) if kept["program"] == program() else {}
            except (OSError, ValueError, KeyError, TypeError):
                pass

    def answer(self, asked: Sequence[str], make: Callable[[], Any]) -> Any:
        """What was answered before, or what `make` answers now. `asked`: the question, and all that decides it."""
        name = key(*asked)
        if name not in self._asked:
            self._asked[name] = self._before[name] if name in self._before else make()
        return self._asked[name]

    def save(self) -> None:
        """Keep what was asked for, and forget the rest. Where the disk refuses, the next run takes longer."""
        if self._path is None or self._asked.keys() == self._before.keys():
            return
        text = json.dumps({"program": program(), "answers": self._asked}, ensure_ascii=False)
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            new = self._path.with_suffix(".new")
            new.write_text(text, encoding="utf-8")
            new.replace(self._path)
        except (OSError, ValueError):
            return
