"""The commands behind the Makefile: `python -m studyguide --help`."""

from __future__ import annotations

import argparse
import errno
import io
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from studyguide.arguments import Parser
from studyguide.cli import site, sources
from studyguide.cli.told import shown_path
from studyguide.lint import reports
from studyguide.lint.messages import MESSAGES, say
from studyguide.project import Project

USER_ERRORS = (OSError, ValueError)
"""What wrong input or a missing file raises; anything else is a fault of the program and keeps its traceback."""


def parse(arguments: list[str] | None) -> argparse.Namespace:
    """The command line."""
    parser = Parser(prog="studyguide", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check", help="name every mistake in the sources, with file and line")
    check.add_argument("files", nargs="*", help="only what concerns these files")
    run = commands.add_parser("mkdocs", help="run MkDocs (build, serve), after a look at its settings", add_help=False)
    run.add_argument("arguments", nargs=argparse.REMAINDER)
    commands.add_parser("outdated", help="list the pages that nobody has reviewed for a year")
    generated = commands.add_parser("generate", help="write the pages that are made from data and blocks into a folder")
    generated.add_argument("folder", type=Path)
    for name in reports.NAMES:
        wording = commands.add_parser(name, help=f"report on the writing ({name}), page by page")
        wording.add_argument("files", nargs="*", help="look closely at these pages")
    commands.add_parser("map", help="draw the figures of the concept map from its data")
    commands.add_parser("postprocess", help="make the built site light, strict and ready to serve")
    commands.add_parser("addresses", help="add the addresses of the built site to the record of all ever published")
    commands.add_parser("zip", help="write the published site as one archive that opens without a server")
    commands.add_parser(
        "book", help="write the PDFs and the EPUB beside the built site, and the buttons that offer them"
    )
    commands.add_parser("index", help="write the search index of the built site")
    commands.add_parser(
        "deck", help="write the Anki deck and its text beside the PDFs, and the buttons that offer them"
    )
    return parser.parse_args(arguments)


COMMANDS: Mapping[str, Callable[[Project, argparse.Namespace], int]] = {
    "check": sources.check,
    "mkdocs": site.mkdocs,
    "outdated": sources.outdated,
    **dict.fromkeys(reports.NAMES, sources.wording),
    "generate": sources.generate,
    "map": sources.draw_map,
    "postprocess": site.postprocess,
    "addresses": site.addresses,
    "zip": site.archive,
    "book": site.book,
    "index": site.index,
    "deck": site.deck,
}
AFTER_BUILD = {"postprocess", "addresses", "zip", "book", "deck", "index"}
"""Commands that read what MkDocs has built."""


def in_words(error: Exception, root: Path) -> str:
    """What went wrong, as an author can read it."""
    if isinstance(error, OSError) and error.errno is not None:
        place = f"{shown_path(Path(os.fsdecode(error.filename)), root)}: " if error.filename is not None else ""
        known = f"os-{errno.errorcode.get(error.errno, '').lower()}"
        return place + (say(known) if known in MESSAGES else say("os-error", error=error.strerror))
    return str(error)


def main(arguments: list[str] | None = None) -> int:
    """Run one command in the working directory; the exit status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")  # whatever the locale: what is said is Korean
    options = parse(arguments)
    project = Project(Path.cwd())
    if options.command in AFTER_BUILD and not project.path("site/index.html").is_file():
        print(f"{options.command}: {say('site-missing')}", file=sys.stderr)
        return 1
    try:
        return COMMANDS[options.command](project, options)
    except USER_ERRORS as error:
        print(f"{options.command}: {in_words(error, project.root)}", file=sys.stderr)
        return 1
