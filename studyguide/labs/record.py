"""labs.yml: on what and when the labs of each page last wrote their outputs."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path

import yaml

HEAD = "# When and on what the outputs of each page were written. `make labs-accept` writes this file.\n"
REAL = "공식 이미지"
STAND_INS = "데비안 패키지로 만든 이미지"


@dataclass(frozen=True)
class Run:
    """One page's accepted run. `date` is a day (YYYY-MM-DD); `commands` were executed, `skipped` were not."""

    engine: str
    compose: str
    images: str
    date: str
    commands: int
    skipped: int


def load(path: Path) -> dict[str, Run]:
    """Slug of a page → its run; empty where nothing was recorded yet."""
    if not path.exists():
        return {}
    entries = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    return {slug: Run(**entry) for slug, entry in entries.items()}


def save(path: Path, runs: dict[str, Run]) -> None:
    """Write all runs, by name."""
    entries = {slug: asdict(run) for slug, run in sorted(runs.items())}
    path.write_text(HEAD + yaml.safe_dump(entries, allow_unicode=True, sort_keys=False), encoding="utf-8")
