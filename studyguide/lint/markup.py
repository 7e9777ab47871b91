"""Checks of a page's text: headings, code blocks, HTML, boxes, emoji, footnotes: all that would come out otherwise."""

from __future__ import annotations

import difflib
import functools
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from pygments.lexers import get_all_lexers

from studyguide.lint import leftovers
from studyguide.lint.messages import say
from studyguide.lint.problems import Problem
from studyguide.source.fences import Fence
from studyguide.source.scanner import BLOCK_START, Block, Source

HEADING_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
HASH = re.compile(r"^(?P<before>[ \t]*(?:(?:[-*+]|\d+\.)[ \t]+|>[ \t]?)*)(?P<marks>#{1,6})(?P<space>[ \t]*)\S")
SETEXT = re.compile(r"^[ \t]*(?:=+|-+)[ \t]*$")
INFO = re.compile(r'\.?(?P<language>[\w#.+-]*)(?: +(?:title|hl_lines|linenums)="[^"]*")*')
TAG = re.compile(
    r"<(?P<end>/?)(?P<tag>[A-Za-z][\w-]*)(?P<rest>(?:[\s/][^<>]*)?)>|^ {0,3}<(?P<open>[A-Za-z][\w-]*)(?=\s)", re.M
)
ATTRIBUTE = re.compile(r"(?P<name>[^\s=/\"'<>]+)(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?")
ATTRIBUTE_LIST = re.compile(r"\{:?[ ]*(?P<inside>[^{}\n]*)\}")
TAGS = {"div", "span", "kbd", "br", "sub", "sup", "abbr", "p", "wbr", "ruby", "rt", "rp"}
ACTIVE = {
    "a", "applet", "article", "b", "base", "body", "button", "canvas", "center", "code", "details", "em",
    "embed", "font", "form", "frame", "frameset", "head", "html", "i", "iframe", "img", "input", "li", "link",
    "marquee", "math", "meta", "noscript", "object", "ol", "picture", "pre", "script", "section", "select",
    "source", "strong", "style", "summary", "svg", "table", "template", "textarea", "u", "ul", "video", "audio",
}  # fmt: skip
"""Elements of HTML that nobody types by chance."""
ATTRIBUTES = re.compile(r"class|id|markdown|hidden|lang|title|role|aria-[a-z]+")
BOX = re.compile(r"^[ \t]*!!!.*$", re.MULTILINE)
BOX_FORM = re.compile(r'^\s*!!! ?(?P<type>[\w-]+)(?: +[\w-]+)*(?: +"[^"]*")? *$')
BOXES = (
    "abstract", "bug", "danger", "example", "failure", "info", "note", "question", "quote", "success", "tip", "warning",
)  # fmt: skip
ABSENT = (
    (
        re.compile(r"^[ \t]*(?P<mark>\?\?\?\+?)(?= |$)", re.M),
        "접는 상자는 없습니다. `!!! note`나 `question` 블록을 쓰세요",
    ),
    (re.compile(r"^[ \t]*(?P<mark>===)[!+]? *\"", re.M), "탭은 없습니다. `###` 제목으로 나누세요"),
    (re.compile(r"^[ \t]*[-*+] +(?P<mark>\[[ xX]\]) ", re.M), "할 일 목록은 없습니다. 보통 목록으로 적으세요"),
    (re.compile(r"(?P<mark>~~)\S[^~\n]*~~"), "지운 글은 남기지 말고 빼세요"),
    (re.compile(r"(?P<mark>==)[^\s=][^=\n]*=="), "강조는 `**굵게**` 적으세요"),
    (re.compile(r"^[ \t]*(?P<mark>--8<--)", re.M), "다른 파일을 끼워 넣을 수 없습니다. 내용을 적으세요"),
    (re.compile(r"(?P<mark>\{%|\{\{)"), "틀 언어는 쓰지 않습니다. 코드라면 백틱으로 감싸세요"),
)
SHORTCODE = re.compile(r"(?<![\w:/.]):(?P<name>[a-z+-][a-z0-9_+-]*[a-z0-9]|\+1|-1):(?![\w/:])")
ICONS = ("material", "octicons", "fontawesome", "simple", "guide")
PICTURE = re.compile("[\U0001f000-\U0001faff\u2600-\u26ff\ufe0f]")
NOTE = re.compile(r"\[\^(?P<name>[^\]\s]+)\](?P<defines>:?)")


