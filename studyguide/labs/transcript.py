"""A `console` block ↔ commands with the output that the page shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

PROMPT = "$ "
CONTINUATION = "> "


@dataclass(frozen=True)
class Command:
    """One command (its lines joined as a shell reads them) and the lines shown below it."""

    text: str
    output: tuple[str, ...]


class PromptError(ValueError):
    """A prompt where a command that was cut with a backslash goes on. `line` counts from 1."""

    def __init__(self, line: int, text: str) -> None:
        super().__init__(f"a prompt within a command: {text!r}")
        self.line = line


def is_marked(line: str) -> bool:
    """Whether a line says that it goes on with a command."""
    return line.startswith(CONTINUATION) or line == CONTINUATION.strip()


def parse(block: str) -> list[Command]:
    """The commands of a block. Raises ValueError where output stands before any command, or a prompt within one.

    A command goes on after a backslash at a line's end, or with `> ` (as in a here-document).
    """
    commands: list[Command] = []
    lines = block.rstrip("\n").split("\n")
    index = 0
    while index < len(lines):
        if not lines[index].startswith(PROMPT):
            raise ValueError(f"output before any command: {lines[index]!r}")
        text = lines[index].removeprefix(PROMPT)
        index += 1
        while index < len(lines):
            if is_marked(lines[index]):
                text += "\n" + lines[index][len(CONTINUATION) :]
            elif text.endswith("\\"):
                if lines[index].startswith(PROMPT):
                    raise PromptError(index + 1, lines[index])
                text += "\n" + lines[index]
            else:
                break
            index += 1
        first = index
        while index < len(lines) and not lines[index].startswith(PROMPT):
            index += 1
        output = lines[first:index]
        while output and not output[-1].strip():
            output.pop()
        commands.append(Command(text, tuple(output)))
    return commands


def render(commands: Sequence[Command]) -> list[str]:
    """The lines of a block; `parse` reads them back.

    One command cut with backslashes goes on without a mark; of anything longer every line has one,
    so that it is seen where the output begins.
    """
    lines: list[str] = []
    for command in commands:
        first, *rest = command.text.split("\n")
        one = all(line.endswith("\\") for line in (first, *rest)[:-1]) and not any(map(is_marked, rest))
        lines.append(PROMPT + first)
        lines += [line if one else CONTINUATION + line for line in rest]
        lines += command.output
    return lines
