"""Command lines whose mistakes are told in Korean, one line each, with what to write instead."""

from __future__ import annotations

import argparse
import difflib
import re
from pathlib import Path
from typing import NoReturn

from studyguide.lint.messages import particles, say

# What argparse says: it has no other way to tell what kind of mistake it was.
CHOICE = r"argument (?P<name>.+?): invalid choice: ['\"](?P<value>.*)['\"] \(choose from (?P<known>.+)\)"
SAID = (
    (r"the following arguments are required: (?P<names>.+)", "{names}이(가) 빠졌습니다. 적으세요"),
    (r"unrecognized arguments: (?P<names>.+)", "모르는 인자 `{names}`입니다. 지우거나 철자를 확인하세요"),
    (CHOICE, "{name}에 `{value}`은(는) 없습니다. {hint}"),
    (r"argument (?P<name>.+?): invalid int value: '(?P<value>.*)'", "{name}: `{value}`은(는) 정수가 아닙니다"),
    (r"argument (?P<name>.+?): expected .*", "{name} 뒤에 값이 없습니다. 값을 적으세요"),
    (r"argument (?P<name>.+?): ignored explicit argument .+", "{name}에는 값을 적지 않습니다. `=` 뒤를 지우세요"),
    (r"argument (?P<name>.+?): (?P<value>[^A-Za-z]*[가-힣].*)", "{name}: {value}"),
    (r"ambiguous option: (?P<value>\S+) could match (?P<known>.+)", "`{value}`을(를) 끝까지 적으세요: {known}"),
)


def in_korean(message: str) -> str:
    """What argparse says of a command line, for its author.

    >>> in_korean("argument command: invalid choice: 'chek' (choose from 'check', 'book')")
    'command에 `chek`은 없습니다. `check`의 오타인가요?'
    >>> in_korean("argument --rounds: invalid int value: 'x'")
    '--rounds: `x`는 정수가 아닙니다'
    """
    for pattern, sentence in SAID:
        if match := re.fullmatch(pattern, message, re.DOTALL):
            values = match.groupdict()
            if known := values.get("known"):
                names = re.findall(r"[\w-]+", known)
                near = difflib.get_close_matches(values["value"], names, 1, 0.6)
                values["hint"] = f"`{near[0]}`의 오타인가요?" if near else f"쓸 수 있는 이름: {', '.join(names)}"
            return particles(sentence.format(**values))
    return f"명령을 읽을 수 없습니다({message}). `--help`로 쓰는 법을 보세요"


class Parser(argparse.ArgumentParser):
    """A parser that says what is wrong instead of how everything is used."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {in_korean(message)}\n")


def file(text: str) -> Path:
    """A file that is there. Raises ArgumentTypeError."""
    if not Path(text).is_file():
        raise argparse.ArgumentTypeError(f"`{text}` 파일이 없습니다. 경로를 확인하세요")
    return Path(text)


def need_site(root: Path) -> None:
    """End the program where there is no built site to work on."""
    if not (root / "site/index.html").is_file():
        raise SystemExit(say("site-missing"))


def count(text: str) -> int:
    """A number of times: at least one. Raises ArgumentTypeError."""
    if not re.fullmatch(r"[1-9]\d{0,5}", text):
        raise argparse.ArgumentTypeError(f"`{text}` 대신 1 이상의 정수를 적으세요")
    return int(text)
