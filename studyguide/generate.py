"""Writes the derived pages into docs/, and only where their content changed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from studyguide import sources
from studyguide.check import read_pages
from studyguide.derived import commands, corrections, glossary, paths, questions
from studyguide.pages import read_nav
from studyguide.scan import Source


def derive(root: Path) -> dict[str, str]:
    """The derived pages of the project in `root`: file name → Markdown."""
    by_path = {page.path: page for page in read_pages(root)}
    order = [f"docs/{entry.path}" for entry in read_nav(root)]
    pages: list[Source] = [by_path[path] for path in order if path in by_path]
    titles = {Path(page.path).stem: page.title for page in pages}

    def data(name: str) -> Any:
        return yaml.safe_load((root / name).read_text(encoding="utf-8"))

    return {
        "questions.md": questions.render(pages),
        "corrections.md": corrections.render(pages, sources.load(root / "sources.yml")),
        "glossary.md": glossary.render(data("glossary.yml"), titles),
        "commands.md": commands.render(data("commands.yml"), titles),
        **{f"{path['slug']}.md": paths.render(path, pages) for path in data("paths.yml")},
    }


def generate(root: Path) -> list[Path]:
    """Write what changed and return those paths: an untouched file does not wake the live server."""
    written = []
    for name, text in derive(root).items():
        path = root / "docs" / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            written.append(path)
    return written
