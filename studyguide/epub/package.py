"""What is in the book and in which order: package document, contents, landmarks, pages of the printed edition."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from studyguide.book.flow import SCREEN_ONLY, UNLISTED
from studyguide.book.front_matter import edition, where
from studyguide.book.plan import GLOSSARY, BookChapter, Plan
from studyguide.book.render_context import attribute, classes
from studyguide.epub.xml import Xml, document, join, tag
from studyguide.site_model import text_of

FOLDER = "EPUB"
CONTAINER = (
    '<?xml version="1.0" encoding="utf-8"?>\n'
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles>'
    f'<rootfile full-path="{FOLDER}/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>\n'
)
CONFORMS = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"
FEATURES = (
    "structuralNavigation", "tableOfContents", "readingOrder", "alternativeText", "longDescription",
    "displayTransformability", "ARIA",
)  # fmt: skip
SUMMARY = (
    "글자의 크기와 글꼴, 색을 바꿔 읽을 수 있습니다. 그림에는 이름과 긴 설명이 있고, 색만으로 뜻을 나누지 않습니다. "
    "제목으로 이동할 수 있고, 출처와 주는 본문에서 오갈 수 있습니다."
)
PRINTED = "학습판 PDF"
MIMETYPES = {
    "xhtml": "application/xhtml+xml",
    "css": "text/css",
    "png": "image/png",
    "woff2": "font/woff2",
    "txt": "text/plain",
}


@dataclass(frozen=True)
class PrintedPage:
    """Where a page of the printed edition begins: the first chapter or section on it."""

    name: str
    href: str


def file_of(chapter: BookChapter) -> str:
    """The name of a chapter's file."""
    return f"{chapter.page.url.strip('/').replace('/', '-') or 'start'}.xhtml"


def title_of(chapter: BookChapter) -> str:
    return f"{chapter.number}장 {chapter.title}" if chapter.number else chapter.title


def headings(chapter: BookChapter) -> list[tuple[str, str]]:
    """Address and title of every section."""
    found = [node for node in chapter.page.article.css("h2[id]") if SCREEN_ONLY not in classes(node)]
    return [(f"{file_of(chapter)}#{attribute(node, 'id')}", text_of(node)) for node in found]


def sections(chapter: BookChapter) -> list[tuple[str, str]]:
    """Those that stand in the contents: not what every chapter has."""
    return [(href, title) for href, title in headings(chapter) if href.partition("#")[2] not in UNLISTED]


def entries(links: Sequence[tuple[str, str]]) -> Xml:
    """A list of links, or nothing."""
    items = [tag("li", None, tag("a", {"href": href}, title)) for href, title in links]
    return tag("ol", None, *items) if items else Xml()


def contents(plan: Plan) -> Xml:
    """The table of contents: parts, chapters, sections."""
    items = []
    for title, chapters in plan.parts():
        inner = [
            tag("li", None, tag("a", {"href": file_of(one)}, title_of(one)), entries(sections(one))) for one in chapters
        ]
        items += [tag("li", None, tag("span", None, title), tag("ol", None, *inner))] if title else inner
    return tag(
        "nav", {"epub:type": "toc", "role": "doc-toc", "id": "toc"}, tag("h1", None, "목차"), tag("ol", None, *items)
    )


def landmarks(plan: Plan) -> Xml:
    """The places that readers offer by themselves."""
    places = [("cover", "cover.xhtml", "표지"), ("titlepage", "title.xhtml", "속표지"), ("toc", "nav.xhtml", "목차")]
    places += [("bodymatter", file_of(plan.chapters[0]), "본문")]
    places += [("glossary", file_of(one), one.title) for one in plan.chapters if one.page.path == GLOSSARY]
    items = [tag("li", None, tag("a", {"epub:type": kind, "href": href}, title)) for kind, href, title in places]
    return tag("nav", {"epub:type": "landmarks", "hidden": ""}, tag("h2", None, "주요 위치"), tag("ol", None, *items))


def page_list(pages: Sequence[PrintedPage]) -> Xml:
    """Where pages of the printed edition begin."""
    if not pages:
        return Xml()
    attributes = {"epub:type": "page-list", "role": "doc-pagelist", "hidden": ""}
    return tag(
        "nav", attributes, tag("h2", None, f"{PRINTED}의 쪽"), entries([(page.href, page.name) for page in pages])
    )


def navigation(plan: Plan, pages: Sequence[PrintedPage]) -> Xml:
    """The navigation document."""
    return document("목차", join([contents(plan), landmarks(plan), page_list(pages)]), kind="frontmatter")


