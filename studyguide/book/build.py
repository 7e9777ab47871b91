"""The built site → the PDFs beside it, and the download buttons on its pages."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from studyguide.book import downloads, editions, figure
from studyguide.book.compile import BookError, Compiler, Pdf
from studyguide.book.links import ids_of
from studyguide.book.plan import BookChapter, Plan, chapters_of, reviewed, terms_of
from studyguide.navigation import HOME, PRACTICE, url_of
from studyguide.project import Project
from studyguide.site_model import read_site

FOLDER = "book"
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
    pages = [page for page in read_site(project, site) if page.path != PRACTICE]
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


def build(project: Project, site: Path) -> dict[str, Pdf]:
    """Write every PDF into `site/book/` and the buttons into the pages; return them by file.

    Raises BookError, UnknownElementError and ValueError, each naming the page, and FileNotFoundError
    where the site is not built.
    """
    plan = read_plan(project, site)
    compiler = Compiler(project.path("fonts"))
    wanted = list(editions_of(plan))
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        sheet = pool.submit(poster, plan, compiler)
        made = pool.map(lambda edition: compiler.compile(edition.source, plan.date), wanted)
        pdfs = {edition.file: pdf for edition, pdf in zip(wanted, made, strict=True)}
        pdfs[SUMMARY_FILE] = sheet.result()
    for name, pdf in pdfs.items():
        path = site / FOLDER / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(pdf.content)
    offers = {chapter.page.url: [(chapter_file(chapter), "이 페이지 PDF로 받기")] for chapter in plan.chapters}
    offers[""] = [(STUDY_FILE, "학습판 PDF"), (SHEET_FILE, "문제지 PDF"), (SUMMARY_FILE, "한 장 요약 PDF")]
    offers[url_of(PRACTICE)] = [(SHEET_FILE, "문제지 PDF")]
    for url, files in offers.items():
        page = site / url / "index.html"
        links = [(f"{FOLDER}/{file}", name, pdfs[file]) for file, name in files]
        page.write_text(downloads.fill(page.read_text(encoding="utf-8"), url, links), encoding="utf-8")
    return pdfs
