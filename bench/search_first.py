"""`make bench-search`, first use: from the first key to the first results, on a slow line and a slow processor.

The line is slow in the server, so that it is slow for the worker too: every answer waits, and all share one stream
(slow 4G: 562 ms, 1.44 Mbit/s). Before the key the page has come and is idle; nothing of the search is cached.
"""

from __future__ import annotations

import functools
import gzip
import http.server
import shutil
import statistics
import threading
import time
from contextlib import suppress
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from bench.search import BROWSERS, ROOT
from studyguide.arguments import Parser, count
from studyguide.lint.messages import say

WAIT = 0.562
BYTES_A_SECOND = 1.44e6 / 8
CHUNK = 8 * 1024
QUERY = "볼륨"
WATCH = """() => {
  const list = document.querySelector('.md-search-result__list')
  addEventListener('keydown', event => { globalThis.pressed ??= event.timeStamp }, { capture: true })
  new MutationObserver(() => {
    if (list.children.length) globalThis.shown ??= performance.now()
  }).observe(list, { childList: true })
}"""
FETCHED = """() => performance.getEntriesByType('resource')
  .filter(each => each.startTime >= pressed && each.responseEnd <= shown)
  .map(each => [new URL(each.name).pathname, each.encodedBodySize])"""


class SlowLine(http.server.SimpleHTTPRequestHandler):
    """Files as a plain host sends them, compressed, over one slow line."""

    protocol_version = "HTTP/1.1"
    line = threading.Lock()
    slow = False

    def log_message(self, format: str, *args: object) -> None:
        pass

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        if path.is_dir():
            path /= "index.html"
        if not path.is_file():
            self.send_error(404)
            return
        body = path.read_bytes()
        packed = path.suffix in {".html", ".js", ".json", ".css", ".svg", ".xml"}
        body = gzip.compress(body, 6) if packed else body
        if self.slow:
            time.sleep(WAIT)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        for start in range(0, len(body), CHUNK):
            part = body[start : start + CHUNK]
            if self.slow:
                with self.line:
                    time.sleep(len(part) / BYTES_A_SECOND)
            with suppress(ConnectionError):  # the page may be gone
                self.wfile.write(part)


def first_use(browser: Browser, address: str, processor: float) -> tuple[float, list[tuple[str, int]]]:
    """Milliseconds from the first key to the first results, and what came until then: path and bytes."""
    context = browser.new_context(service_workers="block", viewport={"width": 390, "height": 844})
    page = context.new_page()
    SlowLine.slow = False
    page.goto(f"{address}/volumes/", wait_until="networkidle")
    page.evaluate(WATCH)
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": processor})
    SlowLine.slow = True
    page.keyboard.press("/")
    page.keyboard.insert_text(QUERY)
    while not page.evaluate("globalThis.shown !== undefined"):  # the page's policy forbids wait_for_function
        page.wait_for_timeout(100)
    spent = page.evaluate("globalThis.shown - globalThis.pressed")
    fetched = page.evaluate(FETCHED)
    context.close()
    return spent, fetched


def main() -> None:
    parser = Parser(description=__doc__)
    parser.add_argument("--runs", type=count, default=5)
    parser.add_argument("--processor", type=count, default=4, help="how many times slower the page's processor is")
    parser.add_argument("--site", type=Path, default=ROOT / "site")
    options = parser.parse_args()
    if not (options.site / "index.html").is_file():
        raise SystemExit(f"{options.site}: {say('site-missing')}")
    handler = functools.partial(SlowLine, directory=str(options.site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server, sync_playwright() as playwright:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        executable = next((found for name in BROWSERS if (found := shutil.which(name))), None)
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox", "--disable-gpu"])
        address = f"http://127.0.0.1:{server.server_port}"
        runs = [first_use(browser, address, options.processor) for _ in range(options.runs)]
        browser.close()
        server.shutdown()
    times = sorted(spent / 1000 for spent, _ in runs)
    fetched = runs[-1][1]
    for path, size in fetched:
        print(f"{size / 1024:8.1f} KB  {path}")
    middle = statistics.median(times)
    total = sum(size for _, size in fetched) / 1024
    print(f"first key → results: {middle:.2f} s (of {len(times)}, {times[0]:.2f} to {times[-1]:.2f}), {total:.0f} KB")


if __name__ == "__main__":
    main()
