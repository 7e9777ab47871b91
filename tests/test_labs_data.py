"""The data that labs and pages share: known differences, official images, the record, and the line made from it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from markdown import Markdown

from studyguide.labs import blocks, known, official, origin, record, transcript
from studyguide.labs.record import REAL, STAND_INS, Run
from studyguide.labs.runner import docker, plugin
from studyguide.labs.runner.tally import Tally
from studyguide.project import LABS_KNOWN, OFFICIAL_IMAGES, Project
from tests.conftest import ROOT

PROJECT = Project(ROOT)
KNOWN = known.read(PROJECT.value(LABS_KNOWN) or [])


def schema(name: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((ROOT / f"data/schema/{name}.json").read_text(encoding="utf-8"))
    return content


@pytest.mark.parametrize(("file", "name"), [(LABS_KNOWN, "labs-known"), (OFFICIAL_IMAGES, "official-images")])
def test_data_follows_its_schema(file: str, name: str) -> None:
    checker = Path(sys.executable).parent / "check-jsonschema"
    command: list[str | Path] = [checker, "--schemafile", ROOT / f"data/schema/{name}.json", ROOT / file]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


def test_few_differences_are_known() -> None:
    assert len(KNOWN) <= known.LIMIT == schema("labs-known")["maxItems"]


@pytest.mark.parametrize("entry", KNOWN, ids=lambda entry: f"{entry.page}: {entry.command}")
def test_a_known_difference_names_one_command_and_changes_its_output(entry: known.Known) -> None:
    """An entry whose command is gone, or whose local output is the page's, is no longer needed."""
    text = (ROOT / f"docs/{entry.page}.md").read_text(encoding="utf-8")
    commands = [command for lab in blocks.find(text) if not lab.file for command in transcript.parse(lab.source)]
    [command] = [command for command in commands if known.first_line(command.text) == entry.command]
    assert entry.output(command.output) != list(command.output)
    assert entry.source in PROJECT.references


def test_official_sizes_are_unpacked_packed_and_both() -> None:
    image = official.Official(official.Shape(), unpacked=120.09, packed=49.31)
    assert image.sizes == (120_090_000, 49_310_000, 169_400_000)
    here = (86_000_000, 32_000_000, 118_000_000)
    pairs = official.sizes_of({"debian:13": image}, {"debian:13": here, "busybox:1.37": (1, 2, 3)})
    assert pairs == {(120_090_000, 86_000_000), (49_310_000, 32_000_000), (169_400_000, 118_000_000)}
    assert official.sizes_of({"debian:13": image}, {}) == frozenset()


def test_the_sizes_of_an_image_are_asked_of_the_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    def answer(*words: str) -> Any:
        return type("Answer", (), {"stdout": "118MB\n" if "ls" in words else "32421097\n"})

    monkeypatch.setattr(docker, "cli", answer)
    assert docker.sizes("debian:13") == (118_000_000 - 32_421_097, 32_421_097, 118_000_000)


def test_only_the_images_that_a_page_names_lend_it_their_sizes() -> None:
    images = {name: official.Official(official.Shape(), 100, 10 * at) for at, name in enumerate(("a:1", "b:1"), 1)}
    here = {"a:1": (1, 2, 3), "b:1": (4, 5, 6)}
    tally = Tally(found=docker.Engine("28.5.2", "", frozenset()), stand_ins=here, official=images)
    pairs = zip(images["a:1"].sizes, here["a:1"], strict=True)
    assert tally.conditions("page", "docker run a:1", mutate=False).also == frozenset(pairs)
    assert tally.conditions("page", "docker run c:1", mutate=False).also == frozenset()


RUN = Run("28.5.2", "2.40.3", STAND_INS, "2026-11-26", 9, 0, cgroup=1, apparmor=False)


def test_readers_are_told_in_plain_words_where_outputs_come_from() -> None:
    said = record.sentence(RUN)
    for word in ("Docker Engine 28.5.2", "Compose 2.40.3", STAND_INS, "cgroup v1", "AppArmor 없음", "2026-11-26"):
        assert word in said
    assert "다를 수 있습니다" in said
    real = record.sentence(replace(RUN, images=REAL, cgroup=2, apparmor=True, skipped=2), compose=False)
    assert "Compose" not in real
    assert "AppArmor 있음" in real
    assert "다를 수 있습니다" not in real
    assert "명령 2개는 실행하지 않았습니다" in real
    assert "29.7.2" in record.sentence(RUN, other="29.7.2")


def test_the_record_is_read_as_it_is_written(tmp_path: Path) -> None:
    file = tmp_path / "labs.yml"
    record.save(file, {"volumes": RUN})
    assert record.load(file) == {"volumes": RUN}
    assert record.load(tmp_path / "nothing.yml") == {}


def test_a_page_is_added_to_the_record_of_others(tmp_path: Path) -> None:
    file = tmp_path / "labs.yml"
    for slug in ("volumes", "compose", "volumes"):
        record.add(file, slug, RUN)
    assert list(record.load(file)) == ["compose", "volumes"]


PAGE = """# 볼륨

글입니다.

```text
## 아니오
```

## 해 보기 { #try }

도커와 10분이 있으면 됩니다.
먼저 말해 봅니다.

1. 하나

    <!-- lab: fails -->
    ```console
    $ docker run x
    ```
"""


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    (tmp_path / "volumes.md").write_text(f"---\ntitle: 볼륨\n---\n\n{PAGE}", encoding="utf-8")
    return tmp_path


