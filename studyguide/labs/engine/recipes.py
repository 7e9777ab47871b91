"""Read a recipe: the part of Dockerfile's language that the stand-ins need."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "recipes"
WORDS = {"FROM", "RUN", "ADD", "COPY", "ENV", "EXPOSE", "VOLUME", "CMD", "ENTRYPOINT", "WORKDIR", "STOPSIGNAL", "USER"}
WORDS |= {"LABEL"}
LAYERS = {"RUN", "ADD", "COPY"}
HISTORY = re.compile(r"# history: (?P<text>.*)")
SUFFIX = ".Dockerfile"


class RecipeError(ValueError):
    """A recipe that cannot be followed; the message names file and line."""


@dataclass(frozen=True)
class Instruction:
    """One instruction. `history` is what `docker history` is to show for it; empty: what BuildKit would write."""

    word: str
    rest: str
    line: int
    history: str = ""

    @property
    def makes_layer(self) -> bool:
        return self.word in LAYERS

    @property
    def words(self) -> list[str]:
        """The arguments of a CMD or an ENTRYPOINT."""
        return [str(word) for word in json.loads(self.rest)]

    @property
    def created_by(self) -> str:
        """The line of the history, in BuildKit's wording."""
        if self.history:
            return self.history
        if self.word == "RUN":
            return f"RUN /bin/sh -c {self.rest} # buildkit"
        if self.word == "EXPOSE":
            return f"EXPOSE map[{self.rest}/tcp:{{}}]"
        if self.word == "VOLUME":
            return f"VOLUME [{self.rest}]"
        if self.word in ("CMD", "ENTRYPOINT"):
            return f"{self.word} [{' '.join(json.dumps(word) for word in self.words)}]"
        return f"{self.word} {self.rest}{' # buildkit' if self.makes_layer else ''}"


def lines(text: str) -> Iterator[tuple[int, str]]:
    """Join lines that end in a backslash; give each with the number of its first."""
    start, whole = 0, ""
    for number, line in enumerate(text.splitlines(), 1):
        if not whole:
            start = number
        if line.endswith("\\"):
            whole += line[:-1].rstrip() + " "
            continue
        yield start, (whole + line.lstrip() if whole else line)
        whole = ""
    if whole:
        yield start, whole


def parse(text: str, name: str = "recipe") -> list[Instruction]:
    """Read the instructions of a recipe. Raises RecipeError for what this builder does not know.

    >>> [step.created_by for step in parse('FROM scratch\\nCMD ["sh"]\\n')]
    ['FROM scratch', 'CMD ["sh"]']
    """
    found: list[Instruction] = []
    history = ""
    for number, line in lines(text):
        if comment := HISTORY.match(line):
            history = comment["text"]
        if not line.strip() or line.startswith("#"):
            continue
        word, _, rest = line.partition(" ")
        if word not in WORDS or not rest.strip():
            raise RecipeError(f"{name}:{number}: {line!r} is not known to this builder")
        instruction = Instruction(word, rest.strip(), number, history)
        if word in ("CMD", "ENTRYPOINT"):
            try:
                instruction.words  # noqa: B018 (read once, so that a mistake is named with its line)
            except ValueError:
                raise RecipeError(f"{name}:{number}: {word} takes a JSON list") from None
        found.append(instruction)
        history = ""
    if not found or found[0].word != "FROM" or any(step.word == "FROM" for step in found[1:]):
        raise RecipeError(f"{name}: one FROM, and it comes first")
    return found


def file_of(ref: str, folder: Path = FOLDER) -> Path:
    """Name the recipe of an image (NAME:TAG)."""
    return folder / (ref.replace(":", "_") + SUFFIX)


def load(ref: str, folder: Path = FOLDER) -> list[Instruction]:
    """Read the recipe of an image. Raises RecipeError where there is none."""
    file = file_of(ref, folder)
    if not file.exists():
        raise RecipeError(f"there is no recipe for {ref}")
    return parse(file.read_text(encoding="utf-8"), file.name)


def all_refs(folder: Path = FOLDER) -> Sequence[str]:
    """Name all images that have a recipe."""
    return sorted(path.name.removesuffix(SUFFIX).replace("_", ":") for path in folder.glob(f"*{SUFFIX}"))
