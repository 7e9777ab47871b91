"""data/sources.yml: the primary sources that pages name. What is wrong in the file, `studyguide.lint.data` names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Reference:
    """A source as readers see it: a title in its own language and an address."""

    title: str
    url: str


def from_value(entries: Any) -> Mapping[str, Reference]:
    """Name → reference from the parsed file. Raises KeyError or TypeError on a malformed one."""
    return {str(name): Reference(str(entry["title"]), entry["url"]) for name, entry in (entries or {}).items()}
