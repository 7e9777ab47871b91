"""Bytes → text: what an editor or a copy left in a file that nobody sees and everybody stumbles over."""

from __future__ import annotations

import errno
import re
import stat
from collections.abc import Iterator
from pathlib import Path

from studyguide.lint.characters import invisible, odd
from studyguide.lint.messages import say
from studyguide.lint.problems import Problem, problem

CONFLICT = re.compile(r"^(?:<{7}|>{7}|\|{7})(?: |$)", re.MULTILINE)


def line_problems(text: str, shown: str) -> Iterator[Problem]:
    """The problems of a text's characters, one a line at most."""
    before, decomposed = None, say("text-nfd")
    told: set[str] = set()
    for number, line in enumerate(text.split("\n"), start=1):
        message, last = invisible(line), before
        before = message
        if message and message != last:  # of lines copied together the first is enough
            if message != decomposed or message not in told:  # a whole file is saved so
                yield Problem(shown, number, message)
            told.add(message)
        elif CONFLICT.match(line):
            yield problem(shown, number, "text-conflict")


def decode_plain(content: bytes, shown: str) -> tuple[str | None, list[Problem]]:
    """The text with its line ends made one, or None and why there is none."""
    # UTF-16, with its mark or without.
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or content.count(0) > len(content) // 8:
        return None, [problem(shown, 1, "text-encoding")]
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        return None, [problem(shown, content.count(b"\n", 0, error.start) + 1, "text-encoding")]
    if text.startswith("\ufeff"):
        return None, [problem(shown, 1, "text-bom")]
    return text.replace("\r\n", "\n").replace("\r", "\n"), []


def decode(content: bytes, shown: str) -> tuple[str | None, list[Problem]]:
    """The text of what people write, and its problems, down to single characters."""
    text, problems = decode_plain(content, shown)
    if text is None or not (odd(text) or CONFLICT.search(text)):
        return text, problems
    return text, list(line_problems(text, shown))


def read_bytes(path: Path, shown: str) -> tuple[bytes, list[Problem]]:
    """The content of a file, or why there is none."""
    try:
        if not path.is_dir() and not stat.S_ISREG(path.stat().st_mode):
            return b"", [problem(shown, 0, "file-special")]  # of a pipe one would wait for ever
        return path.read_bytes(), []
    except FileNotFoundError:
        return b"", [problem(shown, 0, "file-missing", path=shown)]
    except IsADirectoryError:
        return b"", [problem(shown, 0, "file-folder")]
    except OSError as error:
        if error.errno == errno.ELOOP:
            return b"", [problem(shown, 0, "os-eloop")]
        return b"", [problem(shown, 0, "file-unreadable", error=error.strerror)]


def read(path: Path, shown: str) -> tuple[str | None, list[Problem]]:
    """The text of a file and its problems; that it is absent or unreadable is one."""
    content, problems = read_bytes(path, shown)
    return (None, problems) if problems else decode(content, shown)
