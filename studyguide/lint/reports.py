"""Reports on the writing: what is no mistake yet, counted page by page."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from studyguide.lint import duplicates, register
from studyguide.lint.progress import progress
from studyguide.memory import Memory
from studyguide.project import Project

NAMES = ("register", "duplicates", "progress")
"""The commands; each takes files to look at closely."""


def say_register(project: Project, files: Sequence[str]) -> str:
    """Words that the guide does not use: counts for each file, or each place in the files asked for."""
    found = register.findings(project, files or register.files(project), Memory())
    if files:
        return "\n".join([*map(str, found), f"쓰지 않는 말 {len(found)}곳"])
    return f"{register.counts(found)}\n쓰지 않는 말 {len(found)}곳"


def say_duplicates(project: Project, files: Collection[str]) -> str:
    """Sentences that several pages have."""
    found = [
        each
        for each in duplicates.in_project(project, project.pages_in_order)
        if not files or set(each.paths) & set(files)
    ]
    several = sum(len(each.paths) > 1 for each in found)
    total = f"여러 페이지에 있는 문장 {several}가지, 한 페이지에서 되풀이한 문장 {len(found) - several}가지"
    return "\n".join([*map(str, found), total])


def say_progress(project: Project, files: Collection[str]) -> str:
    """Key words, phrasings, addresses and length of each page."""
    pages = [page for page in project.pages_in_order if not files or page.path in files]
    found = [progress(page, project.path(page.path).read_text(encoding="utf-8")) for page in pages]
    done = sum(not each.missing and each.fits for each in found)
    return "\n".join([*map(str, found), f"{len(found)}개 페이지 가운데 {done}개가 다 됐습니다"])


def say(name: str, project: Project, files: Sequence[str]) -> str:
    """One of the reports."""
    if name == "register":
        return say_register(project, files)
    return say_duplicates(project, files) if name == "duplicates" else say_progress(project, files)


def summary(project: Project) -> str:
    """The last line of each report, with the command that tells more."""
    return "\n".join(f"{say(name, project, ()).rpartition(chr(10))[2]} (python -m studyguide {name})" for name in NAMES)
