"""The command line of MkDocs: what Click, or the socket, would say of it in English is said as everything else is."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from pathlib import Path

from click import BadParameter, UsageError

from studyguide.lint.messages import particles
from studyguide.project import DOCS

COMMANDS = ("build", "serve", "get-deps", "gh-deploy", "new")
SAID = (
    (r"No such option '(?P<name>.+)'\.", "모르는 옵션 `{name}`입니다. {hint}"),
    (r"No such command '(?P<name>.+)'\.", "`{name}`이라는 명령은 없습니다. {hint}"),
    (r"Option '(?P<name>.+)' requires an argument\.", "`{name}` 뒤에 값이 없습니다. 값을 적으세요"),
    (r"Option '(?P<name>.+)' does not take a value\.", "`{name}`에는 값을 적지 않습니다. `=` 뒤를 지우세요"),
    (r"Missing argument '(?P<name>.+)'\.", "`{name}`이(가) 빠졌습니다. 적으세요"),
    (r"Got unexpected extra arguments? \((?P<name>.+)\)", "모르는 인자 `{name}`입니다. 지우거나 철자를 확인하세요"),
)
VALUES = (
    (r"'(?P<name>.+)': No such file or directory", "`{name}` 파일이 없습니다. 경로를 확인하세요"),
    (r"'(?P<name>.+)': Is a directory", "`{name}`은(는) 폴더입니다. 파일을 적으세요"),
    (r"'(?P<name>.+)' is not one of (?P<known>.+)\.", "`{name}`은(는) 없습니다. 쓸 수 있는 것: {known}"),
)
ADDRESS = re.compile(r"(?P<host>[\w.-]+|\[[0-9A-Fa-f:]+\]):(?P<port>\d{1,5})")


def in_korean(error: UsageError) -> str:
    """What is wrong with a command line.

    >>> in_korean(UsageError("No such option '--srict'."))
    '모르는 옵션 `--srict`입니다. `--help`로 쓰는 법을 보세요'
    """
    option = f"{error.param.opts[0]}: " if isinstance(error, BadParameter) and error.param else ""
    for pattern, sentence in VALUES if option else SAID:
        if match := re.fullmatch(pattern, error.message):
            values = match.groupdict()
            known = list(getattr(error, "possibilities", None) or COMMANDS)
            near = difflib.get_close_matches(values["name"], known, 1, 0.6)
            values["hint"] = f"`{near[0]}`의 오타인가요?" if near else "`--help`로 쓰는 법을 보세요"
            return option + particles(sentence.format(**values))
    return f"{option}명령을 읽을 수 없습니다({error.message}). `--help`로 쓰는 법을 보세요"


def value_of(arguments: Sequence[str], short: str, long: str) -> str | None:
    """The value of an option, None where it is not there.

    >>> value_of(["serve", "-a", "x"], "-a", "--dev-addr"), value_of(["--dev-addr=y"], "-a", "--dev-addr")
    ('x', 'y')
    """
    for index, argument in enumerate(arguments):
        if argument in (short, long):
            return arguments[index + 1] if index + 1 < len(arguments) else None
        if argument.startswith(f"{long}="):
            return argument.removeprefix(f"{long}=")
    return None


def problem(arguments: Sequence[str], root: Path) -> str | None:
    """What is wrong with values that MkDocs itself would stumble over."""
    address = value_of(arguments, "-a", "--dev-addr")
    if address is not None and not ((match := ADDRESS.fullmatch(address)) and int(match["port"]) < 65536):
        return f"-a: `{address}` 대신 `127.0.0.1:8001`처럼 주소와 포트(65535까지)를 적으세요"
    folder = value_of(arguments, "-d", "--site-dir")
    docs = (root / DOCS).resolve()
    if folder is not None and ((place := (root / folder).resolve()) in (docs, *docs.parents) or docs in place.parents):
        return f"-d: `{folder}`에 만들면 {DOCS}/의 글이 지워지거나 섞입니다. 다른 폴더를 적으세요"
    return None
