"""Writes the derived pages into docs/, and only where their content changed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from studyguide import sources
from studyguide.check import read_pages
from studyguide.derived import commands, corrections, glossary, questions
from studyguide.scan import Source


class Loader(yaml.SafeLoader):
    """Reads mkdocs.yml for its `nav`; tags that only MkDocs understands become None."""


Loader.add_multi_constructor("", lambda loader, suffix, node: None)


def reading_order(nav: Any) -> list[str]:
    """The paths in a MkDocs `nav`, in order.

    >>> reading_order([{"시작": "index.md"}, {"기초": ["engine.md", {"x": "volumes.md"}]}])
    ['index.md', 'engine.md', 'volumes.md']
    """
    if isinstance(nav, str):
        return [nav]
    if isinstance(nav, dict):
        nav = nav.values()
    return [path for part in nav for path in reading_order(part)]


def derive(root: Path) -> dict[str, str]:
    """The derived pages of the project in `root`: file name → Markdown."""
    config = yaml.load((root / "mkdocs.yml").read_text(encoding="utf-8"), Loader)  # noqa: S506 (a SafeLoader)
    by_path = {page.path: page for page in read_pages(root)}
    order = [f"docs/{path}" for path in reading_order(config["nav"])]
    pages: list[Source] = [by_path[path] for path in order if path in by_path]
    titles = {Path(page.path).stem: page.title for page in pages}

    def data(name: str) -> Any:
        return yaml.safe_load((root / name).read_text(encoding="utf-8"))

    return {
        "questions.md": questions.render(pages),
        "corrections.md": corrections.render(pages, sources.load(root / "sources.yml")),
        "glossary.md": glossary.render(data("glossary.yml"), titles),
        "commands.md": commands.render(data("commands.yml"), titles),
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
