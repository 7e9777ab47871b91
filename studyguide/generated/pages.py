"""The pages that are made from data and from the blocks of other pages, as Markdown."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass

from studyguide.generated import (
    changelog,
    commands,
    concept_map,
    corrections,
    errors,
    glossary,
    paths,
    practice,
    questions,
)
from studyguide.generated.page import reviewed
from studyguide.navigation import PRACTICE
from studyguide.project import CHANGELOG, COMMANDS, CONCEPT_MAP, CORRECTIONS, DOCS, ERRORS, GLOSSARY, PATHS, Project
from studyguide.source.concept_map import read as read_map
from studyguide.source.scanner import Source, scan


@dataclass(frozen=True)
class Material:
    """What pages are made from. `titles`: a page's path below docs/, without ending → its title."""

    project: Project
    pages: Sequence[Source]
    titles: Mapping[str, str]
    date: datetime.date


FIXED: Mapping[str, Callable[[Material], str]] = {
    PRACTICE: lambda made: practice.render(made.project.nav, made.pages, made.date),
    "questions.md": lambda made: questions.render(
        made.pages,
        {f"{DOCS}/{entry.path}": entry.part for entry in made.project.nav},
        questions.core_questions(made.project.value(PATHS), made.pages),
        made.date,
    ),
    "corrections.md": lambda made: corrections.render(
        made.pages, made.project.value(CORRECTIONS) or (), made.project.references, made.date
    ),
    "glossary.md": lambda made: glossary.render(made.project.value(GLOSSARY), made.titles, made.date),
    "commands.md": lambda made: commands.render(made.project.value(COMMANDS), made.titles, made.date),
}
"""The generated pages that every project has."""


def generate(project: Project) -> Mapping[str, str]:
    """The generated pages of a project: file name → Markdown. They are never written among the hand-written ones."""
    return made_at(project, project.stamp)


@functools.lru_cache(maxsize=2)
def made_at(project: Project, stamp: Hashable) -> Mapping[str, str]:
    """`generate`, once for a state of the sources: a build asks for the pages several times."""
    pages = project.pages_in_order
    titles = {page.path.removeprefix(f"{DOCS}/").removesuffix(".md"): page.title for page in pages}
    made = Material(project, pages, titles, reviewed(pages))
    optional = {}
    if project.path(CONCEPT_MAP).exists():
        optional[concept_map.PAGE] = concept_map.render(read_map(project.value(CONCEPT_MAP)), made.date)
    if project.path(CHANGELOG).exists():
        optional[changelog.PAGE] = changelog.render(project.value(CHANGELOG), titles)
    return {
        **optional,
        **{name: render(made) for name, render in FIXED.items()},
        **errors.render(project.value(ERRORS), titles, made.date),
        **{f"{path['slug']}.md": paths.render(path, pages, made.date) for path in project.value(PATHS)},
    }


def generated_pages(project: Project) -> Sequence[Source]:
    """The generated pages, scanned as if they stood in docs/."""
    return scanned_at(project, project.stamp)


@functools.lru_cache(maxsize=2)
def scanned_at(project: Project, stamp: Hashable) -> Sequence[Source]:
    """`generated_pages`, once for a state of the sources."""
    return [scan_once(f"{DOCS}/{name}", text) for name, text in made_at(project, stamp).items()]


scan_once = functools.lru_cache(maxsize=128)(scan)
"""An edit changes few of the pages that are made."""


def all_pages(project: Project) -> Sequence[Source]:
    """Hand-written and generated pages, scanned."""
    return [*project.pages, *generated_pages(project)]
