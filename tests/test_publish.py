"""The finished site: weight, policy, and what it tells other machines."""

from __future__ import annotations

import gzip
import os
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as etree
from html import unescape
from pathlib import Path

import pytest

from studyguide.publish import policy, postprocess
from tests.conftest import PAGES, ROOT, html_file, parsed

FIRST_VISIT = 60_000
"""Bytes of gzip for a first visit without fonts."""
FONTS = 180_000
ADDRESS = "https://example.org/guide/"


def packed(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 9))


def local(site: Path, page: str, selector: str, attribute: str) -> list[Path]:
    """The files of the site that elements of a page name."""
    found = [node.attributes.get(attribute) or "" for node in parsed(html_file(site, page)).css(selector)]
    assert all(found)
    return [(html_file(site, page).parent / address).resolve() for address in found if not address.startswith("data:")]


@pytest.mark.parametrize("page", PAGES)
def test_a_first_visit_is_light(site: Path, page: str) -> None:
    files = [
        html_file(site, page),
        *local(site, page, "link[rel=stylesheet], link[rel=icon]", "href"),
        *local(site, page, "script[src], img[src]", "src"),
    ]
    assert sum(map(packed, files)) <= FIRST_VISIT, {file.name: packed(file) for file in files}


def test_the_fonts_are_light_and_never_preloaded(site: Path) -> None:
    fonts = list(site.rglob("*.woff2"))
    assert fonts
    assert sum(font.stat().st_size for font in fonts) <= FONTS
    assert parsed(html_file(site, "index")).css_first("link[rel=preload]") is None


def test_nothing_is_published_that_nobody_asks_for(site: Path) -> None:
    assert [path.name for path in site.rglob("*.map")] == []
    assert [path.name for path in site.rglob("lunr*")] == []
    text = "".join(path.read_text(encoding="utf-8") for path in [*site.rglob("*.js"), *site.rglob("*.css")])
    assert "sourceMappingURL" not in text


@pytest.mark.parametrize("page", PAGES)
def test_the_policy_allows_what_the_page_has_and_no_more(site: Path, page: str) -> None:
    html = html_file(site, page).read_text(encoding="utf-8")
    meta = parsed(html_file(site, page)).css_first("meta[http-equiv='Content-Security-Policy']")
    assert meta is not None
    allowed = unescape(meta.attributes["content"] or "")
    assert "unsafe" not in allowed
    assert "http" not in allowed
    wanted = {policy.source_hash(script) for script in policy.inline_scripts(html)}
    assert set(re.findall(r"'sha256-[^']+'", allowed)) == wanted
    assert re.findall(r"<[^>]+\s(?:on\w+|style)=[\"'][^>]*>", html) == []
    assert "javascript:" not in html


def test_post_processing_twice_or_nothing_says_what_is_wrong(site: Path, tmp_path: Path) -> None:
    with pytest.raises(postprocess.SiteError, match="already post-processed"):
        postprocess.postprocess(site, ROOT / "fonts")
    with pytest.raises(postprocess.SiteError, match=r"no index\.html"):
        postprocess.postprocess(tmp_path, ROOT / "fonts")


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as the workflow builds it: with an address of its own. (PDFs are another test's.)"""
    target = tmp_path_factory.mktemp("published") / "site"
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--clean", "--site-dir", str(target)]
    environment = os.environ | {"SITE_URL": ADDRESS, "NO_MKDOCS_2_WARNING": "1"}
    subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
    postprocess.postprocess(target, ROOT / "fonts")
    return target


def test_a_site_without_address_has_no_files_that_need_one(site: Path) -> None:
    assert [name for name in ("feed.xml", "robots.txt", "sitemap.xml", "assets/cards") if (site / name).exists()] == []


@pytest.mark.parametrize("page", PAGES)
def test_every_page_can_be_shared(published: Path, page: str) -> None:
    tree = parsed(html_file(published, page))
    meta = {node.attributes["property"]: node.attributes["content"] for node in tree.css("meta[property]")}
    canonical = tree.css_first("link[rel=canonical]")
    assert canonical is not None
    assert meta["og:url"] == canonical.attributes["href"] == ADDRESS + ("" if page == "index" else f"{page}/")
    assert meta["og:title"]
    assert meta["og:description"]
    card = published / (meta["og:image"] or "").removeprefix(ADDRESS)
    png = card.read_bytes()
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    assert (int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")) == (1200, 630)
    assert len(png) < 100_000


def test_sitemap_feed_and_robots_name_every_page(published: Path) -> None:
    addresses = {ADDRESS + ("" if page == "index" else f"{page}/") for page in PAGES}
    sitemap = etree.parse(published / "sitemap.xml").getroot()
    assert {each.text for each in sitemap.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")} == addresses
    atom = "{http://www.w3.org/2005/Atom}"
    feed = etree.parse(published / "feed.xml").getroot()
    entries = feed.findall(f"{atom}entry")
    assert {entry.findtext(f"{atom}id") for entry in entries} <= addresses
    days = [entry.findtext(f"{atom}updated") or "" for entry in entries]
    assert len(days) > len(PAGES) / 2
    assert days == sorted(days, reverse=True)
    assert feed.findtext(f"{atom}updated") == days[0]
    assert f"Sitemap: {ADDRESS}sitemap.xml" in (published / "robots.txt").read_text(encoding="utf-8")
    assert parsed(published / "404.html").css_first("meta[name=robots][content=noindex]")


def test_the_same_sources_give_the_same_site(published: Path, tmp_path: Path) -> None:
    again = tmp_path / "elsewhere"
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(again)]
    environment = os.environ | {"SITE_URL": ADDRESS, "NO_MKDOCS_2_WARNING": "1", "TZ": "Pacific/Kiritimati"}
    subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
    postprocess.postprocess(again, ROOT / "fonts")
    one, other = (
        {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        for folder in (published, again)
    )
    assert one.keys() == other.keys()
    assert [name for name in one if one[name] != other[name]] == []
    shutil.rmtree(again)
