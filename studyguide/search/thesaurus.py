"""glossary.yml and words.yml → what the worker knows about words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from studyguide.pages import url_of

WORDS = Path(__file__).with_name("words.yml")


def term_names(term: Mapping[str, Any]) -> list[str]:
    """Korean, English, then the aliases, none twice.

    >>> term_names({"ko": "볼륨", "en": "volume", "aliases": ["volumn", "볼륨"]})
    ['볼륨', 'volume', 'volumn']
    """
    return list(dict.fromkeys([str(term["ko"]), str(term["en"]), *map(str, term.get("aliases") or ())]))


def thesaurus(terms: Sequence[Mapping[str, Any]], words: Sequence[Sequence[Any]]) -> dict[str, Any]:
    """`glossary`: [address of the page, Korean, English, …aliases] of each term; `words`: the groups."""
    return {
        "glossary": [[url_of(f"{term['page']}.md"), *term_names(term)] for term in terms],
        "words": [[str(word) for word in group] for group in words],
    }


def read(root: Path) -> dict[str, Any]:
    """The thesaurus of the project in `root`."""
    terms = yaml.safe_load((root / "glossary.yml").read_text(encoding="utf-8"))
    return thesaurus(terms, yaml.safe_load(WORDS.read_text(encoding="utf-8")))
