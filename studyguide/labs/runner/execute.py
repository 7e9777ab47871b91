"""One block against one shell: what was printed, and everything in which it is not what the page shows."""

from __future__ import annotations

import difflib
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from studyguide.labs import transcript
from studyguide.labs.directive import Directive
from studyguide.labs.known import Known, Place, find
from studyguide.labs.runner import compare, mutate

BROKEN_PIPE = 141
"""A command whose reader (`head`) had enough: no failure."""
PAUSE = 0.3
"""Seconds before a command of a block marked `wait` is typed again."""
LEAVES_NOTHING = re.compile(r"docker run\b(?=.* --rm\b)(?!.* (?:-[a-z]*d[a-z]*|--detach)\b)", re.DOTALL)
"""A container in the foreground that is gone afterwards: it may be run twice."""


class Runs(Protocol):
    """Something that runs a command: a shell, or a fake one."""

    def run(self, command: str, seconds: float) -> tuple[str, int | None]:
        """What the command prints, and its exit status; None where it did not end in time."""


@dataclass(frozen=True)
class Conditions:
    """What else a comparison depends on: the page's name, the engine, its known differences, and the sizes of
    official images with those of their stand-ins. `mutate` tries whether damage would be noticed."""

    page: str
    place: Place
    known: Sequence[Known] = ()
    also: compare.Sizes = ()
    mutate: bool = False


@dataclass
class Outcome:
    """`printed` is what to write into the page; `hung` the command that did not end."""

    printed: list[transcript.Command] = field(default_factory=list)
    differences: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    executed: int = 0
    mutants: int = 0
    hung: str = ""

    @property
    def problems(self) -> list[str]:
        """Everything that is wrong."""
        return self.failures + self.differences


def lines_of(output: str) -> list[str]:
    """Cut an output into lines as a page shows them."""
    return [line.rstrip() for line in output.expandtabs().rstrip("\n").split("\n")] if output.strip() else []


def execute(commands: Sequence[transcript.Command], directive: Directive, shell: Runs, on: Conditions) -> Outcome:
    """Run the commands of a block one after another and compare each."""
    outcome = Outcome()
    failed = 0
    for command in commands:
        entry = find(on.known, on.page, command, on.place)
        expected = entry.output(command.output) if entry else command.output
        lines, status = run(command, expected, directive, shell, on)
        if status is None:
            outcome.hung = command.text
            outcome.failures.append(
                f"$ {command.text}\n  {directive.timeout:g}초 안에 끝나지 않았습니다:\n" + "\n".join(lines)
            )
            return outcome
        outcome.executed += 1
        bad = status not in (0, BROKEN_PIPE)
        failed += bad
        if bad and not directive.fails:
            outcome.failures.append(
                "\n  ".join((f"$ {command.text}", f"종료 코드 {status} (일부러라면 블록 위에 `fails`)", *lines[-8:]))
            )
        same = matches(expected, lines, directive, on)
        outcome.printed.append(command if same else transcript.Command(command.text, tuple(lines)))
        if not same:
            outcome.differences.append(difference(command.text, expected, lines, directive))
        elif entry and matches(command.output, lines, directive, on):
            outcome.differences.append(
                f"$ {command.text}\nlabs-known.yml의 항목이 더는 필요 없습니다: 여기서도 페이지와 같습니다"
            )
        if same and on.mutate:
            survive(outcome, expected, lines, directive, on)
    if directive.fails and not failed:
        outcome.failures.append("`fails`라고 적었지만 모든 명령이 종료 코드 0으로 끝났습니다")
    return outcome


def run(
    command: transcript.Command, expected: Sequence[str], directive: Directive, shell: Runs, on: Conditions
) -> tuple[list[str], int | None]:
    """Run a command, in a block marked `wait` again until it prints what is expected or time is up.

    On a busy machine the engine may drop what a container printed just before its end: it waits two seconds for the
    copying of the streams (`daemon/monitor.go` of moby). What should have printed and leaves nothing is run once more.
    """
    end = time.monotonic() + directive.timeout
    dropped = False
    while True:
        output, status = shell.run(command.text, directive.timeout)
        lines = lines_of(output)
        if status == 0 and expected and not lines and not dropped and LEAVES_NOTHING.match(command.text):
            dropped = True
            continue
        if status is None or not directive.wait or matches(expected, lines, directive, on) or time.monotonic() > end:
            return lines, status
        time.sleep(PAUSE)


def masks_of(directive: Directive) -> list[re.Pattern[str]]:
    """Compile what a block leaves out."""
    return [re.compile(directive.mask)] if directive.mask else []


def matches(shown: Sequence[str], printed: Sequence[str], directive: Directive, on: Conditions) -> bool:
    """Compare under the conditions of the block and the engine."""
    return compare.same(shown, printed, masks_of(directive), directive.unordered, on.also)


def difference(text: str, shown: Sequence[str], printed: Sequence[str], directive: Directive) -> str:
    """Show two outputs as a diff."""
    masks = masks_of(directive)
    left, right = ([compare.normalise(line, masks) for line in side] for side in (shown, printed))
    return f"$ {text}\n" + "\n".join(difflib.unified_diff(left, right, "페이지", "엔진", lineterm=""))


def survive(
    outcome: Outcome, shown: Sequence[str], printed: Sequence[str], directive: Directive, on: Conditions
) -> None:
    """Note the damages that the comparison does not notice, but for those of masked words."""
    masks = masks_of(directive)
    normal = [compare.normalise(line, masks) for line in shown]
    for what, damaged in (*mutate.dropped(shown), *mutate.changed(shown), *mutate.resized(shown)):
        if [compare.normalise(line, masks) for line in damaged] == normal:
            continue
        outcome.mutants += 1
        if matches(damaged, printed, directive, on):
            outcome.differences.append(f"아무도 감지하지 못합니다: {what}")
