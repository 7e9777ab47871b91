"""`make bench-search`, second half: the same entries and the same queries, asked of ours and of three others.

Each entry of the index is a heading of a plain page; a row counts where «page › section» matches the set's pattern.
Material's rows are those that its dialog shows unfolded, Zensical's the first ten of
its list, Pagefind's the sub-results of its pages in their order.
"""

from __future__ import annotations

import html
import re
import shutil
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

import material
from playwright.sync_api import Page, sync_playwright

from bench.search import BROWSERS, ROOT, STOCK_CONFIG, as_html, served
from studyguide.arguments import need_site
from studyguide.search_index.write import whole
from tests import search_quality as quality

PAGEFIND = ROOT / "frontend/node_modules/.bin/pagefind"
INDEX = ROOT / "site/search/search_index.json"

ASK_STOCK = """async ({ docs, config, queries }) => {
  const worker = new Worker('workers/stock.js')
  const ask = message => new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => resolve(data)
    worker.onerror = event => reject(new Error(event.message))
    worker.postMessage(message)
  })
  await ask({ type: 0, data: { docs, config, options: {} } })
  const found = []
  for (const query of queries) found.push((await ask({ type: 2, data: query })).data.items)
  worker.terminate()
  return found
}"""
ASK_ZENSICAL = """async ({ items, separator, queries }) => {
  const worker = new Worker('workers/zensical.js')
  const ask = message => new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) =>
      data.type === 4 ? reject(new Error(`message ${message.type} failed`)) : resolve(data)
    worker.onerror = event => reject(new Error(event.message))
    worker.postMessage(message)
  })
  await ask({ type: 0, data: { items, config: { lang: ['ko'], separator } } })
  const found = []
  for (const input of queries) {
    found.push((await ask({ type: 2, data: { input, filter: { input: [], aggregations: [] } } })).data.items)
  }
  worker.terminate()
  return found.map(list => list.slice(0, 10).map(({ id }) => items[id].location))
}"""
ZENSICAL_SEPARATOR = r"""[\s\-_,:!=\[\]()\\"`/]+|\.(?!\d)"""
ASK_PAGEFIND = """async queries => {
  const pagefind = await import('./pagefind/pagefind.js')
  const found = []
  for (const query of queries) {
    const { results } = await pagefind.search(query)
    const pages = await Promise.all(results.slice(0, 5).map(result => result.data()))
    found.push(pages.flatMap(page => page.sub_results.slice(0, 3).map(each => each.url)))
  }
  return found
}"""


def write_plain(docs: Sequence[dict[str, Any]], directory: Path) -> None:
    """A page of each page's entries, under headings with their ids."""
    pages: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for doc in docs:
        pages[doc["location"].partition("#")[0]].append(doc)
    for address, entries in pages.items():
        parts = []
        for doc in entries:
            anchor = doc["location"].partition("#")[2]
            level = f'h2 id="{anchor}"' if anchor else "h1"
            lines = "".join(f"<p>{html.escape(line)}</p>" for line in doc["text"].split("\n"))
            parts.append(f"<{level}>{html.escape(doc['title'])}</{level[:2]}>{lines}")
        path = directory / address / "index.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        body = "".join(parts)
        path.write_text(f'<!doctype html><html lang="ko"><title>x</title><body><main>{body}</main>', encoding="utf-8")


def stock_rows(groups: Sequence[Sequence[dict[str, Any]]]) -> list[str]:
    """What the theme's dialog shows unfolded: of each page what scores as its first entry does, or more."""
    rows: list[str] = []
    for group in groups:
        least = group[0]["score"]
        rows += [entry["location"] for entry in group if entry["score"] >= least and entry["score"] > 0]
    return rows


def print_scores(
    name: str, rows_of: Callable[[Sequence[str]], Sequence[Sequence[str]]], labels: dict[str, str]
) -> None:
    for set_name, path in quality.PEOPLE.items():
        lines = quality.read_lines(path)
        answers = []
        for (kind, text, pattern), rows in zip(lines, rows_of([text for _, text, _ in lines]), strict=True):
            reads = [labels.get(row, row) for row in rows]
            places = (place for place, row in enumerate(reads, 1) if re.search(pattern, row, re.IGNORECASE))
            answers.append(quality.Asked(kind, text, next(places, 0), reads, ()))
        real = [answer for answer in answers if answer.kind != quality.FOREIGN]
        print(f"{name:10} {set_name:8} {quality.score_people(real)}", flush=True)


def ask_browser(page: Page, docs: Sequence[dict[str, Any]], labels: dict[str, str]) -> None:
    texts = [{name: doc[name] for name in ("location", "title", "text")} for doc in docs]

    def stock(queries: Sequence[str]) -> list[list[str]]:
        asked = {"docs": as_html(texts), "config": STOCK_CONFIG, "queries": list(queries)}
        return [stock_rows(groups) for groups in page.evaluate(ASK_STOCK, asked)]

    def zensical(queries: Sequence[str]) -> list[list[str]]:
        items = []
        for each in as_html(texts):
            page_address, anchor, _ = each["location"].partition("#")
            items.append(each | {"level": 2 if anchor else 1, "path": [labels[page_address]], "tags": []})
        asked = {"items": items, "separator": ZENSICAL_SEPARATOR, "queries": list(queries)}
        return page.evaluate(ASK_ZENSICAL, asked)  # type: ignore[no-any-return]

    def pagefind(queries: Sequence[str]) -> list[list[str]]:
        return [[url.lstrip("/") for url in urls] for urls in page.evaluate(ASK_PAGEFIND, list(queries))]

    print_scores("stock", stock, labels)
    print_scores("zensical", zensical, labels)
    print_scores("pagefind", pagefind, labels)


def main() -> None:
    need_site(ROOT)
    docs, labels = whole(INDEX), quality.labels(INDEX)
    print_scores("ours", lambda texts: [quality.shown(each["items"]) for each in quality.ask(texts, INDEX)], labels)
    stock = next((Path(material.__file__).parent / "templates/assets/javascripts/workers").glob("search.*.min.js"))
    other = next(Path(str(files("zensical"))).glob("templates/assets/javascripts/workers/search.*.min.js"))
    node = Path(sys.executable).parent / "node"
    with tempfile.TemporaryDirectory() as name:
        directory = Path(name)
        write_plain(docs, directory)
        command = [node if node.exists() else "node", PAGEFIND, "--site", directory, "--force-language", "ko"]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        shutil.copytree(stock.parent.parent / "lunr", directory / "lunr")  # where the theme's worker looks for it
        (directory / "workers").mkdir()
        shutil.copy(stock, directory / "workers/stock.js")
        shutil.copy(other, directory / "workers/zensical.js")
        with served(directory) as address, sync_playwright() as playwright:
            executable = next((found for name in BROWSERS if (found := shutil.which(name))), None)
            browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox", "--disable-gpu"])
            page = browser.new_page()
            page.set_default_timeout(0)
            page.goto(address)
            ask_browser(page, docs, labels)
            browser.close()


if __name__ == "__main__":
    main()
