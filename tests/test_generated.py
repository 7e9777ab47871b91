"""Pages made from blocks and data."""

import datetime
from collections.abc import Mapping

import yaml

from studyguide.generated import changelog, commands, corrections, glossary, paths, questions, reading_time
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
    text = questions.render([scan("docs/volumes.md", PAGE)], {}, set(), DAY)
    [line] = [line for line in text.splitlines() if line.startswith("- ")]
    assert line == "- [실제로는요?](volumes.md#q-b) *실제 면접*{ .tag .tag--asked }"
    assert text.index(line) < text.index("지우면요?")
    assert "질문 2개" in text


def test_a_question_of_the_list_opens_to_its_short_answer_and_says_what_it_is() -> None:
    page = scan("docs/volumes.md", PAGE)
    day = {"slug": "path-interview-day", "steps": [{"answer": ["a"]}]}
    core = questions.core_questions([day, {"slug": "path-other", "steps": [{"answer": ["x"]}]}], [page])
    assert core == {"a", "b"}
    text = questions.render([page], {"docs/volumes.md": "컨테이너"}, core, DAY)
    assert '<div class="asks" data-part="컨테이너" markdown="1">' in text
    assert '<option value="컨테이너">' in text
    assert '<details class="ask core" markdown="1">\n<summary>지우면요? <span' in text
    assert '<details class="ask core deep" markdown="1">' in text
    assert "</summary>\n\n답\n\n[자세한 답](volumes.md#q-a){ .ask__more }" in text


def test_a_title_of_the_list_is_text_and_code() -> None:
    assert questions.title_html("`a & <b>`와 <none>") == "<code>a &amp; &lt;b&gt;</code>와 &lt;none&gt;"


def test_a_correction_is_one_line_that_leads_to_its_place() -> None:
    references = {"docs": Reference("문서", "https://docs.docker.com/")}
    note = {
        "id": "lost", "page": "volumes", "items": "s0-q04", "title": "그림이 없습니다", "says": "그림.",
        "truth": "다시 그렸습니다.", "sources": "docs",
    }  # fmt: skip
    text = corrections.render([scan("docs/volumes.md", PAGE)], [note], references, DAY)
    assert "- [여기](volumes.md#here)라고 합니다. → **[바로잡기](volumes.md#c-c)**\n" in text, (
        "its links still lead there"
    )
    assert "참입니다." not in text, "that is told on the page"
    assert "- 그림. → **[그림이 없습니다](volumes.md)** 다시 그렸습니다. ([문서](" in text
    assert "\n    { #c-lost }" in text, "an item takes attributes from a line of their own"
    assert "3곳을 2가지로" in text


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


def test_how_long_a_step_takes_is_told_by_its_pages() -> None:
    words = "가" * reading_time.CHARACTERS
    page = scan(
        "docs/volumes.md",
        f"---\ntitle: 볼륨\n---\n\n## 하나 {{ #one }}\n\n{words}\n\n### 안 {{ #inner }}\n\n{words}\n\n"
        f"## 둘 {{ #two }}\n\n/// also | {words}\n///\n\n{words}\n\n"
        f"## 해 보기 {{ #try }}\n\n{words}\n\n```console\n$ docker ps\n{words}\n$ docker stop \\\n    web\n```\n",
    )
    assert round(reading_time.reading(page, "one")) == 2, "with what is below it"
    assert round(reading_time.reading(page, "two")) == 1, "how people ask is not read"
    assert round(reading_time.reading(page)) == 3, "a lab is done, not read"
    assert reading_time.commands(page, "try") == 2
    step = {"read": ["volumes"], "do": ["volumes#try"], "answer": ["a", "b"]}
    assert round(reading_time.minutes(step, {"volumes": page}) / reading_time.BREAKS) == 3 + 2 + 2 * 2


def test_a_path_has_a_list_to_tick_off_on_paper() -> None:
    pages = [scan("docs/volumes.md", PAGE + "\n## 여기 { #here }\n")]
    step = {"title": "첫 단계", "id": "first", "text": "봅니다.", "do": ["volumes#here"], "answer": ["a", "b"]}
    path = {"title": "길", "description": "길", "intro": "앞", "close": "끝", "steps": [step, step | {"time": "3일"}]}
    text = paths.render(path, pages, DAY)
    assert "| □ 해 보기: 볼륨: 여기 | 1분 |\n| □ 질문 2개 | 5분 |" in text
    assert "| **2. 첫 단계** | **3일** |" in text
    assert "*10분*{ .tag .tag--time } 봅니다." in text
    assert "모두 10분쯤" in text


def test_the_changelog_says_what_was_wrong_and_where_it_is_right() -> None:
    entries = [
        {
            "edition": 2, "date": "2026-11-27", "intro": "둘째.", "new": ["[쪽](a.md): 새것"],
            "mended": [{"was": "옛말", "now": "바른말", "page": "a.md#x"}],
        },
        {"edition": 1, "date": "2026-11-22", "intro": "첫째."},
    ]  # fmt: skip
    text = changelog.render(entries, {"a": "쪽"})
    assert "reviewed: 2026-11-27" in text
    assert text.index("{ #edition-2 }") < text.index("- [쪽](a.md): 새것") < text.index("{ #edition-1 }")
    assert "- 옛말 → **바른말** [쪽](a.md#x)" in text
    assert text.count("### ") == 2, "no heading over nothing"
