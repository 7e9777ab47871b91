"""Checks of a page by itself, and that none is the echo of another. Bad input as authors type it is in tests/bad/."""

from __future__ import annotations

import datetime
import shutil
from pathlib import Path

import pytest

from studyguide.lint import phrasing, schema
from studyguide.lint.pages import check_page
from studyguide.lint.project import check_project
from studyguide.project import Project
from studyguide.source.scanner import scan
from tests.conftest import append
from tests.test_bad_input import BASE

ROOT = Path(__file__).parent.parent
HEAD = "---\ntitle: 제목\ndescription: 설명\nreviewed: 2026-11-21\n---\n\n"
GOOD = "/// question | 물음\n    id: good\n    sources: docs\n\n답입니다.\n///\n"
TODAY = datetime.date(2026, 11, 21)


def problems(text: str, path: str = "docs/x.md") -> list[str]:
    return [str(problem) for problem in check_page(scan(path, text), {"docs": None}, {"layers": []}, TODAY)]


def test_the_guide_itself_has_no_problem() -> None:
    assert check_project(Project(ROOT)) == []


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


QUESTION = "/// question | 물음\n    id: a\n    sources: docs\n"


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        (
            QUESTION + "    keywords: 볼륨 · 이미지\n\n**볼륨**에\n///\n",
            ["7: `keywords`의 «이미지»: 30초 답(첫 문단)에"],
        ),
        (
            QUESTION + "    keywords: 볼륨\n\n볼륨에 남습니다.\n///\n",
            ["10: `question` 블록의 `keywords`: 문구가 1개입니다."],
        ),
        (
            QUESTION + "    also: 하나 · 둘 · 하나\n\n답\n///\n",
            ["10: `question` 블록의 `also`: «하나»를 두 번 적었습니다"],
        ),
        (
            QUESTION + "    also:\n    - 오류: 없음\n    - 둘\n\n답\n///\n",
            ["10: `question` 블록의 `also`: 문구를 한 줄에 ` · `로 나누어 적거나"],
        ),
        (QUESTION + "    also: 오류: 없음 · 둘 · 셋\n\n답\n///\n", ["10: 블록 `question`의 옵션을 읽을 수 없습니다."]),
        (
            QUESTION
            + "\n답\n\n//// wrong | 말\n    id: b\n\n글\n////\n//// followup | 물음\n    id: b\n\n글\n////\n///\n",
            ["18: 이 질문 안에 id `b`가 이미 있습니다(13행)."],
        ),
        (QUESTION.replace(": a", ": a--a") + "\n답\n///\n", ["8: `question` 블록의 `id`: `a--a`는 쓸 수 없습니다."]),
        ("## 절 { #a }\n\n글\n\n/// also | 하나 · 둘 · 셋\n///\n", ["11: `also` 블록은 제목 바로 아래"]),
        ("## 절 { #a }\n\n/// also | 하나 · 둘\n///\n", ["9: `also`: 문구가 2개입니다. 3~9개를 적으세요"]),
        ("## 해 보기 { #try }\n\n/// also | 하나 · 둘 · 셋\n///\n", ["9: «해 보기» 절에는 `also`를 쓰지 않습니다."]),
        ("## 절 { #a }\n\n/// also | 하나 · 둘 · 셋\n넷\n///\n", ["9: `also` 블록에는 내용을 쓰지 않습니다."]),
        ("//// wrong | 오답\n이유\n////\n", ["7: 블록 `wrong`은 `question` 블록 안에 두어야 합니다"]),
        (QUESTION + "\n답\n", ["7: 블록 `question`이 닫히지 않았습니다."]),
        (QUESTION + "\n//// wrong | 오답\n이유\n////\n///\n", ["7: 블록 `question`의 답이 비었습니다."]),
        ("```console\n$ ls\n\n## 제목\n", ["7: 코드 블록이 닫히지 않았습니다."]),
        ("글\n\n///\n\n///\n", ["9: 닫을 블록이 없는 `///`입니다.", "11: 닫을 블록이 없는 `///`입니다."]),
    ],
)
def test_a_mistake_is_told_once_with_its_line(text: str, messages: list[str]) -> None:
    found = problems(HEAD + text)
    assert len(found) == len(messages), found
    for problem, message in zip(found, messages, strict=True):
        assert problem.startswith(f"docs/x.md:{message}"), problem


@pytest.mark.parametrize(
    "text",
    [
        "- 목록\n\n    ```console\n    $ ls\n    ## 글\n    ```\n",
        "`<none>`과 `## 제목`, `:smile:`, `[a][b]`입니다.\n",
        "시각은 12:30:45이고 nginx:1.26:ro입니다. 크기는 3 < 4입니다.\n",
        "[괄호](https://ko.wikipedia.org/wiki/도커_(소프트웨어)) 주소\n",
        "| 가 | 나 |\n|---|---|\n| 1 | 2 |\n\n---\n\n글\n",
        '글\n{ .lead }\n\n<kbd>Ctrl</kbd>와 <span class="tag">글</span>\n',
        "<!-- 쓰는 사람끼리 하는 말 -->\n\n글[^a]\n\n[^a]: 뜻\n",
        '```text\n<script>\n```\n\n~~~yaml title="a.yaml"\na: 1\n~~~\n',
    ],
)
def test_what_is_right_is_left_in_peace(text: str) -> None:
    assert problems(HEAD + text) == []


def test_a_day_is_in_the_future_only_when_it_is_nowhere_today() -> None:
    ahead = HEAD.replace("2026-11-21", "2026-11-22")
    assert problems(ahead) == []
    assert problems(ahead.replace("22", "23")) == [
        "docs/x.md:4: `reviewed`: 2026-11-23은 아직 오지 않은 날입니다. 오늘이나 지난 날을 적으세요"
    ]


def test_a_phrasing_leads_to_one_place() -> None:
    part = "## 절 { #part }\n\n/// also | docker RM · 둘 · 셋\n///\n"
    question = GOOD.replace("    sources", "    also: docker rm · 지우기 · 삭제\n    sources")
    found = phrasing.check_unique([scan("docs/a.md", HEAD + part), scan("docs/b.md", HEAD + question)])
    assert [str(problem) for problem in found] == [
        "docs/b.md:7: `also`의 «docker rm»: docs/a.md:9에도 있습니다. 더 잘 답하는 한 곳에만 두세요"
    ]


def test_without_a_schema_nothing_else_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tmp_path / "project"
    shutil.copytree(BASE, root)
    shutil.copytree(ROOT / "data/schema", root / "data/schema")
    monkeypatch.setattr(schema, "SCHEMAS", root / "data/schema")
    schema.validator.cache_clear()
    append(root / "data/schema/glossary.json", ",")
    append(root / "docs/volumes.md", "\n[길](lost.md)\n")
    found = check_project(Project(root))
    schema.validator.cache_clear()
    assert [problem.path for problem in found] == ["data/schema/glossary.json"]
    assert "JSON으로 읽을 수 없습니다" in found[0].message
