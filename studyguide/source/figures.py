"""SVG figures: checked, then put into the page so that they follow its colours.

An `<img>` could not: it knows the system's scheme but not the reader's choice.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from pathlib import Path

from studyguide.lint.problems import Problem

SVG = "{http://www.w3.org/2000/svg}"
WIDEST = 440
"""User units: at 360 px a 13-unit text is then still about 10 px high."""
ALLOWED = {
    "svg", "title", "desc", "defs", "marker", "g", "path", "rect", "line", "circle", "ellipse",
    "polyline", "polygon", "text", "tspan", "use",
}  # fmt: skip
STYLING = {"style", "fill", "stroke", "color", "font-family", "font-size", "font-weight", "opacity"}


def parse(text: str) -> etree.Element:
    """The figure's root without its namespace, as HTML wants it. Raises etree.ParseError."""
    root = etree.fromstring(text)
    for element in root.iter():
        element.tag = element.tag.removeprefix(SVG)
    return root


def check(path: Path, shown: str) -> list[Problem]:
    """Everything that would make the figure unreadable somewhere."""
    try:
        root = parse(path.read_text(encoding="utf-8"))
    except (etree.ParseError, UnicodeDecodeError) as error:
        return [Problem(shown, 0, f"not an SVG file: {error}")]
    found: list[str] = []
    box = (root.get("viewBox") or "").split()
    if len(box) != 4:
        found.append("no viewBox")
    elif float(box[2]) > WIDEST:
        found.append(f"{box[2]} wide: more than {WIDEST} is too small to read on a phone")
    for name in ("title", "desc"):
        element = root.find(name)
        if element is None or not (element.text or "").strip():
            found.append(f"no <{name}>: readers who cannot see the figure get nothing")
    if root.get("class") != "fig":
        found.append('the root needs class="fig"')
    for element in root.iter():
        if element.tag not in ALLOWED:
            found.append(f"<{element.tag}> is not allowed")
        for name, value in element.attrib.items():
            if name in STYLING:
                found.append(f'<{element.tag} {name}="{value}">: use the classes of figures.css')
            if name.endswith("href") and not value.startswith("#"):
                found.append(f"refers to {value}")
    return [Problem(shown, 0, message) for message in dict.fromkeys(found)]


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
    root.set("role", "img")
    root.set("aria-labelledby", f"{name}-title")
    root.set("aria-describedby", f"{name}-desc")
    return root
