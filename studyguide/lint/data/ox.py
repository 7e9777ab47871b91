"""Rules of data/ox.yml: a false sentence and its true twin, alike but for what is asked.

Whether something other than knowledge tells O from X over all pairs, `tests/test_ox.py` measures.
"""

from __future__ import annotations

import difflib
import re

from studyguide.lint.data.base import Found, Known, page_problem, prose, twice
from studyguide.lint.messages import say
from studyguide.source.yaml_document import Document

LONGER = 1.35
"""How many times as long as its twin a sentence may be: of two sentences the longer one is often the true one."""
ALIKE = 0.5
"""How much of two twins is the same, at least: what differs besides the fact gives it away."""
ABSOLUTE = re.compile(r"(?<![가-힣])(?:항상|늘|언제나|모든|모두|절대|반드시|무조건|전혀|완전히)(?![가-힣])")
"""Words that make a sentence false in every test at school; both twins have one, or none has."""


def words_only(text: str) -> str:
    """A sentence without the marks around its code: readers do not see them."""
    return text.replace("`", "")


def twin_problem(true: str, false: str) -> tuple[str, str] | None:
    """What is wrong with two twins, as (field, message): the first fault alone, the others mostly follow from it."""
    one, other = words_only(true), words_only(false)
    if one == other:
        return "false", say("ox-same")
    short, long = sorted((len(one), len(other)))
    if long > LONGER * short:
        return "false", say("ox-length", longer=long, shorter=short)
    if difflib.SequenceMatcher(None, one, other, autojunk=False).ratio() < ALIKE:
        return "false", say("ox-far")
    for name, text, twin in (("true", one, other), ("false", other, one)):
        if (found := ABSOLUTE.search(text)) and not ABSOLUTE.search(twin):
            return name, say("ox-absolute", name=name, word=found[0])
    return None


def ox(document: Document, known: Known) -> Found:
    """Ids and sentences are there once, what explains a pair exists, and twins are twins."""
    pairs = document.value or ()
    yield from twice(document, ((index, "id") for index in range(len(pairs))))
    first: dict[str, int] = {}
    for index, pair in enumerate(pairs):
        page = f"{pair['page']}.md"
        for key, place in (("page", page), ("anchor", f"{page}#{pair['anchor']}")):
            if message := page_problem(known, place):
                yield document.line_of(index, key), message
                break
        if found := twin_problem(pair["true"], pair["false"]):
            yield document.line_of(index, found[0]), found[1]
        for name in ("true", "false"):
            line = document.line_of(index, name)
            before = first.setdefault(words_only(pair[name]), line)
            if before not in (line, document.line_of(index, "true")):
                yield line, say("ox-twice", name=name, line=before)
    yield from prose(document, ("true", "false", "why"), known)
