"""Markdown extension: tries an inline pattern only on text that holds a character the pattern needs.

Python-Markdown runs every pattern over every piece of text and looks each up anew; most of a page is plain Korean in
which none can match. The HTML is the same to the byte (`tests/test_quick_inline.py`), and rendering takes two thirds of
the time. It overrides a private method: should a release rename it, nothing changes but the speed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString

NEEDS: dict[str, tuple[str, ...]] = {
    "backtick": ("`",), "escape": ("\\",), "footnote": ("[^",), "reference": ("[",), "link": ("[",),
    "image_link": ("![",), "image_reference": ("![",), "short_reference": ("[",), "short_image_ref": ("![",),
    "autolink": ("<",), "automail": ("<",), "linebreak": ("  \n",), "html": ("<",), "entity": ("&",), "emoji": (":",),
    "delimiter": ("*", "_"),
}  # fmt: skip
"""Text of which some must be there for a pattern to match, by the pattern's name; of others nothing is known."""
QUOTES = ("'", '"')
"""What every pattern of smarty needs; they are registered under names of their own."""
PRIORITY = {"inline": 20, "smarty": 6}


class QuickInline(InlineProcessor):
    """An inline processor that knows what each of its patterns needs; () where it must always be tried."""

    def __init__(self, md: Markdown, patterns: Sequence[Any], needs: Sequence[tuple[str, ...]]) -> None:
        super().__init__(md)
        self.inlinePatterns: Any = patterns
        self.needs = needs
        wanted = {re.escape(text) for texts in needs for text in texts}
        self.wanted = re.compile("|".join(sorted(wanted))) if all(needs) else re.compile("")

    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803
        if isinstance(data, AtomicString) or not self.wanted.search(data):
            return data
        apply: Any = self._InlineProcessor__applyPattern  # type: ignore[attr-defined]
        start = 0
        for index in range(patternIndex, len(self.needs)):
            needed = self.needs[index]
            if needed and not any(text in data for text in needed):
                continue
            matched = True
            while matched:
                data, matched, start = apply(self.inlinePatterns[index], data, index, start)
        return data


class Install(Preprocessor):
    """Puts the quick processors in place when a page begins: by then every extension has registered its patterns."""

    def run(self, lines: list[str]) -> list[str]:
        for name, priority in PRIORITY.items():
            if name not in self.md.treeprocessors:
                continue
            slow: Any = self.md.treeprocessors[name]
            if isinstance(slow, QuickInline):
                continue
            registry = slow.inlinePatterns
            needs: list[tuple[str, ...]] = [QUOTES if name == "smarty" else ()] * len(registry)
            if name == "inline":
                for pattern, wanted in NEEDS.items():
                    if pattern in registry:
                        needs[registry.get_index_for_name(pattern)] = wanted
            self.md.treeprocessors.register(QuickInline(self.md, tuple(registry), needs), name, priority)
        return lines


class QuickInlineExtension(Extension):
    """Registered before everything else that reads a page."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the library's name)
        md.preprocessors.register(Install(md), "quick_inline", 1000)


def makeExtension(**options: Any) -> QuickInlineExtension:  # noqa: N802 (the name Python-Markdown looks for)
    """Entry point of Python-Markdown."""
    return QuickInlineExtension(**options)
