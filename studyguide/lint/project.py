"""Checks of a whole project: every problem with its file and line, and none that is only the echo of another."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath

from studyguide.generated import changelog, errors, map_figure
from studyguide.generated import concept_map as map_page
from studyguide.generated.pages import FIXED, generated_pages
from studyguide.lint import (
    concept_map,
    data,
    links,
    nav,
    old_forms,
    phrasing,
    published,
    records,
    register,
    settings,
    text_files,
)
from studyguide.lint import pages as page_checks
from studyguide.lint.data.base import Known
from studyguide.lint.odd_files import README, odd_files
from studyguide.lint.problems import Problem, problem
from studyguide.lint.reading import (
    SCHEMA_FOLDER,
    Pages,
    name_of,
    read_documents,
    read_figures,
    read_pages,
)
from studyguide.memory import FOLDER, Memory
from studyguide.project import (
    CHANGELOG,
    CONCEPT_MAP,
    CONFIG,
    DOCS,
    FIGURE_STYLES,
    FIGURES,
    OLD_FORMS,
    PATHS,
    REGISTER,
    SOURCES,
    Project,
)
from studyguide.source.yaml_document import Document

OTHER_CONFIG = "mkdocs.yaml"
"""MkDocs would read it where there is no mkdocs.yml; nothing else here does."""
MAKERS = {"paths", "errors"}
OPTIONAL_MAKERS = {"concept-map": CONCEPT_MAP, "changelog": CHANGELOG}
"""Data that decide which pages there will be."""
MEMORY = f"{FOLDER}/sources.json"
"""What was found in sources that did not change since."""


def check_pages(
    pages: Pages, valid: Mapping[str, Document], inner: Mapping[str, list[str]], memory: Memory
) -> Iterator[Problem]:
    """The problems of the pages; those that have one are no longer certain."""
    references = valid["sources"].value or {} if "sources" in valid else None
    today = datetime.datetime.now(datetime.UTC).date()
    for source in pages.good:
        problems = page_checks.check(source, references, inner, today, memory)
        if problems:
            pages.blurred.add(name_of(source))
        yield from problems
    yield from page_checks.check_unique(pages.good)
    yield from page_checks.check_titles(pages.good)
    yield from phrasing.check_unique(pages.good)


def generated_names(valid: Mapping[str, Document]) -> list[str]:
    """The pages that the build will make, as far as the data that decide it are right."""
    slugs = [f"{path['slug']}.md" for path in valid["paths"].value] if "paths" in valid else []
    groups = errors.page_names(valid["errors"].value) if "errors" in valid else []
    single = {"concept-map": map_page.PAGE, "changelog": changelog.PAGE}
    return [*FIXED, *groups, *(page for key, page in single.items() if key in valid), *slugs]


def check_slugs(document: Document, taken: Sequence[str]) -> Iterator[Problem]:
    """Paths that would take the place of another page."""
    for index, path in enumerate(document.value):
        if f"{path['slug']}.md" in taken:
            yield problem(PATHS, document.line_of(index, "slug"), "data-path-slug", slug=path["slug"])


def check_nav(
    document: Document, pages: Pages, on_disk: Sequence[str], generated: list[str], sure: bool
) -> list[Problem]:
    """The problems of mkdocs.yml."""
    found = [problem(CONFIG, line, "key-twice", key=key, line=first) for line, key, first in document.repeated]
    hand = [name for name in on_disk if name not in generated]
    return found + nav.check(document, hand, {name_of(source) for source in pages.good}, generated, sure)


def unsure_names(config: Document | None) -> set[str]:
    """The pages of the nav that data/paths.yml or data/errors.yml, which cannot be read, would make."""
    nav_value = config.value.get("nav") if config and isinstance(config.value, dict) else None
    return {
        value
        for _, value in nav.entries(nav_value, ())
        if isinstance(value, str) and PurePosixPath(value).name.startswith(nav.MADE)
    }


def check_use(pages: Pages, valid: Mapping[str, Document], inner: Mapping[str, object], found: list[Problem]) -> None:
    """Add what nobody cites or shows. Only when every page is read: one that is not would be missed."""
    cited = {key for source in pages.good for block in source.blocks for key in block.source_keys}
    found += data.uncited(valid["sources"], cited | data.cited_in(valid))
    used = {block.option("src") for source in pages.good for block in source.named("figure")}
    used |= set(map_figure.NAMES) if "concept-map" in valid else set()
    paths = ((name, f"{FIGURES}/{name}.svg") for name in inner if name not in used)
    found += [problem(path, 0, "svg-unused") for _, path in paths if not any(each.path == path for each in found)]


def check_map(project: Project, document: Document, pages: Pages) -> list[Problem]:
    """The problems of the concept map, which names every topic page."""
    written = {path.relative_to(project.path(DOCS)).as_posix() for path in project.page_paths}  # readable or not
    topics = [PurePosixPath(entry.path).stem for entry in project.nav if entry.path in written]
    unsure = {name.removesuffix(".md") for name in pages.blurred}
    return concept_map.check(project, document, [slug for slug in topics if slug != concept_map.HOME], unsure)


def other_files(project: Project, memory: Memory) -> list[Problem]:
    """The problems of the text files that are neither pages nor figures nor data."""
    figures = [f"{FIGURES}/{path.name}" for path in project.figures]
    return text_files.check(project.root, {*data.SCHEMAS.values(), *figures, FIGURE_STYLES}, memory) + records.check(
        project
    )


def check_all(project: Project, memory: Memory) -> list[Problem]:
    """Every problem of a project's sources."""
    found = other_files(project, memory)
    if project.path(OTHER_CONFIG).exists():
        found.append(problem(OTHER_CONFIG, 0, "config-yaml", name=OTHER_CONFIG))
    if any(each.path.startswith(SCHEMA_FOLDER) for each in found):
        return found  # without its schema no data can be judged
    documents = read_documents(project, found)
    inner = read_figures(project, found, memory)
    pages = read_pages(project, found)
    found += odd_files(project)
    form = {key: data.check_form(key, document, memory) for key, document in documents.items() if key != CONFIG}
    valid = {key: documents[key] for key, problems in form.items() if not problems}
    found += [each for problems in form.values() for each in problems]
    found += check_pages(pages, valid, inner, memory)

    on_disk = [path.relative_to(project.path(DOCS)).as_posix() for path in project.page_paths]
    named_well = [name for name in on_disk if PurePosixPath(name).name.lower() != README]
    generated = list(dict.fromkeys(generated_names(valid)))
    sure = valid.keys() >= MAKERS and all(
        key in valid or not project.path(path).exists() for key, path in OPTIONAL_MAKERS.items()
    )
    if "paths" in valid:
        others = generated_names({key: document for key, document in valid.items() if key != "paths"})
        found += check_slugs(valid["paths"], [*on_disk, *others])
    if CONFIG in documents:
        own = [Problem(CONFIG, *each) for each in settings.check(project, documents[CONFIG])]
        found += own
        found += check_nav(documents[CONFIG], pages, named_well, generated, sure)
    named = {name_of(source): links.page_of(source, inner, memory) for source in pages.good}
    unknown = pages.blurred | set(generated) | (set() if sure else unsure_names(documents.get(CONFIG)))
    site = links.Site({**{name: links.Page(name) for name in generated}, **named}, unknown, project.root)
    for source in pages.good:
        found += links.check(source, site, memory)
    known = Known(
        pages={name_of(source): source for source in pages.good},
        generated=frozenset(generated),
        site=site,
        references=project.references if "sources" in valid else None,
        blurred=bool(pages.blurred),
        memory=memory,
    )
    for key, document in valid.items():
        found += data.cross_check(key, document, known)
    sound = CONFIG in documents and not any(each.path == CONFIG for each in found)
    if "changelog" in valid and sound and isinstance(documents[CONFIG].value, dict):
        found += filter(None, [data.edition_problem(valid["changelog"], documents[CONFIG])])
    if "concept-map" in valid and CONFIG in documents and not any(each.path == CONFIG for each in found):
        found += check_map(project, valid["concept-map"], pages)
    # Both read every file as text, by patterns that have to be right.
    rules = {Path(name).stem for name in data.NEEDED} <= valid.keys()
    if rules and len(pages.good) == len(on_disk) and not any(each.path in (OLD_FORMS, REGISTER) for each in found):
        found += old_forms.check(project, memory).problems
        found += register.check(project, memory)
    known_all = not pages.blurred and {"sources", "corrections", "errors", "old-forms"} <= valid.keys()
    if known_all and not any(each.path == SOURCES for each in found):
        check_use(pages, valid, inner, found)
    return found or check_generated(project, site, inner, memory)


