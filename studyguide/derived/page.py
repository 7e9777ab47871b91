"""What derived pages share."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

REVIEWED = "2026-11-21"
"""The day on which the forms of the derived pages were last looked at."""


def compose(title: str, description: str, parts: Iterable[str]) -> str:
    """A Markdown page with front matter."""
    head = "\n".join(
        ("---", f"title: {json.dumps(title, ensure_ascii=False)}",
         f"description: {json.dumps(description, ensure_ascii=False)}", f"reviewed: {REVIEWED}", "---")
    )  # fmt: skip
    return head + "\n\n" + "\n\n".join(part for part in parts if part) + "\n"


def link_to(path: str, anchor: str = "") -> str:
    """The link from a derived page (they stand at the top of docs/) to a place on another."""
    return path.removeprefix("docs/") + (f"#{anchor}" if anchor else "")


def rebase(markdown: str, path: str) -> str:
    """Text of another page, its links to itself made to work here."""
    return re.sub(r"\]\(#", f"]({link_to(path)}#", markdown)
