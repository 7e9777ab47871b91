"""Style sheets → one for the screen, one for print, one for later, without the rules that nothing can meet.

What is dropped is known to be idle: a selector whose every alternative names a class, id, element or attribute
that neither a page nor a script has, a custom property that nothing reads, an animation that nothing plays.
In doubt a rule stays.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from itertools import groupby
from typing import Any

from studyguide.publish.css import Declaration, Group, Node, Selector, StyleRule, Verbatim, comma_parts, parse, write
from studyguide.publish.names import Names

ALTERNATIVES = {"is", "where", "-webkit-any", "-moz-any"}
FIXED = {"dir"}
"""Attributes that only templates set: a script that mentions a value does not make it possible."""
LATE = re.compile(
    r"(?<!\(:)(?<!not\():hover|md-search-result|md-search__suggest|\.find-|\.search-hint|md-dialog|\.md-top"
)
PREFIXED = re.compile(r":-(?:moz|ms|o|webkit)-")
"""Where a browser does not know one selector of a list, it ignores the whole rule: such a list stays whole."""
PLAIN = re.compile(r"[A-Za-z_][\w-]*")
"""A name without quotes and escapes, which is written alike wherever it is used."""
PRINT = re.compile(r"print\b")


@dataclass(frozen=True)
class Sheets:
    """What a page needs to be painted, what only print needs, the fonts to fetch after the first paint, and
    what only a reader who touches the page needs."""

    screen: str
    paper: str
    faces: str
    late: str


def attribute_can_match(tokens: Sequence[Any], names: Names) -> bool:
    """Tell whether `[dir=rtl]` can match; operators other than `=` are taken to match."""
    tokens = [token for token in tokens if token.type != "whitespace"]
    name = tokens[0].value
    if len(tokens) >= 3 and tokens[1] == "=":
        if name in FIXED:
            return tokens[2].value in names.values[name]
        return names.has(name, tokens[2].value) if name in names.values else names.has_attribute(name)
    return names.has_attribute(name)


def can_match(selector: Sequence[Any], names: Names) -> bool:
    """Tell whether a selector (tokens without outer commas) could match an element; in doubt, yes."""
    previous = ""
    for token in selector:
        if not token_can_match(token, previous, names):
            return False
        previous = token.value if token.type == "literal" else ""
    return True


def token_can_match(token: Any, previous: str, names: Names) -> bool:
    """Tell whether this part of a selector could match; `previous` is the punctuation before it."""
    if token.type == "ident" and previous == ".":
        return names.has("class", token.value)
    if token.type == "ident" and previous not in (":", "|"):
        return names.has_tag(token.value.lower())
    if token.type == "hash":
        return names.has("id", token.value)
    if token.type == "[] block":
        return attribute_can_match(token.content, names)
    if token.type == "function" and token.lower_name in ALTERNATIVES:
        return any(can_match(part, names) for part in comma_parts(token.arguments))
    return True


def drop_idle_rules(nodes: Iterable[Node], names: Names) -> Iterator[Node]:
    """Drop the selectors that cannot match, and blocks that are empty then."""
    for node in nodes:
        if isinstance(node, StyleRule):
            selectors = tuple(selector for selector in node.selectors if can_match(selector.tokens, names))
            if selectors and any(PREFIXED.search(selector.text) for selector in node.selectors):
                selectors = node.selectors
            body = tuple(drop_idle_rules(node.body, names))
            if selectors and body:
                yield StyleRule(selectors, body)
        elif isinstance(node, Group):
            body = tuple(drop_idle_rules(node.body, names))
            if body:
                yield replace(node, body=body)
            elif node.keyword == "layer":  # its place among the layers counts even when it is empty
                yield Verbatim("layer", node.prelude, f"@layer {node.prelude};", node.words)
        else:
            yield node


def walk(nodes: Iterable[Node]) -> Iterator[Node]:
    """Visit nodes at every depth."""
    for node in nodes:
        yield node
        if isinstance(node, StyleRule | Group):
            yield from walk(node.body)


def words_read(nodes: Sequence[Node]) -> set[str]:
    """Collect the identifiers that values, conditions and unknown rules mention."""
    found: set[str] = set()
    for node in walk(nodes):
        if not isinstance(node, StyleRule):
            found |= node.words
    return found


def drop_unread(nodes: Iterable[Node], read: set[str]) -> Iterator[Node]:
    """Drop custom properties and animations that nobody reads: the theme defines icons of features that are off."""
    for node in nodes:
        if isinstance(node, StyleRule | Group):
            body = tuple(drop_unread(node.body, read))
            if body:
                yield replace(node, body=body)
        elif isinstance(node, Declaration):
            if not node.name.startswith("--") or node.name in read:
                yield node
        elif node.keyword != "keyframes" or node.prelude in read or not PLAIN.fullmatch(node.prelude):
            yield node


def place(node: Node, paper: bool) -> str:
    """Name the sheet of a node that is not split."""
    if isinstance(node, Verbatim) and node.keyword == "font-face" and "url(" in node.text:
        return "faces"
    return "paper" if paper or (isinstance(node, Verbatim) and node.keyword == "page") else "screen"


def sort_nodes(nodes: Iterable[Node], paper: bool = False) -> dict[str, list[Node]]:
    """Sort nodes into sheets, in order. A rule goes whole, with all that is nested in it."""
    sheets: dict[str, list[Node]] = defaultdict(list)
    for node in nodes:
        if isinstance(node, StyleRule):
            for name, rule in split_rule(node, paper):
                sheets[name].append(rule)
        elif isinstance(node, Group):
            for_print = all(map(PRINT.match, node.prelude.split(","))) and node.keyword == "media"
            parts = sort_nodes(node.body, paper or for_print)
            for name, body in parts.items():
                sheets[name].append(replace(node, body=tuple(body)))
            if node.keyword == "layer" and "screen" not in parts:  # the order of layers is that of the first sheet
                sheets["screen"].append(Verbatim("layer", node.prelude, f"@layer {node.prelude};", node.words))
        else:
            sheets[place(node, paper)].append(node)
    return sheets


def is_late(selector: Selector) -> bool:
    """Tell whether a selector matches only after the reader has touched the page."""
    return bool(LATE.search(selector.text))


def split_rule(rule: StyleRule, paper: bool) -> Iterator[tuple[str, StyleRule]]:
    """Split a rule's selectors by the sheet they belong to."""
    if paper:
        yield "paper", rule
        return
    if any(PREFIXED.search(selector.text) for selector in rule.selectors):
        yield ("late" if all(map(is_late, rule.selectors)) else "screen"), rule
        return
    for late, selectors in groupby(rule.selectors, is_late):
        yield ("late" if late else "screen"), replace(rule, selectors=tuple(selectors))


