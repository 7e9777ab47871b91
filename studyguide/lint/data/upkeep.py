"""Rules of the data that checks, search, publishing and labs read."""

from __future__ import annotations

import contextlib
import datetime
import fnmatch
import os
import re
from collections.abc import Mapping
from typing import Any

from studyguide.labs import transcript
from studyguide.labs.known import first_line
from studyguide.lint.blocks import TAG
from studyguide.lint.characters import PICTURE
from studyguide.lint.data.base import Found, Known, source_problems, twice
from studyguide.lint.messages import say
from studyguide.lint.register import files
from studyguide.navigation import url_of
from studyguide.project import CONFIG, Project
from studyguide.source.scanner import Source
from studyguide.source.yaml_document import Document

MARKS = re.compile(rf"\*\*|{PICTURE.pattern}")
"""What a title shows as it is typed, or the book has no letter for."""


def sources(document: Document, known: Known) -> Found:
    """An address has one name."""
    first: dict[str, str] = {}
    for name, entry in document.value.items():
        if (url := entry["url"].rstrip("/")) in first:
            line = document.line_of(first[url])
            yield document.line_of(name, "url"), say("data-url-twice", line=line, name=first[url])
        first.setdefault(url, name)
        if match := TAG.search(str(entry["title"])):
            yield document.line_of(name, "title"), say("value-html", name="title", found=match[0])
        elif match := MARKS.search(str(entry["title"])):
            yield document.line_of(name, "title"), say("value-marks", name="title", found=match[0])


def labs(document: Document, known: Known) -> Found:
    """Runs are of pages that exist, and of days that were."""
    today = datetime.datetime.now(datetime.UTC).date() + datetime.timedelta(days=1)
    for slug, run in (document.value or {}).items():
        if f"{slug}.md" not in known.site.pages and f"{slug}.md" not in known.site.blurred:
            yield document.line_of(slug), say("records-page", page=slug)
        if datetime.date.fromisoformat(str(run["date"])) > today:
            yield document.line_of(slug, "date"), say("value-future", name="date", value=run["date"])


def commands_of(page: Source) -> set[str]:
    """The first lines of the commands that a page's sessions show."""
    found: set[str] = set()
    for fence in page.fences:
        if fence.language == "console" and fence.content and fence.content[0].startswith(transcript.PROMPT):
            with contextlib.suppress(transcript.PromptError):  # told on its page
                found |= {first_line(command.text) for command in transcript.parse("\n".join(fence.content))}
    return found


def labs_known(document: Document, known: Known) -> Found:
    """Differences are of commands that the pages show."""
    for index, entry in enumerate(document.value or ()):
        name = f"{entry['page']}.md"
        if name not in known.site.pages:
            yield document.line_of(index, "page"), say("data-page", page=name)
        elif name in known.pages and entry["command"] not in commands_of(known.pages[name]):
            yield document.line_of(index, "command"), say("data-lab-command", command=entry["command"], page=name)
        for message in source_problems(known, entry["source"]):
            yield document.line_of(index, "source"), message
        day = entry["seen"].partition(", ")[2]
        try:
            datetime.date.fromisoformat(day)
        except ValueError:
            yield document.line_of(index, "seen"), say("value-date", name="`seen`", value=day)


def old_forms(document: Document, known: Known) -> Found:
    """Forms are there once, and narrow enough to be looked for."""
    yield from twice(document, ((index, "id") for index in range(len(document.value))))
    for index, entry in enumerate(document.value):
        if re.compile(entry["form"]).search(""):
            yield document.line_of(index, "form"), say("data-pattern-empty", name="form")
        for message in source_problems(known, entry["source"]):
            yield document.line_of(index, "source"), message


def register(document: Document, known: Known) -> Found:
    """Words are there once and narrow enough; files that are named are there."""
    root = known.site.root
    names = files(Project(root), bundles=True)
    for index, pattern in enumerate(document.value["strict"]):
        # Without mkdocs.yml nothing works, and that is told; so are data that are gone, and links that lead nowhere.
        named = pattern.startswith("data/") and not re.search(r"[*?\[]", pattern)
        if pattern == CONFIG or named or os.path.islink(root / pattern):
            continue
        if not fnmatch.filter(names, pattern):
            yield document.line_of("strict", index), say("data-glob-empty", value=pattern)
    entries = document.value["words"]
    yield from twice(document, (("words", index, "find") for index in range(len(entries))), "data-pattern-twice")
    for index, entry in enumerate(entries):
        if re.compile(entry["find"]).search(""):
            yield document.line_of("words", index, "find"), say("data-pattern-empty", name="find")
        for at, exemption in enumerate(entry.get("except", ())):
            if (name := exemption.get("in")) and not os.path.isfile(root / name):
                yield document.line_of("words", index, "except", at, "in"), say("data-file", path=name)


def redirects(document: Document, known: Known) -> Found:
    """An old address is gone, and a new one is there and does not lead on."""
    entries: Mapping[str, Mapping[str, str]] = document.value or {}
    names = {url_of(name): name for name in (*known.site.pages, *known.site.blurred)}

    def exists(address: str) -> bool | None:
        page, _, anchor = address.partition("#")
        name = names.get(page)
        if name is None or not anchor:
            return name is not None
        return None if name in known.site.blurred else anchor in known.site.pages[name].ids

    olds: dict[str, Any] = {**(entries.get("pages") or {}), **(entries.get("anchors") or {})}
    told: set[str] = set()
    for kind in ("pages", "anchors"):
        for old, new in (entries.get(kind) or {}).items():
            if exists(old):
                yield document.line_of(kind, old), say("data-moved-there", value=old)
            elif new == old:
                yield document.line_of(kind, old), say("data-moved-lost", value=new)
            elif new in olds:
                told.add(old)
                if new in told:
                    continue  # each leads to the other: one of them is to be mended
                yield document.line_of(kind, old), say("data-moved-on", value=new)
            elif exists(new) is False:
                yield document.line_of(kind, old), say("data-moved-lost", value=new)
