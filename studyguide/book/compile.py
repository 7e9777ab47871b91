"""Typst source → PDF bytes, the same from the same source on every machine of a kind."""

from __future__ import annotations

import io
import json
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

import pikepdf
import typst

from studyguide.book.render_context import Findings

STANDARD: Literal["ua-1"] = "ua-1"
"""PDF/UA-1: Typst itself then refuses a figure without description, a missing glyph, a skipped heading level."""
ROUNDS = 6
FIGURE_ROUNDS = 2
DESIGN = Path(__file__).with_name("book.typ")


class BookError(ValueError):
    """Typst refused the source; the message says why."""


@dataclass(frozen=True)
class Pdf:
    """A finished PDF: its bytes and the number of its pages."""

    content: bytes
    pages: int


class Compiler:
    """Typst with the guide's design and fonts, and no others: the machine's own must not matter."""

    def __init__(self, fonts: Path) -> None:
        self._fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(fonts)])

    def compile(self, source: Callable[[Findings], str], date: datetime) -> Pdf:
        """`_compile` in a folder of its own."""
        with tempfile.TemporaryDirectory() as folder:
            shutil.copy(DESIGN, folder)
            return self._compile(source, date, Path(folder, "main.typ"))

    def _compile(self, source: Callable[[Findings], str], date: datetime, main: Path) -> Pdf:
        """`source` makes the Typst text, given what the rounds before found.

        A footnote that Typst puts on another page than its mark (its issue 5314) is set in
        the line in the next round, a figure that leaves a gap goes to the top of a page.
        Raises BookError where the source cannot be set.
        """
        findings = Findings()
        for attempt in range(ROUNDS):
            # A query wants a file: sources in memory are lost between two calls of the binding.
            main.write_text(source(findings), encoding="utf-8")
            compiler = typst.Compiler(main, root=main.parent, font_paths=self._fonts)
            try:
                strays = frozenset(json.loads(compiler.query("<stray>", field="value")))
                # A figure that was moved moves what follows: at some time the rest has to be good enough.
                found = json.loads(compiler.query("<gap>", field="value")) if attempt < FIGURE_ROUNDS else ()
                gaps = frozenset(found) - findings.floats
                if strays | gaps:
                    findings |= Findings(strays, gaps)
                    continue
                # What the queries laid out is laid out no more.
                content, warnings = compiler.compile_with_warnings(
                    pdf_standards=[STANDARD], timestamp=int(date.timestamp())
                )
            except typst.TypstError as error:
                raise BookError(f"{error.message} {' '.join(error.hints)}\n{error.diagnostic}") from error
            if warnings:
                raise BookError("\n".join(warning.message for warning in warnings))
            if not isinstance(content, bytes):  # a list is for formats with a file for each page
                raise BookError("Typst made no PDF")
            return squeeze(content)
        raise BookError(f"notes {sorted(strays)} still stand on another page than their marks")


def squeeze(content: bytes) -> Pdf:
    """Pack the structure tree into object streams: half the bytes, the same document."""
    out = io.BytesIO()
    pikepdf.settings.set_flate_compression_level(9)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pages = len(pdf.pages)
        pdf.save(
            out,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
            recompress_flate=True,
            deterministic_id=True,
        )
    return Pdf(out.getvalue(), pages)
