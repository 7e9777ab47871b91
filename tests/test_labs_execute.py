"""A block against a shell that only pretends: everything that must fail does, without Docker."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from studyguide.labs import directive, transcript
from studyguide.labs.known import Known, Place, read
from studyguide.labs.runner import compare, execute
from studyguide.labs.runner.execute import Conditions, Outcome

OLD = Place(engine="28.5.2", compose="2.40.3", features={"cgroup1"}, stand_ins={"busybox:1.37"})
NEW = Place(engine="29.7.2", compose="5.5.0", features={"cgroup2", "apparmor"}, stand_ins=set())


class FakeShell:
    """Answers each command with the next of its answers, and with the last for ever."""

    def __init__(self, **answers: Sequence[tuple[str, int | None]]) -> None:
        self.answers = {name: list(each) for name, each in answers.items()}
        self.asked: list[str] = []

    def run(self, command: str, seconds: float) -> tuple[str, int | None]:
        self.asked.append(command)
        answers = self.answers[command.partition(" ")[0]]
        return answers.pop(0) if len(answers) > 1 else answers[0]


def run(
    page: str,
    words: str = "",
    place: Place = OLD,
    known: Sequence[Known] = (),
    mutate: bool = False,
    also: compare.Sizes = (),
    **answers: Sequence[tuple[str, int | None]],
) -> Outcome:
    """Run a block's text with a fake shell."""
    how = directive.parse(f"<!-- lab: {words} -->") if words else directive.Directive()
    assert how
    on = Conditions("page", place, known, also, mutate)
    return execute.execute(transcript.parse(page), how, FakeShell(**answers), on)


def test_what_the_page_shows_and_the_engine_prints_is_no_problem() -> None:
    outcome = run("$ ls\na\nb\n", ls=[("a\nb\n", 0)])
    assert outcome.problems == []
    assert outcome.executed == 1


@pytest.mark.parametrize("printed", ["a\n", "a\nc\n", "", "a\nb\nc\n"])
def test_another_output_is_a_difference(printed: str) -> None:
    [problem] = run("$ ls\na\nb\n", ls=[(printed, 0)]).differences
    assert problem.startswith("$ ls\n")


def test_a_command_that_fails_is_a_failure_whatever_it_prints() -> None:
    [problem] = run("$ ls\na\n", ls=[("a\n", 2)]).failures
    assert "종료 코드 2" in problem


def test_a_pipe_whose_reader_had_enough_is_none() -> None:
    assert run("$ seq 9 | head -1\n1\n", seq=[("1\n", 141)]).problems == []


def test_a_block_that_fails_on_purpose_may_and_must() -> None:
    assert run("$ ls\na\n$ cat\n", "fails", ls=[("a\n", 0)], cat=[("", 1)]).problems == []
    [problem] = run("$ ls\na\n", "fails", ls=[("a\n", 0)]).failures
    assert "`fails`" in problem


def test_a_command_that_does_not_end_ends_the_block() -> None:
    outcome = run("$ sleep 9\n$ ls\n", "timeout=3", sleep=[("half", None)], ls=[("", 0)])
    assert outcome.hung == "sleep 9"
    assert outcome.executed == 0
    assert "3초 안에" in outcome.failures[0]
    assert "half" in outcome.failures[0]