def noted(text: str, docs: Path) -> list[str]:
    """Put the note into a page; give the line before it, itself, and the one after."""
    lines = [line for line in origin.insert(text.split("\n"), {"volumes": RUN}, docs) if line]
    at = next(at for at, line in enumerate(lines) if origin.CLASS in line)
    return lines[at - 1 : at + 2]


def test_the_note_follows_what_one_needs_for_the_first_lab(docs: Path) -> None:
    before, note, after = noted(PAGE, docs)
    assert (before, after) == ("먼저 말해 봅니다.", "1. 하나")
    assert "28.5.2" in note
    assert "Compose" not in note
    assert "bash" in note


def test_without_such_a_paragraph_the_note_follows_the_heading(docs: Path) -> None:
    text = PAGE.replace("도커와 10분이 있으면 됩니다.\n먼저 말해 봅니다.\n\n", "")
    (docs / "volumes.md").write_text(text, encoding="utf-8")
    before, _, after = noted(text, docs)
    assert (before, after) == ("## 해 보기 { #try }", "1. 하나")


def test_a_page_without_labs_or_record_is_left_alone(docs: Path) -> None:
    for text, runs in (("# 글\n", {"volumes": RUN}), (PAGE, {}), (PAGE + "\n다른 글", {"volumes": RUN})):
        assert origin.insert(text.split("\n"), runs, docs) == text.split("\n")


def test_the_extension_writes_the_note_and_hides_the_directive(docs: Path, tmp_path: Path) -> None:
    record.save(tmp_path / "labs.yml", {"volumes": RUN})
    options = {"docs": str(docs), "record": str(tmp_path / "labs.yml"), "known": str(tmp_path / "none.yml")}
    html = Markdown(
        extensions=["studyguide.labs.extension"], extension_configs={"studyguide.labs.extension": options}
    ).convert(PAGE.strip())
    assert html.count(f'<p class="{origin.CLASS}">') == 1
    assert "lab:" not in html


def test_no_page_writes_the_note_by_hand() -> None:
    """It would be false with the next engine."""
    by_hand = re.compile(r"출력은 (?:Docker )?(?:엔진|Engine) \d")
    found = [path.name for path in sorted((ROOT / "docs").glob("*.md")) if by_hand.search(path.read_text("utf-8"))]
    assert found == []


class Answers:
    """A Docker CLI that answers from a table of first words."""

    def __init__(self, **answers: str) -> None:
        self.answers = answers
        self.asked: list[tuple[str, ...]] = []

    def __call__(self, *words: str) -> Any:
        self.asked.append(words)
        text = self.answers.get(words[0], "")
        return type("Answer", (), {"stdout": text, "stderr": "", "returncode": 0 if text or words[0] != "pull" else 1})


@pytest.mark.parametrize(
    ("answers", "word"),
    [
        ({"ps": "my-db\n"}, "my-db"),
        ({"volume": "pgdata\n"}, "pgdata"),
        ({"network": "bridge\nhost\nnone\nmine\n"}, "mine"),
        ({"image": "busybox:1.37\nmy-app:latest\n"}, "my-app:latest"),
    ],
)
def test_an_engine_on_which_somebody_works_is_refused(
    monkeypatch: pytest.MonkeyPatch, answers: dict[str, str], word: str
) -> None:
    monkeypatch.setattr(docker, "cli", Answers(**answers))
    found = docker.Engine("29.7.2", "5.5.0", frozenset())
    assert word in plugin.refusal(found, consent=False)
    assert plugin.CONSENT in plugin.refusal(found, consent=False)
    assert plugin.refusal(found, consent=True) == ""


def test_an_empty_engine_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        docker, "cli", Answers(network="bridge\nhost\nnone\n", image="\n".join([*docker.BASE_IMAGES, "<none>:<none>"]))
    )
    assert plugin.refusal(docker.Engine("29.7.2", "5.5.0", frozenset()), consent=False) == ""


def test_an_engine_in_a_swarm_is_refused_whatever_its_owner_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docker, "cli", Answers())
    assert "Swarm" in plugin.refusal(docker.Engine("29.7.2", "5.5.0", frozenset({"swarm"})), consent=True)


def test_what_an_engine_is_comes_from_what_it_says(monkeypatch: pytest.MonkeyPatch) -> None:
    info = {
        "ServerVersion": "28.5.2+dfsg4",
        "CgroupVersion": "2",
        "SecurityOptions": ["name=apparmor", "name=seccomp,profile=builtin"],
        "Swarm": {"LocalNodeState": "active"},
    }
    monkeypatch.setattr("shutil.which", lambda name: "/usr/bin/docker")
    monkeypatch.setattr(docker, "cli", Answers(info=json.dumps(info), compose="2.40.3-3\n"))
    found = docker.find()
    assert found
    assert (found.version, found.compose, found.cgroup) == ("28.5.2", "2.40.3", 2)
    assert {"apparmor", "swarm", "cgroup2", "engine28", "compose"} <= found.features


def test_a_pull_is_tried_as_often_as_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def refuse(*words: str) -> Any:
        asked.append(words[0])
        return type("Answer", (), {"returncode": 1, "stderr": "toomanyrequests"})

    monkeypatch.setattr(docker, "cli", refuse)
    with pytest.raises(RuntimeError, match="toomanyrequests"):
        docker.pull_base_images(attempts=3, pause=0)
    assert asked == ["image", "pull", "pull", "pull"]


def test_a_stand_in_is_known_by_its_author(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docker, "cli", Answers(image=f"{docker.STAND_IN}\n"))
    assert docker.stand_ins() == frozenset(docker.BASE_IMAGES)
    monkeypatch.setattr(docker, "cli", Answers(image="\n"))
    assert docker.stand_ins() == frozenset()
