"""The built site, in place: one style sheet, one script, a policy on each page, and no file that nobody asks for."""

from __future__ import annotations

import hashlib
import posixpath
import re
import shutil
from pathlib import Path

from studyguide.publish import cards, html, names, offline, policy, purge

LATER = re.compile(r'<script type="text/later" data-src="([^"]+)">')
SOURCE_MAP = re.compile(r"\n?(?://|/\*)[#@] sourceMappingURL=\S+(?: \*/)?\s*$")
HASHED = re.compile(r"\.[0-9a-f]{8}\.(?:min\.)?\w+$")
WORKER = "assets/javascripts/search-ko.js"
FONTS = "assets/fonts"
LUNR = "assets/javascripts/lunr"
STOCK_WORKER = re.compile(r'"search": "[^"]*assets/javascripts/workers/search\.[0-9a-f]{8}\.min\.js"')
STOCK_LANGUAGES = {"lunr.ko.min.js", "lunr.multi.min.js", "lunr.stemmer.support.min.js"}


class SiteError(Exception):
    """The folder does not hold what MkDocs builds; the text says what is missing."""


def fingerprint(name: str, content: bytes) -> str:
    """Return the name of a file with the hash of its content in it.

    >>> fingerprint("a/guide.js", b"")
    'a/guide.e3b0c442.js'
    """
    stem, _, ending = name.rpartition(".")
    return f"{stem}.{hashlib.sha256(content).hexdigest()[:8]}.{ending}"


def resolve(page: str, address: str) -> str:
    """A page's relative address as a path in the site.

    >>> resolve("volumes/index.html", "../assets/a.css"), resolve("404.html", "/guide/assets/a.css")
    ('assets/a.css', 'guide/assets/a.css')
    """
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(page), address)).lstrip("/")


def find(site: Path, page: str, address: str) -> str:
    """Like `resolve`, for a file that exists; the 404 page's addresses begin with the site's own path."""
    path = resolve(page, address)
    while not (site / path).is_file():
        _, slash, path = path.partition("/")
        if not slash:
            raise SiteError(f"{page}: no file {address}")
    return path


def remove_idle_files(site: Path, used: str) -> None:
    """Source maps, figures and the languages that no search asks for; `used` is the text of all pages."""
    for path in [*site.rglob("*.map"), *(site / "assets/figures").glob("*.svg")]:
        if path.name not in used:  # figures stand in the pages themselves
            path.unlink()
    for path in [*site.rglob("*.js"), *site.rglob("*.css")]:
        text = path.read_text(encoding="utf-8")
        if (shorter := SOURCE_MAP.sub("\n", text)) != text:
            path.write_text(shorter, encoding="utf-8")
    if STOCK_WORKER.search(used):
        for path in (site / LUNR).rglob("*.js"):
            if path.name not in STOCK_LANGUAGES:
                path.unlink()
    else:
        shutil.rmtree(site / LUNR, ignore_errors=True)
        shutil.rmtree(site / "assets/javascripts/workers", ignore_errors=True)


def remove_address_files(site: Path) -> None:
    """The files that only a site with an address of its own can have."""
    (site / "sitemap.xml.gz").unlink(missing_ok=True)  # nobody names it, and it holds the time of the build
    if "<loc>http" not in (site / "sitemap.xml").read_text(encoding="utf-8"):
        for name in ("feed.xml", "robots.txt", "sitemap.xml"):
            (site / name).unlink()


def postprocess(site: Path, fonts: Path) -> None:
    """Post-process the site in `site`; `fonts` holds the faces for the sharing cards.

    Doing it twice is an error: the pages no longer name their parts.
    """
    paths = sorted(site.rglob("*.html"))
    pages = {path.relative_to(site).as_posix(): path.read_text(encoding="utf-8") for path in paths}
    if "index.html" not in pages:
        raise SiteError(f"{site}: no index.html; build the site first")
    sheets, scripts = (
        [find(site, "index.html", address) for address in found] for found in html.links(pages["index.html"])
    )
    if len(sheets) < 2 or not scripts:
        raise SiteError(f"{site}: already post-processed, or not built with this theme")
    later = [find(site, "index.html", address) for address in LATER.findall(pages["index.html"])]

    def read(name: str) -> str:
        return (site / name).read_text(encoding="utf-8")

    used = names.collect(pages.values(), map(read, [*scripts, *later]))
    style = purge.purge(((name, read(name)) for name in sheets), used)
    script = "".join(map(read, scripts))  # one bundle, made and minified by frontend/build.mjs
    for name in [*sheets, *scripts]:
        (site / name).unlink()

    def write(beside: str, name: str, content: bytes) -> str:
        """Write a file whose name changes with its content, so that it may be cached for ever."""
        path = f"{posixpath.dirname(beside)}/{fingerprint(name, content)}"
        (site / path).write_bytes(content)
        return path

    # What the pages and the faces name by a fixed name. The worker's name stands in each page's configuration.
    fixed = [name for name in [*later, WORKER] if not HASHED.search(name) and (site / name).is_file()]
    moved = {name: fingerprint(name, (site / name).read_bytes()) for name in fixed}
    faces = style.faces
    for font in sorted((site / FONTS).glob("*.woff2")):
        moved[f"{FONTS}/{font.name}"] = fingerprint(f"{FONTS}/{font.name}", font.read_bytes())
        faces = faces.replace(font.name, fingerprint(font.name, font.read_bytes()))
    for name, new in moved.items():
        (site / name).rename(site / new)

    parts = (
        write(sheets[0], "guide.css", style.screen.encode()),
        write(sheets[0], "paper.css", style.paper.encode()),
        write(sheets[0], "faces.css", faces.encode()),
        write(scripts[0], "guide.js", script.encode()),
        write(sheets[0], "late.css", style.late.encode()),
    )
    for page, text in pages.items():
        base = html.links(text)[0][0].removesuffix(sheets[0])
        text = html.drop_prefetch(html.replace_links(text, *(base + part for part in parts)))
        for name, new in moved.items():
            text = text.replace(f'{base}{name}"', f'{base}{new}"')
        text = html.squeeze(html.unwrap_spaces(html.frame_tables(text)))
        (site / page).write_text(policy.add_policy(text), encoding="utf-8")
    remove_idle_files(site, "".join(pages.values()))
    remove_address_files(site)
    cards.write_cards(site, list(pages.values()), fonts)
    offline.write_service_worker(site)
