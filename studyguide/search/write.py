"""The index of a built site, as JSON and as a script."""

from __future__ import annotations

import json
from pathlib import Path

from studyguide.pages import read_site
from studyguide.search.index import entries
from studyguide.search.thesaurus import read

NAME = "search_index"


def write_index(root: Path, site: Path | None = None) -> Path:
    """Write the index of the project in `root` over the one that Material's plugin left; returns the JSON.

    The script holds the same: a page that is opened from a file may load scripts, but not data.
    """
    site = site or root / "site"
    docs = entries(read_site(root, site))
    index = json.dumps({"config": read(root), "docs": docs}, ensure_ascii=False, separators=(",", ":"))
    directory = site / "search"
    directory.mkdir(exist_ok=True)
    path = directory / f"{NAME}.json"
    path.write_text(index, encoding="utf-8")
    (directory / f"{NAME}.js").write_text(f"var __index={index}\n", encoding="utf-8")
    return path
