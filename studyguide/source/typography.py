"""Markdown extension: short code stays on one line and with its particle, a long path breaks after its slashes.

CSS alone cannot keep `--ipv6` together: a hyphen is a place to break, and
`nowrap` on all code would push long commands off a phone's screen.
"""

from __future__ import annotations

import html
import re
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor

LONGEST = 22
"""Characters that still fit beside a few words on 360 px."""
BREAK_AFTER = re.compile(r"(?<=[\w}][/=,_])(?=\w)|(?<=[a-z]\.)(?=[a-z])")
"""Where a long path or name may go on in the next line: never inside a word."""
INLINE_CODE = re.compile(r"<code>([^<\n]+)</code>")
"""A code block ends with a line break; inline code has none."""
JOINED_CODE = re.compile(r'<code(?: class="([^"]*)")?>((?:[^<\n]|<wbr>)+)</code>(?=[가-힣])')


def keep_short_code(text: str) -> str:
    """Mark inline code of at most `LONGEST` characters with the class `nowrap`.

    >>> keep_short_code("<code>-v</code> <code>docker run --rm -it busybox sh</code>")
    '<code class="nowrap">-v</code> <code>docker run --rm -it busybox sh</code>'
    >>> keep_short_code("<code>/var/lib/postgresql/data</code>")
    '<code>/var/<wbr>lib/<wbr>postgresql/<wbr>data</code>'
    """

    def mark(match: re.Match[str]) -> str:
        short = len(html.unescape(match[1])) <= LONGEST
        if short:
            return f'<code class="nowrap">{match[1]}</code>'
        return f"<code>{BREAK_AFTER.sub('<wbr>', match[1])}</code>"

    return INLINE_CODE.sub(mark, text)


def join_particles(text: str) -> str:
    """Mark inline code that Hangul follows: the style sheet keeps a particle on its line.

    Browsers break after `/`, `:` or `]`, and no style of the code alone forbids it.

    >>> join_particles('<code class="nowrap">build:</code>가 <code>a</code> 나')
    '<code class="nowrap joined">build:</code>가 <code>a</code> 나'
    """
    return JOINED_CODE.sub(
        lambda match: f'<code class="{" ".join(filter(None, [match[1], "joined"]))}">{match[2]}</code>', text
    )


class KeepShortCode(Postprocessor):
    """Works on the finished HTML: before that, code may still be a placeholder."""

    def run(self, text: str) -> str:
        return join_particles(keep_short_code(text))


class TypographyExtension(Extension):
    """Registered last of all postprocessors."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the library's name)
        md.postprocessors.register(KeepShortCode(md), "keep_short_code", -10)


def makeExtension(**options: Any) -> TypographyExtension:  # noqa: N802 (the name Python-Markdown looks for)
    """Entry point of Python-Markdown."""
    return TypographyExtension(**options)
