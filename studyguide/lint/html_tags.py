"""Checks of the HTML in a page's text, and of attribute lists: little of it is meant, and none of that may run."""

from __future__ import annotations

import difflib
import html.entities
import re
from collections.abc import Iterator

from studyguide.lint.links import PROTOCOLS
from studyguide.lint.messages import say

TAG = re.compile(
    r"<(?P<end>/?)(?P<tag>[A-Za-z](?:[\w-]|\.(?=\w))*)(?P<rest>(?:[\s/][^<>]*)?)>|"
    r"^ {0,3}<(?P<open>[A-Za-z][\w-]*)(?=\s)",
    re.M,
)
PLACEHOLDER = re.compile(r"(?<!\]\()<(?P<tag>[A-Za-z][\w.-]*:(?![/\\])[^<>\s@]*)>")
"""`<image:tag>`: Markdown makes a link of it, as if `image` were a protocol."""
ATTRIBUTE = re.compile(r"(?P<name>[^\s=/\"'<>]+)(?:\s*=\s*(?P<value>\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?")
ATTRIBUTE_LIST = re.compile(
    r"(?P<before>^[ \t]*|^#{1,6} .*|[)\]x*_:])\{:?[ ]*(?P<inside>[^{}\n]*)\}(?P<after>[ \t]*$)?", re.M
)
ACTIVE_NAME = re.compile(r"(?<![\w.#-])(?P<name>on\w+|style|src|srcset|href|action)\s*=", re.I)
TAGS = {"div", "span", "kbd", "br", "sub", "sup", "abbr", "p", "wbr", "ruby", "rt", "rp"}
ACTIVE = {
    "a", "applet", "article", "b", "base", "body", "button", "canvas", "center", "code", "details", "em",
    "embed", "font", "form", "frame", "frameset", "head", "html", "i", "iframe", "img", "input", "li", "link",
    "marquee", "math", "meta", "noscript", "object", "ol", "picture", "pre", "script", "section", "select",
    "source", "strong", "style", "summary", "svg", "table", "template", "textarea", "u", "ul", "video", "audio",
}  # fmt: skip
"""Elements of HTML that nobody types by chance."""
VOID = {"base", "img", "input", "link", "meta", "source", "embed", "br", "wbr"}
ATTRIBUTES = re.compile(r"class|id|markdown|hidden|lang|title|role|aria-[a-z]+")
MARKDOWN = ("", "1", "block", "span")
ENTITY = re.compile(r"&(?P<name>[A-Za-z][A-Za-z0-9]*;)")
SPECIAL = {"unchecked", "screen-only"}
"""Classes that tools read: misspelt, one does nothing."""


def class_problem(names: str) -> str | None:
    """The first of these classes that is nearly one which does something."""
    for name in names.split():
        if name not in SPECIAL and (near := difflib.get_close_matches(name, SPECIAL, 1, 0.8)):
            return say("class-unknown", name=name, hint=say("key-near", near=near[0]))
    return None


def attribute_problems(tag: str, text: str) -> Iterator[str]:
    """Attributes that do something, or look like something, by themselves."""
    for match in ATTRIBUTE.finditer(text):
        name, value = match["name"].lower(), (match["value"] or "").strip("\"'")
        if not ATTRIBUTES.fullmatch(name):
            yield say("html-attribute", tag=tag, name=match["name"])
        elif name == "class" and (message := class_problem(value)):
            yield message
        elif name == "markdown" and value not in MARKDOWN:
            yield say("html-markdown", value=value)


def list_problem(match: re.Match[str]) -> str | None:
    """What is wrong with `{ … }` behind something, or alone in a line."""
    shown = match[0].removeprefix(match["before"]).strip()
    inside = match["inside"].split()
    if active := ACTIVE_NAME.search(match["inside"]):
        return say("attribute-list", text=shown, name=active["name"])
    if not any(word[0] in ".#" or "=" in word for word in inside) and (
        match["before"].strip() in ("", "#") or not inside
    ):
        return None  # braces of another sort
    if other := next((word for word in inside if word[0] not in ".#"), None):
        return say("attribute-list", text=shown, name=other.partition("=")[0])
    names = [name for word in inside for name in re.findall(r"\.([^.#]+)", word)]
    return class_problem(" ".join(names))


def list_problems(text: str) -> Iterator[tuple[int, str]]:
    """Attribute lists that set more than an id and classes, or stand where they belong to nothing."""
    lines = text.split("\n")
    for match in ATTRIBUTE_LIST.finditer(text):
        number = text.count("\n", 0, match.start()) + 1
        alone = not match["before"].strip() and match["after"] is not None
        if not match["before"].strip() and not alone:
            continue
        if message := list_problem(match):
            yield number, message
        elif alone and re.match(r"[.#]", match["inside"]) and (number < 2 or not lines[number - 2].strip()):
            yield number, say("attribute-alone", text=match[0].strip())


def tag_problems(text: str, home: bool) -> Iterator[tuple[int, str]]:
    """Tags that are no Markdown: what stands in a refused element goes with it."""
    until: tuple[int, str] = (0, "")
    opened: set[str] = set()
    for match in TAG.finditer(text):
        number = text.count("\n", 0, match.start()) + 1
        tag = (match["tag"] or match["open"]).lower()
        if match.start() < until[0] or text[: match.start()].endswith("]("):
            continue
        if match["end"]:
            if tag in VOID:
                yield number, say("html-void", tag=tag)
            elif tag not in opened and tag not in TAGS:
                yield number, say("html-refused" if tag in ACTIVE else "html-tag", tag=f"/{match['tag']}")
            continue  # what it ends is named where it begins
        opened.add(tag)
        if re.fullmatch(r"h[1-6]", tag):
            if not (home and tag == "h1"):
                yield number, say("heading-html", tag=tag)
        elif tag in ACTIVE:
            yield number, say("html-refused", tag=tag)
            end = re.compile(rf"</{tag}\s*>", re.I).search(text, match.end())
            until = (end.start(), tag) if end and tag not in VOID else until
        elif tag not in TAGS or match["open"]:
            yield number, say("html-tag", tag=match["tag"] or match["open"])
        else:
            yield from ((number, message) for message in attribute_problems(tag, match["rest"] or ""))


def found_in(text: str, home: bool) -> Iterator[tuple[int, str]]:
    """Line and message of everything wrong with the HTML in a text."""

    def line_of(match: re.Match[str]) -> int:
        return text.count("\n", 0, match.start()) + 1

    yield from tag_problems(text, home)
    for match in re.finditer(r"<(?=[!?](?!--))", text):
        yield line_of(match), say("html-tag", tag=text[match.start() + 1 :][:8].split("\n")[0])
    for match in PLACEHOLDER.finditer(text):
        if match["tag"].partition(":")[0].lower() not in PROTOCOLS:
            yield line_of(match), say("html-tag", tag=match["tag"])
    for match in ENTITY.finditer(text):
        if match["name"] not in html.entities.html5:
            yield line_of(match), say("html-entity", found=match[0])
    yield from list_problems(text)
