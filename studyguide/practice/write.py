"""The question file beside the practice page."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from studyguide.memory import Memory
from studyguide.practice.questions import build, part_of
from studyguide.project import OX, Project
from studyguide.site_model import derive

NAME = "practice/questions.js"


def read_pairs(project: Project) -> Sequence[Mapping[str, Any]]:
    """The O/X pairs; a guide may have none."""
    return project.value(OX) or () if project.path(OX).exists() else ()


def write_questions(project: Project, site: Path, memory: Memory) -> Path:
    """Write the questions of a project; returns the file.

    It is a script that calls back, not data: a page that is opened from a file may load scripts, but not data.
    """
    parts = derive("practice", part_of, project, site, memory)
    data = json.dumps(build(parts, read_pairs(project)), ensure_ascii=False, separators=(",", ":"))
    path = site / NAME
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"guidePractice({data})\n", encoding="utf-8")
    return path