def check_generated(
    project: Project, site: links.Site, inner: Mapping[str, list[str]], memory: Memory
) -> list[Problem]:
    """What only shows once the other pages are made: their own addresses, links to those, and addresses of before."""
    made = generated_pages(project)
    found = [Problem(page.path, line, message) for page in made for line, message in links.twice(page, inner)]
    pages = {**site.pages, **{name_of(page): links.page_of(page, inner, memory) for page in made}}
    whole = links.Site(pages, (), project.root)
    for page in (*project.pages, *made):
        found += links.check(page, whole, memory)
    return found or list(published.lost(project, pages))


def notices(project: Project) -> list[Problem]:
    """What is worth telling and stops nothing: forms whose time is over on pages that are still to be rewritten."""
    return old_forms.check(project, Memory(project.path(MEMORY))).notices


def missing_project(project: Project) -> list[Problem]:
    """Why this is no folder of a project."""
    if not project.root.joinpath(CONFIG).exists() and not project.path(DOCS).exists():
        return [problem(CONFIG, 0, "project-missing")]
    if not project.path(DOCS).is_dir():
        return [problem(DOCS, 0, "docs-file" if project.path(DOCS).exists() else "docs-missing")]
    if not project.path(CONFIG).exists() and project.path(OTHER_CONFIG).exists():
        return [problem(OTHER_CONFIG, 0, "config-yaml", name=OTHER_CONFIG)]
    if not project.page_paths:
        return [problem(DOCS, 0, "docs-empty")]
    return []


def check_project(project: Project, wanted: Callable[[str], bool] = lambda path: True) -> list[Problem]:
    """Every problem of a project's sources, by file and line; `wanted` chooses files by their shown path."""
    memory = Memory(project.path(MEMORY))
    found = missing_project(project) or check_all(project, memory)
    memory.save()
    return sorted({each for each in found if wanted(each.path)})


def unreadable(project: Project) -> list[Problem]:
    """Only what keeps the sources from being read: reports on the writing need nothing more."""
    found = missing_project(project)
    if not found:
        documents = read_documents(project, found)
        read_pages(project, found)
        if CONFIG in documents and not found:
            found += nav.broken(documents[CONFIG])
    return sorted(set(found))
