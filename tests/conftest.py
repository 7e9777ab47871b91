"""What several tests share: the project, the built site and a browser."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Playwright, sync_playwright
from selectolax.lexbor import LexborHTMLParser

from studyguide.generated.pages import generate
from studyguide.project import Project
from tests.practice import reader

ROOT = Path(__file__).parent.parent
CHROMIUM_ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


GENERATED = set(generate(Project(ROOT)))
PAGES = [entry.path.removesuffix(".md") for entry in Project(ROOT).nav]
TOPICS = [name for name in PAGES if f"{name}.md" not in GENERATED | {"index.md"}]


BROWSER_FIXTURES = {"playwright", "engine"}


def pytest_itemcollected(item: pytest.Item) -> None:
    """Two processes share the tests by files, and one alone has the browsers: two at once wait for each other.

    In this hook, since xdist reads the groups before `pytest_collection_modifyitems` of a conftest.py is called.
    """
    fixtures = set(getattr(item, "fixturenames", ()))
    group = "browsers" if fixtures & BROWSER_FIXTURES else item.path.name
    item.add_marker(pytest.mark.xdist_group(group))


@pytest.fixture(scope="session")
def site() -> Path:
    """The built site. `make test` builds it first; a missing one is an error, never a skip."""
    built = ROOT / "site"
    assert (built / "index.html").exists(), "site/ is missing: run `make site` first"
    return built


ADDRESS = "https://example.org/guide/"


@dataclass(frozen=True)
class Built:
    """A folder with a site in it, built with this address."""

    site: Path
    address: str


def build_site(target: Path, **environment: str) -> None:
    """Build the pages, and nothing that comes after them."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--clean", "--site-dir", str(target)]
    variables = os.environ | {"NO_MKDOCS_2_WARNING": "1"} | environment
    result = subprocess.run(command, cwd=ROOT, env=variables, check=False, capture_output=True, text=True)
    assert result.returncode == 0, result.stderr


@pytest.fixture(scope="session")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The pages of a site with an address of its own, before post-processing. Nobody may change it."""
    target = tmp_path_factory.mktemp("raw") / "site"
    build_site(target, SITE_URL=ADDRESS)
    return Built(target, ADDRESS)


def html_file(site: Path, page: str) -> Path:
    """The file of a page, named as in `PAGES`."""
    return site / "index.html" if page == "index" else site / page / "index.html"


@functools.cache
def parsed(path: Path) -> LexborHTMLParser:
    """A built page as a tree; read once."""
    return LexborHTMLParser(path.read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """The site served on a free port of this machine."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            pass

    handler = functools.partial(Quiet, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def append(path: Path, text: str) -> None:
    """Edit a file as an author does who adds something at its end."""
    with path.open("a", encoding="utf-8") as file:
        file.write(text)


def replace(path: Path, old: str, new: str) -> None:
    """Edit a file as an author does; what is replaced has to be there."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> str:
    """The system's Chromium, or the one that `tests/install-browser.sh` fetched."""
    found = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    return found or playwright.chromium.executable_path


@pytest.fixture(scope="session")
def browser(playwright: Playwright, chromium: str) -> Iterator[Browser]:
    with closing(playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_ARGUMENTS)) as running:
        yield running


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A reader with a browser of their own, in which no script fails; modules with other readers say so."""
    errors: list[str] = []
    with reader(browser, errors) as made:
        yield made
    assert errors == []
