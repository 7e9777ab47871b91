"""The EPUB as a file: the same bytes from the same plan."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urljoin

from studyguide.book.links import page_url
from studyguide.book.plan import BookChapter, Plan
from studyguide.epub import chapter as chapters
from studyguide.epub import package
from studyguide.epub.cover import draw
from studyguide.epub.figures import styles
from studyguide.epub.package import FOLDER, PrintedPage, file_of
from studyguide.memory import Memory
from studyguide.project import FIGURE_STYLES, Project
from studyguide.site_model import Page

FONTS = "docs/assets/fonts"
STYLE = Path(__file__).with_name("style.css")
EPOCH = (1980, 1, 1, 0, 0, 0)
LINK = re.compile(r'href="([^"#:]+)#([^"]+)"')
ID = re.compile(r'\sid="([^"]*)"')


@dataclass(frozen=True)
class Assets:
    """Files of the project that go into the book: what figures look like, the font of code, its licence."""

    figure_styles: str
    code_font: bytes
    font_licence: str

    @classmethod
    def of(cls, project: Project) -> Assets:
        """Those of a project."""
        fonts = project.path(FONTS)
        return cls(
            project.path(FIGURE_STYLES).read_text(encoding="utf-8"),
            (fonts / "guide-mono.woff2").read_bytes(),
            (fonts / "OFL.txt").read_text(encoding="utf-8"),
        )


def resolver(plan: Plan, chapter: BookChapter, known: Mapping[str, BookChapter]) -> Callable[[str], str | None]:
    """Where links of a chapter lead: to a file of the book, to the web, or nowhere."""

    def resolve(href: str) -> str | None:
        if re.match(r"[a-z][a-z0-9+.-]*:", href, re.IGNORECASE):
            return href
        path, _, fragment = href.partition("#")
        url = page_url(chapter.page.url, path) if path else chapter.page.url
        if url not in known:  # a file of the site
            return urljoin(plan.site_url, url) if plan.site_url else None
        return file_of(known[url]) + (f"#{unquote(fragment)}" if fragment else "")

    return resolve


def mend(text: str, file: str, anchors: Mapping[str, Collection[str]], pages: Mapping[str, Page]) -> str:
    """A chapter's text with its links: one to what the book leaves out leads to the chapter that it was in.

    Raises ValueError for one that leads nowhere on the site either.
    """

    def mended(match: re.Match[str]) -> str:
        target, anchor = match[1], match[2]
        if target not in anchors or anchor in anchors[target]:
            return match[0]
        if pages[target].article.css_first(f'[id="{anchor}"]') is None:
            raise ValueError(f"{pages[file].path}: 링크 {target}#{anchor}가 가리키는 곳이 없습니다. 주소를 고치세요")
        return f'href="{target}"'

    return LINK.sub(mended, text)


def body_of(chapter: BookChapter, resolve: Callable[[str], str | None], memory: Memory) -> str:
    """A chapter's file, before its links are mended. All that decides what it is, but for the program, is asked."""
    page = chapter.page
    facts = (page.path, page.url, chapter.number, chapter.title, page.description)
    questions = [question.anchor for question in chapter.questions]
    asked = ("epub", repr((facts, questions, [resolve(href) for href in chapter.hrefs])), chapter.digest)
    text: str = memory.answer(asked, lambda: str(chapters.write(chapter, resolve)))
    return text


def written(plan: Plan, memory: Memory | None = None) -> dict[str, str]:
    """Each chapter's file; `memory` has those that were written before."""
    memory = memory or Memory()
    known = {chapter.page.url: chapter for chapter in plan.chapters}
    texts = {file_of(one): body_of(one, resolver(plan, one, known), memory) for one in plan.chapters}
    anchors = {file: set(ID.findall(text)) for file, text in texts.items()}
    pages = {file_of(one): one.page for one in plan.chapters}
    return {file: mend(text, file, anchors, pages) for file, text in texts.items()}


def make(plan: Plan, texts: Mapping[str, str], assets: Assets, fonts: Path, pages: Sequence[PrintedPage] = ()) -> bytes:
    """The whole book. `texts`: what `written` made; `pages`: where those of the printed edition begin."""
    files: dict[str, str | bytes] = {
        "nav.xhtml": package.navigation(plan, pages),
        "cover.xhtml": package.cover_page(plan),
        "title.xhtml": package.title_page(plan),
        **texts,
        "style.css": STYLE.read_text(encoding="utf-8") + styles(assets.figure_styles),
        "cover.png": draw(plan, fonts),
        "guide-mono.woff2": assets.code_font,
        "OFL.txt": assets.font_licence,
    }
    drawn = {file for file, text in texts.items() if "<svg" in text}
    opf = package.package(plan, list(files), drawn, bool(pages))
    container = {"META-INF/container.xml": package.CONTAINER, f"{FOLDER}/book.opf": opf}
    return packed(container | {f"{FOLDER}/{name}": content for name, content in files.items()})


def packed(files: Mapping[str, str | bytes]) -> bytes:
    """Files as an EPUB container: its type first and not compressed, no times."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(zipfile.ZipInfo("mimetype", EPOCH), "application/epub+zip", zipfile.ZIP_STORED)
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED, compresslevel=9)
    return out.getvalue()
