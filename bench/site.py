"""`make bench-site`: this site beside stock Material and a hand-written page, from the same pages, in one run.

Builds both peers from `docs/` and the finished `site/` into `bench/out/`, then
lets Lighthouse measure all of them (frontend/bench/measure.js). Stock Material is built with
its web font off: what it asks of another host cannot be measured here, so the
peer is quicker than in the field.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import yaml
from selectolax.lexbor import LexborHTMLParser

from studyguide.arguments import Parser, count, need_site
from studyguide.generated.pages import generate
from studyguide.project import Project

ROOT = Path(__file__).parent.parent
OUT = ROOT / "bench/out"
PLAIN = """<!doctype html><html lang="ko"><head><meta charset="utf-8"><title>{title}</title>\
<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="description" content="{title}">\
<link rel="icon" href="data:,"><link rel="stylesheet" href="/plain.css"></head>\
<body><main>{article}</main></body></html>
"""


@contextmanager
def stock_build() -> Iterator[list[str | Path]]:
    """The command that builds the same Markdown with the theme as it comes: no overrides, no styles, no finishing.

    The generated pages (questions, glossary …) are written beside the others: here no hook adds them.
    """
    docs = OUT / "docs"
    shutil.copytree(ROOT / "docs", docs)
    for name, text in generate(Project(ROOT)).items():
        (docs / name).parent.mkdir(parents=True, exist_ok=True)
        (docs / name).write_text(text, encoding="utf-8")
    config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    sections = re.split(r"^(?=\w+:)", config, flags=re.MULTILINE)
    ours = ("theme:", "extra", "hooks:", "plugins:", "validation:", "watch:")
    kept = [part for part in sections if not part.startswith(ours)]
    theme = {"theme": {"name": "material", "language": "ko", "font": False}, "plugins": ["search"]}
    paths = {"docs_dir": str(docs), "site_dir": str(OUT / "stock")}
    path = ROOT / "bench/stock.yml"
    path.write_text("".join(kept) + yaml.safe_dump(theme | paths), encoding="utf-8")
    try:
        yield [sys.executable, "-m", "mkdocs", "build", "--quiet", "-f", path]
    finally:
        path.unlink()


def build_plain() -> None:
    """Each page's article, as finished, in a page of three lines with one style sheet."""
    for path in (ROOT / "site").rglob("*.html"):
        tree = LexborHTMLParser(path.read_text(encoding="utf-8"))
        article, title = tree.css_first("article"), tree.css_first("title")
        if article is None or title is None:
            raise ValueError(f"{path}: not a page of the guide")
        target = OUT / "plain" / path.relative_to(ROOT / "site")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(PLAIN.format(title=title.text(), article=article.inner_html), encoding="utf-8")
    shutil.copy(ROOT / "bench/plain.css", OUT / "plain")


def pages() -> list[str]:
    """Home, the longest page that somebody wrote, and the question list, which is longer still."""
    written = [
        ROOT / "site" / path.stem / "index.html" for path in (ROOT / "docs").glob("*.md") if path.stem != "index"
    ]
    longest = max(written, key=lambda path: path.stat().st_size)
    return ["/", f"/{longest.parent.name}/", "/questions/"]


def main() -> None:
    parser = Parser(description=__doc__)
    parser.add_argument("--runs", type=count, default=5, help="how often each page is measured; the median is shown")
    options = parser.parse_args()
    need_site(ROOT)
    shutil.rmtree(OUT, ignore_errors=True)
    with stock_build() as command:
        subprocess.run(command, cwd=ROOT, check=True)
    build_plain()
    shutil.copytree(ROOT / "site", OUT / "guide")
    node = Path(sys.executable).parent / "node"
    subprocess.run([node, ROOT / "frontend/bench/measure.js", OUT, f"--runs={options.runs}", *pages()], check=True)


if __name__ == "__main__":
    main()
