"""The pages that are made from data and from the blocks of other pages, as Markdown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from studyguide.generated import commands, corrections, glossary, paths, questions
from studyguide.generated.page import reviewed
from studyguide.project import COMMANDS, CORRECTIONS, DOCS, GLOSSARY, PATHS, Project
from studyguide.source.scanner import Source, scan


def generate(project: Project) -> Mapping[str, str]:
    """The generated pages of a project: file name → Markdown. They are never written among the hand-written ones."""
    pages = project.pages_in_order
    titles = {Path(page.path).stem: page.title for page in pages}
    date = reviewed(pages)
    return {
        "questions.md": questions.render(pages, date),
        "corrections.md": corrections.render(pages, project.value(CORRECTIONS) or (), project.references, date),
        "glossary.md": glossary.render(project.value(GLOSSARY), titles, date),
        "commands.md": commands.render(project.value(COMMANDS), titles, date),
        **{f"{path['slug']}.md": paths.render(path, pages, date) for path in project.value(PATHS)},
    }


def all_pages(project: Project) -> Sequence[Source]:
    """Hand-written and generated pages, scanned."""
    made = [scan(f"{DOCS}/{name}", text) for name, text in generate(project).items()]
    return [*project.pages, *made]
