"""The watch on old forms: what it finds, what it lets pass, and that its own list stays right."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from studyguide.lint import old_forms
from studyguide.lint.old_forms import OldForm
from studyguide.lint.problems import summary
from studyguide.memory import Memory
from studyguide.project import OLD_FORMS, Project
from studyguide.source import yaml_document

ROOT = Path(__file__).parent.parent
SCHEMA = json.loads((ROOT / "data/schema/old-forms.json").read_text(encoding="utf-8"))
ENTRY: dict[str, Any] = {"id": "x", "form": "old-x", "since": "1.0", "instead": "`new-x`", "source": "docs"}


def read(*entries: dict[str, Any]) -> list[OldForm]:
    return old_forms.read(yaml_document.parse(json.dumps(entries, ensure_ascii=False)))


def test_an_old_form_is_named_with_file_line_and_what_to_write() -> None:
    forms = read(ENTRY)
    found = old_forms.search(forms, {"docs/a.md": "글\nuse old-x now\n"}, Memory())
    assert [str(problem) for problem in found.problems] == ["docs/a.md:2: 옛 형식 `old-x` (1.0). 대신 쓸 것: `new-x`"]
    assert found.notices == []


def test_what_may_stand_is_only_told() -> None:
    forms = read(ENTRY | {"fail": False})
    found = old_forms.search(forms, {"docs/a.md": "old-x\n\nold-x\n"}, Memory())
    assert found.problems == []
    assert summary(found.notices) == "docs/a.md:1,3: 옛 형식 `old-x` (1.0). 대신 쓸 것: `new-x`"


def test_a_page_that_teaches_the_form_is_excepted_and_no_other() -> None:
    forms = read(ENTRY | {"except": [{"page": "docs/a.md", "reason": "가르칩니다"}]})
    found = old_forms.search(forms, {"docs/a.md": "old-x\n", "docs/b.md": "old-x\n"}, Memory())
    assert [problem.path for problem in found.problems] == ["docs/b.md"]


def test_an_exception_that_is_no_longer_needed_is_named() -> None:
    forms = read(ENTRY | {"except": [{"page": "docs/a.md", "reason": "가르칩니다"}]})
    found = old_forms.search(forms, {"docs/a.md": "new-x\n"}, Memory())
    assert [(problem.path, problem.message) for problem in found.problems] == [
        (OLD_FORMS, "docs/a.md에 이제 `x`가 없습니다. 이 예외를 지우세요")
    ]


def test_the_list_follows_its_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.Draft202012Validator(SCHEMA).validate(Project(ROOT).value(OLD_FORMS))


FORMS = {form.id: form for form in old_forms.read(Project(ROOT).document(OLD_FORMS))}


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("compose-v1", "$ docker-compose up -d", "$ docker compose -f docker-compose.yml up -d"),
        ("compose-version", 'version: "3.8"', "versions: [Docker Engine 29.7]"),
        ("compose-links", "    links:", "- links: 주소"),
        ("run-link", "docker run --link db web", "COPY --link . /app"),
        ("dockerfile-maintainer", "MAINTAINER me", "LABEL maintainer=me"),
        ("dockerfile-env-space", "ENV TZ Asia/Seoul", "ENV TZ=Asia/Seoul LANG=C"),
        ("stop-time", "docker stop --time 30 web", "docker stop --timeout 30 web"),
        ("security-opt-colon", "--security-opt seccomp:unconfined", "--security-opt seccomp=unconfined"),
        ("storage-drivers", "--storage-driver=overlay", "--storage-driver=overlay2"),
        ("image-nginx", "FROM nginx:1.26-alpine", "FROM nginx:1.30"),
        ("image-redis", "redis:8.0", "redis:8.2"),
        ("image-registry", "docker run registry:2", "docker run registry:3"),
        ("image-node", "FROM node:20-slim", "FROM node:24-slim"),
        ("image-python", "FROM python:3.10-slim", "FROM python:3.13-slim"),
        ("image-debian", "debian:bullseye-slim", "debian:13"),
        ("image-ubuntu", "ubuntu:20.04", "ubuntu:24.04"),
        ("image-alpine", "alpine:3.20", "alpine:3.24"),
        ("image-postgres", "postgres:14-alpine", "postgres:17"),
        ("image-golang", "golang:1.25", "golang:1.27"),
    ],
)
def test_a_form_meets_the_old_and_not_the_new(name: str, old: str, new: str) -> None:
    pattern = FORMS[name].pattern
    assert pattern.search(old)
    assert not pattern.search(new)
