"""`make bench-search`: our search worker beside the theme's own, in the same browser and the same run.

Sections are mixed from the sentences of the built site; every second copy of a word is made
a new one, so that the vocabulary grows with the number of sections as it would in real text.
A keystroke is one more letter of a query of `tests/data/search.yml`; its time is from the
message to the worker to the worker's answer. Times vary with the machine: compare within one run.
"""

from __future__ import annotations

import functools
import gzip
import http.server
import json
import random
import re
import shutil
import statistics
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import material
import yaml
from playwright.sync_api import Page, sync_playwright

from studyguide.arguments import Parser, count, need_site
from studyguide.search_index.write import whole

ROOT = Path(__file__).parent.parent
SIZES = (100, 1_000, 10_000)
LETTERS = "가나다라마바사아자차카타파하거너더러머버서어저처커터퍼허"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
STOCK_CONFIG = {"lang": ["ko"], "separator": r"[\s\-]+", "pipeline": [" "], "fields": {
    "title": {"boost": 1000.0}, "text": {"boost": 1.0}, "tags": {"boost": 1000000.0},
}}  # fmt: skip

MEASURE = """async ({ worker, index, queries }) => {
  const data = await (await fetch(index)).json()
  const instance = new Worker(worker)
  const ask = message => new Promise((resolve, reject) => {
    instance.onmessage = ({ data }) => resolve(data)
    instance.onerror = event => reject(new Error(event.message))
    instance.postMessage(message)
  })
  const timed = async message => {
    const start = performance.now()
    await ask(message)
    return performance.now() - start
  }
  const ready = await timed({ type: 0, data: { ...data, options: { suggest: true } } })
  await new Promise(resolve => setTimeout(resolve, 300))  // somebody has to press the first key
  const times = []
  for (const query of queries) times.push(await timed({ type: 2, data: query }))
  instance.terminate()
  return { ready, times }
}"""


def new_words(text: str, chance: random.Random, known: dict[str, list[str]]) -> str:
    """The text with about every twentieth long Hangul word replaced by one of a growing stock."""

    def replace(match: re.Match[str]) -> str:
        if chance.random() > 0.05:
            return match[0]
        words = known.setdefault(match[0], [])
        if not words or chance.random() < 0.3:
            words.append("".join(chance.choices(LETTERS, k=len(match[0]))))
        return chance.choice(words)

    return re.sub(r"[가-힣]{3,}", replace, text)


def corpus(docs: Sequence[dict[str, Any]], size: int) -> list[dict[str, Any]]:
    """`size` sections, ten a page, of the lengths of the real ones; the same for every run."""
    chance = random.Random(size)  # noqa: S311 (nothing secret)
    lines = [line for doc in docs for line in doc["text"].split("\n")]
    known: dict[str, list[str]] = {}
    made = []
    for number in range(size):
        model = docs[number % len(docs)]
        count = model["text"].count("\n") + 1
        location = f"page-{number // 10}/" + (f"#section-{number}" if number % 10 else "")
        text = "\n".join(new_words(line, chance, known) for line in chance.choices(lines, k=count))
        made.append({"location": location, "title": new_words(model["title"], chance, known), "text": text})
    return made


