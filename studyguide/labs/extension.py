"""Markdown extension: hides how a lab is run, colours sessions, and says where their outputs come from."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

from studyguide.labs import known, lexer, record
from studyguide.labs.directive import strip
from studyguide.labs.origin import insert
from studyguide.project import DOCS, LAB_RECORD, LABS_KNOWN, read_cached, read_document


class Labs(Preprocessor):
    """Adds the note on the outputs, and empties the lines that hold a directive."""

    def __init__(self, md: Markdown, docs: Path, record_file: Path, known_file: Path) -> None:
        super().__init__(md)
        self.docs, self.record_file, self.known_file = docs, record_file, known_file

    def run(self, lines: list[str]) -> list[str]:
        runs = read_cached(record.load, self.record_file) if self.record_file.exists() else {}
        differences = read_cached(read_document, self.known_file).value if self.known_file.exists() else []
        return strip(insert(lines, runs, self.docs, known.engines(known.read(differences or []))))


class LabsExtension(Extension):
    """Registered before fences (25) and HTML (20) are read."""

    def __init__(self, **options: Any) -> None:
        self.config = {
            "docs": [DOCS, "The folder of the pages"],
            "record": [LAB_RECORD, "The file that says on what the labs ran"],
            "known": [LABS_KNOWN, "The file of known differences"],
        }
        super().__init__(**options)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the library's name)
        lexer.register()
        labs = Labs(md, *(Path(self.getConfig(name)) for name in ("docs", "record", "known")))
        md.preprocessors.register(labs, "labs", 40)


def makeExtension(**options: Any) -> LabsExtension:  # noqa: N802 (the name Python-Markdown looks for)
    """Make the extension, for Python-Markdown."""
    return LabsExtension(**options)
