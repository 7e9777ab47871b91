"""Which pages nobody has reviewed for a year: a report, not an error, since time alone must not turn a build red."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from studyguide.source.scanner import Source

YEAR = datetime.timedelta(days=365)


def outdated_pages(pages: Iterable[Source], today: datetime.date | None = None) -> list[tuple[str, datetime.date]]:
    """Path and last review of the pages whose review is more than a year ago, the oldest first."""
    today = today or datetime.datetime.now(datetime.UTC).date()
    days = [(page.path, page.meta.get("reviewed")) for page in pages if isinstance(page.meta, dict)]
    old = [(path, day) for path, day in days if type(day) is datetime.date and today - day > YEAR]
    return sorted(old, key=lambda each: (each[1], each[0]))
