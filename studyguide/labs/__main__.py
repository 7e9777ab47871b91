"""`python -m studyguide.labs`: the private engine, and getting the base images with patience."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from studyguide.arguments import Parser, count
from studyguide.labs import official
from studyguide.labs.engine import cell, images, packages, recipes
from studyguide.labs.engine.place import EngineError, Place, place_of
from studyguide.labs.runner import docker
from studyguide.project import OFFICIAL_IMAGES, Project

ROOT = Path(__file__).parents[2]


def parser() -> argparse.ArgumentParser:
    """Describe the commands."""
    top = Parser(prog="python -m studyguide.labs", description=__doc__)
    commands = top.add_subparsers(dest="command", required=True)
    pull = commands.add_parser("pull", help="get the base images that are missing")
    pull.add_argument("--attempts", type=count, default=3)
    engine = commands.add_parser("engine", help="a private engine in $LAB_ENGINE")
    steps = engine.add_subparsers(dest="step", required=True)
    steps.add_parser("fetch", help="fetch and unpack the packages")
    make = steps.add_parser("images", help="make the stand-ins; the engine may run meanwhile")
    make.add_argument("refs", nargs="*", metavar="NAME:TAG")
    steps.add_parser("up", help="start the engine")
    end = steps.add_parser("down", help="end the engine and remove its folder")
    end.add_argument("--keep", action="store_true", help="keep packages and images")
    run = steps.add_parser("in", help="run a command inside")
    run.add_argument("words", nargs=argparse.REMAINDER)
    return top


def engine(arguments: argparse.Namespace, place: Place) -> None:
    """Do one step with the private engine."""
    if arguments.step == "fetch":
        print("\n".join(packages.fetch(place)))
    elif arguments.step == "images":
        build = Path(os.environ.get("LAB_BUILD", place.base / "build"))
        known = official.read(Project(ROOT).value(OFFICIAL_IMAGES) or {})
        images.make_all(arguments.refs or recipes.all_refs(), place, build, known, lambda line: print(line, flush=True))
    elif arguments.step == "up":
        cell.up(place)
    elif arguments.step == "down":
        cell.down(place, keep=arguments.keep)
    else:
        command = cell.enter(place, arguments.words, str(Path.cwd()))
        os.execvp(command[0], command)  # noqa: S606 (it takes the place of this process)


def main(words: Sequence[str]) -> int:
    """Run a command; return its exit status."""
    arguments = parser().parse_args(words)
    try:
        if arguments.command == "pull":
            docker.pull_base_images(arguments.attempts)
        else:
            engine(arguments, place_of(os.environ))
    except (EngineError, RuntimeError, recipes.RecipeError) as error:
        print(error, file=sys.stderr)
        return 125
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
