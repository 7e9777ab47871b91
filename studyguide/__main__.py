"""The commands behind the Makefile: `python -m studyguide --help`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from studyguide.check import check_project
from studyguide.problems import report


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="studyguide", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check", help="name every mistake in the sources, with file and line")
    check.add_argument("files", nargs="*", help="only what concerns these files")
    commands.add_parser("generate", help="write the pages that are made from data and question blocks")
    commands.add_parser("finish", help="make the built site light, strict and ready to serve")
    commands.add_parser("zip", help="write the finished site as one archive that opens without a server")
    fonts = commands.add_parser("fonts", help="cut the web's fonts to the characters of the built site")
    fonts.add_argument("--source", type=Path, help="first cut fonts/ anew from the packages in this folder")
    commands.add_parser("book", help="write the PDFs beside the built site, and the buttons that offer them")
    commands.add_parser("index", help="write the search index of the built site")
    options = parser.parse_args(arguments)
    root = Path.cwd()
    if options.command == "index":
        from studyguide.search.write import write_index

        print(write_index(root).relative_to(root))
        return 0
    if options.command == "book":
        return make_book(root)
    if options.command == "fonts":
        return cut_fonts(root, options.source)
    if options.command == "generate":
        from studyguide.generate import generate

        for path in generate(root):
            print(path.relative_to(root))
        return 0
    if options.command == "zip":
        from studyguide.publish.offline import write_archive

        target = root / "dist/docker-study-guide.zip"
        write_archive(root / "site", target, target.stem)
        print(f"{target.relative_to(root)}: {target.stat().st_size / 1e6:.1f} MB")
        return 0
    if options.command == "finish":
        from studyguide.publish.finish import SiteError, finish

        try:
            finish(root / "site", root / "fonts")
        except SiteError as error:
            print(error, file=sys.stderr)
            return 1
        return 0
    wanted = {Path(name).as_posix() for name in options.files}
    problems = check_project(root, lambda path: not wanted or path in wanted)
    if problems:
        print(report(problems), file=sys.stderr)
        print(f"{len(problems)} problem(s)", file=sys.stderr)
    return 1 if problems else 0


def make_book(root: Path) -> int:
    """Say in one line what was made, or in one message why not."""
    from studyguide.book.build import build
    from studyguide.book.compile import BookError

    try:
        pdfs = build(root, root / "site")
    except (BookError, ValueError, FileNotFoundError) as error:
        print(f"book: {error}", file=sys.stderr)
        return 1
    size = sum(len(pdf.content) for pdf in pdfs.values())
    print(f"site/book/: {len(pdfs)} PDFs, {sum(pdf.pages for pdf in pdfs.values())} pages, {size / 1e6:.1f} MB")
    return 0


def cut_fonts(root: Path, source: Path | None) -> int:
    """Print each font written with its size in bytes."""
    from studyguide import fonts

    pages = [path.read_text(encoding="utf-8") for path in sorted((root / "site").rglob("*.html"))]
    if not pages:
        print("site/ is missing: run `make site` first", file=sys.stderr)
        return 1
    written = list(fonts.cut_sources(source, root / "fonts")) if source else []
    written += fonts.cut_web(root / "fonts", pages, root / "docs/assets/fonts")
    for path in written:
        print(f"{path.stat().st_size:9,} {path.relative_to(root)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
