"""What an author waits for: from an edit to the new page in the live server, and for a build after an edit.

    python -m bench.authoring [--runs N]

The build is set beside the theme as it comes, on the same pages. Seconds on the clock depend on what else the machine
does, CPU seconds hardly.
"""

from __future__ import annotations

import os
import resource
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Sequence
from pathlib import Path

from bench.site import OUT, ROOT, stock_build
from studyguide.arguments import Parser, count

PAGE = "volumes"
PARTS = ("mkdocs.yml", "data", "overrides", "records", "frontend", "studyguide")


def used(command: Sequence[str | Path], folder: Path) -> tuple[float, float]:
    """Seconds on the clock and of CPU that a command takes."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.perf_counter() - began, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def edits(folder: Path, runs: int, wait: Callable[[str], object]) -> list[float]:
    """Seconds from each edit of a page until `wait` has seen it."""
    page = folder / f"docs/{PAGE}.md"
    text = page.read_text(encoding="utf-8")
    found = []
    for number in range(runs):
        words = f"고친 문단 {number}번입니다."
        page.write_text(f"{text}\n{words}\n", encoding="utf-8")
        began = time.perf_counter()
        wait(words)
        found.append(time.perf_counter() - began)
        time.sleep(1.5)  # what the server does after it
    page.write_text(text, encoding="utf-8")
    return found


def served(folder: Path, runs: int) -> list[float]:
    """Seconds from edits to the pages that the live server answers with."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    command = [sys.executable, "-m", "studyguide", "mkdocs", "serve", "-a", address]
    server = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def wait(words: str) -> None:
        while True:
            try:
                with urllib.request.urlopen(f"http://{address}/{PAGE}/", timeout=60) as answer:
                    if words in answer.read().decode():
                        return
            except OSError:
                time.sleep(0.2)  # the first build is not done
            time.sleep(0.02)

    try:
        wait("</article>")
        time.sleep(2)
        return edits(folder, runs, wait)
    finally:
        server.terminate()
        server.wait()


def main() -> None:
    parser = Parser(description=__doc__)
    parser.add_argument("--runs", type=count, default=5)
    options = parser.parse_args()
    shutil.rmtree(OUT, ignore_errors=True)
    with stock_build() as command:
        stock = [used(command, ROOT) for _ in range(options.runs)]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for part in PARTS:
            (folder / part).symlink_to(ROOT / part)
        shutil.copytree(ROOT / "docs", folder / "docs")
        build = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict"]
        rows = {"stock": stock, "nothing kept": [used(build, folder)]}
        page = folder / f"docs/{PAGE}.md"
        for number in range(options.runs):
            page.write_text(f"{page.read_text(encoding='utf-8')}\n고친 문단 {number}.\n", encoding="utf-8")
            rows.setdefault("one page edited", []).append(used(build, folder))
        times = served(folder, options.runs)
    print(f"load {os.getloadavg()[0]:.1f}")
    print("mkdocs build     seconds (median)  CPU s (median)")
    for what, runs in rows.items():
        clock, cpu = (statistics.median(run[index] for run in runs) for index in (0, 1))
        print(f"{what:15}  {clock:16.1f}  {cpu:14.1f}")
    print(
        f"edit → page served: {statistics.median(times):.2f} s (of {len(times)}, {min(times):.2f} to {max(times):.2f})"
    )


if __name__ == "__main__":
    main()
