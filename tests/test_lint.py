"""Bad input is named with file and line, one clear message for each."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from studyguide.lint import note_corrections, phrasing
from studyguide.lint.project import check_page_names, check_source, check_unique
from studyguide.source import yaml_document
from studyguide.source.scanner import scan

ROOT = Path(__file__).parent.parent
HEAD = "---\ntitle: 제목\ndescription: 설명\nreviewed: 2026-11-21\n---\n\n"
GOOD = "/// question | 물음\n    id: good\n    sources: docs\n\n답입니다.\n///\n"


def problems(text: str, path: str = "docs/x.md") -> list[str]:
    return [str(problem) for problem in check_source(scan(path, text), {"docs"}, {"layers"})]


def test_a_good_page_has_no_problem() -> None:
    full = """## 절 { #part }

/// also | 볼륨 데이터 위치 · 컨테이너 지우면 데이터 날아가나요 · docker rm data
///

/// question | 물음
    id: full
    keywords: 볼륨 · PID 1
    also: '오류: 볼륨 · 볼륨 뭐예요 · docker volume'
    sources: docs

`볼륨`에 남고 [PID 1](x.md)은
끝납니다.

//// followup | 물음
    id: then
    also: 그다음은 · 멈추면 · after stop

답입니다.
////
///
"""
    assert problems(HEAD + full) == []
    assert problems(HEAD + "## 절 { #part }\n\n" + GOOD + "\n/// figure | 그림\n    src: layers\n///\n") == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("/// question | 물음\n    sources: docs\n\n답\n///\n", "docs/x.md:7: block `question` needs `id:`"),
        ("/// question | 물음\n    id: a\n\n답\n///\n", "docs/x.md:7: block `question` needs `sources:`"),
        (
            "/// question | 물음\n    id: a\n    sources: docs\n\n///\n",
            "docs/x.md:7: block `question` has an empty answer",
        ),
        (
            "/// question | 물음\n    id: a\n    sources: docs\n\n//// wrong | 오답\n까닭\n////\n///\n",
            "docs/x.md:7: block `question` has an empty answer",
        ),
        (
            "/// question | 물음\n    id: a\n    sources: docs\n    colour: red\n\n답\n///\n",
            "docs/x.md:7: unknown option `colour` in `question`",
        ),
        (
            "/// question | 물음\n    id: a\n    sources: docs\n    level: hard\n\n답\n///\n",
            "docs/x.md:7: option `level` of `question`",
        ),
        (
            "/// question | 물음\n    id: 한글\n    sources: docs\n\n답\n///\n",
            "docs/x.md:7: option `id` of `question`",
        ),
        ("/// question | 물음\n    id: a\n    sources: nowhere\n\n답\n///\n", "docs/x.md:7: unknown source `nowhere`"),
        ("/// question | 물음\n    - a\n\n답\n///\n", "docs/x.md:7: options of `question` are not"),
        ("/// wrong | 오답\n까닭\n///\n", "docs/x.md:7: block `wrong` must stand inside a `question` block"),
        ("글\n\n/// followup | 물음\n답\n///\n", "docs/x.md:9: block `followup` must stand inside a `question` block"),
        (
            "/// question | 물음\n    id: a\n    sources: docs\n    keywords: 볼륨 · 이미지\n\n**볼륨**에\n///\n",
            "docs/x.md:7: `keywords`의 «이미지»: 30초 답(첫 문단)에 그대로 나오지 않습니다.",
        ),
        (
            "/// question | 물음\n    id: a\n    sources: docs\n    keywords: 볼륨\n\n볼륨에 남습니다.\n///\n",
            "docs/x.md:7: option `keywords` of `question`: 문구가 1개입니다. 2~4개를 적으세요",
        ),
        (
            "/// question | 물음\n    id: a\n    sources: docs\n    also: 하나 · 둘 · 하나\n\n답\n///\n",
            "docs/x.md:7: option `also` of `question`: «하나»를 두 번 적었습니다",
        ),
        (
            "/// question | 물음\n    id: a\n    sources: docs\n    also:\n    - 오류: 없음\n    - 둘\n\n답\n///\n",
            "docs/x.md:7: option `also` of `question`: 문구를 한 줄에 ` · `로 나누어 적거나",
        ),
        (
            "/// question | 물음\n    id: a\n    sources: docs\n    also: 오류: 없음 · 둘 · 셋\n\n답\n///\n",
            "docs/x.md:7: options of `question` are not `key: value` lines (값에 `: `",
        ),
        (
            "/// question | 물음\n    id: a\n    sources: docs\n\n답\n\n//// wrong | 말\n    id: b\n\n글\n////\n"
            "//// followup | 물음\n    id: b\n\n글\n////\n///\n",
            "docs/x.md:18: 이 질문 안에 id `b`가 이미 있습니다(13행).",
        ),
        (
            "/// question | 물음\n    id: a--b\n    sources: docs\n\n답\n///\n",
            "docs/x.md:7: option `id` of `question`: 'a--b' is not a lower-case ASCII id",
        ),
        ("## 절 { #a }\n\n글\n\n/// also | 하나 · 둘 · 셋\n///\n", "docs/x.md:11: `also` 블록은 제목 바로 아래"),
        ("## 절 { #a }\n\n/// also | 하나 · 둘\n///\n", "docs/x.md:9: `also`: 문구가 2개입니다. 3~8개를 적으세요"),
        (
            "## 해 보기 { #try }\n\n/// also | 하나 · 둘 · 셋\n///\n",
            "docs/x.md:9: «해 보기» 절에는 `also`를 쓰지 않습니다.",
        ),
        ("## 절 { #a }\n\n/// also | 하나 · 둘 · 셋\n넷\n///\n", "docs/x.md:9: `also` 블록에는 내용을 쓰지 않습니다."),
        ("/// questoin | 물음\n답\n///\n", "docs/x.md:7: unknown block `questoin`"),
        ("/// question | 물음\n    id: a\n    sources: docs\n\n답\n", "docs/x.md:7: block `question` is not closed"),
        ("글\n\n///\n", "docs/x.md:9: this block end closes no block"),
        ("/// figure | 그림\n    src: lost\n///\n", "docs/x.md:7: no figure docs/assets/figures/lost.svg"),
        (
            "/// correction | 말\n    id: a\n    sources: docs\n\n한 문단\n///\n",
            "docs/x.md:7: block `correction` needs two paragraphs",
        ),
        ("## 제목\n", "docs/x.md:7: heading «제목» has no id"),
        ("## 제목 { #제목 }\n", "docs/x.md:7: heading id `제목` is not lower-case ASCII"),
        ("## 가 { #a }\n\n### 나 { #a }\n", "docs/x.md:9: heading id `a` stands already in line 7"),
        ("# 제목 { #a }\n", "docs/x.md:7: only `##` and `###` headings"),
        ("```console\n$ ls\n", "docs/x.md:7: code fence is not closed"),
    ],
)
def test_a_mistake_is_named_with_file_and_line(text: str, message: str) -> None:
    found = problems(HEAD + text)
    assert any(problem.startswith(message) for problem in found), found


@pytest.mark.parametrize(
    ("head", "message"),
    [
        ("---\ntitle: 제목\n---\n", "docs/x.md:1: front matter: `description` is missing"),
        (HEAD.replace("title:", "titel: 제목\ntitle:"), "docs/x.md:1: front matter: unknown key `titel`"),
        (HEAD.replace("reviewed", "versions: 29\nreviewed"), "docs/x.md:1: front matter: `versions` is not a list"),
        (HEAD.replace("2026-11-21", "어제"), "docs/x.md:1: front matter: `reviewed` is missing or not a day"),
        (HEAD.replace("제목", "가" * 41), "docs/x.md:1: front matter: `title` has 41 characters"),
        ("글\n", "docs/x.md:1: front matter: `title` is missing"),
    ],
)
def test_front_matter_follows_its_schema(head: str, message: str) -> None:
    found = problems(head)
    assert any(problem.startswith(message) for problem in found), found


def test_a_doubled_id_names_both_places() -> None:
    pages = [scan("docs/a.md", HEAD + GOOD), scan("docs/b.md", HEAD + "글\n\n" + GOOD)]
    assert [str(problem) for problem in check_unique(pages)] == [
        "docs/b.md:9: question id `good` stands already in docs/a.md:7"
    ]


def test_a_phrasing_leads_to_one_place() -> None:
    part = "## 절 { #part }\n\n/// also | docker RM · 둘 · 셋\n///\n"
    question = GOOD.replace("    sources", "    also: docker rm · 지우기 · 삭제\n    sources")
    found = phrasing.check_unique([scan("docs/a.md", HEAD + part), scan("docs/b.md", HEAD + question)])
    assert [str(problem) for problem in found] == [
        "docs/b.md:7: `also`의 «docker rm»: docs/a.md:9에도 있습니다. 더 잘 답하는 한 곳에만 두세요"
    ]


NOTE = """- id: {id}
  page: {page}
  items: s0-q01
  title: 제목
  says: 말
  truth: 참
  sources: {sources}
