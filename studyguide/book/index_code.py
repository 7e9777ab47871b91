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
COMPOSE_KEYS = frozenset({
    "build", "command", "configs", "deploy", "devices", "dns", "entrypoint", "environment", "expose", "extends",
    "external", "healthcheck", "image", "include", "init", "ipc", "labels", "links", "logging", "models", "name",
    "networks", "pid", "platform", "ports", "privileged", "profiles", "provider", "restart", "secrets", "services",
    "sysctls", "tty", "ulimits", "user", "version", "volumes", "watch",
})  # fmt: skip
"""Keys of a Compose file that are words of every day, too: in a text only those with a colon are meant."""
COMMAND = re.compile(rf"docker (?:(?:{'|'.join(sorted(GROUPS))})(?: [a-z-]+)?|[a-z]+)")
OPTION = re.compile(r"--?[A-Za-z][\w-]*")
FILE = re.compile(
    r"~?/(?:etc|var|proc|sys|run|home|usr|dev|tmp|root)\b[\w./<>-]*|/[\w-]+\.d|~/\.[\w./-]+|\.[a-z]+(?:ignore|env|rc)?|"
    r"[\w-]+(?:\.[\w-]+)*\.(?:ya?ml|json|conf|sock|toml|hcl|txt|lock|jar|sh)|Makefile|Dockerfile|Containerfile"
)
KEY = re.compile(r"[a-z]+(?:_[a-z]+)+:?|[A-Z]+(?:_[A-Z]+)+:?|[a-z]+(?:-[a-z]+)*:")
SIGNAL = re.compile(r"SIG[A-Z]+")
EXIT_CODE = re.compile(r"(?:1(?:2[5-9]|3[0-9]|4[0-3])|255)")
"""125 to 143, and 255: what `docker run` and signals end with. Smaller ones are the program's own."""


def is_code(name: str) -> bool:
    """Whether a reader looks for it among commands, options and files.

    >>> [is_code(name) for name in ("docker run", "--init", ".env", "EXPOSE", "depends_on", "SIGTERM", "Docker Hub")]
    [True, True, True, True, True, True, False]
    """
    kinds = (COMMAND, OPTION, FILE, KEY, SIGNAL)
    return name.split(" ")[0] in INSTRUCTIONS or name.startswith("--") or any(kind.fullmatch(name) for kind in kinds)


def verbs_of(words: Sequence[str]) -> Iterator[str]:
    """The words of a command before its first option or argument."""
    for word in words[:3]:
        if not re.fullmatch("[a-z]+(?:-[a-z]+)*", word):
            return
        yield word


def names_in(code: str) -> Iterator[str]:
    """The names that a piece of code is about: `--network host` is about `--network`.

    A key of a Compose file that is a word of every day keeps its colon.

    >>> list(names_in("docker compose up -d")), list(names_in("SIGTERM")), list(names_in("web"))
    (['docker compose up', '-d'], ['SIGTERM'], [])
    >>> list(names_in("shm_size: 256mb")), list(names_in("restart: always")), list(names_in("restart"))
    (['shm_size'], ['restart:'], [])
    """
    words = code.split()
    if len(words) > 1 and re.fullmatch("[a-z]+(?:_[a-z]+)*:", words[0]):
        yield from names_in(words[0])
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
        key = word.removesuffix(":")
        if (top := word.partition(".")[0]) in COMPOSE_KEYS and re.fullmatch("[a-z_]+(?:[.][a-z_]+)+", word):
            yield f"{top}:"
        elif key in COMPOSE_KEYS:
            if key != word:
                yield word
        elif FILE.fullmatch(word) or SIGNAL.fullmatch(word) or KEY.fullmatch(word) or word in INSTRUCTIONS:
            yield key
