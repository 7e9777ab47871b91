"""What the writer knows besides the element it writes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

from studyguide.book.links import Target
from studyguide.book.mentions import Mentions


class UnknownElementError(ValueError):
    """An element without a print form: the book would silently lose it."""


@dataclass(frozen=True)
class Findings:
    """What earlier rounds of context a PDF found out.

    `inline_notes`: names of notes to set in the line, because their footnote would land on
    another page. `floats`: names of what has to be set otherwise: figures at the top of the next page,
    because they do not fit where they stand and what follows fills the page; tables of which a row stood
    alone on a page; chapters whose last page was nearly empty. A name begins with its page's and `#`.
    """

    inline_notes: frozenset[str] = frozenset()
    floats: frozenset[str] = frozenset()

    def __or__(self, other: Findings) -> Findings:
        return Findings(self.inline_notes | other.inline_notes, self.floats | other.floats)

    def on(self, path: str) -> Findings:
        """What concerns one page: names begin with the page's."""
        names = (self.inline_notes, self.floats)
        return Findings(*(frozenset(name for name in some if name.startswith(f"{path}#")) for some in names))


TypstSource = Callable[[Findings], str]
"""What earlier rounds found → the whole Typst source."""


@dataclass
class RenderContext:
    """One page being written for one PDF.

    `path` names the page in errors. `resolve`: a link's href → where it leads. `label_of`:
    an id → its label, "" when nothing refers to it. `level` is added to a heading's own.
    `room`: ems at the beginning of a paragraph that surely fit on its first line.
    `listed`: whether its sections stand in the table of contents. `notes`
    counts the page's notes in the PDF, so that what is written of one page depends on no other.
    """

    path: str
    resolve: Callable[[str], Target]
    label_of: Callable[[str], str]
    question_number: Callable[[str], str]
    mentions: Mentions
    notes: Iterator[int]
    level: int = 0
    listed: bool = True
    findings: Findings = Findings()
    footnotes: dict[str, LexborNode] = field(default_factory=dict)
    tables: int = 0
    room: float = 0

    def unknown(self, node: LexborNode, where: str = "") -> UnknownElementError:
        """The error to raise for an element the book cannot print."""
        name = "".join(f".{one}" for one in classes(node))
        return UnknownElementError(
            f"{self.path}: <{node.tag}{name}>{where}: 책에 싣는 법이 정해지지 않았습니다. "
            "다른 마크다운으로 적거나 studyguide/book/에 더하세요"
        )


def classes(node: LexborNode) -> list[str]:
    return (node.attributes.get("class") or "").split()


def attribute(node: LexborNode, name: str) -> str:
    return node.attributes.get(name) or ""


def text(node: LexborNode) -> str:
    """All the text inside, as it stands."""
    return node.text() or ""


def nodes(parent: LexborNode) -> Iterator[LexborNode]:
    """Children with text nodes, without comments."""
    return (child for child in parent.iter(include_text=True) if not child.is_comment_node)
