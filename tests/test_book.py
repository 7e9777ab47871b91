"""The PDFs beside the built site: nothing lost, nothing torn, readable by everybody."""

from __future__ import annotations

import ctypes
import functools
import re
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from studyguide.book.build import (
    FOLDER,
    HOME_OFFERS,
    SHEET_FILE,
    STUDY_FILE,
    SUMMARY_FILE,
    chapter_file,
    read_plan,
)
from studyguide.book.plan import Plan
from studyguide.practice.deck import DECK_FILE, TEXT_FILE
from studyguide.project import Project
from tests.conftest import ROOT, html_file, parsed
from tests.test_book_index import chapters_in

EDITIONS = (STUDY_FILE, SHEET_FILE)
SCREEN_ONLY = ".screen-only, .also, .headerlink, script, style, svg title, svg desc"


@pytest.fixture(scope="module")
def plan(site: Path) -> Plan:
    return read_plan(Project(ROOT), site)


@pytest.fixture(scope="module")
def book(site: Path) -> Path:
    folder = site / FOLDER
    assert (folder / STUDY_FILE).exists(), "site/book/ is missing: run `make site` first"
    return folder


@functools.cache
def page_texts(path: Path) -> list[str]:
    """The text of each page, lines as they stand."""
    with pypdfium2.PdfDocument(path) as pdf:
        return [page.get_textpage().get_text_range().replace("\ufffe", "") for page in pdf]


def squashed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def site_text(page: Path) -> str:
    """What a reader sees of a page, without what makes sense on a screen alone."""
    from selectolax.lexbor import LexborHTMLParser

    article = LexborHTMLParser(page.read_text(encoding="utf-8")).css_first("article")
    assert article is not None
    for node in article.css(SCREEN_ONLY):
        node.decompose()
    for node in article.css(".sources > *"):
        node.insert_after("\n")  # on paper the address stands between two titles
    return article.text(separator=" ")


def test_the_book_has_what_the_site_says(book: Path, plan: Plan, site: Path) -> None:
    """Counted in pieces of ten characters of each line of text: at least 98 of 100 are found."""
    printed = re.sub(r"\(\d+쪽\)", "", squashed("".join(page_texts(book / STUDY_FILE))))
    wanted = found = 0
    for chapter in plan.chapters:
        for line in site_text(site / chapter.page.url / "index.html").split("\n"):
            text = squashed(line)
            pieces = [text[at : at + 10] for at in range(0, len(text) - 9, 5)]
            wanted += len(pieces)
            found += sum(piece in printed for piece in pieces)
    assert wanted > 10_000
    assert found / wanted >= 0.98, f"{found} of {wanted}"
    assert "이렇게도묻습니다" not in printed  # in other words one searches on a screen


def outline(pdf: pikepdf.Pdf) -> Iterator[tuple[int, str]]:
    """Level and title of every entry, in order."""

    def walk(items: list[pikepdf.OutlineItem], level: int) -> Iterator[tuple[int, str]]:
        for item in items:
            yield level, str(item.title)
            yield from walk(item.children, level + 1)

    with pdf.open_outline() as tree:
        yield from walk(list(tree.root), 1)


def test_the_outline_is_the_headings(book: Path, plan: Plan) -> None:
    """Parts, chapters and sections: three levels to jump by."""
    wanted: list[tuple[int, str]] = [(1, "간략 목차"), (1, "목차"), (1, "일러두기")]
    parts = 0
    for title, chapters in plan.parts():
        if title:
            parts += 1
            wanted.append((1, f"{parts}부 {title}"))
        for chapter in chapters:
            level = 2 if title else 1
            wanted.append((level, f"{chapter.number}장 {chapter.title}" if chapter.number else chapter.title))
            headings = chapter.page.article.css("h2:not(.screen-only)")
            wanted += [(level + 1, node.text().removesuffix("¶").strip()) for node in headings]
    wanted += [(1, "찾아보기"), (2, "용어"), (2, "명령·옵션·파일"), (2, "오류 메시지")]
    with pikepdf.open(book / STUDY_FILE) as pdf:
        assert pdf.Root.PageMode == "/UseOutlines", "readers open it without the outline"
        found = [(level, " ".join(title.split())) for level, title in outline(pdf)]
    assert found == [(level, " ".join(title.split())) for level, title in wanted]


