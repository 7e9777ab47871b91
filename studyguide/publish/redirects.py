"""Old addresses in a site without a server: a page for each page that went, and a list where only an id did."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Mapping
from html import escape
from pathlib import Path

SCRIPT = Path(__file__).with_name("moved.js")
STUB = """<!doctype html>
<html lang="ko">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex">
<title>옮긴 페이지</title>
<link rel="canonical" href="{href}">
<noscript><meta http-equiv="refresh" content="0; url={href}index.html"></noscript>
</head>
<body>
<h1>옮긴 페이지입니다</h1>
<p><a href="{href}">새 주소로 가기</a></p>
{links}
</body>
</html>
"""


def relative(page: str, target: str) -> str:
    """Write an address as a page names it.

    >>> relative("old/", "new/#a"), relative("old/", ""), relative("", "new/"), relative("a/b/", "a/c/")
    ('../new/#a', '../', 'new/', '../c/')
    """
    path, sign, anchor = target.partition("#")
    way = posixpath.relpath(path or ".", page or ".")
    return ("./" if way == "." else f"{way}/") + sign + anchor


def links(page: str, entries: Mapping[str, str], script: str) -> str:
    """Write what moved.js reads: id → address, and the script itself."""
    items = "".join(
        f'<a data-id="{escape(anchor)}" href="{escape(relative(page, target))}"></a>'
        for anchor, target in sorted(entries.items())
    )
    source = posixpath.relpath(script, page or ".")
    return f'<div id="guide-moved" hidden>{items}</div><script defer src="{source}"></script>'


def apply(pages: dict[str, str], moved: Mapping[str, str], script: str) -> dict[str, str]:
    """Return the pages with what moved from each, and a page in the place of each that went.

    `script` is where moved.js lies in the site.

    >>> pages = apply({"a/index.html": "<body>A</body>"}, {"a/#q": "b/#q", "old/": "a/"}, "m.js")
    >>> sorted(pages)
    ['a/index.html', 'old/index.html']
    >>> '<a data-id="q" href="../b/#q"></a></div><script defer src="../m.js">' in pages["a/index.html"]
    True
    """
    from_page: dict[str, dict[str, str]] = defaultdict(dict)
    for old, new in moved.items():
        page, _, anchor = old.partition("#")
        from_page[page][anchor] = new
    result = dict(pages)
    for page, entries in from_page.items():
        name = f"{page}index.html"
        extra = links(page, entries, script)
        if name in pages:
            head, end, tail = pages[name].rpartition("</body>")
            result[name] = head + extra + end + tail
        elif "" in entries:
            result[name] = STUB.format(href=escape(relative(page, entries[""])), links=extra)
    return result
