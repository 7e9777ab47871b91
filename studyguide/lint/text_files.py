"""Every other text file of the project (templates, scripts, records, settings, papers): whether it is whole.

Pages, figures and data are read by those who know their form. What nobody else here reads is looked at for what a
merge, an editor or a copy leaves behind, and for the syntax of JSON, TOML and YAML.
"""

from __future__ import annotations

import functools
import hashlib
import json
import os
import re
import tomllib
from collections.abc import Collection, Iterator
from pathlib import Path, PurePosixPath
from xml.parsers import expat

import yaml

from studyguide.lint import svg
from studyguide.lint.characters import UNSEEN
from studyguide.lint.messages import say
from studyguide.lint.problems import Problem
from studyguide.lint.text import CONFLICT, decode_plain, read_bytes
from studyguide.memory import Memory
from studyguide.project import DOCS
from studyguide.source.yaml_document import YamlError, parse, repeated_names

ROOT_FILES = (
    "*.md", "*.toml", "requirements*.txt", "LICENSE", "Makefile", ".editorconfig", ".gitattributes", ".gitignore",
)  # fmt: skip
FOLDERS = (
    ".ci", ".github", "bench", "data/schema", "decisions", "docs/assets", "fonts", "frontend", "overrides", "records",
    "studyguide", "tests", "tools",
)  # fmt: skip
SKIPPED = {"node_modules", "__pycache__", "out", "bad"}
"""Folders of others, of what was made, and of inputs that are wrong on purpose."""
SUFFIXES = {
    "", ".cfg", ".conf", ".css", ".dockerfile", ".envsh", ".html", ".java", ".js", ".json", ".md", ".mjs", ".py", ".sh",
    ".svg", ".toml", ".ts", ".tsv", ".txt", ".typ", ".yaml", ".yml",
}  # fmt: skip
"""Names of text files; what ends otherwise may hold anything."""
WITH_COMMENTS = re.compile(r"tsconfig.*\.json")
"""JSON in which its readers allow comments."""
MIDDLE = re.compile(r"^={7}$", re.MULTILINE)
"""Between two sides of a conflict. In Markdown and in docstrings it may underline a heading."""
MARKUP = {".md", ".py", ".typ", ""}
PROSE = {".md", ".txt", ""}
"""Where no sign stands for a character that nobody sees."""
BUNDLES = ("docs/assets/javascripts/", "studyguide/publish/service-worker.js")
"""Made by esbuild, which writes characters as they are where the sources have signs for them."""
SHEBANG = re.compile(rb"#!.*sh\b")
WOFF2 = b"wOF2"


def names(root: Path) -> list[str]:
    """The files that are looked at, relative to the root."""
    found = [path.name for pattern in ROOT_FILES for path in root.glob(pattern)]
    for top in FOLDERS:
        for folder, inner, files in os.walk(root / top):
            inner[:] = sorted(name for name in inner if name not in SKIPPED)
            found += [Path(folder, name).relative_to(root).as_posix() for name in files]
    return sorted(name for name in found if is_ours(name))


def is_ours(name: str) -> bool:
    """Whether a file is to be looked at here: by its name it is text, or a font for the web, and no page."""
    path = PurePosixPath(name)
    if path.suffix == ".md" and path.parts[0] == DOCS:
        return False
    return path.suffix == ".woff2" or (path.suffix.lower() if not path.name.startswith(".") else "") in SUFFIXES


def is_script(name: str, content: bytes) -> bool:
    """Whether a shell or make reads a file: neither takes the line ends of Windows."""
    return name.endswith((".sh", ".envsh")) or name == "Makefile" or bool(SHEBANG.match(content))


def left_behind(text: str, name: str) -> Iterator[tuple[int, str]]:
    """Line and message of the first mark of a conflict and the first character that nobody sees."""
    conflict = CONFLICT.search(text)
    if not conflict and PurePosixPath(name).suffix not in MARKUP:
        conflict = MIDDLE.search(text)
    if conflict:
        yield text.count("\n", 0, conflict.start()) + 1, say("text-conflict")
    key = "text-control" if PurePosixPath(name).suffix in PROSE else "text-unseen"
    if not name.startswith(BUNDLES) and (unseen := UNSEEN.search(text)):
        yield text.count("\n", 0, unseen.start()) + 1, say(key, code=ord(unseen[0]))


def yaml_problems(text: str) -> Iterator[tuple[int, str]]:
    """What is wrong with YAML that others read, who take more of it than our data may have."""
    try:
        for line, key, first in repeated_names(text):
            yield line, say("key-twice", key=key, line=first)
    except yaml.YAMLError:
        try:
            parse(text)
        except YamlError as error:
            yield error.line, str(error)


def syntax(text: str, name: str) -> Iterator[tuple[int, str]]:
    """Line and message of what the reader of a file cannot parse."""
    path = PurePosixPath(name)
    try:
        if path.suffix == ".json" and not WITH_COMMENTS.fullmatch(path.name):
            json.loads(text)
        elif path.suffix == ".svg":
            svg.read(text)
        elif path.suffix == ".toml":
            tomllib.loads(text)
        elif path.suffix in (".yml", ".yaml"):
            yield from yaml_problems(text)
    except RecursionError:
        yield 1, say("too-deep")
    except expat.ExpatError as error:
        yield error.lineno, svg.syntax_message(error)
    except svg.RefusedError as error:
        yield error.line, say("svg-declaration")
    except json.JSONDecodeError as error:
        yield error.lineno, say("file-json")
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"at line (\d+)", str(error))
        yield int(place[1]) if place else max(text.count("\n"), 1), say("file-toml")


def content_problems(content: bytes, name: str) -> list[tuple[int, str]]:
    """Line and message of what is wrong with the content of a file."""
    if name.endswith(".woff2"):
        return [] if content.startswith(WOFF2) else [(0, say("file-woff2"))]
    text, found = decode_plain(content, name)
    lines = [(each.line, each.message) for each in found] if text is None else [*left_behind(text, name)]
    if is_script(name, content) and b"\r\n" in content:
        lines.append((content.count(b"\n", 0, content.index(b"\r\n")) + 1, say("text-crlf")))
    return lines or list(syntax(text or "", name))


def check(root: Path, others: Collection[str], memory: Memory) -> list[Problem]:
    """The problems of all files but the `others`, which somebody else reads."""
    found: list[Problem] = []
    for name in names(root):
        if name in others:
            continue
        content, problems = read_bytes(root / name, name)
        asked = ("text file", name, hashlib.sha256(content).hexdigest())
        lines = memory.answer(asked, functools.partial(content_problems, content, name))
        found += problems or [Problem(name, line, message) for line, message in lines]
    return found
