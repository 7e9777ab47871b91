"""Checks for what is not executed: would the real CLI take it?

The CLI refuses unknown commands, flags, argument counts and values before it looks
for an engine, so it is asked with an address where none is. Compose files go through
`docker compose config`. Neither needs an engine.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import tempfile
from pathlib import Path

NOWHERE = "unix:///nonexistent.sock"
DASHES = re.compile(r"(?:^|\s)[\u2013\u2014]\w")
UNREACHABLE = re.compile(
    r"cannot connect to the docker daemon|failed to connect to the docker api|dial unix|no such file or directory|"
    r"no configuration file provided|error during connect|context deadline|not a tty|non tty",
    re.IGNORECASE,
)


MISSING_BASE = re.compile(r"ERROR: (\S+): failed to resolve source metadata")
MISSING_SYNTAX = re.compile(r"failed to resolve source metadata for docker\.io/docker/dockerfile:")
SYNTAX = re.compile(r"(?mi)^# *syntax *=.*$")
PLACEHOLDER = "busybox:1.37"


def words_of(command: str) -> list[list[str]]:
    """The docker calls in a line of shell, each as its words; pipes and lists are cut.

    >>> words_of("docker ps -q | xargs docker rm && echo ok")
    [['docker', 'ps', '-q'], ['docker', 'rm', 'NAME']]
    """
    lexer = shlex.shlex(command.replace("\\\n", " "), posix=True, punctuation_chars="|&;<>()")
    lexer.whitespace_split = True
    calls: list[list[str]] = []
    current: list[str] = []
    skip_file = False
    for word in [*lexer, ";"]:
        if re.fullmatch(r"[|&;()]+", word):
            if "docker" in current:
                argument = ["NAME"] if "xargs" in current else []
                calls.append(current[current.index("docker") :] + argument)
            current = []
        elif re.fullmatch(r"[<>&]+", word):
            skip_file = True
        elif skip_file:
            skip_file = False
        else:
            current.append(word)
    return calls


def check_command(command: str) -> list[str]:
    """What the CLI finds wrong with the docker calls of one command; empty where nothing."""
    found = [f"a dash that is no hyphen: {command}"] if DASHES.search(command) else []
    try:
        calls = words_of(command)
    except ValueError as error:
        return [*found, f"not shell: {error}: {command}"]
    for call in calls:
        with tempfile.TemporaryDirectory() as empty:
            answer = subprocess.run(
                call,
                cwd=empty,
                env={"PATH": os.environ["PATH"], "DOCKER_HOST": NOWHERE, "HOME": empty},
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                timeout=30,
                check=False,
            )
        message = (answer.stderr or answer.stdout).strip()
        if answer.returncode and not UNREACHABLE.search(message):
            found.append(f"{shlex.join(call)}: {message.splitlines()[0] if message else 'refused'}")
    return found


def check_compose(text: str) -> list[str]:
    """What Compose finds wrong with a file; empty where nothing."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "compose.yaml"
        file.write_text(text, encoding="utf-8")
        answer = subprocess.run(
            ["docker", "compose", "-f", str(file), "config", "--quiet", "--no-interpolate", "--no-env-resolution"],
            capture_output=True,
            text=True,
            check=False,
        )
    return [answer.stderr.strip()] if answer.returncode else []


def check_dockerfile(file: Path) -> list[str]:
    """Name what `docker build --check` warns of; it needs an engine. Empty where nothing.

    A base image that cannot be had here is no fault of the file: another takes its place, as only the file's own
    instructions are checked.
    """
    text = file.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / file.name
        while True:
            copy.write_text(text, encoding="utf-8")
            answer = subprocess.run(
                ["docker", "build", "--check", "--file", str(copy), str(file.parent)],
                capture_output=True,
                text=True,
                check=False,
            )
            if answer.returncode == 0:
                return []
            printed = answer.stdout + answer.stderr
            replaced = without_the_missing(text, printed)
            if replaced == text:
                return [line for line in printed.splitlines() if line]
            text = replaced


def without_the_missing(text: str, printed: str) -> str:
    """Put busybox in the place of a base image that BuildKit could not find, and its own reader in that of a syntax
    image; the same text where it found all.

    >>> without_the_missing("FROM node:24 AS a\\n", "ERROR: node:24: failed to resolve source metadata for x")
    'FROM busybox:1.37 AS a\\n'
    """
    if MISSING_SYNTAX.search(printed):
        return SYNTAX.sub("#", text)
    missing = MISSING_BASE.search(printed)
    if not missing:
        return text
    named = rf"(?m)(^FROM (?:--\S+ )*|\bfrom=){re.escape(missing[1])}(?=[\s,]|$)"
    return re.sub(named, rf"\g<1>{PLACEHOLDER}", text)
