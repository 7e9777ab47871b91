"""The schema of a page's front matter."""

from __future__ import annotations

import datetime
import re
from typing import Any

TEXT_LIMITS = {"title": 40, "description": 160}
THEME_KEYS = {"hide", "template", "icon"}
"""Keys that belong to the theme; what they may hold is the theme's business."""
KNOWN = {*TEXT_LIMITS, "reviewed", "versions", *THEME_KEYS}


def problems(meta: dict[str, Any]) -> list[str]:
    """What is wrong, as sentences.

    `title` and `description` are required texts of limited length (they stand in
    the navigation and in search results); `reviewed` is the day on which a person
    last checked the page (YYYY-MM-DD); `versions` lists the releases that its
    statements were checked against, each with a number (`Docker Engine 29.7`).
    """
    found = [f"front matter: unknown key `{key}`" for key in meta if key not in KNOWN]
    for key, limit in TEXT_LIMITS.items():
        value = meta.get(key)
        if not isinstance(value, str) or not value.strip():
            found.append(f"front matter: `{key}` is missing")
        elif len(value) > limit:
            found.append(f"front matter: `{key}` has {len(value)} characters, more than {limit}")
    if not isinstance(meta.get("reviewed"), datetime.date):
        found.append("front matter: `reviewed` is missing or not a day (YYYY-MM-DD)")
    versions = meta.get("versions", [])
    if not isinstance(versions, list) or not all(
        isinstance(version, str) and re.search(r"\d", version) for version in versions
    ):
        found.append("front matter: `versions` is not a list of names with a number (`[Docker Engine 29.7]`)")
    return found
