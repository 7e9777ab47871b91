"""MkDocs events → this package. No logic here: a generator without hooks calls the same from the shell."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files

from studyguide.generated.pages import generate
from studyguide.labs import record
from studyguide.lint.problems import report
from studyguide.lint.project import check_project
from studyguide.project import LAB_RECORD, Project
from studyguide.publish.search_config import with_search
from studyguide.search_index.write import write_index


def project_of(config: MkDocsConfig) -> Project:
    """The project that a configuration file belongs to."""
    return Project(Path(config.config_file_path).parent)


def on_pre_build(config: MkDocsConfig) -> None:
    """Stop at the first build step when the sources are wrong."""
    if problems := check_project(project_of(config)):
        raise Abort("\n" + report(problems))


def on_files(files: Files, config: MkDocsConfig) -> None:
    """Add the generated pages. They stay in memory, so that docs/ holds what people write and nothing else."""
    for name, text in generate(project_of(config)).items():
        files.append(File.generated(config, name, content=text))


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """Let the template say on which engine a page's labs ran."""
    env.globals["lab_runs"] = record.load(project_of(config).path(LAB_RECORD))


def on_post_page(output: str, **_: object) -> str:
    """Show our search in the live server too, which post-processes nothing."""
    return with_search(output)


@event_priority(-50)  # after Material's search plugin, whose index it replaces
def on_post_build(config: MkDocsConfig) -> None:
    """Write the search index from the pages as they were built."""
    write_index(project_of(config), Path(config.site_dir))