def as_html(docs: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The same sections as the theme's plugin writes them."""

    def escape(text: str) -> str:
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

    return [
        doc | {"title": escape(doc["title"]),
               "text": "".join(f"<p>{escape(line.strip())}</p>" for line in doc["text"].split("\n"))}
        for doc in docs
    ]  # fmt: skip


def keystrokes(limit: int) -> list[str]:
    """Every beginning of a choice of queries, as they are typed letter by letter."""
    data = yaml.safe_load((ROOT / "tests/data/search.yml").read_text(encoding="utf-8"))
    queries = [str(query) for name in ("regression", "own") for group in data[name].values() for query in group]
    chosen = random.Random(1).sample(queries, min(limit, len(queries)))  # noqa: S311
    return [query[:end] for query in chosen for end in range(1, len(query) + 1)]


@contextmanager
def served(directory: Path) -> Iterator[str]:
    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            pass

    handler = functools.partial(Quiet, directory=str(directory))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def write(path: Path, index: object, *, ascii_only: bool) -> str:
    """Writes an index as its maker would; gives its bytes, raw and compressed."""
    raw = json.dumps(index, ensure_ascii=ascii_only, separators=(",", ":")).encode()
    path.write_bytes(raw)
    return f"{len(raw) / 1024:,.0f} / {len(gzip.compress(raw, 9)) / 1024:,.0f}"


def percentile(values: Sequence[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def measure(page: Page, directory: Path, size: int, runs: int, queries: Sequence[str], config: object,
            docs: Sequence[dict[str, Any]]) -> None:  # fmt: skip
    """Prints two lines of the table."""
    made = corpus(docs, size)
    weights = {
        "ours": write(directory / "ours.json", {"config": config, "docs": made}, ascii_only=False),
        "stock": write(directory / "stock.json", {"config": STOCK_CONFIG, "docs": as_html(made)}, ascii_only=True),
    }
    results: dict[str, list[dict[str, Any]]] = {"ours": [], "stock": []}
    for _ in range(runs):
        for name, found in results.items():
            found.append(
                page.evaluate(
                    MEASURE, {"worker": f"workers/{name}.js", "index": f"{name}.json", "queries": list(queries)}
                )
            )
    for name, found in results.items():
        ready = statistics.median(run["ready"] for run in found)
        middle = statistics.median(percentile(run["times"], 0.5) for run in found)
        slow = statistics.median(percentile(run["times"], 0.95) for run in found)
        print(f"{size:8,}  {name:6} {ready:10.0f} {middle:10.1f} {slow:10.1f} {weights[name]:>18}", flush=True)


def main() -> None:
    parser = Parser(description=__doc__)
    parser.add_argument("--runs", type=count, default=3, help="how often each is measured; the median is shown")
    parser.add_argument("--queries", type=count, default=60, help="how many queries are typed")
    parser.add_argument("--sizes", type=count, nargs="+", default=SIZES)
    options = parser.parse_args()
    need_site(ROOT)
    index_path = ROOT / "site/search/search_index.json"
    index = {**json.loads(index_path.read_text(encoding="utf-8")), "docs": whole(index_path)}
    queries = keystrokes(options.queries)
    ours = ROOT / "docs/assets/javascripts/search-ko.js"
    stock = next((Path(material.__file__).parent / "templates/assets/javascripts/workers").glob("search.*.min.js"))
    for name, path in (("ours", ours), ("stock", stock)):
        raw = path.read_bytes()
        print(f"worker {name}: {len(raw):,} bytes, {len(gzip.compress(raw, 9)):,} compressed")
    print(f"{len(queries)} keystrokes, median of {options.runs} runs; times in ms")
    print(f"sections  worker {'ready':>10} {'p50':>10} {'p95':>10} {'index KB raw / gz':>18}")
    with tempfile.TemporaryDirectory() as name, served(Path(name)) as address, sync_playwright() as playwright:
        directory = Path(name)
        shutil.copytree(stock.parent.parent / "lunr", directory / "lunr")  # where the theme's worker looks for it
        for name, path in (("ours", ours), ("stock", stock)):
            (directory / "workers").mkdir(exist_ok=True)
            shutil.copy(path, directory / "workers" / f"{name}.js")
        (directory / "index.html").write_text("<!doctype html>", encoding="utf-8")
        executable = next((found for name in BROWSERS if (found := shutil.which(name))), None)
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        page.set_default_timeout(0)
        page.goto(address)
        for size in options.sizes:
            measure(page, directory, size, options.runs, queries, index["config"], index["docs"])
        browser.close()


if __name__ == "__main__":
    main()
