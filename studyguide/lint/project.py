"""Checks of a whole project: every problem with its file and line, and none that is only the echo of another."""

from __future__ import annotations

import datetime
import re
import weakref
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from studyguide.generated import changelog, errors, map_figure
from studyguide.generated import concept_map as map_page
from studyguide.generated.pages import FIXED, generated_pages
from studyguide.lint import (
    blocks,
    concept_map,
    data,
    error_entries,
    figures,
    front_matter,
    labs,
    links,
    markup,
    nav,
    note_corrections,
    old_forms,
    phrasing,
    register,
)
from studyguide.lint.problems import Problem, problem
from studyguide.lint.text import read
from studyguide.project import CHANGELOG, CONCEPT_MAP, CONFIG, DOCS, FIGURE_STYLES, FIGURES, PATHS, SOURCES, Project
from studyguide.source.scanner import Source
from studyguide.source.yaml_document import Document, YamlError

UNIQUE = {"question": "질문", "correction": "바로잡기"}


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
    for key, path in {CONFIG: CONFIG, **data.SCHEMAS}.items():
        if path in data.OPTIONAL and not project.path(path).exists():
            continue
        text, problems = read(project.path(path), path)
        found += problems
        if text is None or problems:
            continue
        try:
            documents[key] = project.document(path)
        except YamlError as error:
            found.append(Problem(path, error.line, str(error)))
    return documents


def read_pages(project: Project, found: list[Problem]) -> Pages:
    """The pages that can be read; what keeps one from being read is told once, and nothing else of it."""
    pages = Pages()
    stems: dict[str, str] = {}
    lower: dict[str, str] = {}
    for path in sorted(project.page_paths, key=lambda path: (len(path.parts), path)):
        shown = path.relative_to(project.root).as_posix()
        if shown.removeprefix(f"{DOCS}/") in FIXED:
            found.append(problem(shown, 0, "file-generated"))
            continue
        text, problems = read(path, shown)
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


def check_figures(project: Project, found: list[Problem]) -> dict[str, list[str]]:
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
            problems = problems or figures.check(text, shown, known)
        found += problems
        inner[path.stem] = figures.id_names(text or "")
    return inner


def check_unique(pages: Iterable[Source]) -> Iterator[Problem]:
    """Ids of questions and corrections are unique over the whole site, so that they can move."""
    for kind, what in UNIQUE.items():
        first: dict[str, str] = {}
        for page in pages:
            for block in page.named(kind):
                name = block.option("id")
                if not name:
                    continue
                place = f"{page.path}:{block.line}"
                if name in first and not first[name].startswith(f"{page.path}:"):
                    yield problem(page.path, block.line, "block-unique", what=what, id=name, place=first[name])
                first.setdefault(name, place)


def check_page(
    source: Source, references: Mapping[str, object] | None, inner: Mapping[str, list[str]], today: datetime.date
) -> list[Problem]:
    """The problems of one page by itself. `references` is None where data/sources.yml cannot be read."""
    known = references if references is not None else {key for block in source.blocks for key in block.source_keys}
    found = front_matter.check(source, today)
    if source.open_fence:
        return [*found, problem(source.path, source.open_fence, "fence-open")]  # the rest of the page is read as code
    found += blocks.check(source, known, inner)
    found += markup.check(source) + labs.check(source)
    if not any(block.cut_by or not block.closed for block in source.blocks):
        found += [Problem(source.path, line, message) for line, message in links.twice(source, inner)]
        found += phrasing.check_page(source)
    # One line, one message: what is told of a block's first line and of its text would be told twice.
    return list(dict.fromkeys(found))


CHECKED: weakref.WeakKeyDictionary[Source, tuple[Hashable, list[Problem]]] = weakref.WeakKeyDictionary()
"""What was found on a page as long as it, and all that its checks depend on, is the same."""


def check_once(source: Source, state: Hashable, check: Callable[[Source], list[Problem]]) -> list[Problem]:
    """The problems of a page, checked anew only after it or the `state` has changed."""
    if source not in CHECKED or CHECKED[source][0] != state:
        CHECKED[source] = (state, check(source))
    return CHECKED[source][1]


