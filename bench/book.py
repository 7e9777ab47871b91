"""What both editions cost at 1, 4 and 10 times four chapters, beside WeasyPrint on the same HTML; then the whole book.

    python -m bench.book [--rounds N] [--without-peer] [--whole]

Each measurement is a process of its own: CPU seconds of all its threads and its peak memory. The whole book is built
with nothing kept, with all kept, and after an edit of one page: seconds on the clock depend on what else the machine
does, CPU seconds hardly. The site must be built. WeasyPrint (see the Makefile) needs Pango.
"""

from __future__ import annotations

import dataclasses
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from studyguide.arguments import Parser, count, need_site

ROOT = Path(__file__).parent.parent
CHAPTERS = 4
TIMES = (1, 4, 10)
STYLE = """
@page { size: A4; margin: 27mm 23mm 24mm; @bottom-center { content: counter(page) } }
body { font: 10pt/1.6 "Guide Sans", sans-serif } pre { white-space: pre-wrap } h1 { break-before: page }
"""


def ours(chapters: int) -> int:
    """Pages of both editions, written from the built HTML."""
    from studyguide.book import editions
    from studyguide.book.build import read_plan
    from studyguide.book.compile import Compiler
    from studyguide.book.index_entries import Index
    from studyguide.book.links import ids_of
    from studyguide.project import Project

    plan = read_plan(Project(ROOT), ROOT / "site")
    kept = [chapter for chapter in plan.chapters if chapter.questions][:chapters]
    plan = dataclasses.replace(plan, chapters=tuple(kept), index=Index())
    compiler = Compiler(ROOT / "fonts")
    anchors = ids_of([chapter.page for chapter in kept])
    made = (compiler.compile(source, plan.date) for source in (editions.study(plan, anchors), editions.sheet(plan)))
    return sum(pdf.pages for pdf in made)


def peer(chapters: int) -> int:
    """Pages of one plain PDF of the same chapters: less work than ours, as it has no second edition."""
    import weasyprint

    from studyguide.book.build import read_plan
    from studyguide.project import Project

    kept = [chapter for chapter in read_plan(Project(ROOT), ROOT / "site").chapters if chapter.questions][:chapters]
    body = "".join(chapter.page.article.html or "" for chapter in kept)
    page = f'<html lang="ko"><head><title>x</title><style>{STYLE}</style></head><body>{body}</body></html>'
    document = weasyprint.HTML(string=page).render()
    document.write_pdf()
    return len(document.pages)


def measure(work: Callable[[int], int], chapters: int) -> tuple[float, float, int]:
    """CPU seconds, peak MiB and pages of `work` in a new process."""
    with tempfile.TemporaryFile("w+") as answer:
        child = os.fork()
        if child == 0:
            try:
                pages = work(chapters)
                used = resource.getrusage(resource.RUSAGE_SELF)
                json.dump([used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, pages], answer)
                answer.flush()
            finally:
                os._exit(0)
        os.waitpid(child, 0)
        answer.seek(0)
        seconds, memory, pages = json.load(answer)
    return seconds, memory, pages


def processes(session: int) -> dict[int, tuple[float, float]]:
    """CPU seconds and peak MiB of each process of a session."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
            status = (folder / "status").read_text()
        except OSError:  # it has just ended
            continue
        if int(fields[3]) == session and "VmHWM" in status:
            ticks = int(fields[11]) + int(fields[12])
            peak = int(status.partition("VmHWM:")[2].split()[0]) / 1024
            found[int(folder.name)] = (ticks / os.sysconf("SC_CLK_TCK"), peak)
    return found


def build(folder: Path) -> tuple[float, float, float]:
    """Seconds on the clock and of CPU, and the peak MiB of the largest process, of building the book in a folder."""
    shutil.rmtree(folder / "site/book", ignore_errors=True)
    command = [sys.executable, "-X", "utf8", "-m", "studyguide", "book"]
    began = time.perf_counter()
    child = subprocess.Popen(
        command,
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    seen: dict[int, tuple[float, float]] = {}
    while child.poll() is None:
        seen |= processes(child.pid)
        time.sleep(0.05)
    if child.returncode:
        raise SystemExit(child.returncode)
    return time.perf_counter() - began, sum(cpu for cpu, _ in seen.values()), max(peak for _, peak in seen.values())


def whole(rounds: int) -> None:
    """Print what the whole book costs."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for part in ("mkdocs.yml", "data", "docs", "fonts", "records"):
            (folder / part).symlink_to(ROOT / part)
        shutil.copytree(ROOT / "site", folder / "site")
        page = folder / "site/volumes/index.html"
        runs: dict[str, list[tuple[float, float, float]]] = {}
        for number in range(rounds):
            shutil.rmtree(folder / ".cache", ignore_errors=True)
            runs.setdefault("nothing kept", []).append(build(folder))
            runs.setdefault("all kept", []).append(build(folder))
            text = page.read_text(encoding="utf-8")
            page.write_text(text.replace("</h1>", f"</h1><p>고친 문단 {number}.</p>", 1), encoding="utf-8")
            runs.setdefault("one page edited", []).append(build(folder))
    print("whole book       seconds (median)  CPU s (median)  peak MiB of a process")
    for what, made in runs.items():
        clock, cpu = (statistics.median(run[index] for run in made) for index in (0, 1))
        print(f"{what:15}  {clock:16.1f}  {cpu:14.1f}  {max(run[2] for run in made):21.0f}", flush=True)


def main() -> None:
    parser = Parser(description=__doc__)
    parser.add_argument("--rounds", type=count, default=3)
    parser.add_argument("--without-peer", action="store_true")
    parser.add_argument("--whole", action="store_true", help="only the whole book")
    options = parser.parse_args()
    need_site(ROOT)
    if not options.whole:
        compare(options.rounds, options.without_peer)
    whole(options.rounds)


def compare(rounds: int, without_peer: bool) -> None:
    """Print what both editions of some chapters cost, beside the peer."""
    print("who         chapters  pages  CPU s (median)  CPU s for 30 pages  peak MiB")
    for times in TIMES:
        for name, work in (("this book", ours), ("WeasyPrint", peer)):
            if without_peer and work is peer:
                continue
            runs = [measure(work, CHAPTERS * times) for _ in range(rounds)]
            seconds = statistics.median(run[0] for run in runs)
            memory, pages = max(run[1] for run in runs), runs[0][2]
            each = 30 * seconds / pages
            print(
                f"{name:10}  {CHAPTERS * times:8}  {pages:5}  {seconds:14.2f}  {each:18.2f}  {memory:8.0f}", flush=True
            )


if __name__ == "__main__":
    main()
