"""The dictionary of error messages: its data, its pages, its checks."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from studyguide.generated import errors
from studyguide.lint import error_entries
from studyguide.project import ERRORS, Project
from studyguide.source import yaml_document
from studyguide.source.scanner import scan
from tests.conftest import html_file, parsed

ROOT = Path(__file__).parent.parent
DAY = datetime.date(2026, 11, 26)
SCHEMA = json.loads((ROOT / "data/schema/errors.json").read_text(encoding="utf-8"))
GROUPS = Project(ROOT).value(ERRORS)
PAGE = scan("docs/ports.md", "---\ntitle: 포트\n---\n\n## 공개 { #publish }\n")
ENTRY: dict[str, Any] = {
    "id": "port-taken",
    "message": "the port `80` is taken",
    "also": ["port 80: already in use", "포트가 겹쳐요"],
    "cause": "다른 프로그램이 씁니다.",
    "look": "docker ps; ss -ltn",
    "remedy": "포트를 바꾸세요.",
    "page": "ports.md#publish",
    "source": "docs",
    "versions": "28부터 이 문구입니다.",
    "checked": "run",
}
GROUP = {"title": "네트워크", "id": "network", "lead": "네트워크의 메시지입니다.", "errors": [ENTRY]}


def problems(**changes: Any) -> list[str]:
    """What the checks say of one entry that was changed; a value of None takes the field away."""
    entry = {name: value for name, value in (ENTRY | changes).items() if value is not None}
    text = json.dumps([{**GROUP, "errors": [entry]}], ensure_ascii=False)
    return [problem.message for problem in error_entries.check(yaml_document.parse(text), [PAGE], {"docs"})]


def follows_schema(**changes: Any) -> bool:
    entry = {name: value for name, value in (ENTRY | changes).items() if value is not None}
    return bool(jsonschema.Draft202012Validator(SCHEMA).is_valid([{**GROUP, "errors": [entry]}]))


def test_the_data_follow_the_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.Draft202012Validator(SCHEMA).validate(GROUPS)


def test_schema_and_check_name_the_same_fields() -> None:
    entry = SCHEMA["$defs"]["error"]
    assert tuple(entry["required"]) == error_entries.REQUIRED
    assert set(entry["properties"]) == {*error_entries.REQUIRED, *error_entries.OPTIONAL}
    group = SCHEMA["$defs"]["group"]
    assert tuple(group["required"]) == error_entries.GROUP_FIELDS
    assert tuple(group["properties"]["id"]["enum"]) == error_entries.GROUPS


def test_a_right_entry_has_no_problem() -> None:
    assert problems() == []
    assert follows_schema()


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"id": "Port_Taken"}, "id `Port_Taken`: ASCII 소문자"),
        ({"cause": None}, "`cause`에 글을 적으세요"),
        ({"colour": "red"}, "모르는 이름 `colour`입니다"),
        ({"also": ["only english"]}, "독자가 한국어로 하는 말이 0개입니다"),
        ({"also": ["가", "나", "다", "라", "마"]}, "독자가 한국어로 하는 말이 5개입니다"),
        ({"also": "포트"}, "`also`에 다른 문구를 목록으로"),
        ({"also": ["포트", "포트"]}, "같은 문구를 두 번"),
        ({"checked": "guess"}, "`checked`는 run, source, report"),
        ({"checked": "source"}, "`at`에 적으세요"),
    ],
)
def test_a_wrong_entry_is_named_and_breaks_the_schema(changes: dict[str, Any], message: str) -> None:
    found = problems(**changes)
    assert any(message in problem for problem in found), found
    assert not follows_schema(**changes)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"page": "lost.md"}, "docs/lost.md 페이지가 없습니다"),
        ({"page": "ports.md#lost"}, "docs/ports.md에 `#lost`가 없습니다"),
        ({"source": "docs nowhere"}, "출처 `nowhere`가 data/sources.yml에 없습니다"),
        ({"also": ["포트 · 충돌"]}, "두 줄로 나누세요"),
    ],
)
def test_what_leads_nowhere_is_named(changes: dict[str, Any], message: str) -> None:
    found = problems(**changes)
    assert any(message in problem for problem in found), found


def test_a_problem_has_the_line_of_its_field() -> None:
    text = (
        "- title: 네트워크\n  id: network\n  lead: 글\n  errors:\n"
        "    - {id: a, message: m, also: [가], cause: c, look: l,"
        " remedy: r, page: ports.md, source: docs, checked: run}\n"
        "    - id: a\n      message: n\n      also: [가]\n      cause: c\n      look: l\n      remedy: r\n"
        "      page: ports.md#no\n      source: docs\n      checked: run\n"
    )
    found = error_entries.check(yaml_document.parse(text), [PAGE], {"docs"})
    assert [(problem.line, problem.message) for problem in sorted(found)] == [
        (6, "같은 id가 5번째 줄에 있습니다"),
        (12, "docs/ports.md에 `#no`가 없습니다"),
    ]


def test_an_entry_tells_cause_look_and_remedy_and_where_more_is() -> None:
    pages = errors.render([GROUP], {"ports": "포트"}, DAY)
    text = pages["errors-network.md"]
    assert "### ``the port `80` is taken`` { #e-port-taken }" in text
    assert "*원인*{ .label }\n:   다른 프로그램이 씁니다." in text
    assert "*확인*{ .label }\n:   `docker ps`\n:   `ss -ltn`" in text
    assert "*해결*{ .label }\n:   포트를 바꾸세요." in text
    assert ":   [포트](ports.md#publish)" in text
    assert "*변형*{ .label }\n:   `port 80: already in use`" in text
    assert "/// also | 포트가 겹쳐요\n///" in text, "how readers say it is no wording of the tools"
    assert "`포트가 겹쳐요`" not in text
    assert "/// sources | docs\n///" in text


def test_the_list_keeps_the_address_of_every_message() -> None:
    text = errors.render([GROUP], {"ports": "포트"}, DAY)["errors.md"]
    assert "## 네트워크 { #network }" in text
    assert "- [``the port `80` is taken``](errors-network.md#e-port-taken){ #e-port-taken }" in text


def test_every_message_is_on_the_built_pages(site: Path) -> None:
    listed = {node.attributes["id"] for node in parsed(html_file(site, "errors")).css("a[id]")}
    for group in GROUPS:
        built = parsed(html_file(site, f"errors-{group['id']}"))
        for entry in group["errors"]:
            heading = built.css_first(f"h3#e-{entry['id']}")
            assert heading is not None, entry["id"]
            code = heading.css_first("code")
            assert code is not None
            assert " ".join(code.text().split()) == " ".join(entry["message"].split())
            assert f"e-{entry['id']}" in listed


def test_the_pages_stand_in_the_nav_in_the_order_of_the_data() -> None:
    nav = [entry.path for entry in Project(ROOT).nav if entry.path.startswith("errors")]
    assert nav == errors.page_names(GROUPS)
