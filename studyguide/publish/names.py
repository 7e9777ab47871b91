"""Which classes, ids, elements and attributes a style sheet can still meet: those of the pages and of the scripts."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

TAG = re.compile(r"<([a-zA-Z][\w-]*)((?:\s+[^\s=>\"'/]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s>\"']+))?)*)\s*/?>")
ATTRIBUTE = re.compile(r"([^\s=>\"'/]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>\"']+)))?")
WORD = re.compile(r"-?[A-Za-z_][\w-]*")

FEATURES_OFF = (
    "md-annotation", "md-banner", "md-clipboard", "md-code", "md-consent", "md-feedback", "md-post", "md-progress",
    "md-source__fact", "md-status", "md-tabs", "md-tag", "md-tooltip", "md-version", "mermaid", "tabbed",
)  # fmt: skip
"""Components that the theme's bundle can make and that no feature in mkdocs.yml asks for (Material 9.8.1)."""


@dataclass
class Names:
    """Names in use. `scripted` are words of the scripts: any of them may become a class, an id or an attribute."""

    tags: set[str] = field(default_factory=set)
    values: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    scripted: set[str] = field(default_factory=set)

    def has(self, attribute: str, value: str) -> bool:
        """Whether some element has, or a script may give it, this class, id or other attribute value."""
        return value in self.values[attribute] or value in self.scripted

    def has_attribute(self, attribute: str) -> bool:
        return attribute in self.values or attribute in self.scripted

    def has_tag(self, tag: str) -> bool:
        return tag in self.tags or tag in self.scripted


def collect(pages: Iterable[str], scripts: Iterable[str]) -> Names:
    """The names of the pages' HTML and of the scripts' texts.

    >>> names = collect(['<p class="a b" dir=ltr>x</p>'], ["e.classList.add('md-dialog--active','md-version')"])
    >>> names.has("class", "b"), names.has("dir", "rtl"), names.has("class", "md-dialog--active")
    (True, False, True)
    >>> names.has("class", "md-version")
    False
    """
    names = Names()
    seen: set[str] = set()
    for page in pages:
        for match in TAG.finditer(page):
            if match[0] in seen:
                continue
            seen.add(match[0])
            names.tags.add(match[1].lower())
            for attribute, *values in ATTRIBUTE.findall(match[2]):
                value = next(filter(None, values), "")
                names.values[attribute].update(value.split() if attribute == "class" else [value])
    for script in scripts:
        names.scripted.update(word for word in WORD.findall(script) if not word.startswith(FEATURES_OFF))
    return names
