"""Checks of what a build depends on besides the pages: settings of mkdocs.yml, and the machine it runs on."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

from markdown import Markdown

from studyguide.lint import schema
from studyguide.lint.links import hint
from studyguide.lint.messages import say
from studyguide.lint.problems import Problem, problem
from studyguide.lint.text import read
from studyguide.project import CONFIG, DOCS, Project, site_address
from studyguide.source.yaml_document import Document, PythonName, YamlError

NEEDED = (
    "studyguide.source.blocks", "studyguide.labs.extension", "attr_list", "admonition", "footnotes", "md_in_html",
    "tables", "toc", "pymdownx.superfences",
)  # fmt: skip
"""Extensions without which pages would come out as they are typed."""
BUILT_IN = ("abbr", "def_list", "smarty", "meta", "sane_lists", "nl2br", "codehilite", "fenced_code", "extra")
FIXED = {"docs_dir": DOCS, "site_dir": "site"}
"""Settings that others rely on."""
HOOKS = "studyguide/mkdocs_hooks.py"


def theme_folder() -> Path:
    """Where the theme's templates are."""
    import material

    return Path(material.__file__).parent / "templates"


def languages() -> set[str]:
    """The languages that the theme speaks."""
    return {path.stem for path in (theme_folder() / "partials/languages").glob("*.html")}


def extensions(config: Mapping[str, Any]) -> list[str]:
    """The names of the Markdown extensions, whether they have options or not."""
    value = config.get("markdown_extensions") or ()
    return [str(next(iter(each), "") if isinstance(each, dict) else each) for each in value]


def is_extension(name: str) -> bool:
    """Whether Markdown will find an extension of this name."""
    from importlib.util import find_spec

    known = name in NEEDED or name in BUILT_IN
    try:
        return known or bool(find_spec(name) or find_spec(f"markdown.extensions.{name}"))
    except (ImportError, ValueError):
        return False


def extension_problems(document: Document) -> Iterator[tuple[int, str]]:
    """Extensions that are missing, there twice, or unknown."""
    names = extensions(document.value)
    for index, name in enumerate(names):
        line = document.line_of("markdown_extensions", index)
        if name in names[:index]:
            yield line, say("setting-twice", name=name)
        elif not is_extension(name):
            yield line, say("setting-unknown", name=name, hint=hint(name, [*NEEDED, *BUILT_IN]))
            return  # it may be the one that is missed
    if missing := [name for name in NEEDED if name not in names]:
        yield document.line_of("markdown_extensions"), say("setting-extension", name=missing[0])


def option_problems(document: Document) -> Iterator[tuple[int, str]]:
    """Options of extensions that they do not know or cannot use, and functions that are not there."""
    for index, each in enumerate(document.value.get("markdown_extensions") or ()):
        for name, options in each.items() if isinstance(each, dict) else ():
            at = ("markdown_extensions", index, str(name))
            if options is not None and not isinstance(options, dict):
                yield document.line_of(*at), say("setting-options", name=name)
                continue
            known = Markdown().build_extension(str(name), {}).config
            for key, value in (options or {}).items():
                if key not in known:
                    yield document.line_of(*at, key), say("setting-option", name=name, key=key, hint=hint(key, known))
                elif isinstance(value, PythonName):
                    if not is_function(value):
                        yield document.line_of(*at, key), say("setting-function", name=value)
                elif not is_usable(str(name), key, value):
                    yield document.line_of(*at, key), say("setting-value", name=name, key=key, value=value)


def is_usable(extension: str, key: str, value: object) -> bool:
    """Whether an extension takes a value for one of its options."""
    try:
        Markdown(extensions=[extension], extension_configs={extension: {key: value}}).convert("# 글 *글* `글`")
    except Exception:  # whatever an extension does with what it cannot use
        return False
    return True


def is_function(name: str) -> bool:
    """Whether MkDocs will find what `!!python/name:` names; it may only be in packages that are ours or of Markdown."""
    module, _, function = name.rpartition(".")
    if module.partition(".")[0] not in ("material", "pymdownx", "markdown", "studyguide"):
        return False
    try:
        return hasattr(import_module(module), function)
    except ImportError:
        return False


def path_problems(project: Project, document: Document) -> Iterator[tuple[int, str]]:
    """Files and folders that are named and not there."""
    config, theme = document.value, document.value.get("theme") or {}
    for key in ("extra_css", "extra_javascript"):
        for index, path in enumerate(config.get(key) or ()):
            if not os.path.isfile(project.path(f"{DOCS}/{path}")):
                yield document.line_of(key, index), say("data-file", path=f"{DOCS}/{path}")
    for key in ("favicon", "logo"):
        if theme.get(key) and not os.path.isfile(project.path(f"{DOCS}/{theme[key]}")):
            yield document.line_of("theme", key), say("data-file", path=f"{DOCS}/{theme[key]}")
    for key in ("hooks", "watch"):
        for index, path in enumerate(config.get(key) or ()):
            if not os.path.exists(project.path(path)):
                yield document.line_of(key, index), say("data-file", path=path)
    if (folder := theme.get("custom_dir")) and not os.path.isdir(project.path(folder)):
        yield document.line_of("theme", "custom_dir"), say("setting-folder", path=folder)


