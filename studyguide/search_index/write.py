"""The index of a built site, as JSON and as a script."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from studyguide.memory import Memory
from studyguide.project import Project
from studyguide.search_index.index import entries, split
from studyguide.search_index.labs import without_known_commands
from studyguide.search_index.thesaurus import read
from studyguide.site_model import derive

NAME = "search_index"
TEXTS = "search_text"


def packed(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def write_index(project: Project, site: Path, memory: Memory) -> Path:
    """Write the index of a project over the one that Material's plugin left; returns the JSON.

    It comes in two parts: what the first answers need, then the texts, in the same order.
    The script holds both: a page that is opened from a file may load scripts, but not data.
    """
    pages = derive("search", lambda page: entries([page]), project, site, memory)
    docs = without_known_commands([each for page in pages for each in page])
    heads, rests = split(docs)
    config = read(project)
    directory = site / "search"
    directory.mkdir(exist_ok=True)
    path = directory / f"{NAME}.json"
    path.write_text(packed({"config": config, "docs": heads}), encoding="utf-8")
    (directory / f"{TEXTS}.json").write_text(packed(rests), encoding="utf-8")
    script = f"var __index={packed({'config': config, 'docs': heads, 'texts': rests})}\n"
    (directory / f"{NAME}.js").write_text(script, encoding="utf-8")
    return path


def whole(path: Path) -> list[dict[str, Any]]:
    """The entries of a written index with all of their text."""
    docs = json.loads(path.read_text(encoding="utf-8"))["docs"]
    rests = json.loads(path.with_name(f"{TEXTS}.json").read_text(encoding="utf-8"))
    return [joined(doc, rest) for doc, rest in zip(docs, rests, strict=True)]


def joined(doc: dict[str, Any], rest: str | list[str]) -> dict[str, Any]:
    """An entry of the first part with what the second has of it: the opposite of `split`."""
    text, *also = rest if isinstance(rest, list) else [rest]
    return doc | {"text": "\n".join(filter(None, (doc.get("text"), text)))} | ({"also": also[0]} if also else {})
