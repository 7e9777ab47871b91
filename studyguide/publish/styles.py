"""Style sheets → one small sheet: rules that no page and no script can meet are left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

import tinycss2

from studyguide.publish.names import Names

ALTERNATIVES = {"is", "where", "-webkit-any", "-moz-any"}
NESTING = {"media", "supports", "layer", "container"}
SPACE = re.compile(r"\s+")
TIGHT = re.compile(r"\s*([>~,])\s*|\s*(\{)\s*")


def comma_parts(tokens: Iterable[Any]) -> list[list[Any]]:
    """Tokens split at the commas of the outermost level."""
    groups = groupby(tokens, lambda token: token.type == "literal" and token.value == ",")
    return [list(part) for comma, part in groups if not comma]


def attribute_can_match(tokens: Sequence[Any], names: Names) -> bool:
    """`[dir=rtl]` cannot where no element is so; operators other than `=` are taken to match."""
    tokens = [token for token in tokens if token.type != "whitespace"]
    name = tokens[0].value
    if len(tokens) >= 3 and tokens[1] == "=":
        return names.has(name, tokens[2].value) if name in names.values else names.has_attribute(name)
    return names.has_attribute(name)


def can_match(selector: Sequence[Any], names: Names) -> bool:
    """Whether a selector (tokens without outer commas) could match an element; in doubt, yes."""
    previous = ""
    for token in selector:
        if token.type == "ident":
            if previous == "." and not names.has("class", token.value):
                return False
            if previous not in (".", ":", "|") and not names.has_tag(token.value.lower()):
                return False
        elif token.type == "hash" and not names.has("id", token.value):
            return False
        elif token.type == "[] block" and not attribute_can_match(token.content, names):
            return False
        elif token.type == "function" and token.lower_name in ALTERNATIVES:
            if not any(can_match(part, names) for part in comma_parts(token.arguments)):
                return False
        previous = token.value if token.type == "literal" else ""
    return True


def squeeze(tokens: Iterable[Any]) -> str:
    """Tokens as text without the whitespace that means nothing."""
    text = SPACE.sub(" ", tinycss2.serialize([token for token in tokens if token.type != "comment"])).strip()
    return TIGHT.sub(lambda match: match[1] or match[2], text)


def declarations(content: Iterable[Any]) -> list[str]:
    """`name:value` of each declaration in a rule's body."""
    found = []
    for item in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
        if item.type == "declaration":
            value = tinycss2.serialize([token for token in item.value if token.type != "comment"])
            found.append(f"{item.name}:{SPACE.sub(' ', value).strip()}{'!important' if item.important else ''}")
        elif item.type == "error":
            raise ValueError(f"line {item.source_line}: {item.message}")
    return found


def reduce_rules(rules: Iterable[Any], names: Names) -> str:
    """The rules that can match, as text."""
    text = []
    for rule in rules:
        if rule.type == "qualified-rule":
            selectors = [squeeze(part) for part in comma_parts(rule.prelude) if can_match(part, names)]
            body = declarations(rule.content) if selectors else []
            if body:
                text.append(f"{','.join(selectors)}{{{';'.join(body)}}}")
        elif rule.type == "at-rule" and rule.lower_at_keyword in NESTING:
            inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
            if body_text := reduce_rules(inner, names):
                text.append(f"@{rule.at_keyword} {squeeze(rule.prelude)}{{{body_text}}}")
        elif rule.type == "at-rule" and rule.lower_at_keyword != "charset":
            content = "" if rule.content is None else f"{{{squeeze(rule.content)}}}"
            text.append(f"@{rule.at_keyword} {squeeze(rule.prelude)}{content}" + ("" if content else ";"))
        elif rule.type == "error":
            raise ValueError(f"line {rule.source_line}: {rule.message}")
    return "".join(text)


def drop_unused_properties(text: str) -> str:
    """Custom properties that nothing reads (the theme defines icons of features that are off) and idle keyframes."""
    while True:
        read = set(re.findall(r"var\(\s*(--[\w-]+)", text))
        # A value may hold a data: address in quotes, with semicolons of its own.
        shorter = re.sub(
            r"(--[\w-]+):((?:\"[^\"]*\"|'[^']*'|\((?:\"[^\"]*\"|'[^']*'|[^()\"'])*\)|[^;{}\"'()])*)(;|(?=\}))",
            lambda match: match[0] if match[1] in read else "",
            text,
        )
        shorter = re.sub(r"[^{}]+\{;*\}", "", shorter).replace(";}", "}")
        if shorter == text:
            return text
        text = shorter


def reduce(sheets: Iterable[str], names: Names) -> str:
    """The sheets, in order, as one. Raises ValueError with the line of what is not CSS.

    >>> from studyguide.publish.names import collect
    >>> names = collect(["<p class=a>"], [])
    >>> reduce(["p.a , p.b { color : red ; --x: 1 } /* note */ .c { top: 0 } @media print { .c { top: 0 } }"], names)
    'p.a{color:red}'
    """
    text = "".join(
        reduce_rules(tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True), names)
        for sheet in sheets
    )
    return drop_unused_properties(text)
