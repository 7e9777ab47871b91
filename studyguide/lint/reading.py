"""What of a project can be read: data, pages, figures; what cannot is told once, and nothing else of it."""

from __future__ import annotations

import difflib
import functools
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

from studyguide.generated.pages import FIXED
from studyguide.lint import data, figures, front_matter, svg
from studyguide.lint.messages import say
from studyguide.lint.odd_files import ODD_NAME, README
from studyguide.lint.problems import Problem, problem
from studyguide.lint.text import read
from studyguide.memory import Memory
from studyguide.project import CONFIG, DOCS, FIGURE_STYLES, FIGURES, Project
from studyguide.source.scanner import Source
from studyguide.source.yaml_document import Document, YamlError

SCHEMA_FOLDER = "data/schema"


@dataclass
class Pages:
    """The pages that can be read, and by path (below docs/) those of which not all is known."""

    good: list[Source] = field(default_factory=list)
    blurred: set[str] = field(default_factory=set)


def name_of(source: Source) -> str:
    """A page's path below docs/."""
    return source.path.removeprefix(f"{DOCS}/")


def read_documents(project: Project, found: list[Problem]) -> dict[str, Document]:
    """The data files that can be read, by schema; mkdocs.yml under its own name."""
    documents: dict[str, Document] = {}
    folder = project.path("data")
    if not folder.is_dir():
        found.append(problem("data", 0, "file-missing", path="data"))
    for key, path in {CONFIG: CONFIG, **data.SCHEMAS}.items():
        place = project.path(path)
        # What is not there yet is no mistake, and of a folder that is gone not every file need be named.
        if (
            not place.exists()
            and not place.is_symlink()
            and (path in data.OPTIONAL or (place.parent == folder and not folder.is_dir()))
        ):
            continue
        text, problems = read(place, path)
        found += problems
        if text is None or problems:
            continue
        try:
            documents[key] = project.document(path)
        except YamlError as error:
            found.append(Problem(path, error.line, str(error)))
    for other in sorted(folder.glob("[!.]*")):
        name = f"data/{other.name}"
        if name != SCHEMA_FOLDER and name not in data.SCHEMAS.values():
            stems = {Path(path).stem: path for path in data.SCHEMAS.values() if path.startswith("data/")}
            near = difflib.get_close_matches(other.stem.lower(), stems, 1, 0.6)
            advice = say("link-near", near=stems[near[0]]) if near else say("data-look")
            found.append(problem(name, 0, "data-unknown", hint=advice))
    return documents


def read_pages(project: Project, found: list[Problem]) -> Pages:
    """The pages that can be read."""
    pages = Pages()
    stems: dict[str, str] = {}
    lower: dict[str, str] = {}
    for path in sorted(project.page_paths, key=lambda path: (len(path.parts), path)):
        shown = path.relative_to(project.root).as_posix()
        if shown.removeprefix(f"{DOCS}/") in FIXED:
            found.append(problem(shown, 0, "file-generated"))
            continue
        if ODD_NAME.search(path.name) or path.name.lower() == README:
            pages.blurred.add(shown.removeprefix(f"{DOCS}/"))
            continue  # told with the other odd files
        text, problems = read(path, shown)
        if path.is_symlink() and text is not None:
            problems = [problem(shown, 0, "page-link")]
        if text is not None and not problems:
            source = project.page(path)
            problems = front_matter.broken(source)
        found += problems
        name = shown.removeprefix(f"{DOCS}/")
        if text is None or problems:
            pages.blurred.add(name)
            continue
        pages.good.append(source)
        if (other := lower.setdefault(shown.lower(), shown)) != shown:
            found.append(problem(shown, 0, "file-case", other=other))
        elif (other := stems.setdefault(path.stem, shown)) != shown:
            found.append(problem(shown, 0, "file-stem", other=other))
            pages.blurred.add(name)
    return pages


def read_figures(project: Project, found: list[Problem], memory: Memory) -> dict[str, list[str]]:
    """The figures that are there, by name, with the ids that each brings along."""
    styles, missing = read(project.path(FIGURE_STYLES), FIGURE_STYLES)
    found += missing
    known = figures.classes(styles or "")
    inner: dict[str, list[str]] = {}
    for path in project.figures:
        shown = f"{FIGURES}/{path.name}"
        text, problems = read(path, shown)
        if not figures.NAME.fullmatch(path.stem):
            problems = [problem(shown, 0, "svg-name")]
        elif text is not None:
            problems = problems or check_figure(text, shown, known, memory)
        found += problems
        inner[path.stem] = memory.answer(("figure ids", text or ""), functools.partial(svg.id_names, text or ""))
    return inner


def check_figure(text: str, shown: str, known: Collection[str], memory: Memory) -> list[Problem]:
    """The problems of a figure, looked for once for what it is and what the style sheet knows."""
    asked = ("figure", text, repr(sorted(known)))
    found = memory.answer(asked, lambda: [(each.line, each.message) for each in figures.check(text, shown, known)])
    return [Problem(shown, line, message) for line, message in found]
