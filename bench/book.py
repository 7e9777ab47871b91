"""What both editions cost at 1, 4 and 10 times four chapters, beside WeasyPrint on the same HTML.

    python -m bench.book [--rounds N] [--without-peer]

Each measurement is a process of its own: CPU seconds of all its threads and its peak memory.
The site must be built. WeasyPrint (see the Makefile) needs Pango.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import os
import resource
import statistics
import tempfile
from collections.abc import Callable
from pathlib import Path

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
    from studyguide.book.links import ids_of
    from studyguide.project import Project

    plan = read_plan(Project(ROOT), ROOT / "site")
    kept = [chapter for chapter in plan.chapters if chapter.questions][:chapters]
    plan = dataclasses.replace(plan, chapters=tuple(kept), terms={})
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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--without-peer", action="store_true")
    options = parser.parse_args()
    print("who         chapters  pages  CPU s (median)  CPU s for 30 pages  peak MiB")
    for times in TIMES:
        for name, work in (("this book", ours), ("WeasyPrint", peer)):
            if options.without_peer and work is peer:
                continue
            runs = [measure(work, CHAPTERS * times) for _ in range(options.rounds)]
            seconds = statistics.median(run[0] for run in runs)
            memory, pages = max(run[1] for run in runs), runs[0][2]
            each = 30 * seconds / pages
            print(
                f"{name:10}  {CHAPTERS * times:8}  {pages:5}  {seconds:14.2f}  {each:18.2f}  {memory:8.0f}", flush=True
            )


if __name__ == "__main__":
    main()
