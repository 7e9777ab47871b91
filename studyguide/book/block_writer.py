"""What the module of one kind of block asks of the writer of the page, which in turn calls that module."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol, Self

from selectolax.lexbor import LexborNode

from studyguide.book.mentions import Mentions
from studyguide.book.render_context import RenderContext


class BlockWriter(Protocol):
    """Implemented by `flow.Writer`; see its methods."""

    @property
    def context(self) -> RenderContext: ...

    @property
    def figure_style(self) -> str: ...

    def with_room(self, room: float, mentions: Mentions | None = None) -> Self: ...

    def flow(self, children: Iterator[LexborNode]) -> str: ...

    def inside(self, node: LexborNode) -> str: ...

    def line(self, node: LexborNode) -> str: ...

    def anchor(self, node: LexborNode) -> str: ...

    def floats(self, node: LexborNode) -> bool: ...

    def figure_name(self, node: LexborNode) -> str: ...

    def sources_mark(self, sources: LexborNode) -> str: ...
