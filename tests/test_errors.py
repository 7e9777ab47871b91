"""The dictionary of error messages: its data, its pages, its checks."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

import jsonschema

from studyguide.generated import errors
from studyguide.project import ERRORS, Project
from tests.conftest import html_file, parsed

ROOT = Path(__file__).parent.parent
DAY = datetime.date(2026, 11, 26)
SCHEMA = json.loads((ROOT / "data/schema/errors.json").read_text(encoding="utf-8"))
GROUPS = Project(ROOT).value(ERRORS)
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


def test_the_data_follow_the_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.Draft202012Validator(SCHEMA).validate(GROUPS)


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
