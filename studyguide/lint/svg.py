"""SVG as text → its elements with their lines, or why it cannot be read."""

from __future__ import annotations

from dataclasses import dataclass
from xml.parsers import expat

from studyguide.lint.messages import say

SYNTAX = {
    "not well-formed (invalid token)": "`&`는 `&amp;`, `<`는 `&lt;`로 적어야 합니다",
    "mismatched tag": "여는 태그와 닫는 태그가 다릅니다",
    "undefined entity": "모르는 `&이름;`입니다. 글자를 그대로 적으세요",
    "junk after document element": "`</svg>` 뒤에 다른 것이 있습니다",
    "no element found": "끝까지 적히지 않았습니다",
    "unclosed token": "`>`가 없습니다",
    "duplicate attribute": "같은 속성이 두 번 있습니다",
}
"""What the parser says, for those who read no English."""


@dataclass
class Element:
    """An element with its line; `text` is what it holds itself."""

    tag: str
    attributes: dict[str, str]
    line: int
    depth: int
    text: str = ""


class RefusedError(ValueError):
    """What an SVG may not begin with; `line` is where it stands."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


def read(text: str) -> list[Element]:
    """The elements of a figure in order. Raises expat.ExpatError and RefusedError."""
    found: list[Element] = []
    open_: list[Element] = []
    parser = expat.ParserCreate()

    def start(tag: str, attributes: dict[str, str]) -> None:
        found.append(Element(tag, attributes, parser.CurrentLineNumber, len(open_)))
        open_.append(found[-1])

    def words(data: str) -> None:
        if open_:
            open_[-1].text += data

    def refuse(*_: object) -> None:
        raise RefusedError(parser.CurrentLineNumber)

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda tag: open_.pop()
    parser.CharacterDataHandler = words
    # Entities could make a page of megabytes out of ten lines.
    parser.StartDoctypeDeclHandler = refuse
    parser.ProcessingInstructionHandler = refuse
    parser.Parse(text, True)
    return found


def syntax_message(error: expat.ExpatError) -> str:
    """What is wrong with a file that is no XML."""
    said = expat.ErrorString(error.code)
    return say("svg-syntax", error=SYNTAX.get(said, said))


def id_names(text: str) -> list[str]:
    """The ids that a figure brings into a page, before its own name is put to them."""
    try:
        own = dict.fromkeys(element.attributes.get("id") or "" for element in read(text))
        return ["title", "desc", *filter(None, own)]
    except (expat.ExpatError, RefusedError):
        return []
