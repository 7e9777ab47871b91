"""Edits of a finished page, text to text."""

from __future__ import annotations

import re

VERBATIM = re.compile(r"(<(pre|script|style|textarea)\b.*?</\2>)", re.DOTALL)
STYLESHEET = re.compile(r'<link rel="stylesheet" href="([^"]+)">\s*')
TABLE = re.compile(r'<table(?: data-stack="")?>')
PERMALINK = re.compile(r'<a class="headerlink"[^<>]*(?=>)')
ICON = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"'
"""How the theme's icons begin; figures have a class, a title and a description."""
DEFERRED = re.compile(r'<script defer src="([^"]+)"></script>\s*')
ADDRESS = re.compile(r'\b(?:src|href)="([^"]+)"')
OWN = re.compile(r"<(?:script|link)\b[^>]* data-own [^>]*>")
"""What one page has besides that which all pages share: it stays a file of its own."""


def squeeze(html: str) -> str:
    """Without the whitespace that templates leave behind; what is preformatted stays as it is.

    >>> squeeze("<p>a\\n   b</p>\\n\\n  <pre>x\\n  y</pre>")
    '<p>a\\nb</p>\\n<pre>x\\n  y</pre>'
    """
    parts = VERBATIM.split(html)
    for index in range(0, len(parts), 3):
        parts[index] = re.sub(r"\s*\n\s*|[ \t]{2,}", lambda match: "\n" if "\n" in match[0] else " ", parts[index])
    del parts[2::3]  # the names of the preformatted elements
    return "".join(parts)


def unwrap_spaces(html: str) -> str:
    """Code without the elements that Pygments puts around each space; no style sheet speaks of them.

    >>> unwrap_spaces('<span class="nt">a</span><span class="w"> </span>b')
    '<span class="nt">a</span> b'
    """
    return re.sub(r'<span class="w">([ \t\n]*)</span>', r"\1", html)


def frame_tables(html: str) -> str:
    """Each table in a frame that scrolls sideways; an empty corner is no heading of anything.

    The theme's script would do it after the first paint, and what stands below would jump.

    >>> frame_tables("<table>…</table>")
    '<div class="guide-scroll"><table>…</table></div>'
    """
    parts = VERBATIM.split(html)
    for index in range(0, len(parts), 3):
        parts[index] = TABLE.sub(r'<div class="guide-scroll">\g<0>', parts[index])
        parts[index] = parts[index].replace("</table>", "</table></div>").replace("<th></th>", "<td></td>")
    del parts[2::3]
    return "".join(parts)


def for_ears(html: str) -> str:
    """Without what a screen reader would read and nobody wants to hear: «¶» in each heading, icons beside their names.

    The addresses of sections are in the contents, which keys reach as well.

    >>> for_ears('<h2>A<a class="headerlink" href="#a" title="b">¶</a></h2>')
    '<h2>A<a class="headerlink" href="#a" title="b" aria-hidden="true" tabindex="-1">¶</a></h2>'
    >>> for_ears('<a><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"></svg>B</a>')
    '<a><svg aria-hidden="true" viewBox="0 0 24 24"></svg>B</a>'
    """
    html = PERMALINK.sub(r'\g<0> aria-hidden="true" tabindex="-1"', html)
    return html.replace(ICON, '<svg aria-hidden="true" viewBox="0 0 24 24"')


def drop_prefetch(html: str) -> str:
    """Without the links to the pages before and after, which Firefox fetches unasked and the policy refuses.

    >>> drop_prefetch('<link rel="prev" href=".."><link rel="next" href="../b/"><link rel="icon" href="a.svg">')
    '<link rel="icon" href="a.svg">'
    """
    return re.sub(r'<link rel="(?:prev|next)" href="[^"]*">\s*', "", html)


def links(html: str) -> tuple[list[str], list[str]]:
    """The page's style sheets and deferred scripts, as it addresses them."""
    return STYLESHEET.findall(html), DEFERRED.findall(html)


def own_links(html: str) -> list[str]:
    """The page's own style sheets and scripts, as it addresses them.

    >>> own_links('<script defer data-own src="../b.js" data-src="c.js"></script><script defer src="a.js"></script>')
    ['../b.js', 'c.js']
    """
    return [address for tag in OWN.findall(html) for address in ADDRESS.findall(tag)]


def replace_links(html: str, screen: str, paper: str, faces: str, script: str, late: str) -> str:
    """One style sheet for the screen, one for paper, and one script, where the first of each stood.

    The sheet with the fonts is for paper until a script says otherwise: a font that is asked for before
    the first paint takes the line from what is painted first.
    """
    sheets = (
        f'<link rel="stylesheet" href="{screen}"><link rel="stylesheet" href="{paper}" media="print">'
        f'<link rel="stylesheet" href="{faces}" media="print" id="guide-faces">'
        f'<noscript><link rel="stylesheet" href="{faces}"></noscript>'
    )
    for pattern, tag in (
        (STYLESHEET, sheets),
        (DEFERRED, f'<script defer src="{script}" data-late="{late}"></script>'),
    ):
        first = pattern.search(html)
        if first is None:
            raise ValueError(f"만들어진 페이지에 {tag}로 바꿀 것이 없습니다. overrides/와 테마의 버전을 확인하세요")
        html = html[: first.start()] + tag + pattern.sub("", html[first.start() :])
    return html
