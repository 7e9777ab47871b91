"""Style sheets → one for the screen, one for paper, one for later, without the rules that nothing can meet."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from itertools import groupby
from typing import Any

import tinycss2

from studyguide.publish.names import Names

ALTERNATIVES = {"is", "where", "-webkit-any", "-moz-any"}
NESTING = {"media", "supports", "layer", "container"}
FIXED = {"dir"}
"""Attributes that only templates set: a script that mentions a value does not make it possible."""
LATE = re.compile(r"(?<!\(:)(?<!not\():hover|md-search-result|md-search__suggest|md-dialog|\.md-top")
"""Selectors that match only after the reader has touched the page."""
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
        if name in FIXED:
            return tokens[2].value in names.values[name]
        return names.has(name, tokens[2].value) if name in names.values else names.has_attribute(name)
    return names.has_attribute(name)


def can_match(selector: Sequence[Any], names: Names) -> bool:
    """Whether a selector (tokens without outer commas) could match an element; in doubt, yes."""
    previous = ""
    for token in selector:
        if not token_can_match(token, previous, names):
            return False
        previous = token.value if token.type == "literal" else ""
    return True


def token_can_match(token: Any, previous: str, names: Names) -> bool:
    """Whether this part of a selector could; `previous` is the punctuation before it."""
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


def kind(selector: str, paper: bool) -> str:
    """Which sheet a rule belongs to."""
    return "paper" if paper else "late" if LATE.search(selector) else "screen"


def sort_rules(rules: Iterable[Any], names: Names, paper: bool = False) -> dict[str, str]:
    """The rules that can match, as text for each kind of sheet."""
    sheets: dict[str, str] = defaultdict(str)
    for rule in rules:
        if rule.type == "qualified-rule":
            selectors = [squeeze(part) for part in comma_parts(rule.prelude) if can_match(part, names)]
            body = ";".join(declarations(rule.content)) if selectors else ""
            for name, group in groupby(selectors, lambda selector: kind(selector, paper)):
                if body:
                    sheets[name] += f"{','.join(group)}{{{body}}}"
        elif rule.type == "at-rule" and rule.lower_at_keyword in NESTING:
            query = squeeze(rule.prelude)
            inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
            for name, text in sort_rules(inner, names, paper or query == "print").items():
                sheets[name] += f"@{rule.at_keyword} {query}{{{text}}}"
        elif rule.type == "at-rule" and rule.lower_at_keyword != "charset":
            content = "" if rule.content is None else f"{{{squeeze(rule.content)}}}"
            fetched = rule.lower_at_keyword == "font-face" and "url(" in content
            name = "faces" if fetched else "paper" if paper or rule.lower_at_keyword == "page" else "screen"
            sheets[name] += f"@{rule.at_keyword} {squeeze(rule.prelude)}{content or ';'}"
        elif rule.type == "error":
            raise ValueError(f"line {rule.source_line}: {rule.message}")
    return sheets


def drop_unused_properties(text: str, read: set[str]) -> str:
    """Without custom properties that nothing reads: the theme defines icons of features that are off.

    >>> drop_unused_properties(":root{--a:url('x;y');--b:1}p{top:var(--b)}", {"--b"})
    ':root{--b:1}p{top:var(--b)}'
    """
    # A value may hold a data: address in quotes, with semicolons of its own.
    text = re.sub(
        r"(--[\w-]+):((?:\"[^\"]*\"|'[^']*'|\((?:\"[^\"]*\"|'[^']*'|[^()\"'])*\)|[^;{}\"'()])*)(;|(?=\}))",
        lambda match: match[0] if match[1] in read else "",
        text,
    )
    return re.sub(r"(?:(?<=[{}])|^)[^{}]+\{;*\}", "", text).replace(";}", "}")


def drop_idle_keyframes(sheets: dict[str, str]) -> dict[str, str]:
    """Without the animations that no rule in any of the sheets plays."""
    played = " ".join(re.findall(r"animation(?:-name)?:([^;}]+)", "".join(sheets.values())))
    used = set(re.findall(r"[\w-]+", played))
    frames = re.compile(r"@keyframes ([\w-]+)\{(?:[^{}]*\{[^{}]*\})*\}")
    return {name: frames.sub(lambda each: each[0] if each[1] in used else "", text) for name, text in sheets.items()}


@dataclass(frozen=True)
class Sheets:
    """What a page needs to be painted, what only paper needs, the fonts to fetch after the first paint, and
    what only a reader who touches the page needs."""

    screen: str
    paper: str
    faces: str
    late: str


def reduce(sheets: Iterable[str], names: Names) -> Sheets:
    """The sheets, in order, sorted anew. Raises ValueError with the line of what is not CSS.

    >>> from studyguide.publish.names import collect
    >>> names = collect(["<p class=a>"], [])
    >>> reduce(["p.a , p.b { color : red ; --x: 1 } /* note */ .c { top: 0 } @media print { .a { top: 0 } }"], names)
    Sheets(screen='p.a{color:red}', paper='@media print{.a{top:0}}', faces='', late='')
    """
    sorted_: dict[str, str] = defaultdict(str)
    for sheet in sheets:
        rules = tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True)
        for name, text in sort_rules(rules, names).items():
            sorted_[name] += text
    while True:
        read = set(re.findall(r"var\(\s*(--[\w-]+)", "".join(sorted_.values())))
        shorter = {name: drop_unused_properties(text, read) for name, text in sorted_.items()}
        if shorter == sorted_:  # a property may have been read by one that is gone now
            shorter = drop_idle_keyframes(shorter)
            return Sheets(*(shorter.get(field.name, "") for field in fields(Sheets)))
        sorted_ = defaultdict(str, shorter)
