"""Keeps the HTML of pages that did not change, so that an edit of one page does not render the other sixty.

A page is taken from `.cache/` only when everything that its HTML depends on is the same: its Markdown, the names of the
other pages (links), the sources, figures and what the labs ran on, the settings and versions of the extensions, and our own extensions.
Two thirds of a build are spent on rendering. Without the folder, or where anything in it is odd, pages are rendered.
"""

from __future__ import annotations

import functools
import hashlib
import json
import logging
import re
from collections.abc import Iterable, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from studyguide.project import FIGURES, LAB_RECORD, OFFICIAL_IMAGES, SOURCES, Project

FOLDER = ".cache/pages"
PACKAGES = ("markdown", "mkdocs", "mkdocs-material", "pygments", "pymdown-extensions")
OWN = ("source", "labs")
"""Folders of this package that take part in making HTML out of Markdown."""


@functools.cache
def program() -> str:
    """The versions of what renders."""
    package = Path(__file__).parent
    code = b"".join(path.read_bytes() for name in OWN for path in sorted((package / name).rglob("*.py")))
    return repr([(name, version(name)) for name in PACKAGES]) + hashlib.sha256(code).hexdigest()


def surroundings(project: Project, config: MkDocsConfig, files: Files) -> str:
    """A hash of everything but the page itself."""
    digest = hashlib.sha256(program().encode())
    settings = (config.markdown_extensions, config.mdx_configs, config.use_directory_urls, config.validation)
    digest.update(re.sub(r" at 0x[0-9a-f]+", "", repr(settings)).encode())  # where a function lies is chance
    digest.update("\n".join(sorted(file.src_uri for file in files)).encode())
    for name in (SOURCES, LAB_RECORD, OFFICIAL_IMAGES):
        if (path := project.path(name)).exists():
            digest.update(path.read_bytes())
    for path in sorted(project.path(FIGURES).glob("*.svg")):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


class Warned(logging.Handler):
    """Notices whether something was complained of: such a page is rendered, and complained of, each time."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.any = False

    def emit(self, record: logging.LogRecord) -> None:
        self.any = True


def toc_value(items: Iterable[AnchorLink]) -> list[Any]:
    """A table of contents as JSON."""
    return [[item.title, item.id, item.level, toc_value(item.children)] for item in items]


def toc_links(value: Iterable[Any]) -> list[AnchorLink]:
    """A table of contents from JSON."""
    links = []
    for title, name, level, children in value:
        link = AnchorLink(title, name, level)
        link.children = toc_links(children)
        links.append(link)
    return links


def to_value(page: Page) -> dict[str, Any]:
    """What rendering has made of a page."""
    return {
        "content": page.content,
        "toc": toc_value(page.toc),
        "title": page._title_from_render,
        "ids": sorted(page.present_anchor_ids or ()),
        "links": {file.src_uri: links for file, links in (page.links_to_anchors or {}).items()},
    }


def restore(page: Page, value: Mapping[str, Any], files: Files) -> None:
    """Make a page as if it had been rendered."""
    targets = {uri: files.get_file_from_path(uri) for uri in value["links"]}
    page.content = value["content"]
    page.toc = TableOfContents(toc_links(value["toc"]))
    page._title_from_render = value["title"]
    page.present_anchor_ids = set(value["ids"])
    page.links_to_anchors = {file: value["links"][uri] for uri, file in targets.items() if file}


class RenderCache:
    """The cache of one build. `put_on` lets a page be rendered through it."""

    def __init__(self, project: Project, config: MkDocsConfig, files: Files) -> None:
        self.folder = project.path(FOLDER)
        self.around = surroundings(project, config, files)

    def put_on(self, page: Page) -> None:
        """Replace the page's own way of rendering."""
        page.render = functools.partial(self.render, page, page.render)  # type: ignore[method-assign]

    def render(self, page: Page, slowly: Any, config: MkDocsConfig, files: Files) -> None:
        """Take the page from the cache, or render it and keep it."""
        key = hashlib.sha256(f"{self.around}\n{page.file.src_uri}\n{page.markdown}".encode()).hexdigest()
        path = self.folder / (hashlib.sha256(page.file.src_uri.encode()).hexdigest()[:16] + ".json")
        try:
            kept = json.loads(path.read_text(encoding="utf-8"))
            if kept["key"] == key:
                restore(page, kept["page"], files)
                return
        except (OSError, ValueError, KeyError, TypeError):
            pass  # not there yet, or not ours
        warned = Warned()
        logger = logging.getLogger("mkdocs")
        logger.addHandler(warned)
        try:
            slowly(config, files)
        finally:
            logger.removeHandler(warned)
        if not warned.any:
            self.folder.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps({"key": key, "page": to_value(page)}, ensure_ascii=False), encoding="utf-8")
