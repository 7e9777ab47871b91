"""Reports on the writing: words that are not used, sentences told twice, what a page still lacks."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from studyguide.lint import duplicates, register
from studyguide.lint.progress import content_lines, progress
from studyguide.memory import Memory
from studyguide.project import REGISTER, Project
from studyguide.source.scanner import scan
from tests.conftest import ROOT

WORDS = register.read_words(
    {
        "words": [
            {"find": "까닭", "say": "이유"},
            {"find": "(?<![가-힣])차례", "say": "순서", "except": [{"in": "docs/a.md", "text": "한 차례"}]},
        ]
    }
)
PAGE = """---
title: 까닭 하나
reviewed: 2026-11-21
---

까닭 `까닭` [글](까닭.md){ .까닭 } <!-- 까닭 -->

    ```console
    $ echo 까닭
    ```

/// also | 까닭이 뭐예요 · 둘 · 셋
///

/// question | 까닭은요?
    id: a
    also: 까닭 알려 줘 · 둘 · 셋
    sources: docs

한 차례, 두 차례.
///
"""


def found(text: str, path: str = "docs/a.md") -> list[tuple[int, str]]:
    return [(each.line, each.found) for each in register.find(path, text, WORDS)]


def test_words_are_named_where_a_reader_sees_them() -> None:
    assert found(PAGE) == [(2, "까닭"), (6, "까닭"), (15, "까닭"), (20, "차례")]


def test_an_exemption_holds_for_its_phrase_in_its_file() -> None:
    assert found("한 차례, 두 차례.") == [(1, "차례")]
    assert found("한 차례, 두 차례.", "docs/b.md") == [(1, "차례"), (1, "차례")]


def test_a_data_file_is_read_by_its_values() -> None:
    text = "- ko: 볼륨\n  aliases: [까닭]\n  definition: >-\n    첫 줄\n    까닭\n# 까닭\n"
    assert found(text, "data/glossary.yml") == [(3, "까닭")]


def test_packages_of_others_and_bundles_are_not_read(tmp_path: Path) -> None:
    """A package may be a folder that is named like a script."""
    ours = ("frontend/reader/copy.js", "studyguide/publish/service-worker.js", "docs/assets/javascripts/reader.js")
    for name in (*ours, "frontend/node_modules/decimal.js/decimal.js"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("")
    assert register.files(Project(tmp_path)) == [ours[0]]
    assert set(register.files(Project(tmp_path), bundles=True)) == set(ours)


def test_a_strict_file_fails_and_another_does_not() -> None:
    project = Project(ROOT)
    strict = register.strict_files(project)
    assert "docs/exec-attach.md" in strict
    assert register.check(project, Memory()) == []


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("새 판으로 올립니다", "판단합니다. 판정이 나옵니다"),
        ("`28.5` 판이 다릅니다", "상판과 도판"),
        ("이 쪽을 인쇄합니다", "서버 쪽에서 보냅니다. 어느 쪽이든"),
        ("컨테이너가 돕니다", "빌드도 실행됩니다"),
        ("도는 컨테이너", "포트도는 아닙니다"),
        ("옵션이 듣지 않습니다", "만듭니다"),
        ("테스트 자리가 없습니다", "12자리 ID"),
        ("윈도에서 실행합니다", "윈도우에서 실행합니다"),
        ("실행하십시오", "실행하세요"),
    ],
)
def test_the_patterns_tell_the_word_from_its_look_alikes(wrong: str, right: str) -> None:
    words = register.read_words(Project(ROOT).value(REGISTER))
    assert register.find("docs/x.md", wrong, words)
    assert register.find("docs/x.md", right, words) == []


def test_every_exemption_is_still_needed() -> None:
    project = Project(ROOT)
    for word in register.read_words(project.value(REGISTER)):
        for each in word.exemptions:
            if each.path:
                text = project.path(each.path).read_text(encoding="utf-8")
                assert each.text in text, f"data/register.yml: «{each.text}» no longer stands in {each.path}"
                assert word.pattern.search(each.text)


HEAD = "---\ntitle: 쪽\n---\n\n"
FACT = "컨테이너를 멈춰도 쓰기 레이어와 볼륨의 데이터는 그대로 남습니다."
SAME = "멈춰도 컨테이너의 쓰기 레이어와 볼륨의 데이터는 그대로 남아 있습니다."
OTHER = "네임스페이스는 프로세스가 볼 수 있는 범위를 커널에서 나눕니다."


def test_a_fact_told_twice_is_found_with_its_home() -> None:
    texts = {"docs/a.md": HEAD + OTHER + " " + FACT + "\n", "docs/b.md": f"{HEAD}글.\n\n- **{SAME}**\n"}
    (repetition,) = duplicates.repetitions(texts, {"볼륨": "docs/b.md", "컨테이너": "docs/c.md"})
    assert [(each.path, each.line) for each in repetition.sentences] == [("docs/a.md", 5), ("docs/b.md", 7)]
    assert repetition.home == "docs/b.md", "the page where its terms are explained"


def test_what_labs_and_references_have_in_common_is_no_repetition() -> None:
    page = f"{HEAD}## 해 보기 {{ #try }}\n\n{FACT}\n\n## 같이 보기 {{ #see-also }}\n\n{FACT}\n"
    assert duplicates.repetitions({"docs/a.md": page, "docs/b.md": page}, {}) == []
    rest = page + f"\n## 질문 {{ #questions }}\n\n{FACT}\n"
    (repetition,) = duplicates.repetitions({"docs/a.md": rest, "docs/b.md": rest}, {})
    assert len(repetition.sentences) == 2


def test_different_facts_with_the_same_words_are_not_alike() -> None:
    other = "볼륨의 데이터를 컨테이너의 쓰기 레이어에 복사해 두지는 않습니다."
    assert duplicates.repetitions({"docs/a.md": HEAD + FACT, "docs/b.md": HEAD + other}, {}) == []


def test_progress_counts_what_a_page_lacks() -> None:
    text = HEAD + (
        "## 가 { #a }\n\n/// also | 하나 · 둘 · 셋\n///\n\n글.\n\n## 나 { #b }\n\n글.\n\n## 질문 { #questions }\n\n"
        "/// question | 물음\n    id: one\n    keywords: 가 · 나\n    sources: docs\n\n가 나.\n\n"
        "//// wrong | 말\n    id: no\n\n글\n////\n//// followup | 물음\n글\n////\n///\n"
    )
    result = progress(scan("docs/a.md", text), text)
    assert (result.no_keywords, result.no_also, result.no_id, result.bare_sections) == (0, 2, 1, 1)
    assert not result.fits


def test_options_and_phrasings_do_not_lengthen_a_page() -> None:
    bare = HEAD + "## 가 { #a }\n\n글.\n\n/// question | 물음\n\n답.\n///\n"
    full = bare.replace("\n\n글.", "\n/// also | 하나 · 둘 · 셋\n///\n\n글.").replace(
        "물음\n", "물음\n    id: a\n    also:\n      - 하나\n      - 둘\n      - 셋\n"
    )
    assert content_lines(full) == content_lines(bare)
    assert content_lines(bare + "글.\n") == content_lines(bare) + 1
    assert len(re.findall("\n", full)) > len(re.findall("\n", bare))
