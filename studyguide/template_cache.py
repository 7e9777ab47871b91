"""Keeps the theme's templates as they were compiled: MkDocs compiles all of them for every build."""

from __future__ import annotations

import contextlib
from importlib.metadata import version

from jinja2 import Environment, FileSystemBytecodeCache
from jinja2.bccache import Bucket

from studyguide.project import Project

FOLDER = ".cache/templates"


class TemplateCache(FileSystemBytecodeCache):
    """Jinja's own cache, which compares source and version of Python. Where the disk refuses, nothing is kept."""

    def dump_bytecode(self, bucket: Bucket) -> None:
        with contextlib.suppress(OSError):
            super().dump_bytecode(bucket)


def keep_templates(env: Environment, project: Project) -> None:
    """Let an environment take its templates from `.cache/`: those of this version of Jinja."""
    folder = project.path(FOLDER) / version("jinja2")
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
    env.bytecode_cache = TemplateCache(str(folder))
