"""What is wrong with a template of overrides/, in the one shape of all messages: file, line, what to do."""

from __future__ import annotations

import traceback
from pathlib import Path

from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError

from studyguide.lint.problems import problem


def place_of(error: TemplateError) -> tuple[str, int]:
    """File and line: of what cannot be parsed, or where the innermost template was when it failed."""
    if isinstance(error, TemplateSyntaxError):
        return error.filename or error.name or "overrides", error.lineno
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(".html")]
    return (frames[-1].filename, frames[-1].lineno or 0) if frames else ("overrides", 0)


def told(error: TemplateError, root: Path) -> str:
    """The message for a template that Jinja cannot use."""
    file, line = place_of(error)
    path = Path(file).resolve()
    shown = path.relative_to(root).as_posix() if path.is_relative_to(root) else file
    if isinstance(error, TemplateNotFound):
        return str(problem(shown, line, "template-missing", name=error.name))
    return str(problem(shown, line, "template", error=error.message or type(error).__name__))