@pytest.mark.parametrize("name", EDITIONS)
def test_links_lead_somewhere_and_notes_stand_below_their_marks(book: Path, name: str) -> None:
    inside = notes = 0
    with pikepdf.open(book / name) as pdf:
        names = pikepdf.NameTree(pdf.Root.Names.Dests) if "/Names" in pdf.Root else {}
        numbers = {str(page.objgen): number for number, page in enumerate(pdf.pages)}
        for number, page in enumerate(pdf.pages):
            for link in page.get("/Annots", []):
                if "/A" in link:
                    assert str(link.A.URI).startswith("https://"), link.A.URI
                    continue
                place = link.Dest if isinstance(link.Dest, pikepdf.Array) else names[str(link.Dest)]
                page_of_place = (place if isinstance(place, pikepdf.Array) else place.D)[0]
                assert str(page_of_place.objgen) in numbers
                inside += 1
                if str(link.Contents).startswith("Footnote"):
                    notes += 1
                    assert numbers[str(page_of_place.objgen)] == number, f"page {number + 1}: {link.Contents}"
    assert inside > 100
    assert notes > 50 or name == SHEET_FILE, "the sheet has no sources"


@pytest.mark.parametrize("name", EDITIONS)
def test_no_korean_word_is_split(book: Path, plan: Plan, site: Path, name: str) -> None:
    """A line ends with half a word when both halves together are a word of the site and not both are words."""
    words: set[str] = set()
    for chapter in plan.chapters:
        words |= set(re.findall(r"[가-힣]+", site_text(site / chapter.page.url / "index.html")))
    split: list[str] = []
    for number, text in enumerate(page_texts(book / name), start=1):
        for first, second in re.findall(r"([가-힣]+)\r?\n([가-힣]+)", text):
            if first + second in words and not {first, second} <= words:
                split.append(f"page {number}: {first}|{second}")
    assert split == []


def sized(page: pypdfium2.PdfPage) -> Iterator[tuple[float, float]]:
    """Foot and type size, in points, of every piece of text."""
    for item in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT]):
        size = ctypes.c_float()
        pypdfium2.raw.FPDFTextObj_GetFontSize(item.raw, size)
        yield item.get_bounds()[1], size.value


@pytest.mark.parametrize("name", EDITIONS)
def test_no_heading_ends_a_page(book: Path, plan: Plan, name: str) -> None:
    """Headings are larger than 11 points; text and code have at least 8, notes less. A drawing ends as it likes."""
    pages = 0
    drawings = [re.findall(r"<text[^>]*>([^<]+)<", svg) for svg in plan.concept_maps]
    texts = [squashed(text) for text in page_texts(book / name)]
    with pypdfium2.PdfDocument(book / name) as pdf:
        for number, page in enumerate(pdf, start=1):
            body = [(foot, size) for foot, size in sized(page) if size >= 7.95 and foot > 60]
            if any(words and all(squashed(word) in texts[number - 1] for word in words) for words in drawings):
                continue
            if number > 1 and any(size < 11 for _, size in body):
                pages += 1
                assert min(body)[1] <= 11, f"page {number} ends with a heading"
    assert pages > 40


@pytest.mark.parametrize("name", [*EDITIONS, SUMMARY_FILE])
def test_few_fonts_all_cut_and_few_bytes(book: Path, name: str) -> None:
    fonts: dict[tuple[int, int], pikepdf.Object] = {}
    with pikepdf.open(book / name) as pdf:
        for page in pdf.pages:
            fonts |= {font.objgen: font for font in page.Resources.get("/Font", {}).values()}
        assert 2 <= len(fonts) <= 4
        for font in fonts.values():
            assert font.Subtype == "/Type0"
            assert re.match(r"/[A-Z]{6}\+Guide(Sans|Mono)-", str(font.BaseFont)), font.BaseFont
        pages = len(pdf.pages)
    if name in EDITIONS:
        assert (book / name).stat().st_size / pages <= 12 * 1024


def lines_of(text: str) -> list[str]:
    """The lines of a page without its head and number."""
    found = [line.strip() for line in text.splitlines() if line.strip()]
    return found[1:-1]


def test_no_page_holds_only_what_belongs_to_another(book: Path) -> None:
    """A line of sources, or the links that end a chapter, alone at the top of a page."""
    for number, text in enumerate(page_texts(book / STUDY_FILE), start=1):
        lines = lines_of(text)
        if lines and number > 2:
            assert not re.match(r"출처 ?\d*$", lines[0]), f"page {number} begins with its sources"
            assert lines[0] != "같이 보기", f"page {number} has only the end of a chapter"