@functools.cache
def languages() -> frozenset[str]:
    """The code languages that can be coloured."""
    return frozenset(alias.lower() for _, aliases, _, _ in get_all_lexers() for alias in aliases)


@functools.cache
def icon_exists(name: str) -> bool:
    """Whether the theme, or the guide, has an icon of this shortcode."""
    import material  # only pages with icons pay for finding the theme

    family, _, rest = name.partition("-")
    folders = [Path(material.__file__).parent / "templates/.icons", Path("overrides/.icons")]
    paths = [f"{family}/{rest}.svg", *(f"{family}/{rest[:at]}/{rest[at + 1 :]}.svg" for at in dashes(rest))]
    return any((folder / path).is_file() for folder in folders for path in paths)


def dashes(text: str) -> list[int]:
    return [index for index, letter in enumerate(text) if letter == "-"]


LINKED = re.compile(r"\]\(")


def container(source: Source, number: int) -> Block | None:
    """The block that a line stands in."""
    around = [block for block in source.blocks if block.line < number and block.closed]
    return next((block for block in reversed(around) if number <= block.end), None)


def heading_problems(source: Source) -> Iterator[tuple[int, str]]:
    """Headings that would have no address of their own, or would not be one."""
    proper = {heading.line: heading for heading in source.headings}
    for number, line in enumerate(source.lines, start=1):
        if match := HASH.match(line):
            heading = proper.get(number)
            if match["before"].strip() or match["before"]:
                yield number, say("heading-nested")
            elif heading is None:
                yield number, say("heading-space")
            elif heading.level not in (2, 3):
                yield number, say("heading-level", marks=match["marks"])
            elif not heading.text:
                yield number, say("heading-empty")
            elif heading.level == 3 and not any(each.level == 2 and each.line < number for each in source.headings):
                yield number, say("heading-jump")
            elif LINKED.search(source.prose[number - 1]):
                yield number, say("heading-link")
            elif block := container(source, number):
                yield number, say("heading-block", name=block.name)
            elif heading.id is None:
                yield number, say("heading-id-missing", text=heading.text)
            elif not HEADING_ID.fullmatch(heading.id):
                yield number, say("heading-id-form", id=heading.id)
        elif SETEXT.match(line) and number > 1 and is_paragraph(source.lines[number - 2]):
            yield number - 1, say("heading-setext")


def is_paragraph(line: str) -> bool:
    """Whether a line of `---` below would make it a heading."""
    return (
        bool(line.strip()) and not BLOCK_START.match(line) and not re.match(r"^\s*(/{3,}|\||\{|[-*+] |#|=+$|-+$)", line)
    )


def fence_problems(fence: Fence) -> Iterator[str]:
    """What is wrong with the first line of a code block."""
    match = INFO.fullmatch(fence.info)
    if not match:
        yield say("fence-info", info=fence.info)
    elif not match["language"]:
        yield say("fence-none")
    elif match["language"].lower() not in languages():
        near = difflib.get_close_matches(match["language"].lower(), sorted(languages()), 1, 0.7)
        hint = say("key-near", near=near[0]) if near else say("fence-plain")
        yield say("fence-language", language=match["language"], hint=hint)


def attribute_problems(tag: str, text: str) -> Iterator[str]:
    """Attributes that do something, or look like something, by themselves."""
    for match in ATTRIBUTE.finditer(text):
        if not ATTRIBUTES.fullmatch(match["name"].lower()):
            yield say("html-attribute", tag=tag, name=match["name"])


