"""`python -m studyguide check [FILE …]`, `… generate` and, after `mkdocs build`, `… finish`."""

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
    options = parser.parse_args(arguments)
    root = Path.cwd()
    if options.command == "generate":
        from studyguide.generate import generate

        for path in generate(root):
            print(path.relative_to(root))
        return 0
    if options.command == "finish":
        from studyguide.publish.finish import NotASite, finish

        try:
            finish(root / "site")
        except NotASite as error:
            print(error, file=sys.stderr)
            return 1
        return 0
    wanted = {Path(name).as_posix() for name in options.files}
    problems = check_project(root, lambda path: not wanted or path in wanted)
    if problems:
        print(report(problems), file=sys.stderr)
        print(f"{len(problems)} problem(s)", file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
