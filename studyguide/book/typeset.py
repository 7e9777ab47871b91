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
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Literal

import typst

try:
    import pikepdf
except ImportError:  # no wheels for macOS; the PDFs are the same there, only larger
    pikepdf = None  # type: ignore[assignment]

from studyguide.book.markup import PIECE
from studyguide.book.render_context import Findings

PAGE = re.compile(rb"/Type\s*/Page\b(?!s)")
STANDARD: Literal["ua-1"] = "ua-1"
"""PDF/UA-1: Typst itself then refuses a figure without description, a missing glyph, a skipped heading level."""
FOLDER = Path(__file__).parent
IMPORT = '#import "/book.typ": *\n'
REFERRED = re.compile(r'(?:label|#pages)\("((?:[^"\\]|\\.)*)"\)')


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

    def draft(self, number: int) -> Source:
        """One piece alone; what it refers to in others stands on a page with three digits, as most do."""
        piece = self.pieces[number]
        names = "".join(f'"{name}",' for name in sorted(set(REFERRED.findall(piece))))
        return Source(
            f'{self.opening}\n#import "/draft.typ": stubs', (piece, f'#import "/draft.typ": stubs\n#stubs(({names}))')
        )


@functools.cache
def fonts_in(folder: str) -> typst.Fonts:
    """The guide's fonts and no others: the machine's own must not matter."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])


def set_type(
    source: Source, fonts: str, timestamp: int, floats: frozenset[str], figures: bool, draft: bool
) -> Pdf | Findings:
    """One round: what it found out, or, if nothing, the PDF; of a draft no PDF is made. `floats` are known already.

    A footnote that Typst puts on another page than its mark (its issue 5314) is set in the line in the next round. A
    figure that leaves a gap goes to the top of a page, if `figures`: each that is moved moves what follows, so at some
    time the rest has to be good enough. Raises BookError where the source cannot be set.
    """
    with tempfile.TemporaryDirectory() as folder:
        for design in sorted(FOLDER.glob("*.typ")):
            Path(folder, design.name).write_bytes(design.read_bytes())
        for name, text in source.files().items():  # a query wants files: sources in memory are lost between two calls
            Path(folder, name).write_text(text, encoding="utf-8")
        compiler = typst.Compiler(Path(folder, "main.typ"), root=Path(folder), font_paths=fonts_in(fonts))
        try:
            strays: Sequence[str] = json.loads(compiler.query("<stray>", field="value"))
            gaps: Sequence[str] = json.loads(compiler.query("<gap>", field="value")) if figures else ()
            found = Findings(frozenset(strays), frozenset(gaps) - floats)
            if draft or found != Findings():
                return found
            # What the queries laid out is laid out no more.
            content, warnings = compiler.compile_with_warnings(pdf_standards=[STANDARD], timestamp=timestamp)
        except RuntimeError as error:  # of which TypstError is one; a query raises no better
            if draft:
                return Findings()  # the whole says it better
            raise refusal(compiler, error) from error
    if warnings:
        raise BookError("\n".join(warning.message for warning in warnings))
    if not isinstance(content, bytes):  # a list is for formats with a file for each page
        raise BookError("Typst made no PDF")
    return squeeze(content)


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
    """Pack the structure tree into object streams: half the bytes, the same document."""
    if pikepdf is None:
        return Pdf(content, len(PAGE.findall(content)))
    out = io.BytesIO()
    pikepdf.settings.set_flate_compression_level(9)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pages = len(pdf.pages)
        pdf.save(
            out,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
            recompress_flate=False,  # Typst has packed its streams well: again would cost twice the time for 1 %
            deterministic_id=True,
        )
    return Pdf(out.getvalue(), pages)


def programs(fonts: Path) -> str:
    """A hash of all that makes PDFs out of source: with another of these the same source may give other bytes."""
    packages = [("typst", version("typst"))]
    if pikepdf is not None:
        packages += [("pikepdf", version("pikepdf")), ("qpdf", pikepdf.__libqpdf_version__)]
    machine = (platform.system(), platform.machine(), zlib.ZLIB_RUNTIME_VERSION)
    digest = hashlib.sha256(repr((packages, machine)).encode())
    for path in [Path(__file__), *sorted(FOLDER.glob("*.typ")), *sorted(fonts.iterdir())]:
        if path.is_file():
            digest.update(repr((path.name, path.stat().st_size)).encode() + path.read_bytes())
    return digest.hexdigest()
