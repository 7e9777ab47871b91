"""MkDocs events → this package. No logic here: a generator without hooks calls the same from the shell."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files

from studyguide.check import check_project
from studyguide.generate import generate
from studyguide.labs import record
from studyguide.problems import report
from studyguide.search.write import write_index


def on_pre_build(config: MkDocsConfig) -> None:
    """Stop at the first build step when the sources are wrong; then write the derived pages."""
    root = Path(config.config_file_path).parent
    if problems := check_project(root):
        raise Abort("\n" + report(problems))
    generate(root)


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """Let the template say on which engine a page's labs ran."""
    env.globals["lab_runs"] = record.load(Path(config.config_file_path).parent / "labs.yml")


@event_priority(-50)  # after Material's search plugin, whose index it replaces
def on_post_build(config: MkDocsConfig) -> None:
    """Write the search index from the pages as they were built."""
    write_index(Path(config.config_file_path).parent, Path(config.site_dir))
