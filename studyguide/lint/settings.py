"""Checks of what a build depends on besides the pages: settings of mkdocs.yml, and the machine it runs on."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from studyguide.lint.links import hint
from studyguide.lint.messages import say
from studyguide.lint.problems import Problem, problem
from studyguide.project import CONFIG, DOCS, Project, site_address
from studyguide.source.yaml_document import Document

NEEDED = ("studyguide.source.blocks", "studyguide.labs.extension")
"""Extensions without which questions and labs would come out as they are typed."""
FIXED = {"docs_dir": DOCS, "site_dir": "site"}
"""Settings that others rely on."""


def languages() -> set[str]:
    """The languages that the theme speaks."""
    import material

    folder = Path(material.__file__).parent / "templates/partials/languages"
    return {path.stem for path in folder.glob("*.html")}


def extensions(config: Mapping[str, Any]) -> set[str]:
    """The names of the Markdown extensions, whether they have options or not."""
    value = config.get("markdown_extensions") or ()
    names = [next(iter(each), "") if isinstance(each, dict) else each for each in value]
    return {str(name) for name in names}


def check(project: Project, document: Document) -> Iterator[tuple[int, str]]:
    """Line and message of each setting that would break the build, or pages, later on."""
    config = document.value if isinstance(document.value, dict) else {}
    for name, wanted in FIXED.items():
        if config.get(name, wanted) != wanted:
            yield document.line_of(name), say("setting-fixed", name=name, wanted=wanted)
    if config and (missing := [name for name in NEEDED if name not in extensions(config)]):
        yield document.line_of("markdown_extensions"), say("setting-extension", name=missing[0])
    for key in ("extra_css", "extra_javascript"):
        for index, path in enumerate(config.get(key) or ()):
            if isinstance(path, str) and "//" not in path and not project.path(f"{DOCS}/{path}").is_file():
                yield document.line_of(key, index), say("data-file", path=f"{DOCS}/{path}")
    theme = config.get("theme")
    language = theme.get("language") if isinstance(theme, dict) else None
    # The usual one needs no look at the theme.
    if language not in (None, "ko") and language not in (known := languages()):
        message = say("setting-language", value=language, hint=hint(str(language), known))
        yield document.line_of("theme", "language"), message


def check_machine(project: Project, site: Path) -> list[Problem]:
    """What of the machine would stop a build halfway."""
    found: list[Problem] = []
    if site.exists() and not site.is_dir():
        found.append(problem(site.name, 0, "site-file"))
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "0")
    if not epoch.isdigit():
        found.append(problem("SOURCE_DATE_EPOCH", 0, "epoch", value=epoch))
    try:
        site_address(os.environ.get("SITE_URL", ""))
    except ValueError as error:
        found.append(Problem(CONFIG, 0, str(error)))
    return found
