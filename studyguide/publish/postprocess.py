"""The built site, in place: one style sheet, one script, a policy on each page, and no file that nobody asks for."""

from __future__ import annotations

import hashlib
import posixpath
import re
import shutil
from collections.abc import Sequence
from pathlib import Path

from studyguide.project import INLINE_SCRIPTS, REDIRECTS, Project, read_text
from studyguide.publish import (
    addresses,
    cards,
    feeds,
    html,
    names,
    offline,
    policy,
    purge,
    search_config,
)
from studyguide.publish import redirects as redirect_pages
from studyguide.publish.pages import SharedPage, read_pages

LATER = re.compile(r'<script type="text/later" data-src="([^"]+)">')
SOURCE_MAP = re.compile(r"\n?(?://|/\*)[#@] sourceMappingURL=\S+(?: \*/)?\s*$")
HASHED = re.compile(r"\.[0-9a-f]{8}\.(?:min\.)?\w+$")
WORKER = "assets/javascripts/search-ko.js"
FONTS = "assets/fonts"
FONT_SOURCES = "fonts"
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
            raise SiteError(f"{page}: {address} 파일이 사이트에 없습니다")
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


def write_site_files(project: Project, site: Path, pages: Sequence[SharedPage]) -> None:
    """Write what only a site with an address of its own can have."""
    for name in ("sitemap.xml", "sitemap.xml.gz"):  # the generator's own, with the time of the build
        (site / name).unlink(missing_ok=True)
    if not (address := project.site_url):
        return
    name, description = project.setting("site_name"), project.setting("site_description")
    for file, text in (
        ("sitemap.xml", feeds.sitemap(pages, address)),
        ("feed.xml", feeds.feed(pages, address, name, description)),
        ("robots.txt", feeds.robots(address)),
    ):
        (site / file).write_text(text, encoding="utf-8")
    cards.write_cards(site, pages, name, project.path(FONT_SOURCES))


def add_facts(project: Project, pages: dict[str, str], shared: Sequence[SharedPage]) -> dict[str, str]:
    """Put into the pages what a template cannot know, and pages in the place of those that went."""
    edited = {name: search_config.with_search(text, name) for name, text in pages.items()}
    if address := project.site_url:
        for page in shared:
            tags = feeds.share_tags(page, address, project.setting("site_name"))
            edited[page.path] = edited[page.path].replace("</head>", f"{tags}</head>", 1)
    edited["404.html"] = edited["404.html"].replace("</head>", '<meta name="robots" content="noindex"></head>', 1)
    return edited


def redirect(project: Project, site: Path, pages: dict[str, str]) -> dict[str, str]:
    """Let every address that was ever published lead somewhere; returns the pages with those that do it."""
    recorded = addresses.read_record(project)
    redirects = addresses.read_redirects(project.value(REDIRECTS))
    moved = addresses.resolve(recorded, addresses.read_addresses(pages), redirects).moved
    if not moved:
        return pages
    script = redirect_pages.SCRIPT.read_bytes()
    name = f"assets/javascripts/moved.{hashlib.sha256(script).hexdigest()[:8]}.js"
    (site / name).write_bytes(script)
    return redirect_pages.apply(pages, moved, name)


def postprocess(project: Project, site: Path) -> None:
    """Post-process the site in `site`, built from `project`.

    Doing it twice is an error: the pages no longer name their parts. Raises SiteError, and ValueError with a
    message for a style sheet, an inline script or a redirect that cannot be published.
    """
    paths = sorted(site.rglob("*.html"))
    pages = {
        path.relative_to(site).as_posix(): read_text(path, f"{site.name}/{path.relative_to(site)}") for path in paths
    }
    if "index.html" not in pages:
        raise SiteError(f"{site}: index.html이 없습니다. 먼저 `make site`로 만드세요")
    sheets, scripts = (
        [find(site, "index.html", address) for address in found] for found in html.links(pages["index.html"])
    )
    if len(sheets) < 2 or not scripts:
        raise SiteError(
            f"{site.name}/: 이미 다듬은 사이트이거나 이 테마로 만든 것이 아닙니다. `make site`로 다시 만드세요"
        )
    later = [find(site, "index.html", address) for address in LATER.findall(pages["index.html"])]
    own = sorted({find(site, page, address) for page, text in pages.items() for address in html.own_links(text)})
    own_scripts = [name for name in own if name.endswith(".js")]

    def read(name: str) -> str:
        return (site / name).read_text(encoding="utf-8")

    allowed = policy.read_allowed(project.text(INLINE_SCRIPTS))
    shared = read_pages(pages, project.nav, project.setting("site_name"))
    pages = add_facts(project, pages, shared)

    used = names.collect(pages.values(), map(read, [*scripts, *later, *own_scripts]))
    style = purge.purge(((name, read(name)) for name in sheets), used)
    for name in set(own) - set(own_scripts):
        (site / name).write_text(purge.whole(name, read(name), used), encoding="utf-8")
    script = "".join(map(read, scripts))  # one bundle, made and minified by frontend/build.mjs
    for name in [*sheets, *scripts]:
        (site / name).unlink()

    def write(beside: str, name: str, content: bytes) -> str:
        """Write a file whose name changes with its content, so that it may be cached for ever."""
        path = f"{posixpath.dirname(beside)}/{fingerprint(name, content)}"
        (site / path).write_bytes(content)
        return path

    # What the pages and the faces name by a fixed name. The worker's name stands in each page's configuration.
    fixed = [name for name in [*later, *own, WORKER] if not HASHED.search(name) and (site / name).is_file()]
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
        text = html.squeeze(html.unwrap_spaces(html.frame_tables(html.for_ears(text))))
        pages[page] = text
    for page, text in redirect(project, site, pages).items():
        (site / page).parent.mkdir(parents=True, exist_ok=True)
        (site / page).write_text(policy.add_policy(text, page, allowed), encoding="utf-8")
    remove_idle_files(site, "".join(pages.values()))
    write_site_files(project, site, shared)
    offline.write_service_worker(site)
