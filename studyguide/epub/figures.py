"""The style of figures for readers that know neither custom properties nor the site's schemes."""

from __future__ import annotations

import re

from studyguide.book import figure

DARK = '[data-md-color-scheme="slate"]'
DARK_GROUND = "#12181f"


def styles(css: str) -> str:
    """The rules of figures.css with their colours written out, light, and dark where the reader says that it is.

    >>> css = ':root { --a: #000; } [data-md-color-scheme="slate"] { --a: #fff; } .fig .x { fill: var(--a); }'
    >>> print(styles(css).strip())
    .fig .x{fill: #000;}
    @media (prefers-color-scheme: dark){.fig{background:#12181f}.fig .x{fill: #fff;}}
    """
    light = figure.declarations(css, ":root")
    dark = light | figure.declarations(css, DARK)
    return (
        f"{written(css, light)}\n@media (prefers-color-scheme: dark)"
        f"{{.fig{{background:{DARK_GROUND}}}{written(css, dark)}}}\n"
    )


def written(css: str, colors: dict[str, str]) -> str:
    """The rules for what is in a figure, with these colours."""
    out = []
    for names, body in figure.rules(css):
        if names.startswith(".fig "):
            body = re.sub(r"var\((--[\w-]+)(?:,\s*([^()]*))?\)", lambda match: colors.get(match[1]) or match[2], body)
            out.append(f"{names}{{{body}}}")
    return "".join(out)
