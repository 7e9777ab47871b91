"""The practice page and its question file, as they are built."""

from __future__ import annotations

import datetime
import gzip
import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from selectolax.lexbor import LexborHTMLParser

from studyguide.generated import practice
from studyguide.memory import Memory
from studyguide.navigation import NavEntry
from studyguide.practice.questions import FORMAT, build, part_of, quiz, rebase, record
from studyguide.practice.write import NAME, write_questions
from studyguide.project import Project
from studyguide.publish.html import own_links
from studyguide.publish.offline import release
from studyguide.site_model import Page, read_page
from studyguide.source.scanner import scan
from tests.conftest import ROOT, parsed

PAGE = """<html><body><article><h1>볼륨</h1><h2 id="questions">질문</h2>
<details class="question" data-keywords="쓰기 레이어 · 볼륨" data-level="deep" data-asked="interview" id="q-stop">
<summary><span class="question__title">멈추면 <code>/data</code>는?</span><span class="tag">심화</span></summary>
<p class="answer-label">30초 답</p>
<p class="answer-short">남습니다. <a href="#lifetime">표</a></p>
<p class="answer-label">자세한 답</p>
<p id="x">자세히.</p><table><tr><td>칸</td></tr></table>
<div class="wrong" id="q-stop--gone"><p class="wrong__title"><span class="label">흔한 오답</span> 사라진다</p>
<p>아닙니다.</p></div>
<div class="followup" id="q-stop--rm"><p class="followup__title"><span class="label">꼬리 질문</span> 지우면요?</p>
<p>사라집니다. <a href="../networks/#a">망</a></p><p class="also">이렇게도</p></div>
<p class="sources">출처</p><p class="also">이렇게도</p>
</details></article></body></html>"""


@pytest.fixture
def page() -> Page:
    return read_page(PAGE, NavEntry("volumes.md", "컨테이너"))


@pytest.fixture(scope="module")
def built(site: Path) -> dict[str, Any]:
    """The question file of the site, as a browser reads it."""
    text = (site / NAME).read_text(encoding="utf-8")
    call = re.fullmatch(r"guidePractice\((.*)\)\n", text, re.DOTALL)
    assert call
    data: dict[str, Any] = json.loads(call[1])
    return data


def test_a_question_becomes_a_record(page: Page) -> None:
    assert record(page.questions[0], page.url) == {
        "id": "stop",
        "page": 0,
        "title": "멈추면 <code>/data</code>는?",
        "asked": 1,
        "deep": 1,
        "keywords": ["쓰기 레이어", "볼륨"],
        "short": '남습니다. <a href="../volumes/#lifetime">표</a>',
        "more": '<p>자세히.</p><div class="guide-scroll"><table><tbody><tr><td>칸</td></tr></tbody></table></div>',
        "wrong": [["사라진다", "<p>아닙니다.</p>"]],
        "next": [["지우면요?", '<p>사라집니다. <a href="../networks/#a">망</a></p>']],
    }


@pytest.mark.parametrize(
    ("href", "url", "target"),
    [
        ("#a", "volumes/", "../volumes/#a"),
        ("../networks/", "volumes/", "../networks/"),
        ("../../b/#c", "x/y/", "../b/#c"),
        ("../book/a.pdf", "volumes/", "../book/a.pdf"),
        ("https://e.org/#a", "volumes/", "https://e.org/#a"),
    ],
)
def test_links_work_from_the_practice_page(href: str, url: str, target: str) -> None:
    assert rebase(f'<a href="{href}">', url) == f'<a href="{target}">'


def test_a_pair_leads_to_where_it_is_explained(page: Page) -> None:
    pair = {"id": "p", "page": "volumes", "anchor": "lifetime", "true": "`a<b`다.", "false": "거짓.", "why": "왜."}
    made = {"id": "p", "href": "../volumes/#lifetime", "title": "볼륨", "x": "거짓.", "why": "왜."}
    assert quiz([pair], [part_of(page)]) == [made | {"o": "<code>a&lt;b</code>다."}]
    assert build([part_of(page)], [])["ox"] == []


def test_a_guide_without_pairs_has_questions_all_the_same(site: Path, tmp_path: Path) -> None:
    """data/ox.yml may be missing or empty."""

    class Bare(Project):
        def path(self, name: str) -> Path:
            return tmp_path / name if name == "data/ox.yml" else super().path(name)

    for page in site.rglob("index.html"):
        target = tmp_path / page.relative_to(site)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(page.read_bytes())
    text = write_questions(Bare(ROOT), tmp_path, Memory()).read_text(encoding="utf-8")
    assert text.endswith('"ox":[]})\n')


