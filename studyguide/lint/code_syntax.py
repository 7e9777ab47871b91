"""Checks of code that people copy: YAML, JSON and TOML that can be read, instructions that a Dockerfile has."""

from __future__ import annotations

import difflib
import json
import re
import tomllib
from typing import NoReturn

import yaml

from studyguide.lint.messages import say
from studyguide.source.fences import Fence
from studyguide.source.yaml_document import repeated_names

DOCKERFILE = {"dockerfile", "docker"}
INSTRUCTIONS = (
    "ADD", "ARG", "CMD", "COPY", "ENTRYPOINT", "ENV", "EXPOSE", "FROM", "HEALTHCHECK", "LABEL", "MAINTAINER", "ONBUILD",
    "RUN", "SHELL", "STOPSIGNAL", "USER", "VOLUME", "WORKDIR",
)  # fmt: skip
HEREDOC = re.compile(r"<<-? *['\"]?(?P<name>\w+)")


def instruction_problem(fence: Fence) -> tuple[int, str] | None:
    """The first line of a Dockerfile that begins with what looks like an instruction and is none."""
    until, goes_on = "", False
    for number, line in enumerate(fence.content, start=fence.line + 1):
        if until:  # in a here-document
            until = "" if line.strip() == until else until
            continue
        if line.lstrip().startswith("#") or not line.strip():
            continue
        word = line.split()[0]
        if not goes_on and word.isupper() and word.isalpha() and word not in INSTRUCTIONS:
            near = difflib.get_close_matches(word, INSTRUCTIONS, 1, 0.7)
            if near:
                return number, say("code-instruction", word=word, near=near[0])
        heredoc = HEREDOC.search(line)
        until = heredoc["name"] if heredoc else ""
        goes_on = line.rstrip().endswith("\\")
    return None


class DoubledNameError(ValueError):
    """An object of JSON that has a name twice."""


def unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """An object of JSON. Raises DoubledNameError: every reader keeps another one of two."""
    names = [name for name, _ in pairs]
    if twice := next((name for name in names if names.count(name) > 1), None):
        raise DoubledNameError(twice)
    return dict(pairs)


class NoNumberError(ValueError):
    """`NaN` or `Infinity`: Python takes them for JSON and nobody else does."""


def no_number(word: str) -> NoReturn:
    """Raise NoNumberError for a word."""
    raise NoNumberError(word)


def doubled(text: str, name: str) -> tuple[int, str]:
    """The line, from 1, where a name of JSON stands again, and what is said of it."""
    lines = [number for number, line in enumerate(text.split("\n"), start=1) if f'"{name}"' in line]
    return lines[-1], say("code-twice", key=name, line=lines[0])


def syntax_problem(fence: Fence, fails: bool = False) -> tuple[int, str] | None:
    """The first line of a block that its reader cannot parse; `fails`: it is shown to fail."""
    text = "\n".join(fence.content)
    try:
        if fence.language in ("yaml", "yml"):
            for line, key, first in repeated_names(text):
                return fence.line + line, say("code-twice", key=key, line=first)
        elif fence.language == "json":
            json.loads(text, object_pairs_hook=unique, parse_constant=no_number)
        elif fence.language == "toml":
            tomllib.loads(text)
        elif fence.language in DOCKERFILE and not fails:
            return instruction_problem(fence)
    except yaml.composer.ComposerError:  # an alias of what another block or the text before it holds
        return None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        return fence.line + 1 + min(mark.line if mark else 0, len(fence.content) - 1), say("code-yaml")
    except json.JSONDecodeError as error:
        return fence.line + error.lineno, say("code-json")
    except NoNumberError as error:
        at = next(number for number, line in enumerate(fence.content) if str(error) in line)
        return fence.line + 1 + at, say("code-json")
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"at line (\d+)", str(error))
        return fence.line + (int(place[1]) if place else len(fence.content)), say("code-toml")
    except RecursionError:
        return fence.line + 1, say("too-deep")
    except DoubledNameError as error:
        line, message = doubled(text, str(error))
        return fence.line + line, message
    return None