def check_all(project: Project) -> list[Problem]:
    """Every problem of a project's sources."""
    found: list[Problem] = []
    documents = read_documents(project, found)
    inner = check_figures(project, found)
    pages = read_pages(project, found)
    today = datetime.datetime.now(datetime.UTC).date()
    form = {key: data.check_form(key, document) for key, document in documents.items() if key != CONFIG}
    valid = {key: documents[key] for key, problems in form.items() if not problems}
    found += [each for problems in form.values() for each in problems]
    references = valid["sources"].value or {} if "sources" in valid else None
    state = (id(references), tuple((name, tuple(ids)) for name, ids in inner.items()), today)
    for source in pages.good:
        problems = check_once(source, state, lambda source: check_page(source, references, inner, today))
        if problems:
            pages.blurred.add(name_of(source))
        found += problems
    unsound = set(pages.blurred)
    found += check_unique(pages.good)
    found += phrasing.check_unique(pages.good)

    fixed = list(FIXED)
    slugs = [f"{path['slug']}.md" for path in valid["paths"].value] if "paths" in valid else []
    fixed += errors.page_names(valid["errors"].value) if "errors" in valid else []
    fixed += [map_page.PAGE] if "concept-map" in valid else []
    fixed += [changelog.PAGE] if "changelog" in valid else []
    on_disk = [path.relative_to(project.path(DOCS)).as_posix() for path in project.page_paths]
    found += [problem(f"{DOCS}/{name}", 0, "file-suffix") for name in odd_suffixes(project)]
    if "paths" in valid:
        for index, name in enumerate(slugs):
            if name in on_disk or name in fixed:
                line = valid["paths"].line_of(index, "slug")
                found.append(problem(PATHS, line, "data-path-slug", slug=name.removesuffix(".md")))
    generated = dict.fromkeys((*fixed, *slugs))
    # Whether it is known which pages will be made.
    optional = {"concept-map": CONCEPT_MAP, "changelog": CHANGELOG}
    complete = {"paths", "errors"} <= valid.keys() and all(
        key in valid or not project.path(path).exists() for key, path in optional.items()
    )
    if CONFIG in documents:
        document = documents[CONFIG]
        found += [problem(CONFIG, line, "key-twice", key=key, line=first) for line, key, first in document.repeated]
        hand = [name for name in on_disk if name not in generated]
        readable = {name_of(source) for source in pages.good}
        found += nav.check(document, hand, readable, list(generated), complete)
    named = {name_of(source): links.page_of(source, inner) for source in pages.good}
    unknown = unsound | set(generated) | (set() if complete else unsure_names(documents.get(CONFIG)))
    site = links.Site({**{name: links.Page(name) for name in generated}, **named}, unknown, project.root)
    for source in pages.good:
        found += links.check(source, site)
    questions = {block.option("id"): name_of(source) for source in pages.good for block in source.named("question")}
    known = data.Known(questions, site, bool(unsound))
    for key, document in valid.items():
        found += data.cross_check(key, document, known)
    if "changelog" in valid and CONFIG in documents and isinstance(documents[CONFIG].value, dict):
        found += filter(None, [data.edition_problem(valid["changelog"], documents[CONFIG])])
    if "concept-map" in valid and CONFIG in documents and not any(each.path == CONFIG for each in found):
        topics = [page.path.removeprefix(f"{DOCS}/").removesuffix(".md") for page in project.pages_in_order]
        unsure = {name.removesuffix(".md") for name in pages.blurred}
        found += concept_map.check(project, valid["concept-map"], [slug for slug in topics if slug != "index"], unsure)
    if "corrections" in valid and references is not None:
        found += note_corrections.check(valid["corrections"], pages.good, references)
    if "errors" in valid and references is not None and not unsound:
        found += error_entries.check(valid["errors"], pages.good, references)
    # Both read every file as text.
    needed = {name for name, path in data.SCHEMAS.items() if path not in data.OPTIONAL}
    if references is not None and all_readable(project, pages) and needed <= valid.keys():
        found += old_forms.check(project, references).problems
        found += register.check(project)
    if (
        not unsound
        and {"corrections", "errors", "old-forms"} <= valid.keys()
        and not any(each.path == SOURCES for each in found)
    ):
        # Only now: a page that is not read cites nothing and shows nothing.
        cited = {key for source in pages.good for block in source.blocks for key in block.source_keys}
        cited |= error_entries.sources_of(valid["errors"]) if "errors" in valid else set()
        cited |= old_forms.sources_of(valid["old-forms"]) if "old-forms" in valid else set()
        cited |= {key for note in valid["corrections"].value or () for key in note["sources"].split()}
        found += data.uncited(valid["sources"], cited)
        used = {block.option("src") for source in pages.good for block in source.named("figure")}
        used |= set(map_figure.NAMES) if "concept-map" in valid else set()
        found += [
            problem(f"{FIGURES}/{name}.svg", 0, "svg-unused")
            for name in inner
            if name not in used and not any(each.path == f"{FIGURES}/{name}.svg" for each in found)
        ]
    return found or check_generated(project, site, inner)


def check_generated(project: Project, site: links.Site, inner: Mapping[str, list[str]]) -> list[Problem]:
    """What only shows once the other pages are made: their own addresses, and links to those."""
    made = generated_pages(project)
    found = [Problem(page.path, line, message) for page in made for line, message in links.twice(page, inner)]
    pages = {**site.pages, **{name_of(page): links.page_of(page, inner) for page in made}}
    whole = links.Site(pages, (), project.root)
    for page in (*project.pages, *made):
        found += links.check(page, whole)
    return found


def odd_suffixes(project: Project) -> list[str]:
    """Files that MkDocs takes for pages and nothing else here does."""
    names = [path.relative_to(project.path(DOCS)).as_posix() for path in project.path(DOCS).rglob("*.m*")]
    return sorted(
        name for name in names if re.search(r"\.(md|markdown|mdown|mkdn?)$", name, re.I) and name[-3:] != ".md"
    )


def unsure_names(config: Document | None) -> set[str]:
    """The pages of the nav that data/paths.yml or data/errors.yml, which cannot be read, would make."""
    nav_value = config.value.get("nav") if config and isinstance(config.value, dict) else None
    return {
        value
        for _, value in nav.entries(nav_value, ())
        if isinstance(value, str) and PurePosixPath(value).name.startswith(nav.MADE)
    }


def all_readable(project: Project, pages: Pages) -> bool:
    """Whether every page could be read."""
    return len(pages.good) == len(project.page_paths)


def notices(project: Project) -> list[Problem]:
    """What is worth telling and stops nothing: forms whose time is over on pages that are still to be rewritten."""
    return old_forms.check(project, project.references).notices


def check_project(project: Project, wanted: Callable[[str], bool] = lambda path: True) -> list[Problem]:
    """Every problem of a project's sources, by file and line; `wanted` chooses files by their shown path."""
    if not project.root.joinpath(CONFIG).exists() and not project.path(DOCS).exists():
        return [problem(CONFIG, 0, "file-missing", path=CONFIG)]
    if not project.path(DOCS).is_dir():
        return [problem(DOCS, 0, "docs-missing")]
    return sorted({each for each in check_all(project) if wanted(each.path)})
