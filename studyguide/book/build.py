"""The built site → the PDFs beside it, and the download buttons on its pages."""

from __future__ import annotations

import os
import subprocess
from collections import Counter
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from studyguide.book import downloads, editions, figure
from studyguide.book.compile import BookError, Compiler, Pdf
from studyguide.book.downloads import Offer
from studyguide.book.index_entries import index_of_project
from studyguide.book.kept import keep_book, kept_book, plan_key
from studyguide.book.links import ids_of
from studyguide.book.plan import BookChapter, Plan, chapters_of, name_terms, reviewed
from studyguide.book.store import FOLDER as STORE
from studyguide.book.store import Store, key
from studyguide.book.summary import SIDES, SIZES
from studyguide.book.workers import Workers
from studyguide.epub import build as epub
from studyguide.epub.build import Assets
from studyguide.epub.printed import printed_pages
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


@dataclass(frozen=True)
class Edition:
    """One PDF to make: its file under `site/book/` and what stands in it."""

    file: str
    source: editions.TypstSource


def read_plan(project: Project, site: Path) -> Plan:
    """Everything the book needs from a project and its built `site`."""
    config = project.config
    pages = [page for page in read_site(project, site) if page.path != PRACTICE]
    name_terms(pages)
    css = project.path("docs/assets/stylesheets/figures.css").read_text(encoding="utf-8")
    return Plan(
        title=config["site_name"],
        description=config["site_description"],
        site_url=project.site_url,
        rights=config["copyright"],
        chapters=chapters_of(pages),
        index=index_of_project(project, pages),
        date=reviewed(pages),
        figure_style=figure.sheet(css),
        versions=versions_of(project),
        commit=commit_of(project.root),
        repo_url=os.environ.get("REPO_URL", "").strip(),
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
    """The summary in the largest type with which it fits on both sides of a sheet."""
    for size in SIZES:
        pdf = compiler.compile(editions.summary(plan, size), plan.date)
        if pdf.pages <= SIDES:
            return pdf
    raise BookError("the summaries of all pages do not fit on one sheet: shorten the sections `key-points`")


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


def make_epub(project: Project, plan: Plan, study: Pdf, store: Store) -> bytes:
    """The EPUB of a plan, or the one that is kept of the very same."""
    assets = Assets.of(project)
    fonts = project.path("fonts")
    facts = (assets.figure_styles, assets.code_font, assets.font_licence, study.content)
    name = key("epub", plan_key(plan, fonts), *facts)
    if (kept := store.get(name)) is not None:
        return kept
    content = epub.make(plan, assets, fonts, printed_pages(plan, study.content))
    store.put(name, content)
    return content


def build(project: Project, site: Path) -> dict[str, Pdf]:
    """Write every PDF and the EPUB into `site/book/` and the buttons into the pages; return the PDFs by file.

    Raises BookError, UnknownElementError and ValueError, each naming the page, and FileNotFoundError
    where the site is not built.
    """
    plan = read_plan(project, site)
    store = Store(project.path(STORE))
    pdfs = compile_all(plan, project.path("fonts"), store)
    offered = {file: Offer(f"{FOLDER}/{file}", "", pdf.content, pdf.pages) for file, pdf in pdfs.items()}
    offered[EPUB_FILE] = Offer(f"{FOLDER}/{EPUB_FILE}", "", make_epub(project, plan, pdfs[STUDY_FILE], store))
    store.trim()
    for offer in offered.values():
        path = site / offer.file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(offer.content)
    names = {chapter.page.url: [(chapter_file(chapter), "이 페이지 PDF로 받기")] for chapter in plan.chapters}
    names[""] = list(HOME_OFFERS.items())
    names[url_of(PRACTICE)] = [(SHEET_FILE, HOME_OFFERS[SHEET_FILE])]
    for url, files in names.items():
        page = site / url / "index.html"
        offers = [replace(offered[file], name=name) for file, name in files]
        page.write_text(downloads.fill(page.read_text(encoding="utf-8"), url, offers), encoding="utf-8")
    return pdfs
