"""What generated pages share."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterable

from studyguide.source.scanner import Source


def reviewed(pages: Iterable[Source]) -> datetime.date:
    """The latest day on which a person checked one of the pages; a generated page is as new as what it is made from."""
    days = [page.meta.get("reviewed") for page in pages if isinstance(page.meta, dict)]
    return max((day for day in days if isinstance(day, datetime.date)), default=datetime.date(1970, 1, 1))


def compose(
    title: str, description: str, parts: Iterable[str], date: datetime.date, settings: Iterable[str] = ()
) -> str:
    """A Markdown page with front matter; `settings` are more lines of it, for the generator."""
    head = "\n".join(
        ("---", f"title: {json.dumps(title, ensure_ascii=False)}",
         f"description: {json.dumps(description, ensure_ascii=False)}", f"reviewed: {date.isoformat()}",
         *settings, "---")
    )  # fmt: skip
    return head + "\n\n" + "\n\n".join(part for part in parts if part) + "\n"


def link_to(path: str, anchor: str = "") -> str:
    """The link from a generated page (they stand at the top of docs/) to a place on another.

    >>> link_to("docs/volumes.md", "q-a"), link_to("docs/두 단어.md")
    ('volumes.md#q-a', '<두 단어.md>')
    """
    target = path.removeprefix("docs/") + (f"#{anchor}" if anchor else "")
    return f"<{target}>" if re.search(r"[\s()]", target) else target


def link(text: str, target: str) -> str:
    """A link in Markdown, whatever brackets its words and its address have.

    >>> link("[1] 문서", "https://e.org/a_(b)")
    '[\\\\[1\\\\] 문서](https://e.org/a_%28b%29)'
    """
    words = re.sub(r"([\[\]])", r"\\\1", text)
    return f"[{words}]({target.replace('(', '%28').replace(')', '%29')})"


def rebase(markdown: str, path: str) -> str:
    """Text of another page, its links to itself made to work here."""
    return re.sub(r"\]\(#", f"]({link_to(path)}#", markdown)