def cover_page(plan: Plan) -> Xml:
    words = f"표지: {plan.title}. {plan.description}"
    picture = tag("img", {"src": "cover.png", "alt": words, "role": "doc-cover", "class": "cover"})
    return document(plan.title, tag("section", {"epub:type": "cover"}, picture), kind="frontmatter")


def title_page(plan: Plan) -> Xml:
    """Title, edition, terms of use, where to find the newest."""
    rows = [("펴낸 날", edition(plan)), ("다룬 버전", ", ".join(plan.versions)), ("이용 조건", plan.rights)]
    links = [("웹에서 읽기", plan.site_url), ("고칠 곳 알리기", where(plan))]
    rows += [(name, tag("a", {"href": address}, address)) for name, address in links if address]
    rows += [("코드 글꼴", "D2Coding을 다듬은 Guide Mono (SIL Open Font License 1.1)")]
    rows = [(name, value) for name, value in rows if value]
    facts = tag(
        "dl", None, *(piece for name, value in rows for piece in (tag("dt", None, name), tag("dd", None, value)))
    )
    body = tag(
        "section",
        {"epub:type": "titlepage"},
        tag("h1", None, plan.title),
        tag("p", {"class": "lead"}, plan.description),
        facts,
    )
    return document(plan.title, body, kind="frontmatter")


def metadata(plan: Plan, paged: bool) -> Xml:
    """What libraries and readers are told of the book."""
    moment = f"{plan.date:%Y-%m-%dT00:00:00Z}"
    name = uuid.uuid5(uuid.NAMESPACE_URL, plan.site_url or f"urn:{plan.title}")

    def meta(property: str, value: str, refines: str | None = None) -> Xml:
        return tag("meta", {"property": property, "refines": refines}, value)

    out = [
        tag("dc:identifier", {"id": "id"}, f"urn:uuid:{name}"),
        tag("dc:title", {"id": "title"}, plan.title),
        tag("dc:language", None, "ko"),
        tag("dc:creator", None, plan.title),
        tag("dc:description", None, plan.description),
        tag("dc:subject", None, "Docker"),
        tag("dc:date", None, f"{plan.date:%Y-%m-%d}"),
        tag("dc:rights", None, plan.rights),
        *([tag("dc:source", None, plan.site_url)] if plan.site_url else []),
        meta("dcterms:modified", moment),
        *(meta("schema:accessMode", mode) for mode in ("textual", "visual")),
        meta("schema:accessModeSufficient", "textual"),
        meta("schema:accessModeSufficient", "textual,visual"),
        *(meta("schema:accessibilityFeature", one) for one in (*FEATURES, *(["pageNavigation"] if paged else []))),
        meta("schema:accessibilityHazard", "none"),
        meta("schema:accessibilitySummary", SUMMARY),
        tag("meta", {"property": "dcterms:conformsTo", "id": "conformance"}, CONFORMS),
        meta("a11y:certifiedBy", plan.title, "#conformance"),
        *([meta("pageBreakSource", f"{plan.title}: {PRINTED}")] if paged else []),
    ]
    return tag("metadata", {"xmlns:dc": "http://purl.org/dc/elements/1.1/"}, *out)


def package(plan: Plan, files: Sequence[str], drawn: set[str], paged: bool) -> Xml:
    """The package document. `files`: every file of the book; `drawn`: those with an SVG in them."""
    names = {file: f"f{number}" for number, file in enumerate(files)}
    items = []
    for file, name in names.items():
        kinds = ["nav"] * (file == "nav.xhtml") + ["cover-image"] * (file == "cover.png") + ["svg"] * (file in drawn)
        attributes = {"id": name, "href": file, "media-type": MIMETYPES[file.rpartition(".")[2]]}
        items.append(tag("item", {**attributes, "properties": " ".join(kinds) or None}))
    order = ["cover.xhtml", "title.xhtml", "nav.xhtml", *map(file_of, plan.chapters)]
    spine = [tag("itemref", {"idref": names[file]}) for file in order]
    root = {
        "xmlns": "http://www.idpf.org/2007/opf",
        "version": "3.0",
        "unique-identifier": "id",
        "xml:lang": "ko",
    }
    whole = tag("package", root, metadata(plan, paged), tag("manifest", None, *items), tag("spine", None, *spine))
    return Xml(f'<?xml version="1.0" encoding="utf-8"?>\n{whole}\n')
