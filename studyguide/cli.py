"""The commands behind the Makefile: `python -m studyguide --help`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from studyguide.lint.problems import report
from studyguide.lint.project import check_project
from studyguide.project import Project


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="studyguide", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check", help="name every mistake in the sources, with file and line")
    check.add_argument("files", nargs="*", help="only what concerns these files")
    generated = commands.add_parser("generate", help="write the pages that are made from data and blocks into a folder")
    generated.add_argument("folder", type=Path)
    commands.add_parser("postprocess", help="make the built site light, strict and ready to serve")
    commands.add_parser("zip", help="write the published site as one archive that opens without a server")
    commands.add_parser("book", help="write the PDFs beside the built site, and the buttons that offer them")
    commands.add_parser("index", help="write the search index of the built site")
    options = parser.parse_args(arguments)
    project = Project(Path.cwd())
    root = project.root
    if options.command == "index":
        from studyguide.search_index.write import write_index

        print(write_index(project).relative_to(root))
        return 0
    if options.command == "book":
        return make_book(project)
    if options.command == "generate":
        from studyguide.generated.pages import generate

        options.folder.mkdir(parents=True, exist_ok=True)
        for name, text in generate(project).items():
            (options.folder / name).write_text(text, encoding="utf-8")
            print(options.folder / name)
        return 0
    if options.command == "zip":
        from studyguide.publish.offline import write_archive

        target = root / "dist/docker-study-guide.zip"
        write_archive(root / "site", target, target.stem)
        print(f"{target.relative_to(root)}: {target.stat().st_size / 1e6:.1f} MB")
        return 0
    if options.command == "postprocess":
        from studyguide.publish.postprocess import SiteError, postprocess

        try:
            postprocess(root / "site", root / "fonts")
        except (SiteError, ValueError) as error:
            print(error, file=sys.stderr)
            return 1
        return 0
    wanted = {Path(name).as_posix() for name in options.files}
    problems = check_project(project, lambda path: not wanted or path in wanted)
    if problems:
        print(report(problems), file=sys.stderr)
        print(f"{len(problems)} problem(s)", file=sys.stderr)
    return 1 if problems else 0


def make_book(project: Project) -> int:
    """Say in one line what was made, or in one message why not."""
    from studyguide.book.build import build
    from studyguide.book.compile import BookError

    try:
        pdfs = build(project, project.path("site"))
    except (BookError, ValueError, FileNotFoundError) as error:
        print(f"book: {error}", file=sys.stderr)
        return 1
    size = sum(len(pdf.content) for pdf in pdfs.values())
    print(f"site/book/: {len(pdfs)} PDFs, {sum(pdf.pages for pdf in pdfs.values())} pages, {size / 1e6:.1f} MB")
    return 0