def rows_of(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """The rows of a table in the structure tree, those in its head too."""
    for kid in kids(element):
        if kid.get("/S") == "/TR":
            yield kid
        elif kid.get("/S") in ("/THead", "/TBody", "/TFoot"):
            yield from rows_of(kid)


def kids(element: pikepdf.Object) -> list[pikepdf.Dictionary]:
    inside = element.get("/K", pikepdf.Array())
    found = list(inside) if isinstance(inside, pikepdf.Array) else [inside]
    return [kid for kid in found if isinstance(kid, pikepdf.Dictionary)]


def tables_in(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    if element.get("/S") == "/Table":
        yield element
    else:
        for kid in kids(element):
            yield from tables_in(kid)


def page_of(element: pikepdf.Object) -> pikepdf.Object | None:
    """The page on which the first content of an element stands."""
    if "/Pg" in element:
        return element.Pg
    return next((page for kid in kids(element) if (page := page_of(kid)) is not None), None)


def test_no_row_of_a_table_is_alone_on_its_page(book: Path) -> None:
    lone, long = [], 0
    with pikepdf.open(book / STUDY_FILE) as pdf:
        numbers = {str(page.objgen): number for number, page in enumerate(pdf.pages, start=1)}
        for table in tables_in(pdf.Root.StructTreeRoot):
            bodies = [kid for kid in kids(table) if kid.get("/S") != "/THead"]
            rows = [row for body in bodies for row in ([body] if body.get("/S") == "/TR" else rows_of(body))]
            pages = [numbers[str(page.objgen)] for row in rows if (page := page_of(row)) is not None]
            if len(pages) > 2 and len(set(pages)) > 1:
                long += 1
                lone += [number for number in (pages[0], pages[-1]) if pages.count(number) == 1]
    assert long > 3
    assert lone == []


def test_text_survives_copying(book: Path, plan: Plan) -> None:
    """A hyphen at the end of a line is dropped by viewers: none of those in code and addresses is there.

    PDFium reports such a hyphen as U+FFFE.
    """
    words: set[str] = set()
    for chapter in plan.chapters:
        words |= {word for node in chapter.page.article.css("code") for word in node.text().split()}
        words |= {re.sub("^https?://", "", link.attributes["href"] or "") for link in chapter.page.article.css("a")}
    words = {word for word in words if "-" in word}
    lost = []
    for path in [book / STUDY_FILE, book / SHEET_FILE, book / SUMMARY_FILE]:
        with pypdfium2.PdfDocument(path) as pdf:
            for number, page in enumerate(pdf, start=1):
                text = page.get_textpage().get_text_range()
                for head, tail in re.findall(r"([!-~]+)\ufffe\s*([!-~]+)", text):
                    if any(f"{head}-{tail}" in word for word in words):
                        lost.append(f"{path.name} {number}: {head}-{tail}")
    assert lost == []


def test_both_sides_of_the_paper(book: Path, plan: Plan) -> None:
    """The inner margin is wider, heads stand outside, a part begins on the right."""
    with pikepdf.open(book / STUDY_FILE) as tree:
        parts = [page for title, page in chapters_in(tree) if re.match(r"\d+부 ", title)]
    assert len(parts) == sum(bool(title) for title, _ in plan.parts())
    assert [page for page in parts if page % 2 == 0] == []
    with pypdfium2.PdfDocument(book / STUDY_FILE) as pdf:
        for number, page in enumerate(pdf, start=1):
            boxes = [item.get_bounds() for item in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT])]
            body = [box for box in boxes if 60 < box[1] < 770]
            if len(body) > 20 and number > 1:  # not the cover
                inner, outer = (73.7, 56.7) if number % 2 else (56.7, 73.7)
                assert min(box[0] for box in body) >= inner - 3, f"page {number}"
                assert max(box[2] for box in body) <= page.get_width() - outer + 3, f"page {number}"
            head = [box for box in boxes if box[1] > 775]
            if head and number % 2 == 0:
                assert min(box[0] for box in head) < 62, f"page {number}: the head of a left page is not at its edge"


def test_the_imprint_and_every_chapter_say_where_they_come_from(book: Path, plan: Plan) -> None:
    imprint = page_texts(book / STUDY_FILE)[1]
    for words in (
        plan.versions[0],
        "CC BY 4.0",
        "인용",
        f"{plan.date.year}년",
        f"{plan.edition}판",
        "커밋" if plan.commit else "",
    ):
        assert words in imprint
    for path in sorted((book / "chapters").glob("*.pdf"))[::7]:
        first = page_texts(path)[0]
        assert plan.title in first, path.name
        assert "CC BY 4.0" in first, path.name
        assert f"{plan.date.month}월 {plan.date.day}일" in first, path.name


def test_links_are_described_in_korean(book: Path) -> None:
    with pikepdf.open(book / STUDY_FILE) as pdf:
        said = {str(link.Contents) for page in pdf.pages for link in page.get("/Annots", []) if "/Contents" in link}
    assert said
    assert [words for words in said if words.startswith(("Section", "Figure"))] == []


