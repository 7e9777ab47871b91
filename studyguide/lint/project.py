"""Checks of the Markdown source: every problem with its file and line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path

from studyguide.generated import paths
from studyguide.lint import note_corrections, phrasing
from studyguide.lint.problems import Problem
from studyguide.project import COMMANDS, CORRECTIONS, FIGURES, GLOSSARY, PATHS, SOURCES, Project
from studyguide.source import figures, front_matter
from studyguide.source import references as bibliography
from studyguide.source.blocks import BLOCKS
from studyguide.source.scanner import Block, Source
from studyguide.source.yaml_document import YamlError

ANCHOR_PREFIX = {"question": "q-", "correction": "c-"}
HEADING_ID = re.compile(r"[a-z][a-z0-9-]*")
PAGE_NAME = re.compile(r"\bpage: *[\"']?([\w-]+)")


def check_block(block: Block, references: Iterable[str], figure_names: Iterable[str]) -> list[str]:
    """What is wrong with one block, as sentences."""
    kind = BLOCKS.get(block.name)
    if kind is None:
        return [f"unknown block `{block.name}` (known: {', '.join(sorted(BLOCKS))})"]
    found: list[str] = []
    if not block.closed:
        found.append(f"block `{block.name}` is not closed by `{'/' * block.length}`")
    if not block.title:
        found.append(f"block `{block.name}` has no title after `|`")
    inside = block.parent.name if block.parent else None
    if inside != kind.INSIDE:
        place = f"inside a `{kind.INSIDE}` block" if kind.INSIDE else "outside other blocks"
        found.append(f"block `{block.name}` must stand {place}")
    if block.options is None:
        advice = "값에 `: `이나 ` #`가 있으면 값 전체를 작은따옴표로 감싸세요"
        return [*found, f"options of `{block.name}` are not `key: value` lines ({advice})"]
    for name, value in block.options.items():
        if name not in kind.OPTIONS:
            found.append(f"unknown option `{name}` in `{block.name}`")
            continue
        try:
            kind.OPTIONS[name][1](value)
        except ValueError as error:
            found.append(f"option `{name}` of `{block.name}`: {error}")
    found += [f"block `{block.name}` needs `{name}:`" for name in kind.REQUIRED if not block.option(name)]
    found += [f"unknown source `{key}` (see data/sources.yml)" for key in block.source_keys if key not in references]
    if block.name == "figure":
        if block.option("src") and block.option("src") not in figure_names:
            found.append(f"no figure docs/assets/figures/{block.option('src')}.svg")
    elif block.name not in ("sources", "also") and not block.text:
        what = "answer" if block.name == "question" else "text"
        found.append(f"block `{block.name}` has an empty {what}")
    if block.name == "correction" and len(block.paragraphs) == 1:
        found.append("block `correction` needs two paragraphs: what is said, and what is so")
    return found


def check_source(source: Source, references: Iterable[str], figure_names: Iterable[str]) -> list[Problem]:
    """The problems of one page."""
    found: list[Problem] = []

    def add(line: int, message: str) -> None:
        found.append(Problem(source.path, line, message))

    if isinstance(source.meta, str):
        add(1, source.meta)
    else:
        for message in front_matter.problems(source.meta):
            add(1, message)
    for line in source.strays:
        add(line, "this block end closes no block")
    if source.open_fence:
        add(source.open_fence, "code fence is not closed")
    anchors: dict[str, int] = {}
    for heading in source.headings:
        if heading.level not in (2, 3):
            add(heading.line, "only `##` and `###` headings; the page's title is in the front matter")
        if heading.id is None:
            add(heading.line, f"heading «{heading.text}» has no id: write `{{ #ascii-name }}`")
        elif not HEADING_ID.fullmatch(heading.id):
            add(heading.line, f"heading id `{heading.id}` is not lower-case ASCII")
        elif heading.id in anchors:
            add(heading.line, f"heading id `{heading.id}` stands already in line {anchors[heading.id]}")
        if heading.id:
            anchors.setdefault(heading.id, heading.line)
    for block in source.blocks:
        for message in check_block(block, references, figure_names):
            add(block.line, message)
    return found + phrasing.check_page(source)


def check_unique(pages: Iterable[Source]) -> list[Problem]:
    """Ids of questions and corrections are unique over the whole site, so that they can move."""
    found: list[Problem] = []
    for kind in ANCHOR_PREFIX:
        first: dict[str, str] = {}
        for page in pages:
            for block in page.named(kind):
                name = block.option("id")
                place = f"{page.path}:{block.line}"
                if name and name in first:
                    found.append(Problem(page.path, block.line, f"{kind} id `{name}` stands already in {first[name]}"))
                first.setdefault(name, place)
    return found


def check_page_names(text: str, shown: str, slugs: Iterable[str]) -> list[Problem]:
    """Every `page:` of a data file (glossary, commands) is a page of the site."""
    return [
        Problem(shown, number, f"no page docs/{match[1]}.md")
        for number, line in enumerate(text.split("\n"), start=1)
        if (match := PAGE_NAME.search(line)) and match[1] not in slugs
    ]


def check_project(project: Project, wanted: Callable[[str], bool] = lambda path: True) -> list[Problem]:
    """Every problem of a project's sources; `wanted` chooses files by their shown path."""
    found = bibliography.problems(project.path(SOURCES).read_text(encoding="utf-8"), SOURCES)
    if found:
        return found  # without sources every page would look wrong
    references = project.references
    for path in project.figures:
        found += figures.check(path, f"{FIGURES}/{path.name}")
    pages = project.pages
    names = {path.stem for path in project.figures}
    used = {block.option("src") for page in pages for block in page.named("figure")}
    found += [
        Problem(f"{FIGURES}/{path.name}", 0, "no page shows this figure")
        for path in project.figures
        if path.stem not in used
    ]
    cited = {key for page in pages for block in page.blocks for key in block.source_keys}
    for page in pages:
        found += check_source(page, references, names)
    found += check_unique(pages)
    found += phrasing.check_unique(pages)
    try:
        notes = project.document(CORRECTIONS)
    except YamlError as error:
        return [*found, Problem(CORRECTIONS, error.line, f"YAML이 아닙니다: {error}")]
    found += note_corrections.check(notes, pages, references)
    cited |= {key for note in notes.value or () if isinstance(note, dict) for key in str(note.get("sources")).split()}
    slugs = {Path(page.path).stem for page in pages}
    for name in (GLOSSARY, COMMANDS):
        found += check_page_names(project.path(name).read_text(encoding="utf-8"), name, slugs)
    found += paths.check(project.path(PATHS).read_text(encoding="utf-8"), PATHS, pages)
    found += [Problem(SOURCES, 0, f"no page cites `{name}`") for name in references if name not in cited]
    return [problem for problem in found if wanted(problem.path)]
