"""Pages made from blocks and data."""

import datetime
from collections.abc import Mapping

import yaml

from studyguide.generated import commands, corrections, glossary, paths, questions
from studyguide.source.references import Reference
from studyguide.source.scanner import scan

DAY = datetime.date(2026, 11, 21)
HEAD = "---\ntitle: {title}\n---\n\n"
PAGE = HEAD.format(title="볼륨") + (
    "/// question | 지우면요?\n    id: a\n    sources: docs\n\n답\n///\n\n"
    "/// question | 실제로는요?\n    id: b\n    asked: interview\n    level: deep\n    sources: docs\n\n답\n///\n\n"
    "/// correction | 바로잡기\n    id: c\n    items: s0-q02 s0-q03\n    sources: docs\n\n"
    "[여기](#here)라고 합니다.\n\n- 목록\n\n참입니다.\n///\n"
)


def test_questions_met_in_interviews_come_first() -> None:
    text = questions.render([scan("docs/volumes.md", PAGE)], DAY)
    lines = [line for line in text.splitlines() if line.startswith("- ")]
    assert lines == [
        "- [실제로는요?](volumes.md#q-b) *실제 면접*{ .tag .tag--asked } *심화*{ .tag }",
        "- [지우면요?](volumes.md#q-a)",
        "- [실제로는요?](volumes.md#q-b) *실제 면접*{ .tag .tag--asked } *심화*{ .tag }",
    ]
    assert "질문 2개" in text


def test_a_correction_shows_both_sides_and_its_source() -> None:
    references = {"docs": Reference("문서", "https://docs.docker.com/")}
    note = {
        "id": "lost", "page": "volumes", "items": "s0-q04", "title": "그림이 없습니다", "says": "그림.",
        "truth": "다시 그렸습니다.", "sources": "docs",
    }  # fmt: skip
    text = corrections.render([scan("docs/volumes.md", PAGE)], [note], references, DAY)
    assert '<div class="erratum" id="c-lost" markdown="1">\n\n**[그림이 없습니다](volumes.md)**' in text
    assert "**[바로잡기](volumes.md#c-c)**" in text
    assert "[여기](volumes.md#here)라고 합니다." in text, "links of the other page still lead there"
    assert "참입니다." in text
    assert "[문서](https://docs.docker.com/)" in text
    assert "노트의 3곳" in text


def test_terms_stand_in_dictionary_order() -> None:
    terms = yaml.safe_load(
        "- {ko: 컨테이너, en: container, page: a, definition: 풀이}\n"
        "- {ko: chroot, en: chroot, page: a, definition: 풀이}\n"
        "- {ko: 가상 머신, en: virtual machine, page: a, definition: 풀이}\n"
    )
    text = glossary.render(terms, {"a": "쪽"}, DAY)
    places = [text.index(word) for word in ("{ #giyeok }", "가상 머신", "{ #kieuk }", "컨테이너", "{ #latin }")]
    assert places == sorted(places)
    assert "[ㄱ](#giyeok) · [ㅋ](#kieuk) · [A–Z](#latin)\n" in text, "a row of the letters that are there"
    assert "**chroot**\n" in text, "an English term is not said twice"


def test_a_command_is_told_with_its_note_and_page() -> None:
    command = {"id": "save", "run": "docker save a | gzip", "does": "저장", "page": "a.md#x", "note": "주의"}
    text = commands.render([{"title": "묶음", "id": "g", "commands": [command]}], {"a": "쪽"}, DAY)
    assert (
        "## 묶음 { #g }\n\n`docker save a | gzip`{ #cmd-save }\n:   저장 · [쪽](a.md#x)  \n    *주의*{ .note }" in text
    )


def test_the_long_form_of_a_command_stands_beside_the_short_one() -> None:
    command = {"id": "rmi", "run": "docker rmi a", "long": "docker image rm", "does": "지움", "page": "a.md"}
    text = commands.render([{"title": "묶음", "id": "g", "commands": [command]}], {"a": "쪽"}, DAY)
    assert "`docker rmi a`{ #cmd-rmi }\n:   지움 · [쪽](a.md)  \n    긴 형식: `docker image rm`" in text


def test_a_path_takes_titles_and_addresses_from_the_pages() -> None:
    pages = [scan("docs/volumes.md", PAGE + "\n## 여기 { #here }\n")]
    step = {
        "title": "첫걸음",
        "id": "first",
        "time": "10분",
        "text": "봅니다.",
        "read": ["volumes#here"],
        "answer": ["a"],
    }
    text = paths.render({"title": "길", "description": "길", "intro": "앞", "close": "끝", "steps": [step]}, pages, DAY)
    assert "## 1. 첫걸음 { #first }" in text
    assert "1. 읽기: [볼륨: 여기](volumes.md#here)" in text
    assert "- [지우면요?](volumes.md#q-a)" in text


def test_a_path_may_ask_before_it_reads() -> None:
    pages = [scan("docs/volumes.md", PAGE + "\n## 여기 { #here }\n")]
    step = {
        "title": "첫 단계", "id": "first", "time": "10분", "text": "봅니다.",
        "read": ["volumes"], "do": ["volumes#here"], "answer": ["a"],
    }  # fmt: skip
    path = {"title": "길", "description": "길", "intro": "앞", "close": "끝", "steps": [step]}

    def order(path: Mapping[str, object]) -> list[str]:
        text = paths.render(path, pages, DAY)
        marks = {"answer": "- [지우면요?]", "read": "1. 읽기:", "do": "1. 해 보기:"}
        return sorted(marks, key=lambda name: text.index(marks[name]))

    assert order(path) == ["read", "do", "answer"]
    assert order(path | {"order": ["do", "read", "answer"]}) == ["do", "read", "answer"]
    asking = path | {"order": ["answer", "read", "do"]}
    assert order(asking) == ["answer", "read", "do"]
    assert "막힌 것만 읽습니다.\n\n1. 읽기" in paths.render(asking, pages, DAY)