def whole(name: str, text: str, names: Names) -> str:
    """Return one sheet without idle rules, as a file of its own. Raises StyleError with file and line.

    >>> from studyguide.publish.names import collect
    >>> whole("a.css", ".a { top : 0 } .b { top: 0 } .a:hover { top: 1px }", collect(["<p class=a>"], []))
    '.a{top:0}.a:hover{top:1px}'
    """
    return write(tuple(drop_idle_rules(parse(name, text), names)))


def purge(sheets: Iterable[tuple[str, str]], names: Names) -> Sheets:
    """Sort the rules of sheets (name and text, in order) anew. Raises StyleError with file and line.

    >>> from studyguide.publish.names import collect
    >>> names = collect(["<p class=a>"], [])
    >>> text = "p.a , p.b { color : red ; --x: 1 } /* note */ .c { top: 0 } @media print { .a { top: 0 } }"
    >>> purge([("a.css", text)], names)
    Sheets(screen='p.a{color:red}', paper='@media print{.a{top:0}}', faces='', late='')
    """
    nodes = [node for name, text in sheets for node in drop_idle_rules(parse(name, text), names)]
    while True:
        # A script may read a property too, and one property another that is gone in the next round.
        shorter = list(drop_unread(nodes, words_read(nodes) | names.properties))
        if shorter == nodes:
            break
        nodes = shorter
    sorted_ = sort_nodes(nodes)
    return Sheets(*(write(sorted_.get(field.name, [])) for field in fields(Sheets)))