"""


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (NOTE.format(id="lost", page="a", sources="docs"), ""),
        ("", ""),
        ("- 글\n", "1: 항목은 `id, page, items, title, says, truth, sources`를 가진 목록이어야 합니다"),
        ("id: a\n", "1: 항목의 목록이어야 합니다. 비었으면 `[]`라고 적으세요"),
        (
            NOTE.format(id="Lost", page="a", sources="docs"),
            "1: id `Lost`: ASCII 소문자와 숫자를 `-` 하나로 이어 적으세요",
        ),
        (NOTE.format(id="lost", page="b", sources="docs"), "2: docs/b.md 페이지가 없습니다"),
        (NOTE.format(id="lost", page="a", sources="nowhere"), "7: 출처 `nowhere`가 data/sources.yml에 없습니다"),
        (NOTE.format(id="lost", page="a", sources="docs").replace("truth", "treuth"), "6: 모르는 이름 `treuth`입니다."),
        (NOTE.format(id="known", page="a", sources="docs"), "1: id `known`가 이미 docs/a.md:7에 있습니다"),
        (NOTE.format(id="x", page="a", sources="docs") * 2, "8: id `x`가 이미 data/corrections.yml:1에 있습니다"),
    ],
)
def test_what_stands_on_the_errata_alone_is_checked(text: str, message: str) -> None:
    page = scan("docs/a.md", HEAD + "/// correction | 말\n    id: known\n    sources: docs\n\n말\n\n참\n///\n")
    found = [str(problem) for problem in note_corrections.check(yaml_document.parse(text), [page], {"docs"})]
    assert [each.partition(":")[2][: len(message)] for each in found[:1]] == ([message] if message else []), found


def test_data_may_only_name_pages_that_exist() -> None:
    text = "- {ko: 볼륨, page: volumes}\n- run: docker ps\n  page: lost.md#x\n"
    assert [str(problem) for problem in check_page_names(text, "commands.yml", {"volumes"})] == [
        "commands.yml:3: no page docs/lost.md"
    ]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project that a test may break."""
    ignored = shutil.ignore_patterns(".git", ".venv", "site", "__pycache__", ".*_cache")
    shutil.copytree(ROOT, tmp_path / "project", ignore=ignored)
    return tmp_path / "project"


