"""MkDocs events → this package. No logic here: a generator without hooks calls the same from the shell."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort

from studyguide.check import check_project
from studyguide.generate import generate
from studyguide.problems import report


def on_pre_build(config: MkDocsConfig) -> None:
    """Stop at the first build step when the sources are wrong; then write the derived pages."""
    root = Path(config.config_file_path).parent
    if problems := check_project(root):
        raise Abort("\n" + report(problems))
    generate(root)
