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
from studyguide.lint import reports
from studyguide.lint.messages import MESSAGES, say
from studyguide.lint.problems import Problem, problem, report, summary
from studyguide.lint.project import check_project, notices, unreadable
from studyguide.lint.settings import setting_problems
from studyguide.project import CONCEPT_MAP, FIGURES, Project, read_text

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


def tell(problems: list[Problem]) -> int:
    """Print problems and how many there are; the exit status."""
    if problems:
        print(report(problems), file=sys.stderr)
        print(say("count", count=len(problems)), file=sys.stderr)
    return 1 if problems else 0


def check(project: Project, options: argparse.Namespace) -> int:
    """Name what is wrong in the sources."""
    wanted, absent = chosen(project, options.files)
    if absent:
        return tell(absent)
    folders = tuple(f"{name}/" for name in wanted)
    if "." in wanted:
        wanted = []

    def is_wanted(path: str) -> bool:
        return not wanted or path in wanted or path.startswith(folders)

    if problems := check_project(project, is_wanted):
        return tell(problems)
    if told := [notice for notice in notices(project) if is_wanted(notice.path)]:
        print("알림(검사는 통과합니다):", summary(told), sep="\n")
    return 0


def chosen(project: Project, names: list[str]) -> tuple[list[str], list[Problem]]:
    """The files that the author names, as problems show them, and what is wrong with the names."""
    shown = [shown_path(Path(name), project.root) for name in names]
    found = [
        problem(name or "''", 0, "file-name-empty" if not name else "no-such-file" if not exists else "file-outside")
        for name, path in zip(names, shown, strict=True)
        if not name or not (exists := Path(name).exists()) or path.startswith(("/", ".."))
    ]
    return shown, found


def shown_path(path: Path, root: Path) -> str:
    """A path as problems show it: relative to the project."""
    absolute = path.resolve()
    return absolute.relative_to(root).as_posix() if absolute.is_relative_to(root) else path.as_posix()


def wording(project: Project, options: argparse.Namespace) -> int:
    """Report on the writing."""
    names, absent = chosen(project, options.files)
    if problems := absent or unreadable(project):
        return tell(problems)
    print(reports.say(options.command, project, names))
    return 0


def outdated(project: Project, options: argparse.Namespace) -> int:
    """List old pages, the oldest first. It is no error that time goes by."""
    from studyguide.lint.freshness import outdated_pages

    if problems := unreadable(project):
        return tell(problems)
    for page, day in outdated_pages(project.pages):
        print(Problem(page, 0, say("outdated", day=day)))
    return 0


def generate(project: Project, options: argparse.Namespace) -> int:
    """Write the generated pages where somebody wants to see them."""
    from studyguide.generated.pages import generate as made

    if problems := check_project(project):
        return tell(problems)
    docs = project.path("docs").resolve()
    if docs in (options.folder.resolve(), *options.folder.resolve().parents):
        return tell([problem("docs", 0, "generate-docs")])
    options.folder.mkdir(parents=True, exist_ok=True)
    for name, text in made(project).items():
        (options.folder / name).write_text(text, encoding="utf-8")
        print(options.folder / name)
    return 0


def draw_map(project: Project, options: argparse.Namespace) -> int:
    """Write the figures of the concept map."""
    from studyguide.generated.map_figure import figures
    from studyguide.lint.data import check_form
    from studyguide.memory import Memory
    from studyguide.source.concept_map import read

    if problems := check_form("concept-map", project.document(CONCEPT_MAP), Memory()):
        return tell(problems)
    for name, text in figures(read(project.value(CONCEPT_MAP))).items():
        project.path(f"{FIGURES}/{name}.svg").write_text(text, encoding="utf-8")
        print(f"{FIGURES}/{name}.svg")
    return 0


def postprocess(project: Project, options: argparse.Namespace) -> int:
    """Make the built site what readers get."""
    from studyguide.publish.postprocess import SiteError
    from studyguide.publish.postprocess import postprocess as run

    try:
        run(project, project.path("site"))
    except SiteError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def addresses(project: Project, options: argparse.Namespace) -> int:
    """Record the addresses of the built site."""
    from studyguide.publish.addresses import read_addresses, write_record

    site = project.path("site")
    built = sorted(site.rglob("index.html"))
    pages = {path.relative_to(site).as_posix(): read_text(path, str(path.relative_to(project.root))) for path in built}
    print(f"records/addresses.txt: +{len(write_record(project, read_addresses(pages)))}")
    return 0


def archive(project: Project, options: argparse.Namespace) -> int:
    """Write the site as one archive."""
    from studyguide.publish.offline import write_archive

    if not project.path("site/sw.js").is_file():  # the last thing that post-processing writes
        raise ValueError(say("site-unfinished"))
    target = project.path("dist/docker-study-guide.zip")
    write_archive(project.path("site"), target, target.stem)
    print(f"{target.relative_to(project.root)}: {target.stat().st_size / 1e6:.1f} MB")
    return 0


def index(project: Project, options: argparse.Namespace) -> int:
    """Write the search index."""
    from studyguide.memory import Memory
    from studyguide.search_index.write import write_index

    print(write_index(project, project.path("site"), Memory()).relative_to(project.root))
    return 0


def book(project: Project, options: argparse.Namespace) -> int:
    """Write the PDFs and the EPUB; say in one line what was made, or in one message why not."""
    from studyguide.book.build import build

    files = build(project, project.path("site"))
    size = sum(len(file.content) for file in files.values())
    pages = sum(file.pages for file in files.values())
    print(f"site/book/: {len(files) - 1} PDFs of {pages} pages and an EPUB, {size / 1e6:.1f} MB")
    return 0


def deck(project: Project, options: argparse.Namespace) -> int:
    """Write the Anki deck; say in one line what is in it."""
    from studyguide.book.build import FOLDER
    from studyguide.practice.deck import DECK_FILE, write

    counts = write(project, project.path("site"))
    kinds = ", ".join(f"{name} {count}" for name, count in counts.items())
    print(f"site/{FOLDER}/{DECK_FILE}: {kinds}")
    return 0


def mkdocs(project: Project, options: argparse.Namespace) -> int:
    """Run MkDocs. It reads its settings before any of our checks can speak, and tells of mistakes in other words."""
    if problems := setting_problems(project):
        return tell(problems)
    from jinja2 import TemplateError
    from mkdocs.__main__ import cli

    from studyguide import template_errors

    try:
        cli.main(args=options.arguments, prog_name="mkdocs")  # ends the program
    except TemplateError as error:
        print(template_errors.told(error, project.root), file=sys.stderr)
    return 1


COMMANDS: Mapping[str, Callable[[Project, argparse.Namespace], int]] = {
    "check": check,
    "mkdocs": mkdocs,
    "outdated": outdated,
    **dict.fromkeys(reports.NAMES, wording),
    "generate": generate,
    "map": draw_map,
    "postprocess": postprocess,
    "addresses": addresses,
    "zip": archive,
    "book": book,
    "index": index,
    "deck": deck,
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
