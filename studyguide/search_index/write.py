"""The index of a built site, as JSON and as a script."""

from __future__ import annotations

import json
from pathlib import Path

from studyguide.project import Project
from studyguide.search_index.index import entries
from studyguide.search_index.thesaurus import read
from studyguide.site_model import read_site

NAME = "search_index"


def write_index(project: Project, site: Path | None = None) -> Path:
    """Write the index of a project over the one that Material's plugin left; returns the JSON.

    The script holds the same: a page that is opened from a file may load scripts, but not data.
    """
    site = site or project.path("site")
    docs = entries(read_site(project, site))
    index = json.dumps({"config": read(project), "docs": docs}, ensure_ascii=False, separators=(",", ":"))
    directory = site / "search"
    directory.mkdir(exist_ok=True)
    path = directory / f"{NAME}.json"
    path.write_text(index, encoding="utf-8")
    (directory / f"{NAME}.js").write_text(f"var __index={index}\n", encoding="utf-8")
    return path
