"""Files and folders of docs/ that MkDocs takes for something else than we do, or that nobody should publish."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from studyguide.lint.messages import say
from studyguide.lint.problems import Problem, problem
from studyguide.lint.text import read
from studyguide.project import CONFIG, DOCS, FIGURES, Project

ODD_NAME = re.compile("[#?%\"'<>|*:\\\\\n\r\t\udc80-\udcff]")
"""What a name cannot have: addresses, shells and Windows read it otherwise. (Blanks go by.)"""
README = "readme.md"
"""MkDocs takes it for the index of its folder."""
FOREIGN = (
    ((".ttf", ".otf", ".woff", ".eot"), "file-font"),
    ((".scss", ".sass", ".less", ".ts", ".tsx", ".jsx"), "file-compiled"),
    (("~", ".bak", ".orig", ".rej", ".swp", ".tmp", "thumbs.db", "desktop.ini"), "file-leftover"),
    (
        (
            ".psd", ".ai", ".sketch", ".fig", ".xd", ".drawio", ".excalidraw", ".key", ".ppt", ".pptx", ".doc", ".docx",
            ".hwp", ".hwpx", ".xls", ".xlsx",
        ),
        "file-work",
    ),
    ((".zip", ".tar", ".gz", ".7z", ".rar", ".exe", ".msi", ".dmg", ".jar", ".iso"), "file-archive"),
)  # fmt: skip
"""What does not belong into docs/assets/, where everything is published as it is. Other kinds are welcome."""
RASTER = {".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".bmp", ".ico", ".tif", ".tiff", ".heic"}
PAGE_LIKE = re.compile(r"\.(md|markdown|mdown|mkdn?)$", re.IGNORECASE)


def odd_file(path: Path) -> str | None:
    """Why a file or folder of docs/ would not be what it seems."""
    if path.is_dir():
        if path.is_symlink():
            return say("file-link")  # MkDocs goes in, nothing else here does
        try:
            next(path.iterdir(), None)
        except OSError as error:
            return say("file-unreadable", error=error.strerror)
        return None
    if path.name.startswith("."):
        return say("file-hidden") if path.suffix == ".md" and path.is_file() and not path.is_symlink() else None
    if found := ODD_NAME.search(path.name):
        return say("file-name", found=found[0])
    if path.suffix in (".html", ".htm"):
        return say("file-html")
    if path.name.lower() == README:
        return say("file-readme")
    if PAGE_LIKE.search(path.name) and path.suffix != ".md":
        return say("file-suffix")
    if path.parent.parent.name == Path(FIGURES).name:
        return say("figure-folder")
    if path.parent.name == Path(FIGURES).name and path.suffix != ".svg":
        return say("file-figure")
    if path.suffix != ".md" and "assets" not in path.parts and path.parent.suffix != ".md":
        return say("file-stray")
    return next((say(key) for suffixes, key in FOREIGN if path.name.lower().endswith(suffixes)), None)


def hidden_above(path: Path, docs: Path) -> bool:
    """Whether a file stands in a hidden folder, which MkDocs leaves out."""
    return any(part.startswith(".") for part in path.relative_to(docs).parts[:-1])


def named_elsewhere(project: Project) -> str:
    """Everything that may name a picture of docs/assets/ besides pages, which show only figures."""
    folders = [(project.path("overrides"), "*.html"), (project.path(DOCS) / "assets", "*.css")]
    paths = [project.path(CONFIG), *(path for folder, pattern in folders for path in folder.rglob(pattern))]
    return "\n".join(read(path, "")[0] or "" for path in paths)


def unused_pictures(project: Project, paths: Sequence[Path]) -> Iterator[Problem]:
    """Pictures of pixels that nothing shows: the figures of pages are SVG."""
    pictures = [path for path in paths if path.suffix.lower() in RASTER and path.parent.name != Path(FIGURES).name]
    text = named_elsewhere(project) if pictures else ""
    for path in pictures:
        if path.name not in text:
            yield problem(path.relative_to(project.root).as_posix(), 0, "file-raster")


def odd_files(project: Project) -> list[Problem]:
    """Files and folders that MkDocs takes for something, and nothing else here does."""
    docs = project.path(DOCS)
    paths = sorted(path for path in docs.rglob("*") if not hidden_above(path, docs))
    found = ((path.relative_to(project.root).as_posix(), odd_file(path)) for path in paths)
    odd = [Problem(shown, 0, message) for shown, message in found if message]
    told = {each.path for each in odd}
    return odd + [each for each in unused_pictures(project, paths) if each.path not in told]
