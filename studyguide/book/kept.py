"""A whole book that was made before: everything it is made from is in its plan and in the programs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from selectolax.lexbor import LexborNode

from studyguide.book import downloads
from studyguide.book.plan import Plan
from studyguide.book.store import Store, key
from studyguide.book.typeset import Pdf, programs

PACKAGE = Path(__file__).parent.parent


def facts(value: Any) -> Iterator[str]:
    """Everything that a plan says, piece by piece. Raises TypeError for what has no plain form."""
    if is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield field.name
            yield from facts(getattr(value, field.name))
    elif isinstance(value, LexborNode):
        yield downloads.ROOM.sub("", value.html or "")  # what a build writes there is no input of the next
    elif isinstance(value, tuple | list):
        yield str(len(value))
        for item in value:
            yield from facts(item)
    elif isinstance(value, Mapping):
        yield from facts(tuple(value.items()))
    elif value is None or isinstance(value, str | int | float | datetime):
        yield repr(value)
    else:
        raise TypeError(f"{type(value).__name__}: a plan is made of plain values, so that it can be compared")


def plan_key(plan: Plan, fonts: Path) -> str:
    """A hash of all that the book is made from: the plan and the programs, this package among them."""
    code = [path.read_bytes() for path in sorted(PACKAGE.rglob("*")) if path.suffix in (".py", ".typ", ".css")]
    return key(programs(fonts), *code, *facts(plan))


def keep_book(store: Store, name: str, pdfs: Mapping[str, Pdf]) -> None:
    """Keep which PDFs a plan gave. (Each is kept already, under a hash of its content.)"""
    names = {file: (key(pdf.content), pdf.pages) for file, pdf in pdfs.items()}
    store.put(name, json.dumps(names).encode())


def kept_book(store: Store, name: str) -> dict[str, Pdf] | None:
    """The PDFs of a plan, if all of them are still there."""
    listing = store.get(name)
    pdfs = {}
    for file, (content_name, pages) in (json.loads(listing) if listing else {}).items():
        if (content := store.get(content_name)) is None:
            return None
        pdfs[file] = Pdf(content, pages)
    return pdfs or None