def test_every_question_of_the_site_is_in_the_file_once(site: Path, built: dict[str, Any]) -> None:
    assert built["format"] == FORMAT
    expected = [
        (node.attributes["id"] or "").removeprefix("q-")
        for page in built["pages"]
        for node in parsed(site / page["url"] / "index.html").css("article details.question")
    ]
    assert [question["id"] for question in built["questions"]] == expected
    everywhere = [name for path in site.rglob("index.html") for name in parsed(path).css("article details.question")]
    assert len(everywhere) == len(expected) == len(set(expected))
    for question in built["questions"]:
        assert question["title"]
        assert question["short"]


def test_answers_bring_nothing_that_the_page_may_not_hold(built: dict[str, Any]) -> None:
    text = json.dumps(built)
    assert not re.findall(r"\\\"?\s(?:style|id|on\w+)=|<script|<img|<svg|answer-label|class=\\\"(?:also|sources)", text)


def test_every_link_of_an_answer_leads_somewhere(site: Path, built: dict[str, Any]) -> None:
    base = "https://guide.example/practice/"
    links = set(re.findall(r'href=\\"([^"]*)\\"', json.dumps(built, ensure_ascii=False)))
    links |= {pair["href"] for pair in built["ox"]}
    inside = {link for link in (urljoin(base, each) for each in links) if link.startswith("https://guide.example/")}
    assert len(inside) > 30
    for link in inside:
        path, _, anchor = link.removeprefix("https://guide.example/").partition("#")
        tree = parsed(site / path / "index.html")
        assert not anchor or tree.css_first(f'[id="{anchor}"]'), link


def test_the_page_counts_by_part() -> None:
    head = "---\ntitle: 제목\n---\n\n"
    question = "/// question | {0}?\n    id: {0}\n    sources: s\n\n답\n///\n\n"
    pages = [
        scan("docs/a.md", head + question.format("x") + question.format("y")),
        scan("docs/b.md", head + question.format("z")),
    ]
    nav = [NavEntry("index.md", ""), NavEntry("a.md", "기초"), NavEntry("b.md", "42 Inception")]
    text = practice.render(nav, pages, datetime.date(2026, 11, 26))
    assert '<li data-part="기초" data-total="2">' in text
    assert "질문은 모두 3개입니다." in text
    assert 'data-optional="42 Inception"' in text
    assert "data-optional" not in practice.render(nav[:2], pages, datetime.date(2026, 11, 26))


def test_without_a_script_the_page_leads_on(site: Path) -> None:
    article = parsed(site / "practice/index.html").css_first("article")
    assert article
    assert article.css_first('#paper ~ p a[href="../questions/"]')
    downloads = [link.attributes["href"] or "" for link in article.css(".downloads a")]
    assert "../book/docker-question-sheet.pdf" in downloads


def test_no_other_page_pays_for_the_practice_page(site: Path) -> None:
    for path in site.rglob("index.html"):
        own = own_links(path.read_text(encoding="utf-8"))
        assert bool(own) == (path.parent.name == "practice"), path
        for address in own:
            assert (path.parent / address).is_file(), address


def test_search_finds_the_page_and_nothing_of_it(site: Path) -> None:
    index = json.loads((site / "search/search_index.json").read_text(encoding="utf-8"))["docs"]
    assert [doc["title"] for doc in index if doc["location"].startswith("practice/")] == ["연습"]


def test_the_book_does_without(site: Path) -> None:
    assert (site / "book/chapters/volumes.pdf").is_file()
    assert not (site / "book/chapters/practice.pdf").exists()


def test_the_questions_are_kept_when_asked_for_not_before() -> None:
    files = {"index.html": b"", "practice/index.html": b"", NAME: b"guidePractice()", "a.0123abcd.js": b""}
    made = release(files)
    assert NAME in made["data"]  # type: ignore[operator]
    assert made["shell"] == ["a.0123abcd.js"]


def weight(site: Path, *names: str) -> int:
    return sum(len(gzip.compress((site / name).read_bytes(), 9, mtime=0)) for name in names)


def test_budgets(site: Path, built: dict[str, Any]) -> None:
    """Before the questions, the questions, and what comes with the first press."""
    html = (site / "practice/index.html").read_text(encoding="utf-8")
    head = LexborHTMLParser(html).head
    assert head
    asked = [node.attributes.get("href") or node.attributes.get("src") for node in head.css("link, script")]
    now = {
        urljoin("practice/", each) for each in asked if each and each.endswith((".css", ".js")) and "faces" not in each
    }
    assert len(now) >= 4
    assert weight(site, "practice/index.html", *now) <= 45_000
    assert weight(site, NAME) <= 110_000
    assert weight(site, NAME) <= 700 * (len(built["questions"]) + len(built["ox"]))
    later = [address for address in own_links(html) if "rehearse" in address]
    assert weight(site, *(urljoin("practice/", address) for address in later)) <= 15_000
