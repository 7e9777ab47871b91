"""The live server goes on when a build fails: the author reads why, mends it, and the pages are there meanwhile."""

from __future__ import annotations

import contextlib
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from jinja2 import TemplateError
from mkdocs.exceptions import MkDocsException

from studyguide import template_errors
from studyguide.lint.problems import report
from studyguide.lint.project import check_project
from studyguide.lint.settings import setting_problems
from studyguide.project import Project


def reason(error: Exception, root: Path) -> str:
    """Why a build failed, as `check` says it; what MkDocs says where we have no words for it."""
    project = Project(root)
    if isinstance(error, TemplateError):
        return template_errors.told(error, root)
    if isinstance(error, MkDocsException) and str(error).strip():
        said = report(setting_problems(project))
        return said or str(error).strip()
    return report(check_project(project)) or str(error)


@contextlib.contextmanager
def put_back(site: Path) -> Iterator[None]:
    """Let a site be built anew; where that fails, the one from before is there again.

    MkDocs clears the folder first, and some mistakes show only in the HTML.
    """
    before = site.with_name(f"{site.name}.before")
    site.rename(before)
    site.mkdir()
    try:
        yield
    except BaseException:
        shutil.rmtree(site)
        before.rename(site)
        raise
    shutil.rmtree(before)


def keep_serving(build: Callable[[], object], root: Path, site: Path) -> Callable[[], None]:
    """The same build, which tells of its failure instead of raising.

    MkDocs answers nobody until a build succeeds: one typing error and the browser waits for ever. What is served until
    the mistake is mended is what was there before.
    """

    def run() -> None:
        try:
            with put_back(site):
                build()
        except (MkDocsException, TemplateError, OSError, ValueError) as error:
            print(f"\n{reason(error, root)}\n\n고칠 때까지 앞의 페이지를 보여 줍니다.", file=sys.stderr, flush=True)

    return run
