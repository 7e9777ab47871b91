"""MkDocs events → this package. No logic here: a generator without hooks calls the same from the shell."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from studyguide.generated.pages import all_pages, generate
from studyguide.lint.problems import Problem, report
from studyguide.lint.project import check_project
from studyguide.lint.remembered import fingerprint, is_clean, remember
from studyguide.lint.rendered import compare_all
from studyguide.lint.settings import check_machine, command_problems
from studyguide.memory import FOLDER, Memory
from studyguide.practice.write import write_questions
from studyguide.project import DOCS, Project
from studyguide.publish.search_config import with_search
from studyguide.render_cache import RenderCache
from studyguide.search_index.write import write_index
from studyguide.serving import keep_serving
from studyguide.template_cache import keep_templates


def project_of(config: MkDocsConfig) -> Project:
    """The project that a configuration file belongs to."""
    return Project(Path(config.config_file_path).parent)


def stop(problems: list[Problem]) -> None:
    """Abort the build with one message for each problem."""
    if problems:
        raise Abort("\n" + report(problems))


def on_pre_build(config: MkDocsConfig) -> None:
    """Stop at the first build step when the sources are wrong."""
    project = project_of(config)
    stop(check_machine(project, Path(config.site_dir)))
    state = fingerprint(project)  # before they are looked at: what is edited meanwhile is looked at next time
    if not is_clean(project, state):
        stop(check_project(project))
        remember(project, state)


def on_serve(server: LiveReloadServer, config: MkDocsConfig, **_: object) -> LiveReloadServer:
    """Go on serving when a page is wrong."""
    server.builder = keep_serving(server.builder, project_of(config).root, Path(server.root))
    return server


def on_files(files: Files, config: MkDocsConfig) -> None:
    """Add the generated pages. They stay in memory, so that docs/ holds what people write and nothing else."""
    for name, text in generate(project_of(config)).items():
        files.append(File.generated(config, name, content=text))


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> None:
    """Let pages that did not change keep their HTML."""
    cache = RenderCache(project_of(config), config, files)
    for page in nav.pages:
        cache.put_on(page)


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """Compare each page with its source."""
    project = project_of(config)
    keep_templates(env, project)
    sources = {source.path: source for source in all_pages(project)}
    pages = [(sources[f"{DOCS}/{file.src_uri}"], file.page) for file in files.documentation_pages()]
    stop(compare_all(project, [(source, page.content) for source, page in pages if page and page.content]))


@event_priority(50)  # before Material's search plugin
def on_page_context(context: TemplateContext, page: Page, config: MkDocsConfig, nav: Navigation) -> TemplateContext:
    """Keep a page out of the index of Material's plugin: it costs a fifth of the build, and ours replaces it."""
    page.meta["search"] = {"exclude": True}
    return context


def on_post_page(output: str, **_: object) -> str:
    """Show our search in the live server too, which post-processes nothing."""
    return with_search(output)


@event_priority(-50)  # after Material's search plugin, whose index it replaces
def on_post_build(config: MkDocsConfig) -> None:
    """Write the search index and the questions to rehearse from the pages as they were built."""
    project, site = project_of(config), Path(config.site_dir)
    memory = Memory(project.path(f"{FOLDER}/built.json"))
    write_index(project, site, memory)
    write_questions(project, site, memory)
    memory.save()


# MkDocs reads its settings before it calls anybody. That it loads this file is the first we hear of them.
stop(command_problems())
