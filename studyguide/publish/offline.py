"""Reading without a network: the service worker of the site, and the archive that opens from a folder."""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
from collections.abc import Iterable
from pathlib import Path

import rjsmin

WORKER = Path(__file__).with_name("worker.js")
KEPT = {".html", ".css", ".js", ".json", ".svg", ".woff2"}
NOT_KEPT = {"sw.js", "search/search_index.js"}
"""The worker does not keep itself; the index as a script is for the archive."""
ONLINE_ONLY = {"sw.js", "404.html", "feed.xml", "robots.txt", "sitemap.xml", "search/search_index.json"}
ADDRESS = re.compile(r'(?<=\s)(href|src|data-src)="(?![a-z][a-z+.-]*:|/|#)([^"#?]*)([^"]*)"')
EPOCH = (1980, 1, 1, 0, 0, 0)


def files(site: Path) -> list[Path]:
    return sorted(path for path in site.rglob("*") if path.is_file())


def service_worker(contents: dict[str, bytes]) -> str:
    """The worker that keeps these files (path → content). The same files give the same worker.

    >>> first, second = service_worker({"a.css": b"1"}), service_worker({"a.css": b"2"})
    >>> first == service_worker({"a.css": b"1"}), first == second
    (True, False)
    """
    hashes = {path: hashlib.sha256(content).hexdigest()[:8] for path, content in sorted(contents.items())}
    listing = json.dumps(hashes, separators=(",", ":"))
    version = "guide-" + hashlib.sha256(listing.encode()).hexdigest()[:8]
    text = WORKER.read_text(encoding="utf-8").replace("{{version}}", version).replace("{{files}}", listing)
    return str(rjsmin.jsmin(text))


def write_service_worker(site: Path) -> None:
    """Write `sw.js` for what lies in the site now: the last thing a build does."""
    paths = {path.relative_to(site).as_posix(): path for path in files(site) if path.suffix in KEPT}
    kept = {name: path.read_bytes() for name, path in paths.items() if name not in NOT_KEPT}
    (site / "sw.js").write_text(service_worker(kept), encoding="utf-8")


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
