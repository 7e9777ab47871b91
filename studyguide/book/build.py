"""The built site → the PDFs beside it, and the download buttons on its pages."""

from __future__ import annotations

import os
import subprocess
from collections import Counter
from collections.abc import Iterator, Mapping
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from studyguide.book import downloads, editions, figure
from studyguide.book.compile import BookError, Compiler, Drafts, Pdf
from studyguide.book.downloads import Offer
from studyguide.book.index_entries import index_of_project
from studyguide.book.kept import inputs_key, keep_book, kept_book
from studyguide.book.links import ids_of
from studyguide.book.plan import Plan, chapters_of, name_terms, reviewed
from studyguide.book.remembered import FILE as REMEMBERED_BOOK
from studyguide.book.store import FOLDER as STORE
from studyguide.book.store import Store
from studyguide.book.summary import SIDES, SIZES
from studyguide.book.workers import Workers
from studyguide.epub import build as epub
from studyguide.epub.build import Assets
from studyguide.epub.printed import printed_pages
from studyguide.memory import FOLDER as REMEMBERED
from studyguide.memory import Memory
from studyguide.navigation import HOME, PRACTICE, url_of
from studyguide.project import FIGURES, Project
from studyguide.site_model import read_site

FOLDER = "book"
EPUB_FILE = "docker-study-guide.epub"
DRIVERS = 8
"""Editions whose source is written while others are set."""
STUDY_FILE, SHEET_FILE, SUMMARY_FILE = "docker-study-guide.pdf", "docker-question-sheet.pdf", "docker-summary.pdf"
HOME_OFFERS = {
    STUDY_FILE: "학습판 PDF",
    SHEET_FILE: "문제지 PDF",
    SUMMARY_FILE: "앞뒤 한 장 요약 PDF",
    EPUB_FILE: "폰·전자책 EPUB",
}


def read_plan(project: Project, site: Path) -> Plan:
    """Everything the book needs from a project and its built `site`."""
    config = project.config
    pages = [page for page in read_site(project, site) if page.path != PRACTICE]
    name_terms(pages)
    css = project.path("docs/assets/stylesheets/figures.css").read_text(encoding="utf-8")
    return Plan(
        title=project.setting("site_name"),
        description=project.setting("site_description"),
        site_url=project.site_url,
        rights=project.setting("copyright"),
        chapters=chapters_of(pages),
        index=index_of_project(project, pages),
        date=reviewed(pages),
        figure_style=figure.sheet(css),
        versions=versions_of(project),
        commit=commit_of(project.root),
        repo_url=repository(),
        edition=(config.get("extra") or {}).get("edition", {}).get("number", 0),
        concept_maps=maps_of(project),
    )


def versions_of(project: Project) -> tuple[str, ...]:
    """The versions that the pages name as theirs, the most frequent first."""
    found: Counter[str] = Counter()
    for page in project.pages_in_order:
        if isinstance(page.meta, Mapping):
            found.update(map(str, page.meta.get("versions") or ()))
    return tuple(name for name, _ in sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))


def repository() -> str:
    """Where the sources are, for the imprint."""
    return os.environ.get("REPO_URL", "").strip()


def commit_of(root: Path) -> str:
    """The commit that is built, for the imprint: from GUIDE_COMMIT, or Git; "" where neither knows."""
    if commit := os.environ.get("GUIDE_COMMIT", "").strip():
        return commit
    command = ["git", "-C", str(root), "rev-parse", "--short=9", "HEAD"]
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()  # noqa: S603
    except (OSError, subprocess.CalledProcessError):
        return ""


def maps_of(project: Project) -> tuple[str, ...]:
    """The concept map and its blank twin."""
    paths = [project.path(f"{FIGURES}/{name}.svg") for name in ("concept-map", "concept-map-blank")]
    return tuple(path.read_text(encoding="utf-8") for path in paths) if all(path.exists() for path in paths) else ()


