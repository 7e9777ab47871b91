"""Checks of data/corrections.yml: what is only bookkeeping of the notes and stands on 노트 정오표 alone."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from studyguide.lint.problems import Problem
from studyguide.project import CORRECTIONS
from studyguide.source.block_base import type_id
from studyguide.source.scanner import Source
from studyguide.source.yaml_document import Document

FIELDS = ("id", "page", "items", "title", "says", "truth", "sources")


def entry_problems(entry: Any, slugs: Collection[str], references: Collection[str]) -> Iterator[tuple[str, str]]:
    """Field ("" for the whole) and message for each fault of one entry."""
    if not isinstance(entry, Mapping):
        yield "", f"항목은 `{', '.join(FIELDS)}`를 가진 목록이어야 합니다"
        return
    for name in entry:
        if name not in FIELDS:
            yield str(name), f"모르는 이름 `{name}`입니다. 쓸 수 있는 것: {', '.join(FIELDS)}"
    for name in FIELDS:
        if not isinstance(entry.get(name), str) or not entry[name].strip():
            yield name, f"`{name}`에 글을 적으세요"
            return
    try:
        type_id(entry["id"])
    except ValueError:
        yield "id", f"id `{entry['id']}`: ASCII 소문자와 숫자를 `-` 하나로 이어 적으세요"
    if entry["page"] not in slugs:
        yield "page", f"docs/{entry['page']}.md 페이지가 없습니다"
    for key in entry["sources"].split():
        if key not in references:
            yield "sources", f"출처 `{key}`가 data/sources.yml에 없습니다"


def check(document: Document, pages: Sequence[Source], references: Collection[str]) -> list[Problem]:
    """The problems of the file, with lines; an id may not stand on a page as well."""
    entries = document.value or []
    if not isinstance(entries, list):
        return [Problem(CORRECTIONS, 1, "항목의 목록이어야 합니다. 비었으면 `[]`라고 적으세요")]
    slugs = {Path(page.path).stem for page in pages}
    known = {block.option("id"): f"{page.path}:{block.line}" for page in pages for block in page.named("correction")}
    found: list[Problem] = []
    for index, entry in enumerate(entries):
        for name, message in entry_problems(entry, slugs, references):
            found.append(Problem(CORRECTIONS, document.line_of(index, name), message))
        key = entry.get("id") if isinstance(entry, Mapping) else None
        if key in known:
            found.append(
                Problem(CORRECTIONS, document.line_of(index, "id"), f"id `{key}`가 이미 {known[key]}에 있습니다")
            )
        elif key:
            known[key] = f"{CORRECTIONS}:{document.line_of(index, 'id')}"
    return found
