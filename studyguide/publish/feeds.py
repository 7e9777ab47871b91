"""What other machines read: sitemap.xml, feed.xml and robots.txt, and how a page looks where it is shared.

All of it needs whole addresses, so a site without an address of its own has none of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from studyguide.publish.pages import SharedPage

CARDS = "assets/cards"
XML = '<?xml version="1.0" encoding="UTF-8"?>\n'


def element(name: str, text: str) -> str:
    """Write an XML element.

    >>> element("title", 'a < b & "c"')
    '<title>a &lt; b &amp; &quot;c&quot;</title>'
    """
    return f"<{name}>{escape(text)}</{name}>"


def sitemap(pages: Sequence[SharedPage], address: str) -> str:
    """Write sitemap.xml: the day of change is the day on which somebody reviewed the page.

    >>> print(sitemap([SharedPage("a/", "A", "", "2026-11-21", "")], "https://e.org/"))
    <?xml version="1.0" encoding="UTF-8"?>
    <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
      <url><loc>https://e.org/a/</loc><lastmod>2026-11-21</lastmod></url>
    </urlset>
    <BLANKLINE>
    """
    entries = (
        f"  <url>{element('loc', address + page.url)}{page.reviewed and element('lastmod', page.reviewed)}</url>\n"
        for page in pages
    )
    return f'{XML}<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{"".join(entries)}</urlset>\n'


def moment(day: str) -> str:
    """Write a day in Korea as a moment."""
    return f"{day}T00:00:00+09:00"


def feed(pages: Sequence[SharedPage], address: str, name: str, description: str) -> str:
    """Write feed.xml: the pages with a review, the one reviewed last first."""
    reviewed = sorted((page for page in pages if page.reviewed), key=lambda page: page.reviewed, reverse=True)
    link = escape(address)
    head = [
        element("title", name),
        element("subtitle", description),
        element("id", address),
        f'<link href="{link}"/>',
        f'<link rel="self" type="application/atom+xml" href="{link}feed.xml"/>',
        *([element("updated", moment(reviewed[0].reviewed))] if reviewed else []),
        f"<author>{element('name', name)}</author>",
    ]
    entries = [
        "".join(
            [
                "<entry>",
                element("title", page.title),
                element("id", address + page.url),
                f'<link href="{escape(address + page.url)}"/>',
                element("updated", moment(page.reviewed)),
                element("summary", page.description),
                "</entry>",
            ]
        )
        for page in reviewed
    ]
    lines = "".join(f"  {line}\n" for line in [*head, *entries])
    return f'{XML}<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ko">\n{lines}</feed>\n'


def robots(address: str) -> str:
    """Write robots.txt."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {address}sitemap.xml\n"


def share_tags(page: SharedPage, address: str, name: str) -> str:
    """Write the tags that tell how a page looks where somebody shares it.

    >>> page = SharedPage("", '<none> "a"', "", "", "")
    >>> '<meta property="og:title" content="&lt;none&gt; &quot;a&quot;">' in share_tags(page, "https://e.org/", "S")
    True
    """
    properties = {
        "og:type": "article" if page.url else "website",
        "og:site_name": name,
        "og:locale": "ko_KR",
        "og:title": page.title,
        "og:description": page.description,
        "og:url": address + page.url,
        "og:image": f"{address}{CARDS}/{page.card}",
        "og:image:width": "1200",
        "og:image:height": "630",
    }
    tags = [f'<meta property="{key}" content="{escape(value)}">' for key, value in properties.items()]
    tags.append('<meta name="twitter:card" content="summary_large_image">')
    upwards = "../" * page.url.count("/")
    tags.append(
        f'<link rel="alternate" type="application/atom+xml" title="{escape(name)}" href="{upwards or "./"}feed.xml">'
    )
    return "".join(tags)
