"""Bytes → text: what an editor or a copy left in a file that nobody sees and everybody stumbles over."""

from __future__ import annotations

import re
import stat
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from studyguide.lint.problems import Problem, problem

CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x9f\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u2069\ufeff\ufffd]"
)
"""Control characters, marks of direction and width, and what a failed conversion leaves."""
CONFLICT = re.compile(r"(?:<{7}|>{7}|\|{7}) |={7}$")


def line_problems(text: str, shown: str) -> Iterator[Problem]:
    """The problems of a text's characters, one a line at most."""
    for number, line in enumerate(text.split("\n"), start=1):
        if match := CONTROL.search(line):
            yield problem(shown, number, "text-control", code=ord(match[0]))
        elif not unicodedata.is_normalized("NFC", line):
            yield problem(shown, number, "text-nfd")
        elif CONFLICT.match(line) and line[0] != "=":
            yield problem(shown, number, "text-conflict")


def decode(content: bytes, shown: str) -> tuple[str | None, list[Problem]]:
    """The text with its line ends made one, None where there is none to read, and its problems."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return None, [problem(shown, 1, "text-encoding")]
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        return None, [problem(shown, content.count(b"\n", 0, error.start) + 1, "text-encoding")]
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.startswith("\ufeff"):
        return None, [problem(shown, 1, "text-bom")]
    clean = text.isascii() and not CONTROL.search(text) and "<<<<<<< " not in text
    return text, [] if clean else list(line_problems(text, shown))


def read(path: Path, shown: str) -> tuple[str | None, list[Problem]]:
    """The text of a file and its problems; that it is absent or unreadable is one."""
    try:
        if not path.is_dir() and not stat.S_ISREG(path.stat().st_mode):
            return None, [problem(shown, 0, "file-special")]  # of a pipe one would wait for ever
        return decode(path.read_bytes(), shown)
    except FileNotFoundError:
        return None, [problem(shown, 0, "file-missing", path=shown)]
    except IsADirectoryError:
        return None, [problem(shown, 0, "file-folder")]
    except OSError as error:
        return None, [problem(shown, 0, "file-unreadable", error=error.strerror)]
