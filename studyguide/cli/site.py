"""Commands that build the site or work on the built one."""

from __future__ import annotations

import argparse
import sys

from studyguide.cli.told import tell
from studyguide.lint.messages import say
from studyguide.lint.settings import setting_problems
from studyguide.project import Project, read_text


def mkdocs(project: Project, options: argparse.Namespace) -> int:
    """Run MkDocs. It reads its settings before any of our checks can speak, and tells of mistakes in other words."""
    if problems := setting_problems(project):
        return tell(problems)
    import click
    from jinja2 import TemplateError
    from mkdocs.__main__ import cli

    from studyguide import template_errors
    from studyguide.cli import mkdocs_arguments

    if wrong := mkdocs_arguments.problem(options.arguments, project.root):
        print(f"mkdocs: {wrong}", file=sys.stderr)
        return 2
    try:
        return int(cli.main(args=options.arguments, prog_name="mkdocs", standalone_mode=False) or 0)
    except TemplateError as error:
        print(template_errors.told(error, project.root), file=sys.stderr)
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        return error.exit_code
    except click.UsageError as error:
        print(f"mkdocs: {mkdocs_arguments.in_korean(error)}", file=sys.stderr)
        return error.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.Abort:  # Ctrl+C
        return 1
    return 1


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
