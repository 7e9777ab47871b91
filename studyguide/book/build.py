"""The built site → the PDFs beside it, and the download buttons on its pages."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, fields, is_dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from selectolax.lexbor import LexborNode

from studyguide.book import downloads, editions, figure
from studyguide.book.compile import BookError, Compiler, Pdf
from studyguide.book.links import ids_of
from studyguide.book.plan import BookChapter, Plan, chapters_of, reviewed, terms_of
from studyguide.book.store import FOLDER as STORE
from studyguide.book.store import Store, key
from studyguide.book.typeset import programs
from studyguide.book.workers import Workers
from studyguide.navigation import HOME
from studyguide.project import Project
from studyguide.site_model import read_site

FOLDER = "book"
PACKAGE = Path(__file__).parent.parent
DRIVERS = 8
"""Editions whose source is written while others are set."""
STUDY_FILE, SHEET_FILE, SUMMARY_FILE = "docker-study-guide.pdf", "docker-question-sheet.pdf", "docker-summary.pdf"
POSTERS = (
    *((("a4", size, 4)) for size in (9.0, 8.0, 7.0, 6.4)),
    *((("a3", size, columns)) for size, columns in ((9.0, 4), (8.0, 5), (7.0, 5), (6.4, 6), (5.8, 6))),
)
"""Paper, size of type in points and columns for the summary, the most readable first."""


@dataclass(frozen=True)
class Edition:
    """One PDF to make: its file under `site/book/` and what stands in it."""

    file: str
    source: editions.TypstSource


def read_plan(project: Project, site: Path) -> Plan:
    """Everything the book needs from a project and its built `site`."""
    config = project.config
    pages = read_site(project, site)
    css = project.path("docs/assets/stylesheets/figures.css").read_text(encoding="utf-8")
    return Plan(
        title=config["site_name"],
        description=config["site_description"],
        site_url=project.site_url,
        rights=config["copyright"],
        chapters=chapters_of(pages),
        terms=terms_of(pages),
        date=reviewed(pages),
        figure_style=figure.sheet(css),
    )


def chapter_file(chapter: BookChapter) -> str:
    return f"chapters/{chapter.page.url.strip('/').replace('/', '-')}.pdf"


def editions_of(plan: Plan) -> Iterator[Edition]:
    """Both editions, then each page but the home page."""
    anchors = ids_of([chapter.page for chapter in plan.chapters])
    yield Edition(STUDY_FILE, editions.study(plan, anchors))
    yield Edition(SHEET_FILE, editions.sheet(plan))
    for chapter in plan.chapters:
        if chapter.page.path != HOME:
            yield Edition(chapter_file(chapter), editions.single(plan, chapter, anchors))


def poster(plan: Plan, compiler: Compiler) -> Pdf:
    """The summary in the largest type with which it fits on one page."""
    for paper, size, columns in POSTERS:
        pdf = compiler.compile(editions.summary(plan, paper, size, columns), plan.date)
        if pdf.pages == 1:
            return pdf
    raise BookError("the summaries of all pages do not fit on one sheet: shorten the sections `key-points`")


def facts(value: Any) -> Iterator[str]:
    """Everything that a plan says, piece by piece. Raises TypeError for what has no plain form."""
    if is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield field.name
            yield from facts(getattr(value, field.name))
    elif isinstance(value, LexborNode):
        yield downloads.ROOM.sub("", value.html or "")  # what a build writes there is no input of the next
    elif isinstance(value, tuple | list):
        yield str(len(value))
        for item in value:
            yield from facts(item)
    elif isinstance(value, Mapping):
        yield from facts(tuple(value.items()))
    elif value is None or isinstance(value, str | int | float | datetime):
        yield repr(value)
    else:
        raise TypeError(f"{type(value).__name__}: a plan is made of plain values, so that it can be compared")


def plan_key(plan: Plan, fonts: Path) -> str:
    """A hash of all that the book is made from: the plan and the programs, this package among them."""
    code = [path.read_bytes() for path in sorted(PACKAGE.rglob("*.py"))]
    return key(programs(fonts), *code, *facts(plan))


def compile_all(plan: Plan, fonts: Path, store: Store) -> dict[str, Pdf]:
    """Every PDF by its file; what is kept of the very same plan is taken as it is."""
    name = plan_key(plan, fonts)
    if (kept := kept_book(store, name)) is not None:
        return kept
    wanted = list(editions_of(plan))
    with Workers() as workers, ThreadPoolExecutor(DRIVERS) as pool:
        compiler = Compiler(fonts, store, workers)
        made = [
            pool.submit(compiler.compile, edition.source, plan.date, urgency) for urgency, edition in enumerate(wanted)
        ]
        sheet = pool.submit(poster, plan, compiler)
        try:
            pdfs = {edition.file: future.result() for edition, future in zip(wanted, made, strict=True)}
            pdfs[SUMMARY_FILE] = sheet.result()
        except Exception:
            pool.shutdown(cancel_futures=True)
            raise
    keep_book(store, name, pdfs)
    return pdfs


def keep_book(store: Store, name: str, pdfs: Mapping[str, Pdf]) -> None:
    """Keep which PDFs a plan gave. (Each is kept already, under a hash of its content.)"""
    names = {file: (key(pdf.content), pdf.pages) for file, pdf in pdfs.items()}
    store.put(name, json.dumps(names).encode())
    store.trim()


def kept_book(store: Store, name: str) -> dict[str, Pdf] | None:
    """The PDFs of a plan, if all of them are still there."""
    listing = store.get(name)
    pdfs = {}
    for file, (content_name, pages) in (json.loads(listing) if listing else {}).items():
        if (content := store.get(content_name)) is None:
            return None
        pdfs[file] = Pdf(content, pages)
    return pdfs or None


def build(project: Project, site: Path) -> dict[str, Pdf]:
    """Write every PDF into `site/book/` and the buttons into the pages; return them by file.

    Raises BookError, UnknownElementError and ValueError, each naming the page, and FileNotFoundError
    where the site is not built.
    """
    plan = read_plan(project, site)
    pdfs = compile_all(plan, project.path("fonts"), Store(project.path(STORE)))
    for name, pdf in pdfs.items():
        path = site / FOLDER / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(pdf.content)
    offers = {chapter.page.url: [(chapter_file(chapter), "이 페이지 PDF로 받기")] for chapter in plan.chapters}
    offers[""] = [(STUDY_FILE, "학습판 PDF"), (SHEET_FILE, "문제지 PDF"), (SUMMARY_FILE, "한 장 요약 PDF")]
    for url, files in offers.items():
        page = site / url / "index.html"
        links = [(f"{FOLDER}/{file}", name, pdfs[file]) for file, name in files]
        page.write_text(downloads.fill(page.read_text(encoding="utf-8"), url, links), encoding="utf-8")
    return pdfs
