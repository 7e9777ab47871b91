"""records/labs.yml: on what and when the labs of each page last wrote their outputs, and how readers are told."""

from __future__ import annotations

import fcntl
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

import yaml

HEAD = "# When and on what the outputs of each page were written. `make labs-accept` writes this file.\n"
REAL = "공식 이미지"
STAND_INS = "같은 이름으로 직접 만든 이미지"


@dataclass(frozen=True)
class Run:
    """One page's accepted run. `date` is a day (YYYY-MM-DD); `commands` were executed, `skipped` were not."""

    engine: str
    compose: str
    images: str
    date: str
    commands: int
    skipped: int
    cgroup: int = 1
    apparmor: bool = False


def load(path: Path) -> dict[str, Run]:
    """Read the slug of each page → its run; empty where nothing was recorded yet."""
    if not path.exists():
        return {}
    return read(yaml.safe_load(path.read_text(encoding="utf-8")) or {})


def read(entries: Mapping[str, Mapping[str, object]]) -> dict[str, Run]:
    """Turn what the file holds into runs."""
    return {slug: Run(**entry) for slug, entry in entries.items()}  # type: ignore[arg-type]


def save(path: Path, runs: dict[str, Run]) -> None:
    """Write all runs, by name."""
    entries = {slug: asdict(run) for slug, run in sorted(runs.items())}
    path.write_text(HEAD + yaml.safe_dump(entries, allow_unicode=True, sort_keys=False), encoding="utf-8")


def add(path: Path, slug: str, run: Run) -> None:
    """Write one page's run beside the others, also where several engines share the pages."""
    with path.open("a", encoding="utf-8") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        save(path, {**load(path), slug: run})


def sentence(run: Run, compose: bool = True, other: str = "") -> str:
    """Tell readers in plain words where the outputs of a page come from.

    `other` is the engine whose output stands where this one prints something else.

    >>> sentence(Run("29.7.2", "5.5.0", REAL, "2026-11-26", 9, 0, 2, True), compose=False).partition("에 ")[2]
    '리눅스의 Docker Engine 29.7.2에서 공식 이미지로 얻었습니다(cgroup v2, AppArmor 있음).'
    """
    engine = f"Docker Engine {run.engine}" + (f"와 Compose {run.compose}" if compose else "")
    means = "공식 이미지로" if run.images == REAL else f"공식 이미지와 {STAND_INS}로"
    armor = "AppArmor 있음" if run.apparmor else "AppArmor 없음"
    text = f"이 페이지의 출력은 {run.date}에 리눅스의 {engine}에서 {means} 얻었습니다(cgroup v{run.cgroup}, {armor})."
    if run.images != REAL:
        text += " 크기와 다이제스트는 공식 이미지와 다를 수 있습니다."
    if other:
        text += f" 버전에 따라 다른 출력은 Docker Engine {other}의 것을 적었습니다."
    if run.skipped:
        text += f" 명령 {run.skipped}개는 실행하지 않았습니다."
    return text
