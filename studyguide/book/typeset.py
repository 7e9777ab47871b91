"""Typst source → PDF bytes, the same from the same source on every machine of a kind.

`set_type` is one round, in one process, and knows nothing of the others: `compile.Compiler` decides what is set.
"""

from __future__ import annotations

import functools
import hashlib
import io
import json
import platform
import re
import tempfile
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any, Literal

import typst

try:
    import pikepdf
except ImportError:  # no wheels for macOS; the PDFs are the same there, only larger
    pikepdf = None  # type: ignore[assignment]

from studyguide.book.markup import PIECE
from studyguide.book.places import Draft, Pieces, Place
from studyguide.book.render_context import Findings
from studyguide.content_key import key

PAGE = re.compile(rb"/Type\s*/Page\b(?!s)")
STANDARD: Literal["ua-1"] = "ua-1"
"""PDF/UA-1: Typst itself then refuses a figure without description, a missing glyph, a skipped heading level."""
FOLDER = Path(__file__).parent
NO_FONT = "unknown font family: "
IMPORT = '#import "/book.typ": *\n'
TOLD = "told.json"
"""What a round tells the design."""
BOOK = 20
"""Pages. A PDF with more is opened with its outline beside the page."""
PLACE_ROUNDS = 5
"""Rounds that only set page numbers right. The first has them all from the drafts, as a rule."""


class BookError(ValueError):
    """Typst refused the source; the message says why."""


@dataclass(frozen=True)
class Pdf:
    """A finished PDF: its bytes and the number of its pages."""

    content: bytes
    pages: int


@dataclass(frozen=True)
class Source:
    """Typst to set: `opening` with the design, then pieces, each of which is whole on its own.

    A piece is a file: of a source that was set before in the same process, Typst sets only the pieces anew that differ.
    """

    opening: str
    pieces: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> Source:
        """What an edition writes, cut at the marks between its pieces."""
        opening, *pieces = text.split(PIECE)
        return cls(opening, tuple(pieces))

    def files(self) -> dict[str, str]:
        """What to write, by name; `main.typ` is the document."""
        includes = "\n\n".join(f'#include "piece-{number}.typ"' for number in range(len(self.pieces)))
        pieces = {f"piece-{number}.typ": IMPORT + piece for number, piece in enumerate(self.pieces)}
        return {"main.typ": f"{self.opening}\n\n{includes}", **pieces}

    @functools.cached_property
    def parted(self) -> Pieces:
        """The pieces, to be asked about."""
        return Pieces(self.pieces)

    def draft(self, number: int) -> Source:
        """One piece alone."""
        return Source(self.opening, (self.pieces[number],))


@dataclass(frozen=True)
class Kit:
    """What a source is set with. Designs are read once: one that is edited meanwhile counts from the next build on."""

    fonts: str
    designs: tuple[tuple[str, bytes], ...]

    @classmethod
    def of(cls, fonts: Path) -> Kit:
        """Today's designs, and the fonts in a folder."""
        return cls(str(fonts.resolve()), tuple((path.name, path.read_bytes()) for path in sorted(FOLDER.glob("*.typ"))))


