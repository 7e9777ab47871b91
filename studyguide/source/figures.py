"""SVG figures, put into the page so that they follow its colours.

An `<img>` could not: it knows the system's scheme but not the reader's choice.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree

from markdown.util import AtomicString

SVG = "{http://www.w3.org/2000/svg}"


def parse(text: str) -> etree.Element:
    """The figure's root without its namespace, as HTML wants it. Raises etree.ParseError."""
    root = etree.fromstring(text)
    for element in root.iter():
        element.tag = element.tag.removeprefix(SVG)
    return root


def keep_words(root: etree.Element) -> None:
    """Keep Markdown from reading the figure's words as Markdown, where they stand in the page's own tree."""
    for element in root.iter():
        element.text = AtomicString(element.text) if element.text else None
        element.tail = AtomicString(element.tail) if element.tail else None


def inline(text: str, name: str) -> etree.Element:
    """The figure as an element for the page, its ids made unique by `name`."""
    root = parse(text)
    for element in root.iter():
        for attribute, value in list(element.attrib.items()):
            if attribute == "id":
                element.set("id", f"{name}-{value}")
            else:
                changed = re.sub(r"url\(#([\w-]+)\)", rf"url(#{name}-\1)", value)
                if attribute.endswith("href"):
                    changed = re.sub(r"^#", f"#{name}-", changed)
                element.set(attribute, changed)
        # Layout whitespace of the file would only weigh on the page.
        if element.tag not in ("text", "tspan", "title", "desc") and not (element.text or "").strip():
            element.text = None
        if element.tag != "tspan" and not (element.tail or "").strip():
            element.tail = None
    for part in ("title", "desc"):
        if (described := root.find(part)) is not None:
            described.set("id", f"{name}-{part}")
    # What is inside an image is hidden from screen readers; links may not be.
    root.set("role", "img" if root.find(".//a") is None else "group")
    root.set("aria-labelledby", f"{name}-title")
    root.set("aria-describedby", f"{name}-desc")
    return root
