"""Names in code: which command, option, file, signal or key a piece of code is about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

INSTRUCTIONS = frozenset({
    "ADD", "ARG", "CMD", "COPY", "ENTRYPOINT", "ENV", "EXPOSE", "FROM", "HEALTHCHECK", "LABEL", "ONBUILD", "RUN",
    "SHELL", "STOPSIGNAL", "USER", "VOLUME", "WORKDIR",
})  # fmt: skip
GROUPS = frozenset({
    "builder", "buildx", "compose", "config", "container", "context", "image", "network", "node", "plugin", "scout",
    "secret", "service", "stack", "swarm", "system", "volume",
})  # fmt: skip
"""Words after `docker` that are followed by the command itself."""
COMMAND = re.compile(rf"docker (?:(?:{'|'.join(sorted(GROUPS))})(?: [a-z-]+)?|[a-z]+)")
OPTION = re.compile(r"--?[A-Za-z][\w-]*")
FILE = re.compile(
    r"~?/(?:etc|var|proc|sys|run|home|usr|dev|tmp|root)\b[\w./<>-]*|\.[a-z]+(?:ignore|env|rc)?|"
    r"[\w-]+(?:\.[\w-]+)*\.(?:ya?ml|json|conf|sock|toml|hcl|txt|lock|jar)|Makefile|Dockerfile|Containerfile"
)
KEY = re.compile(r"[a-z]+(?:_[a-z]+)+|[A-Z]+(?:_[A-Z]+)+|[a-z]+(?:-[a-z]+)*:")
SIGNAL = re.compile(r"SIG[A-Z]+")
EXIT_CODE = re.compile(r"1(?:2[5-9]|3[0-9]|4[0-3])")
"""125 to 143: what `docker run` and signals end with. Smaller ones are the program's own."""


def is_code(name: str) -> bool:
    """Whether a reader looks for it among commands, options and files.

    >>> [is_code(name) for name in ("docker run", "--init", ".env", "EXPOSE", "depends_on", "SIGTERM", "Docker Hub")]
    [True, True, True, True, True, True, False]
    """
    if name in INSTRUCTIONS or name.startswith("--"):
        return True
    return any(kind.fullmatch(name) for kind in (COMMAND, OPTION, FILE, KEY, SIGNAL))


def verbs_of(words: Sequence[str]) -> Iterator[str]:
    """The words of a command before its first option or argument."""
    for word in words[:3]:
        if not re.fullmatch("[a-z]+(?:-[a-z]+)*", word):
            return
        yield word


def names_in(code: str) -> Iterator[str]:
    """The names that a piece of code is about: `--network host` is about `--network`.

    >>> list(names_in("docker compose up -d")), list(names_in("SIGTERM")), list(names_in("web"))
    (['docker compose up', '-d'], ['SIGTERM'], [])
    """
    words = code.split()
    if words and words[0] == "docker":
        verbs = list(verbs_of(words))
        if len(verbs) > 1:
            yield " ".join(verbs[: 3 if verbs[1] in GROUPS else 2])
    for word in words:
        option = word.partition("=")[0]
        if OPTION.fullmatch(option) and (len(option) < 3 or option.startswith("--")):
            yield option
    if len(words) == 1:
        word = words[0]
        if FILE.fullmatch(word) or SIGNAL.fullmatch(word) or KEY.fullmatch(word) or word in INSTRUCTIONS:
            yield word.removesuffix(":")
