"""Rules of the data that pages are made of: glossary, commands, errors, paths, corrections."""

from __future__ import annotations

import datetime

from studyguide.lint.data.base import Found, Known, page_problem, prose, source_problems, twice
from studyguide.lint.links import hint
from studyguide.lint.messages import say
from studyguide.project import CORRECTIONS
from studyguide.source.phrases import ALSO, counted
from studyguide.source.yaml_document import Document


def glossary(document: Document, known: Known) -> Found:
    """Terms and aliases are there once; pages exist."""
    terms = document.value
    names: dict[str, int] = {}
    for index, term in enumerate(terms):
        line = document.line_of(index, "ko")
        if (name := term["ko"].casefold()) in names:
            yield line, say("data-term-twice", value=term["ko"], line=document.line_of(names[name], "ko"))
        names.setdefault(name, index)
        if message := page_problem(known, f"{term['page']}.md"):
            yield document.line_of(index, "page"), message
    # `ENV` of a Dockerfile and `env` are two words.
    taken = {term["ko"]: index for index, term in enumerate(terms)}
    for index, term in enumerate(terms):
        for at, alias in enumerate(term.get("aliases", ())):
            owner = taken.setdefault(alias, index)
            if owner != index or alias == term["ko"]:
                line = document.line_of(owner, "ko")
                message = say("data-alias-twice", value=alias, line=line, term=terms[owner]["ko"])
                yield document.line_of(index, "aliases", at), message
    yield from prose(document, ("ko", "en", "definition"), known)


def commands(document: Document, known: Known) -> Found:
    """Groups and commands are there once; every command is explained somewhere."""
    groups = document.value
    yield from twice(document, ((index, "id") for index in range(len(groups))))
    places = [(index, "commands", at) for index, group in enumerate(groups) for at, _ in enumerate(group["commands"])]
    yield from twice(document, ((*place, "run") for place in places), "data-command-twice")
    yield from twice(document, ((*place, "id") for place in places))
    for index, key, at in places:
        try:
            counted(groups[index][key][at].get("also"), 1, ALSO[1])
        except ValueError as error:
            yield document.line_of(index, key, at, "also"), f"`also`: {error}"
        if message := page_problem(known, groups[index][key][at]["page"]):
            yield document.line_of(index, key, at, "page"), message
    yield from prose(document, ("title", "does", "note"), known)


def changelog(document: Document, known: Known) -> Found:
    """Editions count down; what was mended is told somewhere."""
    today = datetime.datetime.now(datetime.UTC).date() + datetime.timedelta(days=1)
    numbers = [entry["edition"] for entry in document.value]
    for index, entry in enumerate(document.value):
        if index and numbers[index] >= numbers[index - 1]:
            yield document.line_of(index, "edition"), say("edition-order", number=numbers[index])
        if datetime.date.fromisoformat(str(entry["date"])) > today:
            yield document.line_of(index, "date"), say("value-future", name="date", value=entry["date"])
        for at, each in enumerate(entry.get("mended", ())):
            if message := page_problem(known, each["page"]):
                yield document.line_of(index, "mended", at, "page"), message
    yield from prose(document, ("intro", "new", "was", "now"), known)


def index(document: Document, known: Known) -> Found:
    """Sections that explain a word of the book's index are there."""
    for name, place in document.value.get("homes", {}).items():
        if message := page_problem(known, place):
            yield document.line_of("homes", name), message
    for name, other in document.value.get("see", {}).items():
        if name == other:
            yield document.line_of("see", name), say("data-see-self", name=name)


def errors(document: Document, known: Known) -> Found:
    """Groups and messages are there once; each is explained somewhere and comes from somewhere."""
    groups = document.value
    yield from twice(document, ((index, "id") for index in range(len(groups))))
    places = [(index, "errors", at) for index, group in enumerate(groups) for at, _ in enumerate(group["errors"])]
    names = dict(twice(document, ((*place, "id") for place in places)))
    yield from names.items()
    copied = {place for place in places if document.line_of(*place, "id") in names}
    # Of an entry that was copied whole it is enough to hear that its id is there.
    yield from twice(document, ((*place, "message") for place in places if place not in copied), "data-message-twice")
    for index, key, at in places:
        entry = groups[index][key][at]
        if wrong := page_problem(known, entry["page"]):
            yield document.line_of(index, key, at, "page"), wrong
        for message in source_problems(known, entry["source"]):
            yield document.line_of(index, key, at, "source"), message
        if entry["message"] in entry["also"]:
            yield document.line_of(index, key, at, "also"), say("data-also-message")
    yield from prose(document, ("title", "lead", "cause", "remedy", "versions"), known)


def paths(document: Document, known: Known) -> Found:
    """Steps and what they name; a path has a page of its own."""
    yield from twice(document, ((index, "slug") for index in range(len(document.value))))
    questions = known.questions
    for index, path in enumerate(document.value):
        yield from twice(document, ((index, "steps", at, "id") for at in range(len(path["steps"]))))
        listed: set[str] = set()
        sure = True
        for at, step in enumerate(path["steps"]):
            for kind in ("read", "do"):
                for number, place in enumerate(step.get(kind, ())):
                    page, sign, anchor = place.partition("#")
                    listed.add(f"{page}.md")
                    if message := page_problem(known, f"{page}.md{sign}{anchor}"):
                        sure = sure and f"{page}.md" in known.site.pages
                        yield document.line_of(index, "steps", at, kind, number), message
            for number, name in enumerate(step.get("answer", ())):
                line = document.line_of(index, "steps", at, "answer", number)
                if name not in questions:
                    if not known.blurred:
                        yield line, say("data-question", name=name, hint=hint(name, questions))
                elif (page := questions[name]) not in listed and sure:
                    # Who is asked what no page of the path explains, is promised too much.
                    yield line, say("data-question-unread", name=name, page=page)
    yield from prose(document, ("title", "description", "intro", "text", "close"), known)


def corrections(document: Document, known: Known) -> Found:
    """Ids are there once, here and on the pages; what an entry names exists."""
    places = dict(known.corrections)
    for index, entry in enumerate(document.value):
        line = document.line_of(index, "id")
        if entry["id"] in places:
            yield line, say("data-id-place", value=entry["id"], place=places[entry["id"]])
        places.setdefault(entry["id"], f"{CORRECTIONS}:{line}")
        if message := page_problem(known, f"{entry['page']}.md"):
            yield document.line_of(index, "page"), message
        for message in source_problems(known, entry["sources"]):
            yield document.line_of(index, "sources"), message
    yield from prose(document, ("title", "says", "truth"), known)