def in_theme(project: Project, theme: Mapping[str, Any], name: str) -> bool:
    """Whether the theme, or what the project puts over it, has a template."""
    folders = [theme_folder(), *([project.path(theme["custom_dir"])] if theme.get("custom_dir") else [])]
    return any(os.path.isfile(folder / name) for folder in folders)


def is_feature(name: str) -> bool:
    """Whether the theme knows a feature: a template or its script names it."""
    if not name.isascii():
        return False
    files = [*theme_folder().rglob("*.html"), *theme_folder().glob("assets/javascripts/bundle.*.js")]
    return any(f'"{name}"' in path.read_text(encoding="utf-8") for path in files)


USUAL = ("navigation.footer", "navigation.indexes", "navigation.sections", "navigation.top", "toc.follow")
"""Features that need no look at the theme."""


def theme_problems(project: Project, document: Document) -> Iterator[tuple[int, str]]:
    """Languages, icons, templates and features that the theme does not have."""
    theme: Mapping[str, Any] = document.value.get("theme") or {}
    language = theme.get("language")
    if language not in (None, "ko") and language not in (known := languages()):
        message = say("setting-language", value=language, hint=hint(str(language).lower(), known))
        yield document.line_of("theme", "language"), message
    for index, name in enumerate(theme.get("static_templates") or ()):
        if not in_theme(project, theme, name):
            yield document.line_of("theme", "static_templates", index), say("setting-template", name=name)
    for key, name in (theme.get("icon") or {}).items():
        if isinstance(name, str) and not in_theme(project, theme, f".icons/{name}.svg"):
            yield document.line_of("theme", "icon", key), say("setting-icon", name=name)
    for index, name in enumerate(theme.get("features") or ()):
        if name not in USUAL and not is_feature(name):
            line = document.line_of("theme", "features", index)
            yield line, say("setting-feature", name=name, hint=hint(name, USUAL))


def required_problems(project: Project, document: Document) -> Iterator[tuple[int, str]]:
    """Settings without which the build would make another site than ours."""
    config = document.value
    for name, wanted in FIXED.items():
        if config.get(name, wanted) != wanted:
            yield document.line_of(name), say("setting-fixed", name=name, wanted=wanted)
    if "theme" not in config:
        yield document.line_of("theme"), say("setting-theme")
    names = [next(iter(each), "") if isinstance(each, dict) else each for each in config.get("plugins", ["search"])]
    if "search" not in names:
        yield document.line_of("plugins"), say("setting-search")
    if project.path(HOOKS).exists() and HOOKS not in (config.get("hooks") or ()):
        yield document.line_of("hooks"), say("setting-hooks", path=HOOKS)


def check(project: Project, document: Document) -> list[tuple[int, str]]:
    """Line and message of each setting that would break the build, or pages, later on."""
    if not isinstance(document.value, dict) or not document.value:
        return []  # the check of the `nav` names that
    twice = {(line, key) for line, key, _ in document.repeated}
    form = [each for each in schema.check(document, "mkdocs") if each[0] not in {line for line, _ in twice}]
    if form or twice:
        return form
    found = list(required_problems(project, document))
    found += path_problems(project, document)
    found += theme_problems(project, document)
    unknown = list(extension_problems(document))
    found += unknown or option_problems(document)
    return found


def command_problems() -> list[Problem]:
    """What is wrong with the settings of the MkDocs command that runs: it would say so itself, without a line."""
    import click

    context = click.get_current_context(silent=True)
    file = context.params.get("config_file") if context else None
    place = Path(str(getattr(file, "name", file) or CONFIG)).resolve()
    if not context or place.name != CONFIG or not place.exists():
        return []
    return setting_problems(Project(place.parent))


def setting_problems(project: Project) -> list[Problem]:
    """Everything wrong with mkdocs.yml but its `nav`."""
    text, found = read(project.path(CONFIG), CONFIG)
    if text is None or found:
        return found
    try:
        document = project.document(CONFIG)
    except YamlError as error:
        return [Problem(CONFIG, error.line, str(error))]
    found = [problem(CONFIG, line, "key-twice", key=key, line=first) for line, key, first in document.repeated]
    return found + [Problem(CONFIG, *each) for each in check(project, document)]


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