def build(project: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(project / "out")],
        cwd=project, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_a_broken_block_stops_the_build(project: Path) -> None:
    page = project / "docs/volumes.md"
    line = page.read_text(encoding="utf-8").count("\n") + 2
    page.write_text(page.read_text(encoding="utf-8") + "\n/// question | 물음\n\n답\n///\n", encoding="utf-8")
    result = build(project)
    assert result.returncode != 0
    assert f"docs/volumes.md:{line}: block `question` needs `id:`" in result.stdout + result.stderr
    assert not (project / "out").exists()


@pytest.mark.parametrize(
    ("link", "message"),
    [("nowhere.md", "nowhere.md"), ("networks.md#nowhere", "#nowhere"), ("assets/nowhere.png", "nowhere.png")],
)
def test_a_broken_link_stops_the_build(project: Path, link: str, message: str) -> None:
    page = project / "docs/volumes.md"
    page.write_text(page.read_text(encoding="utf-8") + f"\n[길]({link})\n", encoding="utf-8")
    result = build(project)
    assert result.returncode != 0
    output = result.stdout + result.stderr
    assert "volumes.md" in output
    assert message in output


def test_a_page_missing_from_disk_stops_the_build(project: Path) -> None:
    (project / "docs/healthcheck.md").unlink()
    result = build(project)
    assert result.returncode != 0
    assert "healthcheck" in result.stdout + result.stderr
