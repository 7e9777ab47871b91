"""What the guide's blocks share: ids, small lines of links and phrases, and the class they are made of."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections.abc import Callable, Mapping
from typing import Any

from markdown.util import AtomicString
from pymdownx.blocks.block import Block

from studyguide.source.phrases import SEPARATOR
from studyguide.source.references import Reference

Options = dict[str, tuple[Any, Callable[[Any], Any]]]


def type_id(value: Any) -> str:
    """An ASCII name that can stand in an address; two hyphens part the id of a question from one inside it."""
    if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", str(value)):
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
        known: Mapping[str, Reference] = self.config["references"]()
        line = sub(parent, "p", class_="sources")
        previous = sub(line, "span", AtomicString("출처"), class_="sources__label")
        for name in names.split():
            if name not in known:
                raise ValueError(f"{self.NAME} | {self.argument}: unknown source `{name}`")
            previous.tail = " · " if previous.tag == "a" else " "
            previous = sub(line, "a", AtomicString(known[name].title), href=known[name].url)


def append_also(parent: etree.Element, found: tuple[str, ...], class_: str = "also") -> None:
    """The small line that tells in which other words people ask for the same."""
    if not found:
        return
    line = sub(parent, "p", class_=class_)
    previous = sub(line, "span", AtomicString("이렇게도 묻습니다"), class_="also__label")
    for phrase in found:
        previous.tail = SEPARATOR if previous.tag == "q" else " "
        # Atomic: a phrase is typed into a search box, `depends_on` and all, and is no Markdown.
        previous = sub(line, "q", AtomicString(phrase))


def lead(paragraph: etree.Element, label: str) -> None:
    """Put a small label at the head of a paragraph."""
    span = etree.Element("span", {"class": "label"})
    span.text = AtomicString(label)
    span.tail = " " + (paragraph.text or "")
    paragraph.text = None
    paragraph.insert(0, span)
