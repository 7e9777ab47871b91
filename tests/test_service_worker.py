"""Reading through releases and without a network: real deploys, a server that fails, a real service worker."""

from __future__ import annotations

import gzip
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.conftest import CHROMIUM_ARGUMENTS, TOPICS
from tests.plain_chromium import PlainChromium, Tab, plain_chromium
from tests.releases import Network, release, serve

GUIDE = "/guide/"
READ, UNREAD = TOPICS[0], TOPICS[5]
AFTERWARDS = 80_000
"""Bytes of gzip that a first visit may fetch after the page, without fonts."""
SCRIPTS = ("guide.", "late.", "bundle.", "search-dialog.", "search-ko.")
NOTE = ".guide-offline"
ITEM = ".md-search-result__item"
STATE = """() => new Promise(settle => navigator.serviceWorker.ready.then(({ active }) => {
  const { port1, port2 } = new MessageChannel()
  port1.onmessage = ({ data }) => settle(data)
  active.postMessage({ ask: "state" }, [port2])
}))"""


@pytest.fixture(scope="module")
def deploys(site: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Four releases: each changes scripts and styles, the last one also a page."""
    folder = tmp_path_factory.mktemp("deploys")
    edits: list[dict[str, str]] = [{}, {}, {}, {UNREAD: "<p>새 문단</p>"}]
    return [release(site, folder / f"v{number}", SCRIPTS, edit) for number, edit in enumerate(edits, start=1)]


@pytest.fixture
def network(deploys: list[Path]) -> Iterator[Network]:
    with serve({GUIDE: deploys[0]}) as network:
        yield network


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context()
    yield context
    context.close()


@pytest.fixture
def reader(chromium: str) -> Iterator[PlainChromium]:
    with plain_chromium(chromium, CHROMIUM_ARGUMENTS) as reader:
        yield reader


def until(page: Page, condition: str, seconds: float = 30) -> None:
    """Wait for an asynchronous condition: `wait_for_function` takes the promise itself for true."""
    end = time.monotonic() + seconds
    while not page.evaluate(condition):
        assert time.monotonic() < end, f"never came true: {condition}"
        page.wait_for_timeout(50)


def visit(context: BrowserContext, network: Network, name: str = "", scope: str = GUIDE) -> Page:
    """A page whose worker has begun, and has kept what it keeps of itself."""
    page = context.new_page()
    page.goto(f"{network.address}{scope}{name and name + '/'}")
    page.wait_for_function("() => navigator.serviceWorker.controller")
    until(page, f"async () => !(await ({STATE})()).missing.includes({name and name + '/'!r})")
    return page


def deploy(reader: PlainChromium, network: Network, folder: Path) -> None:
    """Put another release on the server; other tabs bring its worker and let it in."""
    network.folders[GUIDE] = folder
    tab = reader.tab(network.address + GUIDE)  # the browser looks for a new worker after a load
    tab.until("navigator.serviceWorker.ready.then(({ waiting, installing }) => waiting && !installing)")
    tab.reload()  # a page that has come to rest lets the new worker in
    release_id = (folder / "sw.js").read_text(encoding="utf-8").split('"id":"')[1][:8]
    tab.until(
        f"""(async () => {{
          const cache = await caches.open("study-guide {GUIDE} notes")
          const noted = await (await cache.match("{GUIDE}?releases"))?.json()
          return noted?.[0].id === {release_id!r} && navigator.serviceWorker.controller.state === "activated"
        }})()"""
    )
    tab.close()


def visited(reader: PlainChromium, network: Network, name: str = "") -> Tab:
    """As `visit`, in a browser whose workers nobody looks at."""
    tab = reader.tab(f"{network.address}{GUIDE}{name and name + '/'}")
    tab.until("navigator.serviceWorker.controller")
    tab.until(f"({STATE})().then(({{ missing }}) => !missing.includes({name and name + '/'!r}))")
    return tab


def go_offline(network: Network) -> None:
    network.trouble = lambda path: "down"


def save_all(page: Page) -> None:
    page.keyboard.press("Shift")
    page.locator(".guide-settings > summary").click()
    page.get_by_role("button", name="오프라인으로 저장").click()
    expect(page.locator(".guide-settings [role=status]")).to_contain_text("전체를 저장해 두었습니다", timeout=60_000)


# Releases


def test_an_idle_tab_survives_three_deploys(reader: PlainChromium, network: Network, deploys: list[Path]) -> None:
    idle = visited(reader, network, READ)
    idle.reload()
    for folder in deploys[1:]:
        deploy(reader, network, folder)
    network.failed.clear()
    idle.type("/")
    idle.until("document.querySelector('.md-search__input') === document.activeElement")
    idle.type("볼륨")
    idle.until(f"document.querySelector({ITEM!r})?.textContent.includes('볼륨')")
    assert network.failed == []
    assert idle.evaluate("[...document.styleSheets].find(sheet => /late\\./.test(sheet.href)).cssRules.length") > 0
    # And what it has are the files that it came with, not a mixture.
    ours = (deploys[0] / READ / "index.html").read_text(encoding="utf-8")
    loaded = idle.evaluate(
        "[...document.querySelectorAll('script[src], link[rel=stylesheet]')].map(each => each.src || each.href)"
    )
    assert [address for address in loaded if address.split("/")[-1] not in ours] == []
    assert idle.evaluate("document.querySelectorAll('.guide-notice').length") == 0


def test_a_tab_without_a_worker_says_what_happened(browser: Browser, network: Network, deploys: list[Path]) -> None:
    context = browser.new_context(service_workers="block")
    page = context.new_page()
    page.goto(f"{network.address}{GUIDE}{READ}/")
    network.folders[GUIDE] = deploys[1]
    page.keyboard.press("/")
    expect(page.locator(".guide-notice")).to_contain_text("새로 나왔을 수 있습니다")
    expect(page.locator(".md-search-result__meta")).to_contain_text("새로 고치면")
    page.get_by_role("button", name="새로 고침").click()
    page.wait_for_load_state()
    page.keyboard.press("/")
    page.keyboard.type("볼륨")
    expect(page.locator(ITEM).first).to_contain_text("볼륨")
    context.close()


def test_a_change_of_style_fetches_no_page_and_a_changed_page_is_fetched_alone(
    reader: PlainChromium, network: Network, deploys: list[Path]
) -> None:
    tab = visited(reader, network)
    tab.type(" ")  # the settings begin with the first key
    tab.until("guide.ran")
    tab.evaluate("document.querySelector('.guide-settings > summary').click()")
    save = "[...document.querySelectorAll('.guide-settings button')].find(each => /^오프라인/.test(each.textContent))"
    tab.until(save)
    tab.evaluate(f"{save}.click()")
    tab.until(
        "/전체를 저장해 두었습니다/.test(document.querySelector('.guide-settings [role=status]').textContent)", 60
    )
    for folder, wanted in ((deploys[1], set()), (deploys[3], {f"{GUIDE}{UNREAD}/"})):
        network.asked.clear()
        deploy(reader, network, folder)
        again = reader.tab(network.address + GUIDE)
        again.until(f"({STATE})().then(({{ missing }}) => !missing.length)")
        again.close()
        assert {path for path in network.asked if path.endswith("/")} - {GUIDE} == wanted
    go_offline(network)
    tab.goto(f"{network.address}{GUIDE}{UNREAD}/")
    assert "새 문단" in tab.evaluate("document.querySelector('article').textContent")
    tab.goto(f"{network.address}{GUIDE}{TOPICS[7]}/")  # kept since the first release, with the styles of that release
    assert tab.evaluate("document.querySelector('h1').textContent.trim()")
    tab.type(" ")
    tab.until("guide.ran")
    assert tab.evaluate("document.querySelectorAll('.guide-notice').length") == 0
    loaded = tab.evaluate(
        "[...document.styleSheets].filter(sheet => sheet.href).map(sheet => sheet.href.split('/').at(-1))"
    )
    assert {name for name in loaded if name.startswith("guide.")} <= {
        path.name for path in deploys[0].rglob("guide.*.css")
    }


def test_a_deploy_that_lacks_a_file_does_not_stop_the_worker(context: BrowserContext, network: Network) -> None:
    network.trouble = lambda path: "missing" if "search-ko" in path else ""
    page = visit(context, network, READ)
    go_offline(network)
    page.goto(f"{network.address}{GUIDE}{READ}/")
    expect(page.locator(NOTE)).to_be_visible()


def test_guides_on_one_origin_leave_each_other_alone(context: BrowserContext, deploys: list[Path]) -> None:
    scopes = ["/guide/", "/guide-b/", "/guide-c/"]
    with serve(dict(zip(scopes, deploys, strict=False))) as network:
        for scope in scopes:
            visit(context, network, READ, scope).close()
        go_offline(network)
        page = context.new_page()
        for scope in scopes:
            page.goto(f"{network.address}{scope}{READ}/")
            expect(page.locator(NOTE)).to_be_visible()


def test_the_first_editions_files_serve_its_tabs(context: BrowserContext, network: Network) -> None:
    page = visit(context, network, READ)
    old = f"{GUIDE}assets/stylesheets/late.01234567.css"
    page.evaluate(
        """async old => (await caches.open("guide-0a1b2c3d")).put(
             old + "?kept=00000000", new Response("a{}", { headers: { "content-type": "text/css" } }))""",
        old,
    )
    assert page.evaluate("async old => (await fetch(old)).status", old) == 200


# Proportion


def test_a_first_visit_fetches_in_proportion(context: BrowserContext, network: Network, deploys: list[Path]) -> None:
    page = visit(context, network, READ)
    page.wait_for_load_state("networkidle")
    html = (deploys[0] / READ / "index.html").read_text(encoding="utf-8")
    first = html.split('type="text/later"')[0]
    afterwards = {
        path for path in network.asked if path.split("/")[-1] not in first and not path.endswith((f"{READ}/", ".woff2"))
    }
    sizes = {path: len(gzip.compress((deploys[0] / path.removeprefix(GUIDE)).read_bytes(), 9)) for path in afterwards}
    assert any("bundle" in path for path in sizes)
    assert sum(sizes.values()) <= AFTERWARDS, sizes
    assert [path for path in network.asked if path.endswith("/") and path != f"{GUIDE}{READ}/"] == []


def test_the_whole_guide_is_kept_when_asked_and_removed_again(context: BrowserContext, network: Network) -> None:
    page = visit(context, network)
    page.keyboard.press("Shift")
    page.locator(".guide-settings > summary").click()
    facts = page.locator(".guide-settings [role=status]")
    expect(facts).to_contain_text("MB")
    page.get_by_role("button", name="오프라인으로 저장").click()
    expect(facts).to_contain_text("전체를 저장해 두었습니다", timeout=60_000)
    expect(page.get_by_role("button", name="저장한 것 지우기")).to_be_focused()
    go_offline(network)
    for name in (TOPICS[-1], "questions", "glossary"):
        page.goto(f"{network.address}{GUIDE}{name}/")
        expect(page.locator(NOTE)).to_be_visible()
    page.keyboard.press("/")
    page.keyboard.type("볼륨")
    expect(page.locator(ITEM).first).to_contain_text("볼륨")
    page.keyboard.press("Escape")
    page.locator(".guide-settings > summary").click()
    page.get_by_role("button", name="저장한 것 지우기").click()
    expect(facts).to_contain_text("지웠습니다")
    page.goto(f"{network.address}{GUIDE}{TOPICS[-1]}/")
    expect(page.locator("h1")).to_have_text("저장해 두지 않은 파일입니다")


# Without a network


def test_what_was_read_is_read_offline_under_all_its_addresses(context: BrowserContext, network: Network) -> None:
    page = visit(context, network, READ)
    title = page.locator("h1").inner_text()
    go_offline(network)
    for address in (f"{READ}/", READ, f"{READ}?from=feed", f"{READ}/?q=x", f"{READ}/index.html", f"{READ}/#questions"):
        page.goto("about:blank")
        page.goto(network.address + GUIDE + address)
        expect(page.locator("article h1")).to_have_text(title)
        expect(page.locator(NOTE)).to_be_visible()
        assert page.evaluate("getComputedStyle(document.querySelector('.md-header')).position") == "sticky", address


@pytest.mark.parametrize(
    ("path", "heading", "status"),
    [
        (f"{UNREAD}/", "저장해 두지 않은 파일입니다", 503),
        (UNREAD, "저장해 두지 않은 파일입니다", 503),
        ("assets/logo.svg", "저장해 두지 않은 파일입니다", 503),
        ("nope/", "없는 페이지입니다", 404),
        ("nope.pdf", "없는 페이지입니다", 404),
    ],
)
def test_what_is_not_kept_is_told_from_what_is_not_there(
    context: BrowserContext, network: Network, path: str, heading: str, status: int
) -> None:
    page = visit(context, network, READ)
    go_offline(network)
    response = page.goto(network.address + GUIDE + path)
    expect(page.locator("h1")).to_have_text(heading)
    assert response
    assert response.status == status
    kept = page.locator("li a")
    expect(kept).to_have_count(1)
    kept.click()
    page.wait_for_url(f"**/{READ}/")
    page.go_back()
    page.get_by_role("link", name="첫 페이지로 가기").click()
    expect(page.locator("h1")).to_have_text("저장해 두지 않은 파일입니다")


def test_a_slow_network_is_waited_for_where_nothing_is_kept(context: BrowserContext, network: Network) -> None:
    page = visit(context, network, READ)
    network.trouble = lambda path: "slow" if path.endswith("/") or path.endswith(".svg") else ""
    response = page.goto(f"{network.address}{GUIDE}assets/logo.svg")
    assert response
    assert response.headers["content-type"] == "image/svg+xml"
    page.goto(f"{network.address}{GUIDE}{UNREAD}/")
    expect(page.locator(NOTE)).to_have_count(0)
    page.goto(f"{network.address}{GUIDE}{READ}/")
    expect(page.locator(NOTE)).to_be_visible()
    network.trouble = lambda path: ""
    page.goto(f"{network.address}{GUIDE}{READ}/")
    expect(page.locator(NOTE)).to_have_count(0)


@pytest.mark.parametrize("trouble", ["error", "portal", "cut"])
def test_a_broken_answer_is_never_kept(context: BrowserContext, network: Network, trouble: str) -> None:
    page = visit(context, network, READ)
    title = page.locator("h1").inner_text()
    network.trouble = lambda path: trouble if path.endswith(f"{READ}/") or path.endswith(f"{UNREAD}/") else ""
    for name in (READ, UNREAD):
        page.goto(f"{network.address}{GUIDE}{name}/", wait_until="commit")
        page.wait_for_timeout(300)
    go_offline(network)
    page.goto(f"{network.address}{GUIDE}{READ}/")
    expect(page.locator("article h1")).to_have_text(title)
    page.goto(f"{network.address}{GUIDE}{UNREAD}/")
    expect(page.locator("h1")).to_have_text("저장해 두지 않은 파일입니다")


def test_a_server_in_trouble_counts_as_none_where_a_copy_is_kept(context: BrowserContext, network: Network) -> None:
    page = visit(context, network, READ)
    network.trouble = lambda path: "error"
    page.goto(f"{network.address}{GUIDE}{READ}/")
    expect(page.locator(NOTE)).to_be_visible()


@pytest.mark.parametrize("refused", ["open", "put"])
def test_storage_that_is_refused_or_full_harms_nobody(
    context: BrowserContext, network: Network, tmp_path: Path, deploys: list[Path], refused: str
) -> None:
    script = {
        "open": "caches.open = caches.match = async () => { throw new DOMException('no', 'SecurityError') };",
        "put": "Cache.prototype.put = async () => { throw new DOMException('full', 'QuotaExceededError') };",
    }[refused]
    folder = release(deploys[0], tmp_path / "refused", ("guide.",))
    worker = folder / "sw.js"
    worker.write_text(script + worker.read_text(encoding="utf-8"), encoding="utf-8")
    network.folders[GUIDE] = folder
    errors: list[str] = []
    page = context.new_page()
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.goto(f"{network.address}{GUIDE}{READ}/")
    page.wait_for_function("() => navigator.serviceWorker.controller")
    page.goto(f"{network.address}{GUIDE}{UNREAD}/")
    page.keyboard.press("/")
    page.keyboard.type("볼륨")
    expect(page.locator(ITEM).first).to_contain_text("볼륨")
    page.keyboard.press("Escape")
    page.locator(".guide-settings > summary").click()
    page.get_by_role("button", name="오프라인으로 저장").click()
    expect(page.locator(".guide-settings [role=status]")).to_contain_text("다 저장하지 못했습니다", timeout=60_000)
    assert errors == []
