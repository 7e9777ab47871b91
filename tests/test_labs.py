"""The lab runner's pure parts: a block that silently never runs is the great danger."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from pygments.token import Generic

from studyguide.labs import blocks, directive, record, transcript
from studyguide.labs.lexer import ConsoleLexer
from studyguide.labs.runner import compare, docker, fragments, inline, static
from studyguide.project import LAB_RECORD
from tests.conftest import ROOT

SESSION = """$ docker run -d \\
    --name web nginx
1f3c5d7e9b2a
$ cat > a <<EOF
> hello
> EOF
$ cat a
hello
"""


def test_a_session_is_cut_into_commands_and_outputs() -> None:
    commands = transcript.parse(SESSION)
    assert [command.text for command in commands] == [
        "docker run -d \\\n    --name web nginx",
        "cat > a <<EOF\nhello\nEOF",
        "cat a",
    ]
    assert [command.output for command in commands] == [("1f3c5d7e9b2a",), (), ("hello",)]


def test_a_session_written_back_is_the_same() -> None:
    assert "\n".join(transcript.render(transcript.parse(SESSION))) + "\n" == SESSION


def test_of_a_command_of_several_lines_each_is_marked_even_after_a_backslash() -> None:
    session = "$ for i in 1 2; do\n>   docker run --rm \\\n>     busybox:1.37 echo $i\n> done\n1\n2\n"
    [command] = transcript.parse(session)
    assert command.text == "for i in 1 2; do\n  docker run --rm \\\n    busybox:1.37 echo $i\ndone"
    assert transcript.render([command]) == session.splitlines()
    assert transcript.parse(session.replace(">     busybox", "    busybox")) == [command]


def test_a_session_is_coloured_as_it_is_run() -> None:
    """What is no output is what the copy button copies."""
    session = "$ for i in 1; do\n>   echo $i \\\n>     x\n> done\n#1 [internal] load\n1 x\n$ ls \\\n    -l\n"
    tokens = list(ConsoleLexer().get_tokens(session))
    assert "".join(value for _, value in tokens) == session
    typed = "".join(value for kind, value in tokens if kind not in Generic)
    assert typed.split("\n") == ["for i in 1; do", "  echo $i \\", "    x", "done", "ls \\", "    -l", ""]
    assert [value for kind, value in tokens if kind is Generic.Output] == ["#1 [internal] load\n", "1 x\n"]


def test_output_before_a_command_is_an_error() -> None:
    with pytest.raises(ValueError, match="output before any command"):
        transcript.parse("hello\n$ true\n")


@pytest.mark.parametrize(
    ("shown", "printed"),
    [
        ("Up 3 seconds", "Up 2 minutes"),
        ("1f3c5d7e9b2a", "0a0b0c0d0e0f"),
        ("172.17.0.2", "172.18.0.9"),
        ("web   nginx   Up 5 seconds   80/tcp", "web   nginx   Up About a minute   80/tcp"),
        ("#5 DONE 0.1s", "#7 DONE 2.3s"),
    ],
)
def test_what_no_two_runs_share_is_equal(shown: str, printed: str) -> None:
    assert compare.normalise(shown) == compare.normalise(printed)


@pytest.mark.parametrize(
    ("shown", "printed"),
    [
        ("Exited (137)", "Exited (0)"),
        ("0B", "12kB"),
        ("true 137", "false 137"),
        ("127.0.0.1:8080", "0.0.0.0:8080"),
        ("docker:x:999", "docker:x:998"),
    ],
)
def test_what_matters_is_not_masked(shown: str, printed: str) -> None:
    assert compare.normalise(shown) != compare.normalise(printed)


def test_dots_stand_for_what_was_left_out() -> None:
    assert compare.matches(["a", "...", "z"], ["a", "z"])
    assert compare.matches(["Error: ... of range"], ["Error: port out of range"])
    assert not compare.matches(["a", "..."], ["b"])


def test_blocks_are_found_wherever_they_are_indented() -> None:
    page = (
        "글\n\n<!-- lab: fails -->\n```console\n$ false\n```\n\n"
        '1. 목록\n\n    ```yaml title="web/compose.yaml"\n    services: {}\n    ```\n\n```text\n$ no lab\n```\n'
    )
    console, file = blocks.find(page)
    assert (console.line, console.source, console.directive.fails) == (4, "$ false", True)
    assert (file.file, file.source) == ("web/compose.yaml", "services: {}")


def test_accepting_changes_nothing_but_the_block() -> None:
    page = "앞\n\n    ```console\n    $ echo 1\n    2\n    ```\n뒤\n"
    lab = blocks.find(page)[0]
    changed = blocks.replace(page, lab, ["$ echo 1", "1"])
    assert changed == page.replace("    2\n", "    1\n")


@pytest.mark.parametrize(
    "line", ["<!-- lab: fial -->", "<!-- lab: needs= -->", "<!-- lab: skip= -->", "<!-- lab fails -->"]
)
def test_a_mistyped_directive_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match=r"lab directive|needs a reason"):
        directive.parse(line)


PAGES = sorted((ROOT / "docs").glob("*.md"))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_no_console_block_escapes_the_runner(path: Path) -> None:
    """Counted in another way than the runner finds them."""
    text = path.read_text(encoding="utf-8")
    assert text.count("```console") == sum(not lab.file for lab in blocks.find(text))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_the_record_of_a_page_counts_its_commands(path: Path) -> None:
    """The page says how many commands really ran; who adds one has to run `make labs-accept`."""
    labs = [lab for lab in blocks.find(path.read_text(encoding="utf-8")) if not lab.file]
    commands = sum(len(transcript.parse(lab.source)) for lab in labs)
    run = record.load(ROOT / LAB_RECORD).get(path.stem)
    recorded = run.commands + run.skipped if run else 0
    again = f"docs/{path.name}의 명령은 {commands}개인데 기록은 {recorded}개입니다."
    assert commands == recorded, f"{again} `make labs-accept PAGES=docs/{path.name}`를 실행해 함께 커밋하세요"


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_nothing_that_looks_like_a_command_or_a_file_is_left_unchecked(path: Path) -> None:
    """A Dockerfile, a Compose file or a shell block has a title (and is checked and written), or is a fragment."""
    text = path.read_text(encoding="utf-8")
    fences = re.findall(r"^ *```(bash|sh|shell|dockerfile|yaml|yml|docker)\b(.*)$", text, re.MULTILINE)
    fragment = [language for language, rest in fences if "title=" not in rest]
    assert [each.language for each in fragments.find(text)] == fragment


def test_a_fragment_is_found_wherever_it_is_indented() -> None:
    page = (
        "글\n\n1. 목록\n\n    ```bash\n    docker ps   # 목록\n    ```\n\n"
        '```yaml title="compose.yaml"\nservices: {}\n```\n\n```yaml\nservices: {a: {}}\n```\n```text\n```bash\n```\n'
    )
    shell, compose = fragments.find(page)
    assert (shell.line, shell.source) == (5, "docker ps   # 목록")
    assert list(fragments.commands(shell.source)) == ["docker ps"]
    assert (compose.line, compose.source) == (13, "services: {a: {}}")


def test_every_compose_file_follows_the_compose_specification(tmp_path: Path) -> None:
    """By the specification's own schema; `make labs` asks Compose itself besides."""
    files = []
    for path in PAGES:
        text = path.read_text(encoding="utf-8")
        whole = [(lab.line, lab.source) for lab in blocks.find(text) if lab.file.endswith((".yaml", ".yml"))]
        pieces = [(each.line, each.source) for each in fragments.find(text) if each.language in fragments.YAML]
        for line, source in (*whole, *pieces):
            if "services:" in source:
                files.append(tmp_path / f"{path.stem}-{line}.yaml")
                files[-1].write_text(source, encoding="utf-8")
    assert files
    checker = Path(sys.executable).parent / "check-jsonschema"
    result = subprocess.run(
        [checker, "--builtin-schema", "vendor.compose-spec", *files], capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.skipif(shutil.which("docker") is None, reason="no docker CLI here; `make labs` needs one too")
def test_the_cli_refuses_what_it_does_not_know() -> None:
    assert static.check_command("docker run --rm -it busybox:1.37 sh") == []
    assert static.check_command("docker ps -q | xargs docker rm") == []
    assert "unknown flag: --nmae" in static.check_command("docker run --nmae web nginx")[0]
    assert "no hyphen" in static.check_command("docker run \u2014name web nginx")[0]
    assert static.check_command("docker frobnicate") != []


@pytest.mark.skipif(shutil.which("docker") is None, reason="no docker CLI here; `make labs` needs one too")
def test_commands_of_a_fragment_are_asked_about() -> None:
    [(line, message)] = fragments.check("```bash\ndocker run -d \\\n  --nmae web nginx  # 이름\n```\n")
    assert (line, "unknown flag: --nmae" in message) == (1, True)


@pytest.mark.skipif(shutil.which("docker") is None, reason="no docker CLI here; `make labs` needs one too")
def test_a_command_in_a_sentence_must_exist_but_may_be_a_fragment() -> None:
    page = (
        "`docker run -d`로 띄웁니다.\n| `docker run [옵션] 이미지` | `docker pull NAME:TAG` |\n"
        "옛 `docker -d`{ .unchecked }와 `docker run --nmae web x`\n"
    )
    [(line, message)] = inline.check(page)
    assert (line, "unknown flag: --nmae" in message) == (3, True)


def test_runs_that_share_a_queue_leave_each_other_their_pages(tmp_path: Path) -> None:
    docs, queue = tmp_path / "docs", tmp_path / "queue"
    docs.mkdir()
    queue.mkdir()
    for name in ("one.md", "two.md"):
        (docs / name).write_text("```console\n$ true\n```\n", encoding="utf-8")
    (queue / "one.md").touch()
    options = [
        "-c",
        "/dev/null",
        f"--rootdir={tmp_path}",
        "-p",
        "studyguide.labs.runner.plugin",
        "-p",
        "no:cacheprovider",
    ]
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-v", *options, "-p", "no:cacheprovider", "--labs-queue", queue, docs],
        cwd=ROOT, env={"PATH": "/nowhere"}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "two.md::line 1" in run.stdout, run.stdout + run.stderr
    assert "one.md::line 1" not in run.stdout
    assert {path.name for path in queue.iterdir()} == {"one.md", "two.md"}


@pytest.mark.parametrize("in_a_swarm_before", [False, True])
def test_tidying_up_touches_nothing_that_was_there_before(
    in_a_swarm_before: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who runs the labs has containers, volumes, images and perhaps a swarm on the same engine."""

    def state(*extra: str, manages_swarm: bool) -> docker.State:
        def names(kind: str) -> frozenset[str]:
            return frozenset({f"own-{kind}", *(f"{word}-{kind}" for word in extra)})

        return docker.State(names("container"), names("network"), names("volume"), names("image"), manages_swarm)

    before = state(manages_swarm=in_a_swarm_before)
    calls: list[str] = []
    monkeypatch.setattr(docker, "state", lambda: state("lab", "base", manages_swarm=True))
    monkeypatch.setattr(docker, "cli", lambda *words: calls.append(" ".join(words)))

    left = docker.restore(before, keep=frozenset({"base-image"}))

    assert "own-" not in "".join(calls)
    assert "base-image" not in "".join(calls)
    assert ("swarm leave --force" in calls) is not in_a_swarm_before
    assert {word for call in calls for word in call.split() if word.startswith("lab-")} == {
        "lab-container", "lab-network", "lab-volume", "lab-image",
    }  # fmt: skip
    assert left == docker.State(
        before.containers, before.networks, before.volumes, before.images | {"base-image"}, in_a_swarm_before
    )


def test_a_dockerfile_is_checked_without_images_that_cannot_be_had() -> None:
    text = (
        "# syntax=docker/dockerfile:1\nFROM --platform=linux/amd64 node:24-slim AS build\n"
        "COPY --from=node:24-slim /a /\nRUNN x\n"
    )
    syntax = (
        "failed to resolve source metadata for docker.io/docker/dockerfile:1: docker.io/docker/dockerfile:1: not found"
    )
    base = "ERROR: node:24-slim: failed to resolve source metadata for docker.io/library/node:24-slim: not found"
    without = static.without_the_missing(static.without_the_missing(text, syntax), base)
    assert without == "#\nFROM --platform=linux/amd64 busybox:1.37 AS build\nCOPY --from=busybox:1.37 /a /\nRUNN x\n"
    assert static.without_the_missing(without, "ERROR: unknown instruction: RUNN") == without