@functools.cache
def fonts_in(folder: str) -> typst.Fonts:
    """The guide's fonts and no others: the machine's own must not matter."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])


def complaint(warnings: Sequence[str]) -> str:
    """What Typst warns of, each once; of fonts that it does not find, what to do.

    >>> complaint(["unknown font family: guide mono", "unknown font family: guide sans"])
    'fonts/: 글꼴 guide mono, guide sans를 읽을 수 없습니다. `git checkout -- fonts`로 되살리세요'
    """
    fonts = [each.removeprefix(NO_FONT) for each in warnings if each.startswith(NO_FONT)]
    if fonts:
        return f"fonts/: 글꼴 {', '.join(fonts)}를 읽을 수 없습니다. `git checkout -- fonts`로 되살리세요"
    return "\n".join(warnings)


@dataclass(frozen=True)
class Task:
    """One round of one source. `floats` and `places` are known already; `figures`: look for more to set otherwise."""

    source: Source
    timestamp: int
    floats: frozenset[str]
    figures: bool
    places: Mapping[str, Place] = field(default_factory=dict)
    draft: bool = False

    def key(self, programs: str) -> str:
        """The name of its result: everything that can make a difference is in it."""
        facts = (self.timestamp, sorted(self.floats), self.figures, sorted(self.places.items()), self.draft)
        return key(programs, repr(facts), self.source.opening, *self.source.pieces)


def set_type(task: Task, kit: Kit) -> Pdf | Findings | Draft:
    """One round: what it found out, or, if nothing, the PDF; of a draft no PDF is made.

    A footnote that Typst puts on another page than its mark (its issue 5314) is set in the line in the next round. A
    figure that leaves a gap goes to the top of a page, if the task says so: each that is moved moves what follows, so
    at some time the rest has to be good enough. Places are set right here: only what refers to those that moved is set
    anew. Raises BookError where the source cannot be set.
    """
    places = dict(task.places)
    with tempfile.TemporaryDirectory() as folder:
        for name, design in kit.designs:
            Path(folder, name).write_bytes(design)
        for name, text in task.source.files().items():  # sources in memory are lost between a query and what follows
            Path(folder, name).write_text(text, encoding="utf-8")
        for _ in range(PLACE_ROUNDS):
            told = {"places": places, "draft": task.draft}
            Path(folder, TOLD).write_text(json.dumps(told), encoding="utf-8")
            compiler = typst.Compiler(Path(folder, "main.typ"), root=Path(folder), font_paths=fonts_in(kit.fonts))
            try:
                facts = json.loads(compiler.query("<finding>", field="value"))  # each query checks the layout again
                found, moved = findings_in(facts, task), places_in(facts)
                if task.draft:
                    return Draft(found, max(fact["page"] for fact in facts if fact["kind"] == "length"), moved)
                if found != Findings():
                    return found
                if not moved:  # what the query laid out is laid out no more
                    return squeeze(exported(compiler, task.timestamp))
            except RuntimeError as error:  # of which TypstError is one; a query raises no better
                if task.draft:
                    return Draft(Findings())  # the whole says it better
                raise refusal(compiler, error) from error
            places |= moved
    names = ", ".join(sorted(moved)[:9])
    raise BookError(f"페이지 번호가 조판할 때마다 바뀝니다. 이곳이나 이곳을 가리키는 글의 길이를 바꾸세요: {names}")


def findings_in(facts: Sequence[Mapping[str, Any]], task: Task) -> Findings:
    """What is to be set otherwise and was not yet."""
    strays, gaps = (frozenset(fact["name"] for fact in facts if fact["kind"] == kind) for kind in ("stray", "gap"))
    return Findings(strays, gaps - task.floats if task.figures else frozenset())


def places_in(facts: Sequence[Mapping[str, Any]]) -> dict[str, Place]:
    """The places that stand elsewhere than was thought."""
    return {fact["name"]: (fact["page"], fact["y"]) for fact in facts if fact["kind"] == "place"}


def exported(compiler: typst.Compiler, timestamp: int) -> bytes:
    """The PDF as Typst writes it."""
    content, warnings = compiler.compile_with_warnings(pdf_standards=[STANDARD], timestamp=timestamp)
    if warnings:
        raise BookError(complaint(sorted({warning.message for warning in warnings})))
    if not isinstance(content, bytes):  # a list is for formats with a file for each page
        raise BookError("Typst made no PDF")
    return content


def refusal(compiler: typst.Compiler, error: RuntimeError) -> BookError:
    """What Typst says of a source that it cannot set."""
    if not isinstance(error, typst.TypstError):
        try:
            compiler.compile(pdf_standards=[STANDARD])
        except typst.TypstError as better:
            error = better
    hints = " ".join(getattr(error, "hints", ()))
    return BookError(f"{getattr(error, 'message', error)} {hints}\n{getattr(error, 'diagnostic', '')}".strip())


def squeeze(content: bytes) -> Pdf:
    """Pack the structure tree into object streams: half the bytes, the same document. A book opens with its outline."""
    if pikepdf is None:
        return Pdf(content, len(PAGE.findall(content)))
    out = io.BytesIO()
    pikepdf.settings.set_flate_compression_level(9)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pages = len(pdf.pages)
        if pages > BOOK and "/Outlines" in pdf.Root:
            pdf.Root.PageMode = pikepdf.Name.UseOutlines
        pdf.save(
            out,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
            recompress_flate=False,  # Typst has packed its streams well: again would cost twice the time for 1 %
            deterministic_id=True,
        )
    return Pdf(out.getvalue(), pages)


def programs(kit: Kit) -> str:
    """A hash of all that makes PDFs out of source: with another of these the same source may give other bytes."""
    packages = [("typst", version("typst"))]
    if pikepdf is not None:
        packages += [("pikepdf", version("pikepdf")), ("qpdf", pikepdf.__libqpdf_version__)]
    machine = (platform.system(), platform.machine(), zlib.ZLIB_RUNTIME_VERSION)
    digest = hashlib.sha256(repr((packages, machine)).encode())
    files = [(path.name, path.read_bytes()) for path in [Path(__file__), *sorted(Path(kit.fonts).glob("*.ttf"))]]
    for name, content in [*files, *kit.designs]:
        digest.update(repr((name, len(content))).encode() + content)
    return digest.hexdigest()
