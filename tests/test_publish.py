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
import yaml
from selectolax.lexbor import LexborHTMLParser

from studyguide.project import Project
from studyguide.publish import feeds, policy, postprocess
from studyguide.publish.pages import SharedPage
from tests.conftest import ADDRESS, PAGES, ROOT, Built, build_site, html_file, parsed

FIRST_VISIT = 60_000
"""Bytes of gzip for a first visit without fonts."""
FONTS = 180_000


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
    with pytest.raises(postprocess.SiteError, match="이미"):
        postprocess.postprocess(Project(ROOT), site)
    with pytest.raises(postprocess.SiteError, match=r"index\.html"):
        postprocess.postprocess(Project(ROOT), tmp_path)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, r"volumes\.md: 이 페이지가 site/에 없습니다"),
        (b"", r"volumes/index\.html: 테마의 스크립트 설정"),
        (b"\xb0\xa1", r"site/volumes/index\.html: UTF-8이 아닙니다"),
    ],
    ids=["gone", "empty", "not UTF-8"],
)
def test_a_page_that_is_damaged_is_named(raw: Built, tmp_path: Path, content: bytes | None, message: str) -> None:
    site = tmp_path / "site"
    shutil.copytree(raw.site, site)
    page = site / "volumes/index.html"
    page.unlink() if content is None else page.write_bytes(content)
    with pytest.raises(ValueError, match=message):
        postprocess.postprocess(Project(ROOT), site)


def post_process(raw: Path, target: Path, address: str) -> Path:
    """Copy a raw site and post-process the copy as for this address."""
    shutil.copytree(raw, target)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SITE_URL", address)
        postprocess.postprocess(Project(ROOT), target)
    return target


@pytest.fixture(scope="module")
def published(raw: Built, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as the workflow builds it: with an address of its own. (PDFs are another test's.)"""
    return post_process(raw.site, tmp_path_factory.mktemp("published") / "site", raw.address)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_site_without_address_has_no_files_that_need_one(raw: Built, tmp_path: Path) -> None:
    site = post_process(raw.site, tmp_path / "site", "")
    assert [name for name in ("feed.xml", "robots.txt", "sitemap.xml", "assets/cards") if (site / name).exists()] == []
    assert parsed(site / "index.html").css("meta[property], link[type='application/atom+xml']") == []


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


def test_the_same_sources_give_the_same_site_with_a_slash_or_without(published: Path, tmp_path: Path) -> None:
    build_site(tmp_path / "raw", SITE_URL=ADDRESS.rstrip("/"), TZ="Pacific/Kiritimati")
    one, other = contents(published), contents(post_process(tmp_path / "raw", tmp_path / "site", ADDRESS.rstrip("/")))
    assert one.keys() == other.keys()
    assert [name for name in one if one[name] != other[name]] == []


def test_the_home_page_is_called_once(site: Path) -> None:
    title, name = parsed(site / "index.html").css_first("title"), Project(ROOT).config["site_name"]
    assert title is not None
    assert title.text() == name
    other = parsed(html_file(site, "volumes")).css_first("title")
    assert other is not None
    assert re.fullmatch(f".+ - {name}", other.text())


AWKWARD = "<none> \"이미지\" & '태그'"


@pytest.fixture(scope="module")
def awkward(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with a page whose title and description hold what HTML has signs for."""
    folder = tmp_path_factory.mktemp("awkward")
    for name in ("data", "overrides", "records"):
        shutil.copytree(ROOT / name, folder / name)
    (folder / "docs").mkdir()
    meta = yaml.safe_dump({"title": AWKWARD, "description": AWKWARD}, allow_unicode=True)
    (folder / "docs/odd.md").write_text(f"---\n{meta}---\n\n# 제목\n\n글\n", encoding="utf-8")
    (folder / "docs/index.md").write_text("---\ntitle: 처음\n---\n\n# 처음\n", encoding="utf-8")
    config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    before, _, rest = config.partition("\nnav:\n")
    config = before + "\nnav:\n  - index.md\n  - 부분:\n      - odd.md\n\n" + rest[rest.index("# Markdown") :]
    (folder / "mkdocs.yml").write_text(re.sub(r"\nhooks:\n  - .*\n", "\n", config), encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    variables = os.environ | {"SITE_URL": ADDRESS, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(ROOT)}
    subprocess.run(command, cwd=folder, env=variables, check=True)
    return folder / "site"


def test_titles_are_escaped_wherever_they_stand(awkward: Path) -> None:
    tree = parsed(awkward / "odd/index.html")
    assert tree.css("none") == []
    for selector in ("title", ".md-header__topic:last-child .md-ellipsis", ".guide-nav [aria-current]"):
        node = tree.css_first(selector)
        assert node is not None, selector
        assert AWKWARD in " ".join(node.text().split()), selector
    description = tree.css_first("meta[name=description]")
    assert description is not None
    assert description.attributes["content"] == AWKWARD
    before = parsed(awkward / "index.html")
    assert before.css("none") == []
    footer = before.css_first(".md-footer__link--next .md-ellipsis")
    assert footer is not None
    assert " ".join(footer.text().split()) == AWKWARD


def test_what_is_told_to_others_is_escaped() -> None:
    page = SharedPage("odd/", AWKWARD, AWKWARD, "2026-11-21", "")
    feed = etree.fromstring(feeds.feed([page], ADDRESS, AWKWARD, AWKWARD))
    atom = "{http://www.w3.org/2005/Atom}"
    assert [node.text for node in feed.iter(f"{atom}title")] == [AWKWARD, AWKWARD]
    tree = LexborHTMLParser(f"<head>{feeds.share_tags(page, ADDRESS, AWKWARD)}</head>")
    meta = {node.attributes["property"]: node.attributes["content"] for node in tree.css("meta[property]")}
    assert meta["og:title"] == meta["og:description"] == meta["og:site_name"] == AWKWARD


@pytest.mark.parametrize(
    ("html", "message"),
    [
        ("<script>alert(1)</script>", "모르는 스크립트"),
        ("<svg onload='alert(1)'></svg>", "<svg onload>"),
        ("<a href='java&#115;cript:alert(1)'>x</a>", "javascript:"),
        ("<svg><a xlink:href=' javascript:alert(1)'>x</a></svg>", "javascript:"),
        ("<iframe src='x'></iframe>", "<iframe>"),
        ("<base href='https://example.org/'>", "<base>"),
    ],
)
def test_a_page_that_would_run_something_is_not_published(html: str, message: str) -> None:
    with pytest.raises(policy.PolicyError, match=re.escape(message)):
        policy.add_policy(f'<head><meta charset="utf-8"></head><body>{html}</body>', "x.html", set())


def test_only_the_way_to_the_root_may_differ_in_a_known_script() -> None:
    known = {policy.known_form(f'__md_scope=new URL("{way}",location)') for way in (".", "..", "../..", "/guide/")}
    assert len(known) == 1
    assert policy.known_form('__md_scope=new URL("",location);alert(1)') not in known
    assert policy.known_form('__md_scope=new URL(""+alert(1),location)') not in known


def test_every_inline_script_of_the_record_is_in_use(site: Path) -> None:
    record = (ROOT / "records/inline-scripts.txt").read_text(encoding="utf-8")
    pages = [path.read_text(encoding="utf-8") for path in site.rglob("*.html")]
    used = {policy.source_hash(policy.known_form(script)) for page in pages for script in policy.inline_scripts(page)}
    assert policy.read_allowed(record) == used
