"""Pages of the printed edition, for readers in a room where others hold the paper."""

from __future__ import annotations

import io
from collections.abc import Iterator

try:
    import pikepdf
except ImportError:  # no wheels for macOS: there the EPUB has no page list
    pikepdf = None  # type: ignore[assignment]

from studyguide.book.plan import Plan
from studyguide.epub.package import PrintedPage, file_of, headings, title_of


def places(plan: Plan) -> dict[str, list[str]]:
    """Where each title that the outline of the printed edition names stands, in order; parts have no place."""
    found: dict[str, list[str]] = {}
    for title, chapters in plan.parts():
        found.setdefault(title, []).append("")
        for chapter in chapters:
            found.setdefault(title_of(chapter), []).append(file_of(chapter))
            for href, section in headings(chapter):
                found.setdefault(section, []).append(href)
    return found


def outline(pdf: pikepdf.Pdf) -> Iterator[tuple[str, str]]:
    """Title and page label of every entry, in order."""
    labels = {str(page.objgen): page.label for page in pdf.pages}

    def walk(items: list[pikepdf.OutlineItem]) -> Iterator[tuple[str, str]]:
        for item in items:
            if isinstance(item.destination, pikepdf.Array):
                yield " ".join(str(item.title).split()), labels[str(item.destination[0].objgen)]
            yield from walk(item.children)

    with pdf.open_outline() as tree:
        yield from walk(list(tree.root))


def printed_pages(plan: Plan, study: bytes) -> list[PrintedPage]:
    """The pages of the study edition on which a chapter or section begins, with the first on each.

    Pages in the middle of a section are not named: where they begin, the EPUB has no place to lead to.
    """
    if pikepdf is None:
        return []
    waiting = {title: iter(hrefs) for title, hrefs in places(plan).items()}
    pages: dict[str, str] = {}
    with pikepdf.open(io.BytesIO(study)) as pdf:
        for title, page in outline(pdf):
            if href := next(waiting.get(title, iter(())), ""):
                pages.setdefault(page, href)
    return [PrintedPage(page, href) for page, href in pages.items()]