def html_problems(text: str, home: bool) -> Iterator[tuple[int, str]]:
    """HTML in the text: little of it is meant, and none of that may run."""
    for match in TAG.finditer(text):
        number = text.count("\n", 0, match.start()) + 1
        tag = (match["tag"] or match["open"]).lower()
        if match["end"]:
            continue  # what it ends is named where it begins
        if re.fullmatch(r"h[1-6]", tag):
            if not (home and tag == "h1"):
                yield number, say("heading-html", tag=tag)
        elif tag in ACTIVE:
            yield number, say("html-refused", tag=tag)
        elif tag not in TAGS or match["open"]:
            yield number, say("html-tag", tag=match["tag"] or match["open"])
        else:
            yield from ((number, message) for message in attribute_problems(tag, match["rest"] or ""))
    for match in re.finditer(r"<(?=[!?](?!--))", text):
        yield text.count("\n", 0, match.start()) + 1, say("html-tag", tag=text[match.start() + 1 :][:8].split("\n")[0])
    for match in ATTRIBUTE_LIST.finditer(text):
        for inner in re.finditer(
            r"(?<![\w.#-])(?P<name>on\w+|style|src|srcset|href|action)\s*=", match["inside"], re.I
        ):
            line = text.count("\n", 0, match.start()) + 1
            yield line, say("attribute-list", text=match[0].strip(), name=inner["name"])


def word_problems(text: str) -> Iterator[tuple[int, str]]:
    """Boxes, emoji and constructs of other sites (code in the text made unreadable)."""

    def line_of(match: re.Match[str]) -> int:
        return text.count("\n", 0, match.start()) + 1

    for match in BOX.finditer(text):
        form = BOX_FORM.match(match[0])
        if form is None or form["type"] not in BOXES:
            name = form["type"] if form else match[0].strip()
            yield line_of(match), say("admonition-type", name=name, known=", ".join(BOXES))
    for pattern, hint in ABSENT:
        for match in pattern.finditer(text):
            yield line_of(match), say("syntax-absent", mark=match["mark"], hint=hint)
    for match in SHORTCODE.finditer(text):
        if not match["name"].startswith(ICONS):
            yield line_of(match), say("emoji", name=match[0])
        elif not icon_exists(match["name"]):
            yield line_of(match), say("icon", name=match[0])
    for match in PICTURE.finditer(text):
        yield line_of(match), say("emoji", name=match[0])


def footnote_problems(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Footnotes that are called and not there, there and not called, there twice."""
    if not any("[^" in line for line in lines):
        return
    called: dict[str, int] = {}
    defined: dict[str, int] = {}
    for number, line in enumerate(lines, start=1):
        for match in NOTE.finditer(line):
            name = match["name"]
            if not (match["defines"] and not line[: match.start()].strip()):
                called.setdefault(name, number)
            elif name in defined:
                yield number, say("footnote-twice", name=name, line=defined[name])
            else:
                defined[name] = number
    yield from ((line, say("footnote-undefined", name=name)) for name, line in called.items() if name not in defined)
    yield from ((line, say("footnote-unused", name=name)) for name, line in defined.items() if name not in called)


def found_in(source: Source) -> Iterator[tuple[int, str]]:
    """Line and message of everything wrong with the text of a page."""
    for fence in source.fences:
        yield from ((fence.line, message) for message in fence_problems(fence))
    yield from ((comment.line, say("comment-open")) for comment in source.comments if not comment.closed)
    yield from heading_problems(source)
    titles = {block.line for block in source.blocks}  # titles of blocks are looked at with their blocks
    prose = ["" if number in titles else line for number, line in enumerate(source.prose, start=1)]
    text = "\n".join(prose)
    yield from leftovers.found_in(source)
    yield from html_problems(text, source.path == "docs/index.md")
    yield from word_problems(text)
    yield from footnote_problems(prose)


def check(source: Source) -> list[Problem]:
    """The problems of one page's text."""
    return [Problem(source.path, line, message) for line, message in found_in(source)]
