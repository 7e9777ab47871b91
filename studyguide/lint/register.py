"""The register of the guide: words that it does not use, counted for each file that a reader sees.

STYLE.md says which and why; data/register.yml holds them as patterns, each with what is written instead and
with the phrases in which the word means something else. Code, addresses and reader phrasings are not looked at.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from typing import Any

from studyguide.lint.problems import Problem
from studyguide.lint.shown_text import lines_of
from studyguide.memory import Memory
from studyguide.project import REGISTER, Project
from studyguide.source.yaml_document import YamlError

READ = (
    "docs/**/*.md", "docs/assets/figures/*.svg", "docs/assets/javascripts/*.js",
    "data/glossary.yml", "data/commands.yml", "data/paths.yml",
    "data/corrections.yml", "data/errors.yml", "data/ox.yml", "mkdocs.yml", "overrides/**/*.html", "frontend/**/*.js",
    "studyguide/**/*.py", "studyguide/**/*.typ", "studyguide/**/*.js",
)  # fmt: skip
"""The files whose words readers or page authors see."""
BUNDLES = ("docs/assets/javascripts/", "studyguide/publish/service-worker.js")
"""Made from frontend/, which is read itself."""


@dataclass(frozen=True)
class Exemption:
    """A phrase in which a word is right, and where ("" anywhere)."""

    text: str
    path: str


@dataclass(frozen=True)
class Word:
    """A pattern that is not written, and what is."""

    pattern: re.Pattern[str]
    say: str
    exemptions: tuple[Exemption, ...]


@dataclass(frozen=True)
class Finding:
    """A word in a file."""

    path: str
    line: int
    found: str
    say: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: «{self.found.strip()}» → {self.say}"


def read_words(value: Mapping[str, Any]) -> tuple[Word, ...]:
    """The words of data/register.yml."""
    return tuple(
        Word(
            re.compile(entry["find"]),
            str(entry["say"]),
            tuple(Exemption(str(each["text"]), str(each.get("in", ""))) for each in entry.get("except") or ()),
        )
        for entry in value["words"]
    )


def find_in_line(path: str, number: int, line: str, words: Sequence[Word]) -> Iterator[Finding]:
    """The words in one line that are not written, by where the patterns stand in the file."""
    for word in words:
        allowed = [
            match.span()
            for each in word.exemptions
            if each.path in ("", path)
            for match in re.finditer(re.escape(each.text), line)
        ]
        for match in word.pattern.finditer(line):
            if not any(start <= match.start() and match.end() <= end for start, end in allowed):
                yield Finding(path, number, match[0], word.say)


def find(path: str, text: str, words: tuple[Word, ...]) -> list[Finding]:
    """The words in one file that are not written, in order."""
    # One pattern for all first: most lines hold none of them.
    some = re.compile("|".join(f"(?:{word.pattern.pattern})" for word in words))
    return [
        finding
        for number, line in lines_of(path, text)
        if not line.isascii() and some.search(line)  # the words are Korean; most lines of code are not
        for finding in find_in_line(path, number, line, words)
    ]


def strict_files(project: Project) -> list[str]:
    """The files that are to be free of such words."""
    patterns = [str(pattern) for pattern in project.value(REGISTER)["strict"]]
    return [name for name in files(project) if any(fnmatch(name, pattern) for pattern in patterns)]


def files(project: Project, bundles: bool = False) -> list[str]:
    """The files whose words somebody sees; `bundles`: also those made from others."""
    found = [path for pattern in READ for path in sorted(project.root.glob(pattern))]
    paths = [path for path in found if "node_modules" not in path.parts]  # packages of others, once they are installed
    names = [path.relative_to(project.root).as_posix() for path in paths]
    return [name for name in names if bundles or not name.startswith(BUNDLES)]


def findings(project: Project, names: Iterable[str], memory: Memory) -> list[Finding]:
    """The words of some of a project's files, looked for once in what they say."""
    document = project.document(REGISTER)
    words = read_words(document.value)

    def look(name: str, text: str) -> list[Finding]:
        found = memory.answer(
            ("register", document.text, name, text),
            lambda: [(each.line, each.found, each.say) for each in find(name, text, words)],
        )
        return [Finding(name, *each) for each in found]

    found: list[Finding] = []
    for name in names:
        # A file that cannot be read is told of, with its line, by those who need it whole.
        with contextlib.suppress(YamlError, UnicodeDecodeError):
            found += look(name, project.path(name).read_text(encoding="utf-8"))
    return found


def check(project: Project, memory: Memory) -> list[Problem]:
    """What is left in the files that are to be free of such words."""
    return [
        Problem(each.path, each.line, f"«{each.found.strip()}» 대신 {each.say} (data/register.yml)")
        for each in findings(project, strict_files(project), memory)
    ]


def counts(found: Iterable[Finding]) -> str:
    """A line for each file, those with most first."""
    per: dict[str, dict[str, int]] = {}
    for each in found:
        words = per.setdefault(each.path, {})
        words[each.found.strip()] = words.get(each.found.strip(), 0) + 1
    rows = sorted(per.items(), key=lambda item: (-sum(item[1].values()), item[0]))
    return "\n".join(
        f"{sum(words.values()):4} {path}: "
        + ", ".join(f"{word} {count}" for word, count in sorted(words.items(), key=lambda item: -item[1])[:8])
        for path, words in rows
    )
