"""Checks of the SVG figures: what would make one unreadable somewhere, or bring more than a drawing into the page."""

from __future__ import annotations

import difflib
import math
import re
from collections.abc import Collection, Iterator
from xml.parsers import expat

from studyguide.lint.messages import say
from studyguide.lint.problems import Problem
from studyguide.lint.svg import Element, RefusedError, read, syntax_message

NAMESPACE = "http://www.w3.org/2000/svg"
WIDEST = 440
"""User units: a figure wider than this is too small on a phone even without text."""
PHONE, READABLE = 328, 12
"""Pixels: the width of a figure on a screen 360 px wide, and the smallest text that may come out of it."""
TEXT_SIZE = 15
SIZES = {"ts": 13, "tm": 13}
"""The font sizes of figures.css in user units: of text, and of the classes that change it."""
ALLOWED = (
    "svg", "title", "desc", "defs", "marker", "g", "path", "rect", "line", "circle", "ellipse",
    "polyline", "polygon", "text", "tspan", "use", "a",
)  # fmt: skip
STYLING = {"style", "fill", "stroke", "color", "font", "font-family", "font-size", "font-weight", "opacity", "filter"}
PLAIN = {"t"}
"""Text of the usual size: figures.css has no rule of its own for it."""
DRAWN = {"path", "rect", "line", "circle", "ellipse", "polyline", "polygon", "text", "use"}
LARGEST = 60_000
"""Characters of a file: ten times what the largest of the guide has. It is a part of the page."""
NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
PAGE = re.compile(r"[a-z0-9-]+\.md(#[a-z][a-z0-9-]*)?")
"""Where a link of a figure may lead; whether the page is there, MkDocs says."""
CLASS = re.compile(r"\.([A-Za-z][\w-]*)")


def classes(sheet: str) -> set[str]:
    """The classes that a style sheet knows.

    >>> sorted(classes(".fig .box, .fig .t.mid { font: 1.5em x }"))
    ['box', 'fig', 'mid', 't']
    """
    return {name for selector in re.findall(r"([^{}]*)\{", sheet) for name in CLASS.findall(selector)}


def box_problems(value: str | None) -> Iterator[str]:
    """What is wrong with the viewBox."""
    if not value:
        yield say("svg-viewbox")
        return
    try:
        numbers = [float(part) for part in value.split()]
    except ValueError:
        numbers = []
    if len(numbers) != 4 or not all(map(math.isfinite, numbers)) or min(numbers[2:]) <= 0:
        yield say("svg-viewbox-form", value=value)
    elif numbers[2] > WIDEST:
        yield say("svg-wide", value=value.split()[2], limit=WIDEST)


def text_problems(elements: list[Element]) -> Iterator[tuple[int, str]]:
    """The smallest text of a figure, when it is too small to read on a phone."""
    try:
        width = float((elements[0].attributes.get("viewBox") or "").split()[2])
    except (ValueError, IndexError):
        return  # said by box_problems
    texts = [
        (min((SIZES[name] for name in names if name in SIZES), default=TEXT_SIZE), element)
        for element in elements
        # A tspan without a class has the size of its text, which is there already.
        if (names := element.attributes.get("class", "").split()) or element.tag == "text"
        if element.tag in ("text", "tspan")
    ]
    size, element = min(texts, key=lambda text: text[0], default=(0, elements[0]))
    if texts and 0 < width <= WIDEST and size * PHONE / width < READABLE:
        shown = f"{size * PHONE / width:.2f}"
        limit = int(size * PHONE / READABLE)
        yield element.line, say("svg-small", words=element.text.strip(), shown=shown, least=READABLE, limit=limit)


def element_problems(element: Element, known: Collection[str]) -> Iterator[str]:
    """What is wrong with one element by itself."""
    if element.tag not in ALLOWED:
        yield say("svg-element", name=element.tag, known=", ".join(ALLOWED))
        return
    for name, value in element.attributes.items():
        if name.lower().startswith("on") or "javascript:" in value.lower().replace(" ", ""):
            yield say("svg-handler", tag=element.tag, name=name)
        elif name == "id" and not re.fullmatch(r"[A-Za-z][\w.-]*", value):
            yield say("svg-id-form", value=value)
        elif name in STYLING:
            yield say("svg-attribute", tag=element.tag, name=name)
        elif element.tag == "a" and name == "href":
            if not PAGE.fullmatch(value):
                yield say("svg-link", value=value)
        elif name.endswith("href") and not value.startswith("#"):
            yield say("svg-href", value=value)
        elif (outer := re.search(r"url\(\s*['\"]?([^#'\")][^'\")]*)", value)) is not None:
            yield say("svg-href", value=outer[1])
    for name in element.attributes.get("class", "").split():
        if known and name not in PLAIN and name not in known:
            near = difflib.get_close_matches(name, known, 1)
            hint = say("key-near", near=near[0]) if near else say("link-check")
            yield say("svg-unknown-class", name=name, hint=hint)


def prefix_problem(elements: list[Element]) -> tuple[int, str] | None:
    """The first name of a drawing program: others read no names of theirs."""
    for element in elements:
        for name in element.attributes:
            if ":" in name and not name.startswith(("xml:", "xlink:", "xmlns:xlink")):
                return element.line, say("svg-prefix", name=name)
    return None


def id_problems(elements: list[Element]) -> Iterator[tuple[int, str]]:
    """Ids that are there twice, and those that are called but not there."""
    first: dict[str, int] = {}
    for element in elements:
        if name := element.attributes.get("id"):
            if name in first:
                yield element.line, say("svg-id-twice", id=name, line=first[name])
            first.setdefault(name, element.line)
    for element in elements:
        for key, value in element.attributes.items():
            called = re.findall(r"url\(\s*['\"]?#([^'\")\s]+)", value)
            called += [value[1:]] if key.endswith("href") and value.startswith("#") else []
            yield from ((element.line, say("svg-id-unknown", id=name)) for name in called if name not in first)


def check(text: str, shown: str, known: Collection[str] = ()) -> list[Problem]:
    """Everything wrong with a figure; `known` are the classes of figures.css."""
    try:
        elements = read(text)
    except expat.ExpatError as error:
        return [Problem(shown, error.lineno, syntax_message(error))]
    except RefusedError as error:
        return [Problem(shown, error.line, say("svg-declaration"))]
    root = elements[0]
    if root.tag != "svg" or root.attributes.get("xmlns") != NAMESPACE:
        return [Problem(shown, root.line, say("svg-root"))]
    found = [(root.line, message) for message in box_problems(root.attributes.get("viewBox"))]
    for name in ("title", "desc"):
        if not any(element.tag == name and element.depth == 1 and element.text.strip() for element in elements):
            found.append((root.line, say("svg-described", name=name)))
    if root.attributes.get("class") != "fig":
        found.append((root.line, say("svg-class")))
    if len(text) > LARGEST:
        found.append((0, say("svg-large", count=len(text), limit=LARGEST)))
    if not any(element.tag in DRAWN or element.tag not in ALLOWED for element in elements):
        found.append((root.line, say("svg-nothing")))
    refused = -1  # the depth of a refused element: what stands in it goes with it
    for element in elements:
        refused = refused if -1 < refused < element.depth else -1
        if refused < 0:
            found += [(element.line, message) for message in element_problems(element, known)]
            refused = -1 if element.tag in ALLOWED else element.depth
    if all(element.tag in ALLOWED for element in elements):
        found += text_problems(elements)
    found += id_problems(elements)
    if prefixed := prefix_problem(elements):
        found.append(prefixed)
    return [Problem(shown, line, message) for line, message in found]
