"""Commands for authors: what they tell or draw comes from the sources alone."""

from __future__ import annotations

import argparse

from studyguide.cli.told import chosen, tell
from studyguide.lint import reports
from studyguide.lint.messages import say
from studyguide.lint.problems import Problem, problem, summary
from studyguide.lint.project import check_project, notices, unreadable
from studyguide.project import CONCEPT_MAP, FIGURES, Project


def check(project: Project, options: argparse.Namespace) -> int:
    """Name what is wrong in the sources."""
    wanted, absent = chosen(project, options.files)
    if absent:
        return tell(absent)
    folders = tuple(f"{name}/" for name in wanted)
    if "." in wanted:
        wanted = []

    def is_wanted(path: str) -> bool:
        return not wanted or path in wanted or path.startswith(folders)

    if problems := check_project(project, is_wanted):
        return tell(problems)
    if told := [notice for notice in notices(project) if is_wanted(notice.path)]:
        print("알림(검사는 통과합니다):", summary(told), sep="\n")
    return 0


def wording(project: Project, options: argparse.Namespace) -> int:
    """Report on the writing."""
    names, absent = chosen(project, options.files)
    if problems := absent or unreadable(project):
        return tell(problems)
    print(reports.say(options.command, project, names))
    return 0


def outdated(project: Project, options: argparse.Namespace) -> int:
    """List old pages, the oldest first. It is no error that time goes by."""
    from studyguide.lint.freshness import outdated_pages

    if problems := unreadable(project):
        return tell(problems)
    for page, day in outdated_pages(project.pages):
        print(Problem(page, 0, say("outdated", day=day)))
    return 0


def generate(project: Project, options: argparse.Namespace) -> int:
    """Write the generated pages where somebody wants to see them."""
    from studyguide.generated.pages import generate as made

    if problems := check_project(project):
        return tell(problems)
    docs = project.path("docs").resolve()
    if docs in (options.folder.resolve(), *options.folder.resolve().parents):
        return tell([problem("docs", 0, "generate-docs")])
    options.folder.mkdir(parents=True, exist_ok=True)
    for name, text in made(project).items():
        (options.folder / name).write_text(text, encoding="utf-8")
        print(options.folder / name)
    return 0


def draw_map(project: Project, options: argparse.Namespace) -> int:
    """Write the figures of the concept map."""
    from studyguide.generated.map_figure import figures
    from studyguide.lint.data import check_form
    from studyguide.memory import Memory
    from studyguide.source.concept_map import read

    if problems := check_form("concept-map", project.document(CONCEPT_MAP), Memory()):
        return tell(problems)
    for name, text in figures(read(project.value(CONCEPT_MAP))).items():
        project.path(f"{FIGURES}/{name}.svg").write_text(text, encoding="utf-8")
        print(f"{FIGURES}/{name}.svg")
    return 0
