"""Addresses are promises: what was published once leads to what it named, in a browser, without a server."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from studyguide.lint import records
from studyguide.project import ADDRESSES, REDIRECTS, Project
from studyguide.publish import addresses, redirects
from studyguide.publish.offline import for_files
from tests.conftest import PAGES, ROOT, html_file

PROJECT = Project(ROOT)


@pytest.fixture(scope="module")
def present(site: Path) -> set[str]:
    """The addresses of the built site."""
    files = {path.relative_to(site).as_posix(): path for path in (html_file(site, page) for page in PAGES)}
    return addresses.read_addresses({name: path.read_text(encoding="utf-8") for name, path in files.items()})


def test_every_address_ever_published_leads_somewhere(present: set[str]) -> None:
    entries = addresses.read_redirects(PROJECT.value(REDIRECTS))
    lost = addresses.resolve(addresses.read_record(PROJECT), present, entries).lost
    assert lost == (), f"{REDIRECTS}에 이 주소들이 이어질 곳을 적으세요"


def test_every_redirect_is_needed_and_leads_to_what_there_is(present: set[str]) -> None:
    entries = addresses.read_redirects(PROJECT.value(REDIRECTS))
    for old, new in [*entries.pages.items(), *entries.anchors.items()]:
        assert old not in present, f"{REDIRECTS}: {old}은 지금도 있습니다. 줄을 지우세요"
        assert new in present, f"{REDIRECTS}: {new}은 없는 주소입니다"


def test_what_is_published_is_recorded(present: set[str]) -> None:
    missing = present - set(addresses.read_record(PROJECT))
    assert missing == set(), "`make addresses`를 실행해 records/addresses.txt를 함께 커밋하세요"


@pytest.mark.parametrize("commit", ["HEAD", "HEAD^"])
def test_the_record_only_grows(commit: str) -> None:
    command = ["git", "show", f"{commit}:{ADDRESSES}"]
    before = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    now = (ROOT / ADDRESSES).read_text(encoding="utf-8").splitlines()
    assert set(before.stdout.splitlines()) - set(now) == set()  # nothing where the commit has no record


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ([], "만 쓸 수 있습니다"),
        ({"page": {}}, "만 쓸 수 있습니다"),
        ({"pages": ["a/"]}, "한 줄씩"),
        ({"pages": {"a": "b/"}}, "old-page/: new-page/"),
        ({"pages": {"a/#x": "b/"}}, "old-page/: new-page/"),
        ({"anchors": {"a/": "b/#x"}}, "volumes/#id: networks/#id"),
        ({"anchors": {"a/#x": None}}, "volumes/#id: networks/#id"),
    ],
)
def test_a_redirect_that_is_none_is_named(value: object, message: str) -> None:
    with pytest.raises(addresses.RedirectError, match=message):
        addresses.read_redirects(value)


PAGE = "<!doctype html><title>{0}</title><body><article><h1>{0}</h1>{1}</article></body>"


@pytest.fixture
def moved(tmp_path: Path) -> Path:
    """Two pages, after a page went and a question moved. From a disk, where there is no server to help."""
    pages = {
        "a/index.html": PAGE.format("A", "<p id=q-stays>stays</p>"),
        "b/index.html": PAGE.format("B", "<p id=part>part</p><p id=q-moved>moved</p>"),
    }
    recorded = ["a/", "a/#q-stays", "a/#q-moved", "old/", "old/#part", "old/#q-stays", "old/#gone"]
    entries = addresses.Redirects({"old/": "b/"}, {"old/#gone": "a/"})
    result = addresses.resolve(recorded, addresses.read_addresses(pages), entries)
    assert result.lost == ()
    (tmp_path / "moved.js").write_bytes(redirects.SCRIPT.read_bytes())
    for name, text in redirects.apply(pages, result.moved, "moved.js").items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(for_files(text), encoding="utf-8")
    return tmp_path


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("old/index.html", "b/index.html"),
        ("old/index.html#part", "b/index.html#part"),
        ("old/index.html?h=x#unknown", "b/index.html?h=x#unknown"),
        ("old/index.html#q-stays", "a/index.html#q-stays"),
        ("old/index.html#gone", "a/index.html#gone"),
        ("a/index.html#q-moved", "b/index.html#q-moved"),
        ("a/index.html#q-stays", "a/index.html#q-stays"),
        ("a/index.html#%", "a/index.html#%"),
    ],
)
def test_an_old_address_leads_on(page: Page, moved: Path, old: str, new: str) -> None:
    page.goto(f"{moved.as_uri()}/{old}")
    expect(page).to_have_url(f"{moved.as_uri()}/{new}")


def test_a_link_within_the_page_leads_on_too(page: Page, moved: Path) -> None:
    page.goto(f"{moved.as_uri()}/a/index.html")
    page.evaluate("location.hash = 'q-moved'")
    expect(page).to_have_url(f"{moved.as_uri()}/b/index.html#q-moved")


def test_a_page_that_went_needs_no_script(browser: Browser, moved: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{moved.as_uri()}/old/index.html")
    expect(page).to_have_url(f"{moved.as_uri()}/b/index.html")
    context.close()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"volumes/\n  http://x y\n", "records/addresses.txt:2: `  http://x y`은 주소가 아닙니다"),
        ("볼륨".encode("euc-kr"), "records/addresses.txt: UTF-8이 아닙니다"),
    ],
)
def test_a_record_that_is_none_is_named(tmp_path: Path, content: bytes, message: str) -> None:
    (tmp_path / "records").mkdir()
    (tmp_path / ADDRESSES).write_bytes(content)
    with pytest.raises(ValueError, match=message):
        addresses.read_record(Project(tmp_path))


def test_pages_with_korean_names_and_blanks_are_recorded_and_read_again(tmp_path: Path) -> None:
    (tmp_path / "records").mkdir()
    (tmp_path / ADDRESSES).write_text(addresses.HEAD, encoding="utf-8")
    present = {"", "#map", "볼륨/", "볼륨/#수명", "my page/", "a/b/#x"}
    addresses.write_record(Project(tmp_path), present)
    assert set(addresses.read_record(Project(tmp_path))) == present
    assert records.check(Project(tmp_path)) == []
