"""Reading without a network: the service worker of the site, and the archive that opens from a folder."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import zipfile
from collections.abc import Iterable
from pathlib import Path

WORKER = Path(__file__).with_name("service-worker.js")
"""Made from frontend/service-worker/ by `make frontend`."""
HASH_IN_NAME = re.compile(r"\.[0-9a-f]{8}\.((?:min\.)?(?:css|js|woff2)\b)")
SHELL = {".css", ".js", ".woff2"}
SEARCH_DATA = ("search/search_index.json", "search/search_text.json")
DATA = ("practice/questions.js", *SEARCH_DATA)
"""Fetched when it is needed, kept from then on, and with all else when a reader asks for it."""
UNLISTED = {"sw.js", "search/search_index.js"}
"""The worker does not answer for itself; the index as a script is for the archive."""
ONLINE_ONLY = {"sw.js", "404.html", "feed.xml", "robots.txt", "sitemap.xml", *SEARCH_DATA}
ADDRESS = re.compile(r'(?<=\s)(href|src|data-src)="(?![a-z][a-z+.-]*:|/|#)([^"#?]*)([^"]*)"')
EPOCH = (1980, 1, 1, 0, 0, 0)


def files(site: Path) -> list[Path]:
    return sorted(path for path in site.rglob("*") if path.is_file())


def short_hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:8]


def page_hash(html: str) -> str:
    """The hash of a page's content: the names of its styles and scripts change with each release.

    >>> page_hash("<a.0123abcd.css>") == page_hash("<a.89abcdef.css>") != page_hash("<b.0123abcd.css>")
    True
    """
    return short_hash(HASH_IN_NAME.sub(r".\1", html).encode())


def release(contents: dict[str, bytes]) -> dict[str, object]:
    """What frontend/service-worker/release.js says of a release, for these files (path → content).

    >>> release({"index.html": b"x", "a/index.html": b"y", "a.0123abcd.js": b"z", "b.pdf": b""})["others"]
    ['b.pdf']
    """
    listed = {name: content for name, content in sorted(contents.items()) if name not in UNLISTED}
    shell = [name for name in listed if Path(name).suffix in SHELL and HASH_IN_NAME.search(name)]
    pages = {name for name in listed if name == "index.html" or name.endswith("/index.html")}
    saved = [content for name, content in listed.items() if name in pages or name in DATA]
    parts: dict[str, object] = {
        "shell": shell,
        "pages": {name.removesuffix("index.html"): page_hash(listed[name].decode()) for name in sorted(pages)},
        "data": {name: short_hash(listed[name]) for name in DATA if name in listed},
        "others": [name for name in listed if name not in {*shell, *pages, *DATA, "404.html"}],
        "size": sum(len(gzip.compress(content, mtime=0)) for content in saved),
    }
    return {"id": short_hash(json.dumps(parts).encode()), **parts}


def service_worker(contents: dict[str, bytes]) -> str:
    """The worker for these files. The same files give the same worker.

    >>> first, second = service_worker({"a.0123abcd.css": b""}), service_worker({"a.89abcdef.css": b""})
    >>> first == service_worker({"a.0123abcd.css": b""}), first == second
    (True, False)
    """
    listing = json.dumps(release(contents), ensure_ascii=False, separators=(",", ":"))
    return f"self.GUIDE_RELEASE={listing};\n{WORKER.read_text(encoding='utf-8')}"


def write_service_worker(site: Path) -> None:
    """Write `sw.js` for what lies in the site now: the last thing a build does."""
    contents = {path.relative_to(site).as_posix(): path.read_bytes() for path in files(site)}
    (site / "sw.js").write_text(service_worker(contents), encoding="utf-8")


def to_file(address: str) -> str:
    """A folder's address as its file, because a folder that is opened from a disk shows a listing.

    >>> [to_file(address) for address in ("../volumes/", "..", ".", "", "book/a.pdf")]
    ['../volumes/index.html', '../index.html', './index.html', '', 'book/a.pdf']
    """
    if address in (".", "..") or address.endswith("/.."):
        address += "/"
    return address + "index.html" if address.endswith("/") else address


def for_files(html: str) -> str:
    """A page whose links work from a disk.

    >>> for_files('<a href="../volumes/#try">x</a> <a href="https://docs.docker.com/">y</a>')
    '<a href="../volumes/index.html#try">x</a> <a href="https://docs.docker.com/">y</a>'
    """
    return ADDRESS.sub(lambda match: f'{match[1]}="{to_file(match[2])}{match[3]}"', html)


def write_archive(site: Path, target: Path, name: str, skipped: Iterable[str] = ("assets/cards/",)) -> None:
    """The finished site as one zip with a single folder `name`: the same site gives the same bytes."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in files(site):
            inside = path.relative_to(site).as_posix()
            if inside in ONLINE_ONLY or inside.startswith(tuple(skipped)):
                continue
            content = path.read_bytes()
            if path.suffix == ".html":
                content = for_files(content.decode()).encode()
            entry = zipfile.ZipInfo(f"{name}/{inside}", EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content, compresslevel=9)
