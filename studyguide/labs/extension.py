"""Markdown extension: hides the comments that tell how a lab is run, and colours sessions."""

from __future__ import annotations

from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

from studyguide.labs import lexer
from studyguide.labs.directive import strip


class StripDirectives(Preprocessor):
    """Empties the lines that hold a directive."""

    def run(self, lines: list[str]) -> list[str]:
        return strip(lines)


class LabsExtension(Extension):
    """Registered before fences (25) and HTML (20) are read."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the library's name)
        lexer.register()
        md.preprocessors.register(StripDirectives(md), "strip_lab_directives", 40)


def makeExtension(**options: Any) -> LabsExtension:  # noqa: N802 (the name Python-Markdown looks for)
    """Entry point of Python-Markdown."""
    return LabsExtension(**options)
