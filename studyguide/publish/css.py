"""Style sheets as values: read with their lines, written back without the whitespace that means nothing.

What this module does not know it keeps as it stands, and what it cannot keep in a sheet that is put together
from several it refuses, with file and line. It never drops anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, TypeAlias

import tinycss2
from tinycss2.ast import WhitespaceToken

GROUPS = {"media", "supports", "layer", "container"}
"""At-rules whose blocks hold rules like those outside."""
REFUSED = {
    "import": "@import 대신 mkdocs.yml의 extra_css에 파일을 적으십시오",
    "namespace": "@namespace를 쓸 수 없습니다. 시트를 하나로 합치면 다른 파일의 규칙에도 걸립니다",
}


class StyleError(ValueError):
    """A style sheet that cannot be used; the text names file and line and says what to write instead."""


@dataclass(frozen=True)
class Declaration:
    """`name: value`. `words` are the identifiers in the value, which may name custom properties and animations."""

    name: str
    text: str
    words: frozenset[str]


@dataclass(frozen=True)
class Selector:
    """One selector of a list."""

    text: str
    tokens: tuple[Any, ...] = field(compare=False)


@dataclass(frozen=True)
class StyleRule:
    """A rule with its selectors and all that stands in its block, in order."""

    selectors: tuple[Selector, ...]
    body: tuple[Node, ...]


@dataclass(frozen=True)
class Group:
    """`@media`, `@supports`, `@container`, or a named `@layer` with a block."""

    keyword: str
    prelude: str
    words: frozenset[str]
    body: tuple[Node, ...]


@dataclass(frozen=True)
class Verbatim:
    """Any other at-rule, as text."""

    keyword: str
    prelude: str
    text: str
    words: frozenset[str]


Node: TypeAlias = Declaration | StyleRule | Group | Verbatim


def comma_parts(tokens: Iterable[Any]) -> list[tuple[Any, ...]]:
    """Split tokens at the commas of the outermost level."""
    groups = groupby(tokens, lambda token: token.type == "literal" and token.value == ",")
    return [tuple(part) for comma, part in groups if not comma]


def inside(token: Any) -> list[Any]:
    """Return the tokens within a block or a function, none for a simple token."""
    found: list[Any] = getattr(token, "content", None) or getattr(token, "arguments", None) or []
    return found


def words(tokens: Iterable[Any]) -> frozenset[str]:
    """Collect the identifiers among tokens at any depth.

    >>> sorted(words(tinycss2.parse_component_value_list("spin 1s, calc(1px + var(--gap))")))
    ['--gap', 'spin']
    """
    found: set[str] = set()
    for token in tokens:
        if token.type == "ident":
            found.add(token.value)
        found |= words(inside(token))
    return frozenset(found)


def compact(tokens: Iterable[Any], tight: str = ",") -> list[Any]:
    """Drop comments and meaningless whitespace; `tight` are the signs that need none around them."""
    kept: list[Any] = []
    for token in tokens:
        if token.type == "comment":
            continue
        if nested := inside(token):
            nested[:] = compact(nested, tight + ";" if token.type == "{} block" else tight)
        if token.type == "whitespace":
            after_sign = kept and kept[-1].type == "literal" and kept[-1].value in tight
            if kept and not after_sign and kept[-1].type != "whitespace":
                kept.append(WhitespaceToken(token.source_line, token.source_column, " "))
            continue
        if token.type == "literal" and token.value in tight and kept and kept[-1].type == "whitespace":
            kept.pop()
        kept.append(token)
    return kept[:-1] if kept and kept[-1].type == "whitespace" else kept


def text_of(tokens: Iterable[Any], tight: str = ",") -> str:
    """Write tokens without comments and meaningless whitespace; strings stay as they are.

    >>> text_of(tinycss2.parse_component_value_list(' a  >  b , c /* x */ d::after '), ",>~")
    'a>b,c d::after'
    >>> text_of(tinycss2.parse_component_value_list('"a  {  b"  calc( 1px + 2px )'))
    '"a  {  b" calc(1px + 2px)'
    """
    text: str = tinycss2.serialize(compact(tokens, tight))
    return text


class _Reader:
    def __init__(self, file: str) -> None:
        self.file = file

    def error(self, line: int, message: str) -> StyleError:
        return StyleError(f"{self.file}:{line}: {message}")

    def sound(self, tokens: Sequence[Any]) -> Sequence[Any]:
        """Return the tokens, or stop at one that is no CSS."""
        for token in tokens:
            if token.type == "error":
                raise self.error(token.source_line, f"CSS로 읽을 수 없습니다 ({token.message})")
            self.sound(inside(token))
        return tokens

    def nodes(self, items: Iterable[Any]) -> tuple[Node, ...]:
        """Read parsed items, whether they stand in a sheet or in a rule."""
        return tuple(node for item in items if (node := self.node(item)) is not None)

    def node(self, item: Any) -> Node | None:
        if item.type == "error":
            raise self.error(item.source_line, f"선언도 규칙도 아닙니다 ({item.message})")
        if item.type == "declaration":
            text = text_of(self.sound(item.value))
            return Declaration(
                item.name, f"{item.name}:{text}{'!important' if item.important else ''}", words(item.value)
            )
        if item.type == "qualified-rule":
            parts = comma_parts(self.sound(item.prelude))
            selectors = tuple(Selector(text_of(part, ",>~"), part) for part in parts)
            return StyleRule(selectors, self.block(item.content))
        if item.type != "at-rule":  # pragma: no cover - the parser makes no other
            raise self.error(item.source_line, f"모르는 것이 있습니다: {item.type}")
        return self.at_rule(item)

    def block(self, content: Sequence[Any]) -> tuple[Node, ...]:
        return self.nodes(tinycss2.parse_blocks_contents(self.sound(content), skip_comments=True, skip_whitespace=True))

    def at_rule(self, rule: Any) -> Node | None:
        keyword = rule.lower_at_keyword
        if keyword == "charset":  # everything is UTF-8
            return None
        if keyword in REFUSED:
            raise self.error(rule.source_line, REFUSED[keyword])
        # The name of an animation is no use of it.
        found = words(self.sound(rule.prelude)) if keyword != "keyframes" else frozenset()
        prelude = text_of(rule.prelude, ",>")
        if rule.content is None:
            return Verbatim(keyword, prelude, f"@{rule.at_keyword} {prelude};", found)
        # A layer without a name cannot be spread over two sheets: each block would be a layer of its own.
        if keyword in GROUPS and prelude:
            return Group(rule.at_keyword, prelude, found, self.block(rule.content))
        found |= words(self.sound(rule.content))
        text = f"@{rule.at_keyword}{' ' if prelude else ''}{prelude}{{{text_of(rule.content, ',>;')}}}"
        return Verbatim(keyword, prelude, text, found)


def parse(file: str, text: str) -> tuple[Node, ...]:
    """Read a sheet; `file` is its name in messages. Raises StyleError.

    >>> [write((node,)) for node in parse("a.css", "@layer a , b; .a { color : red; & b { top: 0 } ; left : 0 }")]
    ['@layer a,b;', '.a{color:red;& b{top:0}left:0}']
    >>> parse("a.css", "\\n@import 'b.css';")
    Traceback (most recent call last):
    studyguide.publish.css.StyleError: a.css:2: @import 대신 mkdocs.yml의 extra_css에 파일을 적으십시오
    """
    return _Reader(file).nodes(tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True))


def write(nodes: Iterable[Node]) -> str:
    """Write nodes as text."""
    text = ""
    for node in nodes:
        match node:
            case Declaration():
                text += node.text + ";"
            case StyleRule():
                text += (
                    f"{','.join(selector.text for selector in node.selectors)}{{{write(node.body).removesuffix(';')}}}"
                )
            case Group():
                text += f"@{node.keyword} {node.prelude}{{{write(node.body).removesuffix(';')}}}"
            case Verbatim():
                text += node.text
    return text