def test_nothing_leaves_the_page(book: Path) -> None:
    """Text that does not fit would run over the edge, where it is not printed."""
    for name in EDITIONS:
        with pypdfium2.PdfDocument(book / name) as pdf:
            for number, page in enumerate(pdf, start=1):
                width = page.get_width()
                for item in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT]):
                    left, _, right, _ = item.get_bounds()
                    assert left >= 40, f"{name}, page {number}"
                    assert right <= width - 55, f"{name}, page {number}"


def test_the_sheet_asks_every_question_and_answers_it(book: Path, plan: Plan) -> None:
    text = squashed("".join(page_texts(book / SHEET_FILE)))
    questions = [(chapter, question) for chapter in plan.chapters for question in chapter.questions]
    assert len(questions) > 50
    for chapter, question in questions:
        title = squashed(chapter.question_number(question.anchor) + question.title)
        assert title in text, title
        assert text.count(title) >= 2, f"{title}: not asked and answered"
    assert len(re.findall(r"답\d+쪽", text)) >= len(questions)
    assert len(re.findall(r"문제\d+쪽", text)) >= len(questions)


def test_the_sheet_is_half_of_what_it_would_be_with_every_answer(book: Path, plan: Plan) -> None:
    """Short answers with their keywords; its cover is paper, not ink; it says which pages to print."""
    texts = page_texts(book / SHEET_FILE)
    whole = squashed("".join(texts))
    questions = [question for chapter in plan.chapters for question in chapter.questions]
    missing = [word for one in questions for word in one.keywords if squashed(word) not in whole]
    assert missing == []
    first, last = next(
        (int(found[1]), int(found[2])) for text in texts if (found := re.search(r"문제만 필요하면 (\d+)–(\d+)쪽", text))
    )
    assert "답 " in texts[first - 1]
    assert "답 " in texts[last - 1]
    assert "핵심어" in texts[last], "the answers begin after what the questions need"
    assert len(texts) - last < last - first, "the answers take less paper than the questions"
    with pypdfium2.PdfDocument(book / SHEET_FILE) as pdf:
        cover = pdf[0].render(scale=0.2).to_pil().convert("L")
    assert sum(cover.tobytes()) / (cover.width * cover.height) > 240


def test_interview_questions_come_first_in_a_chapter(book: Path, plan: Plan) -> None:
    text = squashed("".join(page_texts(book / SHEET_FILE)))
    for chapter in plan.chapters:
        asked = [question for question in chapter.questions if question.asked]
        others = [question for question in chapter.questions if not question.asked]
        if asked and others:
            assert max(text.index(squashed(one.title)) for one in asked) < text.index(squashed(others[0].title))


def test_the_summary_has_every_key_point_on_two_sides_that_can_be_read(book: Path, plan: Plan) -> None:
    texts = page_texts(book / SUMMARY_FILE)
    assert len(texts) == 2
    text = squashed("".join(texts))
    points = [
        squashed(item.text())
        for chapter in plan.chapters
        for section in chapter.page.sections
        if section.id == "key-points"
        for element in section.elements
        if element.tag == "ul"
        for item in element.css("li")
    ]
    assert len(points) > 40
    assert [point for point in points if point[:12] not in text] == []
    for looked_up in ("SIGKILL(128+9)", "127.0.0.1:8080:80", 'ENTRYPOINT["app"]+CMD["x"]', "unless-stopped", "tmpfs"):
        assert looked_up in text
    with pypdfium2.PdfDocument(book / SUMMARY_FILE) as pdf:
        for page in pdf:
            assert (page.get_width(), page.get_height()) == pytest.approx((842, 595), abs=1), "A4, at full size"
            # The line with edition and licence is the only one below.
            assert min(size for foot, size in sized(page) if foot > 24) >= 6.4


def test_every_page_offers_its_pdf_with_true_facts(site: Path, plan: Plan) -> None:
    for chapter in plan.chapters:
        page = html_file(site, chapter.page.url.strip("/") or "index")
        links = parsed(page).css(".downloads a")
        wanted = [*HOME_OFFERS, DECK_FILE, TEXT_FILE] if not chapter.page.url else [chapter_file(chapter.page.url)]
        assert [(link.attributes["href"] or "").rpartition(f"{FOLDER}/")[2] for link in links] == wanted
        for link in links:
            path = (page.parent / str(link.attributes["href"])).resolve()
            if path.suffix == ".pdf":
                with pikepdf.open(path) as pdf:
                    assert f"{len(pdf.pages)}쪽" in link.text()
