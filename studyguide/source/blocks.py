"""The guide's own Markdown blocks: question, wrong, followup, correction, sources, figure.

They are `pymdownx.blocks` blocks; STYLE.md shows how they are written. What is
wrong in a page is named with file and line by `studyguide.lint.project`, which the
build runs first; the errors raised here are for callers without it.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from markdown import Markdown
from markdown.util import AtomicString
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block, type_string, type_string_in

from studyguide.project import FIGURES, SOURCES, read_references
from studyguide.source import figures
from studyguide.source.references import Reference

Options = dict[str, tuple[Any, Callable[[Any], Any]]]

ASKED = {"interview": "실제 면접"}
LEVELS = {"basic": "기본", "deep": "심화"}


def type_id(value: Any) -> str:
    """An ASCII name that can stand in an address."""
    if not re.fullmatch(r"[a-z][a-z0-9-]*", str(value)):
        raise ValueError(f"{value!r} is not a lower-case ASCII id")
    return str(value)


def type_name(value: Any) -> str:
    """The name of a figure's file, without folder and ending."""
    return type_id(value)


def sub(parent: etree.Element, tag: str, text: str | None = None, **attributes: str) -> etree.Element:
    """A new child; `class_` stands for the attribute `class`."""
    element = etree.SubElement(parent, tag, {name.rstrip("_"): value for name, value in attributes.items()})
    element.text = text
    return element


class GuideBlock(Block):
    """What the blocks share: `REQUIRED` options and the blocks they may stand in (`INSIDE`)."""

    ARGUMENT: bool | None = True
    REQUIRED: tuple[str, ...] = ()
    INSIDE: str | None = None

    def on_validate(self, parent: etree.Element) -> bool:
        missing = [name for name in self.REQUIRED if not self.options[name]]
        if missing:
            raise ValueError(f"{self.NAME} | {self.argument}: {', '.join(missing)} missing")
        return True

    def append_sources(self, parent: etree.Element, names: str) -> None:
        """The small line of links that says where the facts come from."""
        known: Mapping[str, Reference] = self.config["references"]
        line = sub(parent, "p", class_="sources")
        previous = sub(line, "span", AtomicString("출처"), class_="sources__label")
        for name in names.split():
            if name not in known:
                raise ValueError(f"{self.NAME} | {self.argument}: unknown source `{name}`")
            previous.tail = " · " if previous.tag == "a" else " "
            previous = sub(line, "a", AtomicString(known[name].title), href=known[name].url)


def lead(paragraph: etree.Element, label: str) -> None:
    """Put a small label at the head of a paragraph."""
    span = etree.Element("span", {"class": "label"})
    span.text = AtomicString(label)
    span.tail = " " + (paragraph.text or "")
    paragraph.text = None
    paragraph.insert(0, span)


class Question(GuideBlock):
    """A question; its first paragraph is the answer of half a minute."""

    NAME = "question"
    REQUIRED = ("id", "sources")
    OPTIONS: Options = {
        "id": ("", type_id),
        "level": ("basic", type_string_in(list(LEVELS))),
        "asked": ("", type_string_in(list(ASKED))),
        "sources": ("", type_string),
    }

    def on_create(self, parent: etree.Element) -> etree.Element:
        details = sub(parent, "details", class_="question", id=f"q-{self.options['id']}")
        for name in ("level", "asked"):
            if self.options[name]:
                details.set(f"data-{name}", self.options[name])
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


class Wrong(GuideBlock):
    """A common wrong answer and why it is wrong."""

    NAME = "wrong"
    INSIDE = "question"
    LABEL = "흔한 오답"

    def on_create(self, parent: etree.Element) -> etree.Element:
        box = sub(parent, "div", class_=self.NAME)
        title = sub(box, "p", self.argument, class_=f"{self.NAME}__title")
        lead(title, self.LABEL)
        return box


class Followup(Wrong):
    """What an interviewer asks next."""

    NAME = "followup"
    LABEL = "꼬리 질문"


class Correction(GuideBlock):
    """What is often said (first paragraph) and what is so (the rest)."""

    NAME = "correction"
    REQUIRED = ("id", "sources")
    OPTIONS: Options = {"id": ("", type_id), "items": ("", type_string), "sources": ("", type_string)}

    def on_create(self, parent: etree.Element) -> etree.Element:
        box = sub(parent, "div", class_="admonition correction", id=f"c-{self.options['id']}")
        title = sub(box, "p", self.argument, class_="admonition-title")
        lead(title, "노트 바로잡기")
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


class Figure(GuideBlock):
    """A figure with its caption."""

    NAME = "figure"
    REQUIRED = ("src",)
    OPTIONS: Options = {"src": ("", type_name)}

    def on_create(self, parent: etree.Element) -> etree.Element:
        name = self.options["src"]
        figure = sub(parent, "figure", id=f"f-{name}", class_="figure")
        svg = figures.inline((Path(self.config["figures"]) / f"{name}.svg").read_text(encoding="utf-8"), name)
        # The stash keeps Markdown from reading the figure's words as Markdown.
        holder = sub(figure, "div", class_="figure__image")
        holder.text = self.md.htmlStash.store(etree.tostring(svg, encoding="unicode"))
        sub(figure, "figcaption", self.argument)
        return figure


BLOCKS: dict[str, type[GuideBlock]] = {
    block.NAME: block for block in (Question, Wrong, Followup, Correction, Sources, Figure)
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
            "references": read_references(Path(self.getConfig("sources"))),
            "figures": self.getConfig("figures"),
        }
        for block in BLOCKS.values():
            block_mgr.register(block, config)


def makeExtension(**options: Any) -> GuideBlocks:  # noqa: N802 (the name Python-Markdown looks for)
    """Entry point of Python-Markdown."""
    return GuideBlocks(**options)
