"""Checks of data/concept-map.yml: every topic page stands on the map once, and the figures are what it makes."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator, Mapping

from studyguide.generated import map_figure
from studyguide.lint.messages import say
from studyguide.lint.problems import Problem, problem
from studyguide.project import CONCEPT_MAP, FIGURES, Project
from studyguide.source.concept_map import ConceptMap, read
from studyguide.source.yaml_document import Document

HOME = "index"


def page_problems(document: Document, topics: Collection[str], unsure: Collection[str]) -> Iterator[tuple[int, str]]:
    """Pages that are named twice or are none, and those that are missing. `unsure`: pages of which not all is known."""
    first: dict[str, int] = {}
    meant: set[str] = set()
    for row, concepts in enumerate(document.value["rows"]):
        for column, concept in enumerate(concepts):
            for slug in concept["pages"]:
                line = document.line_of("rows", row, column, "pages", slug)
                if slug in first:
                    yield line, say("map-twice", page=slug, line=first[slug])
                first.setdefault(slug, line)
                if slug not in topics and slug not in unsure:
                    near = difflib.get_close_matches(slug, topics, 1)
                    meant.update(near)
                    yield line, say("map-page", page=slug, hint=say("key-near", near=near[0]) if near else "").rstrip()
    for slug in topics:
        if slug not in first and slug not in meant:
            yield document.line_of("rows"), say("map-missing", page=slug)


def shape_problems(document: Document, drawn: ConceptMap) -> Iterator[tuple[int, str]]:
    """Words that are there twice or do not fit, arrows that lead nowhere or too far."""
    first: dict[str, int] = {}
    for row, concepts in enumerate(drawn.rows):
        for column, concept in enumerate(concepts):
            line = document.line_of("rows", row, column, "id")
            if concept.id in first:
                yield line, say("data-id-twice", value=concept.id, line=first[concept.id])
            first.setdefault(concept.id, line)
    for concept, text in map_figure.too_wide(drawn):
        row, column = drawn.place(concept.id)
        yield document.line_of("rows", row, column), say("map-wide", text=text)
    for index, arrow in enumerate(drawn.arrows):
        line = document.line_of("links", index)
        if unknown := [name for name in (arrow.start, arrow.end) if name not in first]:
            yield line, say("map-word", name=unknown[0])
            continue
        (row, column), (other_row, other_column) = drawn.place(arrow.start), drawn.place(arrow.end)
        if abs(row - other_row) != 1 and (row != other_row or abs(column - other_column) != 1):
            yield line, say("map-far", start=arrow.start, end=arrow.end)


def figure_problems(project: Project, made: Mapping[str, str]) -> Iterator[Problem]:
    """The first figure that is not what the data makes: one command draws them all."""
    for name, text in made.items():
        path = project.path(f"{FIGURES}/{name}.svg")
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            yield problem(f"{FIGURES}/{name}.svg", 0, "map-stale")
            return


def check(project: Project, document: Document, topics: Collection[str], unsure: Collection[str]) -> list[Problem]:
    """Everything wrong with the map. `topics`: the slugs of the topic pages in reading order."""
    found = [Problem(CONCEPT_MAP, line, message) for line, message in page_problems(document, topics, unsure)]
    drawn = read(document.value)
    found += [Problem(CONCEPT_MAP, line, message) for line, message in shape_problems(document, drawn)]
    return found or list(figure_problems(project, map_figure.figures(drawn)))
