"""Which classes, ids, elements and attributes a style sheet can still meet: those of the pages and of the scripts."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser

WORD = re.compile(r"-?[A-Za-z_][\w-]*")
PROPERTY = re.compile(r"--[\w-]+")
DATASET = re.compile(r"\bdataset\.([A-Za-z]\w*)")
"""How a script names an attribute: `dataset.oneWord` is `data-one-word`."""

FEATURES_OFF = (
    "md-annotation", "md-banner", "md-clipboard", "md-code", "md-consent", "md-feedback", "md-post", "md-progress",
    "md-source__fact", "md-status", "md-tabs", "md-tag", "md-tooltip", "md-version", "md-mermaid", "mermaid", "tabbed",
)  # fmt: skip
"""Components that the theme's bundle can make and that no feature in mkdocs.yml asks for (Material 9.8.2)."""


@dataclass
class Names:
    """Names in use. `scripted` are words of the scripts: any of them may become a class, an id or an attribute.

    `properties` are the custom properties that scripts and style attributes mention.
    """

    tags: set[str] = field(default_factory=set)
    values: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    scripted: set[str] = field(default_factory=set)
    properties: set[str] = field(default_factory=set)

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
    >>> collect([], ["root.dataset.someChoice='x'"]).has_attribute("data-some-choice")
    True
    """
    names = Names()
    for page in pages:
        root = LexborHTMLParser(page).root
        for node in root.traverse() if root else ():
            names.tags.add((node.tag or "").lower())
            for attribute, value in node.attributes.items():
                text = value or ""
                names.values[attribute.lower()].update(text.split() if attribute == "class" else [text])
    for script in scripts:
        names.scripted.update(word for word in WORD.findall(script) if not word.startswith(FEATURES_OFF))
        names.scripted.update(
            "data-" + re.sub("[A-Z]", lambda match: f"-{match[0].lower()}", name) for name in DATASET.findall(script)
        )
        found = PROPERTY.findall(script)
        names.properties.update(name for name in found if not name.removeprefix("--").startswith(FEATURES_OFF))
    return names
