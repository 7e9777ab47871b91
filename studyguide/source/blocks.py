"""The guide's own Markdown blocks: question, wrong, followup, also, correction, sources, figure.

They are `pymdownx.blocks` blocks; STYLE.md shows how they are written. What is
wrong in a page is named with file and line by `studyguide.lint.project`, which the
build runs first; the errors raised here are for callers without it.
"""

from __future__ import annotations

import functools
import xml.etree.ElementTree as etree
from pathlib import Path
from typing import Any

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import type_string, type_string_in

from studyguide.project import FIGURES, SOURCES, read_references
from studyguide.source import figures
from studyguide.source.block_base import GuideBlock, Options, append_also, lead, sub, type_id, type_name
from studyguide.source.phrases import SEPARATOR, phrases, type_also, type_keywords

ASKED = {"interview": "실제 면접"}
LEVELS = {"basic": "기본", "deep": "심화"}


class Question(GuideBlock):
    """A question; its first paragraph is the answer of half a minute."""

    NAME = "question"
    REQUIRED = ("id", "sources")
    OPTIONS: Options = {
        "id": ("", type_id),
        "level": ("basic", type_string_in(list(LEVELS))),
        "asked": ("", type_string_in(list(ASKED))),
        "keywords": ("", type_keywords),
        "also": ("", type_also),
        "sources": ("", type_string),
    }

    def on_create(self, parent: etree.Element) -> etree.Element:
        details = sub(parent, "details", class_="question", id=f"q-{self.options['id']}")
        for name in ("level", "asked"):
            if self.options[name]:
                details.set(f"data-{name}", self.options[name])
        if self.options["keywords"]:
            details.set("data-keywords", SEPARATOR.join(self.options["keywords"]))
        summary = sub(details, "summary")
        sub(summary, "span", self.argument, class_="question__title")
        if self.options["asked"]:
            sub(summary, "span", AtomicString(ASKED[self.options["asked"]]), class_="tag tag--asked")
        if self.options["level"] == "deep":
            sub(summary, "span", AtomicString(LEVELS["deep"]), class_="tag")
        return details

    def on_end(self, block: etree.Element) -> None:
        answer = [child for child in block if child.get("class") not in ("wrong", "followup")][1:]
        if not answer:
            raise ValueError(f"question | {self.argument}: the answer is empty")
        answer[0].set("class", "answer-short")
        for element, label in zip(answer, ("30초 답", "자세한 답"), strict=False):
            mark = etree.Element("p", {"class": "answer-label"})
            mark.text = AtomicString(label)
            block.insert(list(block).index(element), mark)
        self.append_sources(block, self.options["sources"])
        append_also(block, self.options["also"])


class Wrong(GuideBlock):
    """A common wrong answer and why it is wrong. Its address is below that of its question."""

    NAME = "wrong"
    INSIDE = "question"
    LABEL = "흔한 오답"
    OPTIONS: Options = {"id": ("", type_id)}

    def on_create(self, parent: etree.Element) -> etree.Element:
        box = sub(parent, "div", class_=self.NAME)
        if self.options["id"]:
            box.set("id", f"{parent.get('id', '')}--{self.options['id']}")
        title = sub(box, "p", self.argument, class_=f"{self.NAME}__title")
        lead(title, self.LABEL)
        return box


class Followup(Wrong):
    """What an interviewer asks next."""

    NAME = "followup"
    LABEL = "꼬리 질문"
    OPTIONS: Options = {"id": ("", type_id), "also": ("", type_also)}

    def on_end(self, block: etree.Element) -> None:
        append_also(block, self.options["also"])


class Correction(GuideBlock):
    """What is often said (first paragraph) and what is so (the rest)."""

    NAME = "correction"
    REQUIRED = ("id", "sources")
    OPTIONS: Options = {"id": ("", type_id), "items": ("", type_string), "sources": ("", type_string)}

    def on_create(self, parent: etree.Element) -> etree.Element:
        box = sub(parent, "div", class_="admonition correction", id=f"c-{self.options['id']}")
        title = sub(box, "p", self.argument, class_="admonition-title")
        lead(title, "흔한 오해")
        return box

    def on_end(self, block: etree.Element) -> None:
        says, *truth = list(block)[1:]
        if not truth:
            raise ValueError(f"correction | {self.argument}: no second paragraph")
        says.set("class", "correction__says")
        lead(says, "흔히 하는 말")
        if truth[0].tag == "p":
            lead(truth[0], "바른 내용")
        self.append_sources(block, self.options["sources"])


class Sources(GuideBlock):
    """The sources of a section of prose."""

    NAME = "sources"

    def on_create(self, parent: etree.Element) -> etree.Element:
        self.append_sources(parent, self.argument)
        return parent[-1]


class Also(GuideBlock):
    """In which words people look for a section; it is written below the heading and shown at the section's end."""

    NAME = "also"

    def on_create(self, parent: etree.Element) -> etree.Element:
        append_also(parent, phrases(self.argument), "also also--section")
        return parent[-1]


class AlsoAtEnd(Treeprocessor):
    """Moves the line of an `also` block from under its heading to the end of what the heading covers."""

    HEADINGS = ("h1", "h2", "h3")

    def run(self, root: etree.Element) -> None:
        for line in [child for child in root if child.get("class") == "also also--section"]:
            start = list(root).index(line)
            root.remove(line)
            below = list(root)[start:]
            end = next((at for at, element in enumerate(below) if element.tag in self.HEADINGS), len(below))
            root.insert(start + end, line)


class Figure(GuideBlock):
    """A figure with its caption."""

    NAME = "figure"
    REQUIRED = ("src",)
    OPTIONS: Options = {"src": ("", type_name)}

    def on_create(self, parent: etree.Element) -> etree.Element:
        name = self.options["src"]
        figure = sub(parent, "figure", id=f"f-{name}", class_="figure")
        svg = figures.inline((Path(self.config["figures"]) / f"{name}.svg").read_text(encoding="utf-8"), name)
        holder = sub(figure, "div", class_="figure__image")
        if svg.find(".//a") is not None:  # in the tree, where MkDocs finds the links and makes addresses of them
            figures.keep_words(svg)
            holder.append(svg)
        else:  # the stash is quicker
            holder.text = self.md.htmlStash.store(etree.tostring(svg, encoding="unicode"))
        sub(figure, "figcaption", self.argument)
        return figure


BLOCKS: dict[str, type[GuideBlock]] = {
    block.NAME: block for block in (Question, Wrong, Followup, Also, Correction, Sources, Figure)
}


class GuideBlocks(BlocksExtension):
    """Markdown extension; paths are relative to the working directory."""

    def __init__(self, **options: Any) -> None:
        self.config = {
            "sources": [SOURCES, "file with the primary sources"],
            "figures": [FIGURES, "folder of the SVG figures"],
        }
        super().__init__(**options)

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: Any) -> None:  # noqa: N802 (the library's name)
        config = {
            # Read at the first citation: MkDocs loads extensions before anybody could say what is wrong with the file.
            "references": functools.partial(read_references, Path(self.getConfig("sources"))),
            "figures": self.getConfig("figures"),
        }
        for block in BLOCKS.values():
            block_mgr.register(block, config)
        md.treeprocessors.register(AlsoAtEnd(md), "also_at_end", 25)  # before inline Markdown is read


def makeExtension(**options: Any) -> GuideBlocks:  # noqa: N802 (the name Python-Markdown looks for)
    """Entry point of Python-Markdown."""
    return GuideBlocks(**options)