def chapter_file(url: str) -> str:
    """The PDF of the page with this address."""
    return f"chapters/{url.strip('/').replace('/', '-')}.pdf"


def poster(plan: Plan, compiler: Compiler) -> Pdf:
    """The summary in the largest type with which it fits on both sides of a sheet."""
    for size in SIZES:
        pdf = compiler.compile(editions.summary(plan, size), plan.date)
        if pdf.pages <= SIDES:
            return pdf
    raise BookError("핵심 정리(`key-points`)를 모두 한 장에 담을 수 없습니다. 긴 것을 줄이세요")


def compile_all(plan: Plan, compiler: Compiler, pool: Executor, memory: Memory) -> Iterator[tuple[str, Future[Pdf]]]:
    """Every PDF by its file, the study edition first.

    What its chapters' drafts find out is where the PDFs of the chapters alone begin: they differ in little.
    """
    anchors = ids_of([chapter.page for chapter in plan.chapters])
    study = editions.study(plan, anchors, memory)
    others = {
        SHEET_FILE: pool.submit(compiler.compile, editions.sheet(plan), plan.date, 1),
        SUMMARY_FILE: pool.submit(poster, plan, compiler),
    }
    found = compiler.drafts(study, plan.date)
    yield STUDY_FILE, pool.submit(compiler.compile, study, plan.date, 0, found)
    yield from others.items()
    for urgency, chapter in enumerate(plan.chapters, start=2):
        if chapter.page.path != HOME:
            single = editions.single(plan, chapter, anchors, memory)
            known = Drafts(found.findings.on(chapter.page.path))
            yield (
                chapter_file(chapter.page.url),
                pool.submit(compiler.compile, single, plan.date, urgency, known),
            )


def make(project: Project, site: Path, store: Store) -> dict[str, Offer]:
    """Every PDF and the EPUB, by file."""
    plan, fonts = read_plan(project, site), project.path("fonts")
    memory = Memory(project.path(f"{REMEMBERED}/{REMEMBERED_BOOK}"))
    with Workers() as workers, ThreadPoolExecutor(DRIVERS) as pool:
        try:
            running = dict(compile_all(plan, Compiler(fonts, store, workers), pool, memory))
            texts = epub.written(plan, memory)  # while others are set
            pdfs = {file: future.result() for file, future in running.items()}
        except Exception:
            pool.shutdown(cancel_futures=True)
            raise
    made = {file: Offer(file, "", pdf.content, pdf.pages) for file, pdf in pdfs.items()}
    memory.save()
    pages = printed_pages(plan, pdfs[STUDY_FILE].content)
    made[EPUB_FILE] = Offer(EPUB_FILE, "", epub.make(plan, texts, Assets.of(project), fonts, pages))
    return made


def build(project: Project, site: Path) -> dict[str, Offer]:
    """Write every PDF and the EPUB into `site/book/` and the buttons into the pages; return the files by name.

    Raises BookError, UnknownElementError and ValueError, each naming the page, and FileNotFoundError
    where the site is not built.
    """
    store = Store(project.path(STORE))
    facts = (project.site_url, repository(), commit_of(project.root))
    name = inputs_key(project, site, project.path("fonts"), facts)
    made = kept_book(store, name)
    if made is None:
        made = make(project, site, store)
        keep_book(store, name, made)
        store.trim()
    for file, offer in made.items():
        path = site / FOLDER / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(offer.content)
    urls = [url_of(entry.path) for entry in project.nav]
    names = {url: [(chapter_file(url), "이 페이지 PDF로 받기")] for url in urls}
    names[url_of(HOME)] = list(HOME_OFFERS.items())
    names[url_of(PRACTICE)] = [(SHEET_FILE, HOME_OFFERS[SHEET_FILE])]
    for url, files in names.items():
        page = site / url / "index.html"
        offers = [replace(made[file], file=f"{FOLDER}/{file}", name=title) for file, title in files]
        page.write_text(downloads.fill(page.read_text(encoding="utf-8"), url, offers), encoding="utf-8")
    return made