def test_a_block_that_waits_types_a_command_again_until_it_prints_what_is_shown(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(execute, "PAUSE", 0)
    shell = FakeShell(health=[("starting\n", 0), ("starting\n", 1), ("healthy\n", 0)], ls=[("", 0)])
    how = directive.Directive(wait=True)
    outcome = execute.execute(transcript.parse("$ health\nhealthy\n$ ls\n"), how, shell, Conditions("page", OLD))
    assert outcome.problems == []
    assert shell.asked == ["health", "health", "health", "ls"]
    assert outcome.executed == 2


def test_a_block_that_waits_gives_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(execute, "PAUSE", 0)
    assert run("$ health\nhealthy\n", "wait timeout=0.05", health=[("starting\n", 0)]).differences != []


def test_a_block_that_does_not_wait_asks_once() -> None:
    shell = FakeShell(health=[("starting\n", 0), ("healthy\n", 0)])
    execute.execute(transcript.parse("$ health\nhealthy\n"), directive.Directive(), shell, Conditions("page", OLD))
    assert shell.asked == ["health"]


def test_what_is_to_be_accepted_is_what_was_printed() -> None:
    outcome = run("$ ls\na\n$ pwd\n/w\n", ls=[("b\n", 0)], pwd=[("/w\n", 0)])
    assert transcript.render(outcome.printed) == ["$ ls", "b", "$ pwd", "/w"]


def test_a_failure_is_one_even_while_outputs_are_accepted() -> None:
    outcome = run("$ ls\na\n", ls=[("b\n", 3)])
    assert outcome.failures != []
    assert outcome.failures[0] not in outcome.differences


TIME = {
    "page": "page",
    "command": "ns",
    "when": "engine < 29.5",
    "here": {"replace": {"time 다름": "time 같음"}},
    "why": "since 29.5",
    "source": "somewhere",
    "seen": "29.7.2, 2026-11-26",
}


@pytest.mark.parametrize(
    ("place", "printed", "right"),
    [
        (OLD, "pid 다름\ntime 같음\n", True),
        (OLD, "pid 다름\ntime 다름\n", False),  # the entry is no longer needed
        (OLD, "pid 같음\ntime 같음\n", False),
        (NEW, "pid 다름\ntime 다름\n", True),
        (NEW, "pid 다름\ntime 같음\n", False),  # where the condition does not hold the page itself must match
    ],
)
def test_a_known_difference_is_tested_both_ways(place: Place, printed: str, right: bool) -> None:
    outcome = run("$ ns\npid 다름\ntime 다름\n", place=place, known=read([TIME]), ns=[(printed, 0)])
    assert (outcome.differences == []) is right


def test_a_known_difference_keeps_the_page_as_it_is_when_outputs_are_accepted() -> None:
    outcome = run("$ ns\ntime 다름\n", known=read([TIME]), ns=[("time 같음\n", 0)])
    assert transcript.render(outcome.printed) == ["$ ns", "time 다름"]


def test_an_entry_that_makes_no_difference_here_is_no_longer_needed() -> None:
    [problem] = run("$ ns\npid 다름\n", known=read([TIME]), ns=[("pid 다름\n", 0)]).differences
    assert "더는 필요 없습니다" in problem


@pytest.mark.parametrize(
    ("condition", "place", "holds"),
    [
        ("engine < 29.5", OLD, True),
        ("engine < 29.5", NEW, False),
        ("compose < 5", OLD, True),
        ("compose < 5", NEW, False),
        ("stand-in busybox:1.37", OLD, True),
        ("stand-in busybox:1.37", NEW, False),
        ("cgroup1", OLD, True),
        ("cgroup1", NEW, False),
        ("no-apparmor", OLD, True),
        ("no-apparmor", NEW, False),
    ],
)
def test_conditions(condition: str, place: Place, holds: bool) -> None:
    entry = {**TIME, "when": condition, "here": {"lines": ["here"]}}
    outcome = run("$ ns\npage\n", place=place, known=read([entry]), ns=[("here\n" if holds else "page\n", 0)])
    assert outcome.differences == []


def test_a_condition_nobody_understands_is_refused() -> None:
    with pytest.raises(ValueError, match=r"engine < 29\.5"):
        read([{**TIME, "when": "engine 28"}])


def test_of_another_page_or_command_a_known_difference_says_nothing() -> None:
    for change in ({"page": "other"}, {"command": "other"}):
        outcome = run("$ ns\ntime 다름\n", known=read([{**TIME, **change}]), ns=[("time 다름\n", 0)])
        assert outcome.differences == []


@pytest.mark.parametrize(
    ("shown", "printed", "right"),
    [
        ("21MB", "20.5MB", True),
        ("4.1kB", "4.096kB", True),
        ("278MB", "199MB", False),
        ("10MiB", "10.5MB", True),
        ("0B", "0B", True),
        ("0B", "12kB", False),
        ("a 5MB b ... 7MB", "a 5.1MB b 99kB 7MB", True),
        ("a 5MB b ... 7MB", "a 5.1MB b 99kB 9MB", False),
        ("... (virtual ...)", "21MB (virtual 23MB)", True),
    ],
)
def test_sizes_are_compared_within_a_tenth(shown: str, printed: str, right: bool) -> None:
    assert (run(f"$ size\n{shown}\n", size=[(f"{printed}\n", 0)]).differences == []) is right


def test_a_size_may_be_the_official_images_where_that_of_the_stand_in_is_printed() -> None:
    official = [(169_000_000, 199_000_000)]
    assert run("$ size\n169MB\n", size=[("199MB\n", 0)], also=official).differences == []
    assert run("$ size\n278MB\n", size=[("199MB\n", 0)], also=official).differences != []
    assert run("$ size\n169MB\n", size=[("64MB\n", 0)], also=official).differences != []


def test_lines_of_chance_order_are_sorted_without_their_sizes() -> None:
    shown = "$ ls\nb 9MB\na 10MB\n"
    assert run(shown, "unordered", ls=[("a 9.9MB\nb 9.1MB\n", 0)]).differences == []
    assert run(shown, ls=[("a 9.9MB\nb 9.1MB\n", 0)]).differences != []


@pytest.mark.parametrize(
    ("shown", "change", "survives"),
    [
        ("healthy\nrunning\n", None, False),
        ("healthy 5MB\n", None, False),
        ("healthy\n", lambda *_: True, True),
    ],
)
def test_damage_is_noticed_unless_every_output_is_equal(
    monkeypatch: pytest.MonkeyPatch, shown: str, change: Callable[..., bool] | None, survives: bool
) -> None:
    if change:
        monkeypatch.setattr(compare, "same", change)
    outcome = run(f"$ ps\n{shown}", mutate=True, ps=[(shown, 0)])
    assert outcome.mutants > 0
    assert (outcome.differences != []) is survives


@pytest.mark.parametrize(
    ("command", "answers", "runs", "right"),
    [
        ("docker run --rm busybox:1.37 echo a", ["", "a\n"], 2, True),
        ("docker run --rm busybox:1.37 echo a", ["", "", "a\n"], 2, False),  # really silent
        ("docker run --rm busybox:1.37 echo a", ["b\n", "a\n"], 1, False),  # another answer is one
        ("docker run busybox:1.37 echo a", ["", "a\n"], 1, False),  # would leave two containers
        ("docker run -d --rm busybox:1.37 echo a", ["", "a\n"], 1, False),
    ],
)
def test_what_the_engine_dropped_of_a_short_container_is_asked_for_once_more(
    command: str, answers: list[str], runs: int, right: bool
) -> None:
    shell = FakeShell(docker=[(answer, 0) for answer in answers])
    block = transcript.parse(f"$ {command}\na\n")
    outcome = execute.execute(block, directive.Directive(), shell, Conditions("page", OLD))
    assert (len(shell.asked), outcome.problems == []) == (runs, right)
