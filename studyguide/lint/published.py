"""Whether every address that was ever published still leads somewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from studyguide.lint.links import Page
from studyguide.lint.problems import Problem, problem
from studyguide.navigation import url_of
from studyguide.project import ADDRESSES, DOCS, REDIRECTS, Project
from studyguide.publish.addresses import read_record, read_redirects, resolve


def lost(project: Project, pages: Mapping[str, Page]) -> Iterator[Problem]:
    """The addresses that lead nowhere. `pages`: all there are, by file name. Of a page that is gone only its own."""
    if not project.path(ADDRESSES).exists():
        return
    homes = {url_of(name): f"{DOCS}/{name}" for name in pages}
    present = {*homes, *(f"{url_of(name)}#{anchor}" for name, page in pages.items() for anchor in page.ids)}
    redirects = read_redirects(project.value(REDIRECTS) if project.path(REDIRECTS).exists() else None)
    for address in resolve(read_record(project), present, redirects).lost:
        home, _, anchor = address.partition("#")
        if not anchor:
            yield problem(REDIRECTS, 0, "address-page", address=address)
        elif home in homes:
            made = not project.path(homes[home]).exists()
            yield problem(REDIRECTS if made else homes[home], 0, "address-lost", address=address)
