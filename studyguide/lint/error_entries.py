"""Checks of data/errors.yml, the dictionary of error messages."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from studyguide.generated.errors import phrasings
from studyguide.lint.problems import Problem
from studyguide.project import ERRORS
from studyguide.source.block_base import type_id
from studyguide.source.phrases import SEPARATOR
from studyguide.source.scanner import Source
from studyguide.source.yaml_document import Document

GROUP_FIELDS = ("title", "id", "lead", "errors")
GROUPS = ("install", "pull-push", "build", "run", "mount", "network", "compose", "app", "disk")
REQUIRED = ("id", "message", "also", "cause", "look", "remedy", "page", "source", "checked")
OPTIONAL = ("versions", "at")
CHECKED = ("run", "source", "report")
MOST_PHRASINGS = 4
PREFIXES = {"question": "q-", "correction": "c-"}


def anchors_of(page: Source) -> set[str]:
    """The places of a hand-written page that a link may name."""
    blocks = {prefix + block.option("id") for kind, prefix in PREFIXES.items() for block in page.named(kind)}
    return blocks | {heading.id for heading in page.headings if heading.id}


def texts(entry: Mapping[str, Any], names: Sequence[str], optional: Sequence[str]) -> Iterator[tuple[str, str]]:
    """What is wrong with the names of an entry and the kind of their values."""
    for name in entry:
        if name not in (*names, *optional):
            yield str(name), f"모르는 이름 `{name}`입니다. 쓸 수 있는 것: {', '.join((*names, *optional))}"
    for name in (*names, *(name for name in optional if name in entry)):
        if name not in ("also", "errors") and (not isinstance(entry.get(name), str) or not entry[name].strip()):
            yield name, f"`{name}`에 글을 적으세요"


def wrong_id(value: str) -> str:
    """What is wrong with an id ("" for nothing)."""
    try:
        type_id(value)
    except ValueError:
        return f"id `{value}`: ASCII 소문자와 숫자를 `-` 하나로 이어 적으세요"
    return ""


def entry_problems(
    entry: Mapping[str, Any], anchors: Mapping[str, Collection[str]], references: Collection[str]
) -> Iterator[tuple[str, str]]:
    """Field ("" for the whole) and message for each fault of one message."""
    if found := list(texts(entry, REQUIRED, OPTIONAL)):
        yield from found
        return
    if message := wrong_id(entry["id"]):
        yield "id", message
    also = entry["also"]
    if not isinstance(also, list) or not all(isinstance(text, str) and text.strip() for text in also):
        yield "also", "`also`에 다른 문구를 목록으로 적으세요 (`: `이 든 문구는 작은따옴표로 감쌉니다)"
    else:
        count = len(phrasings(entry))
        if not 1 <= count <= MOST_PHRASINGS:
            yield "also", f"독자가 한국어로 하는 말이 {count}개입니다. 1~{MOST_PHRASINGS}개를 적으세요"
        for text in also:
            if SEPARATOR in text:
                yield "also", f"«{text}»: ` · `가 든 문구는 두 줄로 나누세요"
        if len(set(also)) < len(also) or entry["message"] in also:
            yield "also", "같은 문구를 두 번 적었습니다"
    slug, _, anchor = entry["page"].partition("#")
    if slug not in anchors:
        yield "page", f"docs/{slug} 페이지가 없습니다"
    elif anchor and anchor not in anchors[slug]:
        yield "page", f"docs/{slug}에 `#{anchor}`가 없습니다"
    for key in entry["source"].split():
        if key not in references:
            yield "source", f"출처 `{key}`가 data/sources.yml에 없습니다"
    if entry["checked"] not in CHECKED:
        yield "checked", f"`checked`는 {', '.join(CHECKED)} 가운데 하나입니다"
    elif entry["checked"] != "run" and "at" not in entry:
        yield "checked", "실행하지 않았으면 확인한 파일이나 이슈를 `at`에 적으세요"


def check(document: Document, pages: Sequence[Source], references: Collection[str]) -> list[Problem]:
    """The problems of the file, with lines."""
    groups = document.value
    if not isinstance(groups, list) or not all(isinstance(group, Mapping) for group in groups):
        return [Problem(ERRORS, 1, f"묶음({', '.join(GROUP_FIELDS)})의 목록이어야 합니다")]
    anchors = {Path(page.path).name: anchors_of(page) for page in pages}
    found: list[Problem] = []
    first: dict[str, int] = {}

    def add(message: str, *location: str | int) -> None:
        found.append(Problem(ERRORS, document.line_of(*location), message))

    for at, group in enumerate(groups):
        for name, message in texts(group, GROUP_FIELDS, ()):
            add(message, at, name)
        if group.get("id") not in GROUPS:
            add(f"묶음의 id는 {', '.join(GROUPS)} 가운데 하나입니다", at, "id")
        errors = group.get("errors")
        if not isinstance(errors, list) or not errors or not all(isinstance(entry, Mapping) for entry in errors):
            add(f"`errors`에 메시지({', '.join(REQUIRED)})를 목록으로 적으세요", at, "errors")
            continue
        for number, entry in enumerate(errors):
            place = (at, "errors", number)
            for name, message in entry_problems(entry, anchors, references):
                add(message, *place, name)
            for name in ("id", "message"):
                value = f"{name} {entry.get(name)}"
                if value in first:
                    add(f"같은 {name}가 {first[value]}번째 줄에 있습니다", *place, name)
                first.setdefault(value, document.line_of(*place, name))
    found += [
        Problem(ERRORS, line, f"`{key}`를 두 번 적었습니다({before}번째 줄)") for line, key, before in document.repeated
    ]
    return found


def sources_of(document: Document) -> set[str]:
    """The sources that the file names; the file may be malformed."""
    return {
        key
        for group in document.value or ()
        if isinstance(group, Mapping)
        for entry in group.get("errors") or ()
        if isinstance(entry, Mapping)
        for key in str(entry.get("source", "")).split()
    }
