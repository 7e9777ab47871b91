"""From HTML to Typst: every element that our extensions make, and the ones that nobody knows."""

from __future__ import annotations

import io
import itertools
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

import pikepdf
import pypdfium2
import pytest
import typst
from selectolax.lexbor import LexborHTMLParser

from studyguide.book import editions, typeset
from studyguide.book.compile import Compiler
from studyguide.book.flow import Writer
from studyguide.book.index_code import names_in
from studyguide.book.index_code_terms import code_terms
from studyguide.book.index_entries import Index
from studyguide.book.index_heading_terms import heading_terms
from studyguide.book.index_messages import error_entries, tails, wording
from studyguide.book.index_places import places_of
from studyguide.book.index_term import Term
from studyguide.book.index_terms import names_of
from studyguide.book.index_units import units_of_page
from studyguide.book.inline import inline
from studyguide.book.links import Elsewhere, Place, Target, Web, ids_of
from studyguide.book.mentions import Mentions
from studyguide.book.names import Names
from studyguide.book.plan import Plan, chapters_of
from studyguide.book.render_context import Findings, RenderContext, UnknownElementError, attribute, nodes
from studyguide.epub.build import written as epub_chapters
from studyguide.memory import Memory
from studyguide.navigation import NavEntry
from studyguide.site_model import read_page
from tests.conftest import ROOT

QUESTION = """
<details class="question" id="q-one"><summary><span class="question__title">지우면 <code>volume</code>은요?</span>
<span class="tag tag--asked">실제 면접</span></summary>
<p class="answer-label">30초 답</p><p class="answer-short">남습니다.</p>
<p class="answer-label">자세한 답</p><p>볼륨은 따로 지웁니다.</p>
<div class="wrong"><p class="wrong__title"><span class="label">흔한 오답</span> 함께 사라집니다</p>
<p>아닙니다.</p></div>
<div class="followup" id="q-one--why"><p class="followup__title"><span class="label">꼬리 질문</span> 왜요?</p>
<p>수명이 <a href="#q-one--why">다릅니다</a>.</p></div>
<p class="sources"><span class="sources__label">출처</span> <a href="https://docs.docker.com/x/">Docker 문서</a></p>
<p class="also"><span class="also__label">이렇게도 묻습니다</span> <q>볼륨도 지워지나</q></p>
</details>
"""
PAGE = f"""<html><head><meta name="description" content="설명"></head><body><article>
<h1 id="top">모든 요소</h1>
<div class="admonition abstract"><p class="admonition-title">한눈에</p><ul><li>요약 하나</li></ul></div>
<h2 id="text">글</h2>
<p><strong>굵게</strong>와 <em>기울게</em>, <del>지움</del>, <kbd>Ctrl</kbd>, H<sub>2</sub>O, <mark>표시</mark>,
<abbr title="뜻">약어</abbr>, <a href="#code">아래</a>로, <a href="https://example.org/a">밖</a>으로<br>
다음 줄<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup>.</p>
<ol start="3"><li><p>셋째</p><ul><li>안쪽</li></ul></li></ol>
<ul class="task-list"><li class="task-list-item"><input type="checkbox" checked disabled> 했습니다</li></ul>
<dl><dt id="t">용어</dt><dd>풀이</dd></dl>
<dl><dt><em class="label">확인</em></dt><dd><code>docker ps</code></dd><dd><code>ss -ltn</code></dd></dl>
<blockquote><p>옮긴 말</p></blockquote><hr>
<table><thead><tr><th>이름</th><th style="text-align: right">값</th></tr></thead>
<tbody><tr><td>가</td><td>나</td></tr></tbody></table>
<h2 id="code">코드</h2>
<div class="highlight"><span class="filename">compose.yaml</span><pre><span></span><code><span id="__span-0-1"><span
class="linenos">1</span><span class="nt">services</span>: <span class="c1"># (1)!</span>
</span><span id="__span-0-2"><span class="linenos">2</span><span class="hll">  web: {"x" * 120}</span>
</span></code></pre></div>
<div class="tabbed-set"><input type="radio">
<div class="tabbed-labels"><label for="a">리눅스</label><label for="b">맥</label></div>
<div class="tabbed-content"><div class="tabbed-block"><p>첫째 탭</p></div>
<div class="tabbed-block"><p>둘째 탭</p></div></div></div>
<figure class="figure" id="f-x"><div class="figure__image"><svg class="fig" viewBox="0 0 100 40"><title>그림</title>
<desc>상자 하나</desc><rect class="box" width="90" height="30"></rect>
<text class="t" x="5" y="20">그림 글</text></svg></div>
<figcaption>그림 설명</figcaption></figure>
<details class="note"><summary>접힌 것</summary><p>펼쳐집니다</p></details>
<div class="admonition correction" id="c-x"><p class="admonition-title">바로잡기</p><p class="correction__says">말</p>
<p>사실</p></div>
<p class="screen-only">화면에만 있습니다</p>
<p class="lab-origin">실습한 곳입니다</p>
<h2 id="questions">질문</h2>{QUESTION}
<div class="footnote"><hr><ol>
<li id="fn:1"><p>각주의 글<a class="footnote-backref" href="#fnref:1">↩</a></p></li></ol></div>
<p class="reviewed">확인한 날: <time datetime="2026-11-21">2026-11-21</time></p>
</article></body></html>"""


@pytest.fixture(scope="module")
def plan() -> Plan:
    page = read_page(PAGE, NavEntry("all.md", "기초"))
    style = ".box{fill:#eee}"
    return Plan("책", "설명", "", "CC BY", chapters_of([page]), Index(), datetime(2026, 11, 21, tzinfo=UTC), style)


def text_of(content: bytes) -> str:
    with pypdfium2.PdfDocument(content) as pdf:
        return "".join(page.get_textpage().get_text_range() for page in pdf)


def test_every_element_is_printed(plan: Plan) -> None:
    anchors = ids_of([chapter.page for chapter in plan.chapters])
    pdf = Compiler(ROOT / "fonts").compile(editions.study(plan, anchors), plan.date)
    text = text_of(pdf.content)
    wanted = (
        "요약 하나", "굵게와", "기울게", "지움", "Ctrl", "약어", "아래(", "밖", "다음 줄", "셋째", "안쪽", "했습니다",
        "용어", "풀이", "옮긴 말", "이름", "compose.yaml", "services", "①", "리눅스", "첫째 탭", "맥", "둘째 탭",
        "그림 글", "그림 설명", "접힌 것", "펼쳐집니다", "바로잡기", "사실", "volume", "★ 실제 면접", "30초 답",
        "흔한 오답", "수명이 다릅니다", "docs.docker.com/x/", "example.org/a", "각주의 글", "2026-11-21", "실습한 곳",
    )  # fmt: skip
    assert [words for words in wanted if words not in text] == []
    assert "화면에만" not in text
    assert "볼륨도 지워지나" not in text, "paper has no search box"
    assert "↩" not in text


def test_the_sheet_keeps_the_answer_at_the_back(plan: Plan) -> None:
    pdf = Compiler(ROOT / "fonts").compile(editions.sheet(plan), plan.date)
    text = text_of(pdf.content)
    assert text.count("남습니다.") == 1
    before, after = text.split("남습니다.")
    assert before.count("지우면 volume은요?") == 2, "asked, and then named above its answer"
    assert "지우면 volume은요?" not in after


ROOM = 50
"""Ems on a first line: a few words never need boxes."""


def context(target: Target = Elsewhere(""), mentions: Mentions | None = None) -> RenderContext:  # noqa: B008 (no state)
    return RenderContext(
        "docs/x.md", lambda href: target, lambda anchor: "", str, mentions or Mentions(), itertools.count(1), room=ROOM
    )


def written(html: str, target: Target = Elsewhere(""), mentions: Mentions | None = None) -> str:  # noqa: B008
    body = LexborHTMLParser(f"<section id=here>{html}</section>").css_first("#here")
    assert body is not None
    return Writer(context(target, mentions)).flow(nodes(body))


@pytest.mark.parametrize(
    ("html", "name"),
    [
        ("<video src=x></video>", "<video>"),
        ('<div class="mystery"><p>글</p></div>', "<div.mystery>"),
        ("<p>글 <object>x</object></p>", "<object>"),
        ("<ul><li><img src=x.png></li></ul>", "<img>"),
    ],
)
def test_an_unknown_element_names_page_and_element(html: str, name: str) -> None:
    with pytest.raises(UnknownElementError, match=r"docs/x\.md") as caught:
        written(html)
    assert name in str(caught.value)


def test_markup_in_text_stays_text() -> None:
    assert written("<p>#set 'a' \"b\" \\ *c* $d$ @e [f]</p>") == '#"#set \'a\' \\"b\\" \\\\ *c* $d$ @e [f]"'


def test_a_figure_knows_where_what_stands_before_it_ends() -> None:
    """A figure that does not fit leaves a gap after a paragraph, and after a table as well."""
    svg = '<figure id="f-x"><svg viewBox="0 0 9 9"><title>그림</title><desc>상자</desc></svg></figure>'
    table = "<table><tbody><tr><td>가</td></tr></tbody></table>"
    for before in ("<p>글</p>", table):
        assert written(before + svg).index('figure-mark("docs/x.md#f-x")') < written(before + svg).index("#drawing(")
    assert "figure-mark" not in written("<h2>제목</h2>" + svg)


def test_a_particle_stays_with_its_code_and_its_link() -> None:
    assert written("<p><code>run</code>을 씁니다</p>") == '#box[#c("run")#"을"]#" 씁니다"'
    place = written('<p>두 <a href="#x">볼륨 절</a>을</p>', Place("p:x"))
    assert place.endswith('#box[#link(label("p:x"))[#"절"]#pages("p:x")#"을"]')


def test_words_that_may_reach_the_end_of_a_line_stay_whole() -> None:
    line = written("<p>" + "볼륨 " * 30 + "개발/운영을 <b>도커</b> volume</p>")
    boxed = '#box("볼륨")#" "' * 5 + '#box("개발")#"/"#box("운영을")#" "#strong[#box("도커")]#" volume"'
    assert line == '#"' + "볼륨 " * 25 + '"' + boxed


def test_a_link_to_the_web_becomes_a_note() -> None:
    assert '#note("docs/x.md#1")[#url("https://a.b/c")[#"a.b/c"]]' in written(
        '<p><a href="https://a.b/c">말</a></p>', Web("https://a.b/c")
    )


def test_sources_are_one_note_at_the_end_of_their_paragraph() -> None:
    sources = '<p class="sources"><span class="sources__label">출처</span> <a href="https://a.b/">가</a> · <a href="https://c.d/">나</a></p>'
    body = written(f"<p>글입니다.</p>{sources}")
    assert body.count("#note(") == 1
    assert "#sources" not in body
    assert "#sources[" in written(f"<ul><li>글</li></ul>{sources}")


def test_rows_under_labels_stand_beside_them() -> None:
    row = '<dl><dt><em class="label">원인</em></dt><dd>겹침</dd><dd>꺼짐</dd></dl>'
    assert "#labelled((" in written(row)
    assert written(row).index("원인") < written(row).index("겹침") < written(row).index("꺼짐")
    assert "#terms(" in written("<dl><dt>볼륨</dt><dd>풀이</dd></dl>"), "a term of the glossary stands above its text"


def test_a_link_that_leads_nowhere_is_an_error(plan: Plan) -> None:
    broken = read_page(PAGE.replace('href="#code"', 'href="#gone"'), NavEntry("all.md", ""))
    changed = Plan(**{**plan.__dict__, "chapters": chapters_of([broken])})
    with pytest.raises(ValueError, match=r"all\.md: 링크 #gone"):
        editions.study(changed, ids_of([broken]))(Findings())


def test_a_remembered_chapter_is_the_one_that_would_be_written_now(plan: Plan) -> None:
    """Whatever decides how a chapter reads: another of these, and it is written anew."""

    def of(*pages: str, **changes: object) -> Plan:
        read = [
            read_page(html, NavEntry(name, "")) for name, html in zip(("all.md", "b.md", "c.md"), pages, strict=False)
        ]
        return replace(plan, chapters=chapters_of(read), **changes)  # type: ignore[arg-type]

    page = PAGE.replace("다음 줄", '<a href="../b/#there">저쪽</a>의 줄')
    other = '<html><body><article><h1 id="t">둘</h1><h2 id="there">저쪽</h2><p>글</p></article></body></html>'
    link = other.replace("<p>글</p>", '<p><a href="../all/#text">글</a></p>')
    asking = other.replace("<p>글</p>", QUESTION)
    names = Names.of([], [("볼륨", "볼륨")])
    index = Index(names=names, marks={("all.md", "q-one"): {"볼륨": 1}})
    texts = [page, page.replace("요약 하나", "요약 둘")]
    plans = [of(text, other, **changes) for text in texts for changes in ({}, {"figure_style": ".box{fill:#fff}"})]
    plans += [
        of(page, link),
        of(page, other, site_url="https://e.org/"),
        of(page, asking),
        of(page, other, index=index),
    ]
    plans += [of(page, other, index=replace(index, marks={})), of(page, other, index=Index(marks=index.marks))]
    found = (Findings(), Findings(frozenset({"all.md#1"})), Findings(frozenset(), frozenset({"all.md#f-x"})))
    memory = Memory()
    for one in plans:
        anchors = ids_of([chapter.page for chapter in one.chapters])
        first = one.chapters[0]
        editions_of = (partial(editions.study, one, anchors), partial(editions.single, one, first, anchors))
        for edition in editions_of:
            for findings in found:
                assert edition(memory)(findings) == edition(Memory())(findings)
        assert epub_chapters(one, memory) == epub_chapters(one, Memory())


def marks(names: Names, **wanted: int) -> Mentions:
    return Mentions(names, {("docs/x.md", ""): wanted}, "docs/x.md", "p")


def test_a_term_is_marked_where_a_word_begins_as_often_as_wanted() -> None:
    names = Names.of([], [("볼륨", "볼륨"), ("volume", "볼륨"), ("볼륨 드라이버", "드라이버")])
    mentions = marks(names, 볼륨=2, 드라이버=1)
    assert list(mentions.split("새볼륨과 볼륨 드라이버, Volume을, 볼륨명, 볼륨, 볼륨")) == [
        ("", "새볼륨과 "), ("p:ix0", "볼륨 드라이버, "), ("p:ix1", "Volume을, 볼륨명, "), ("p:ix2", "볼륨, 볼륨"),
    ]  # fmt: skip
    assert mentions.found[("볼륨", ("docs/x.md", ""))] == ["p:ix1", "p:ix2"]


def test_code_is_met_as_it_is_written() -> None:
    names = Names.of([("-p", "-p"), ("-P", "-P"), ("depends_on", "depends_on")], [("container", "컨테이너")])
    line = written(
        "<p>Container의 <code>depends_on:</code>, <code>xdepends_on</code>, <code>--p</code>, <code>-P 80</code></p>",
        mentions=marks(names, 컨테이너=1, depends_on=1, **{"-p": 1, "-P": 1}),
    )
    assert line.startswith('#anchor("p:ix0")')
    assert '#anchor("p:ix1")#c("depends_on:")' in line
    assert line.count("#anchor(") == 3
    assert line.index('#anchor("p:ix2")') < line.index("-P")


def test_a_head_of_a_table_is_not_marked() -> None:
    """It is set again on the next page, and so would be the mark."""
    table = "<table><thead><tr><th>볼륨</th></tr></thead><tbody><tr><td>볼륨</td></tr></tbody></table>"
    assert written(table, mentions=marks(Names.of([], [("볼륨", "볼륨")]), 볼륨=9)).count("#anchor(") == 1


INDEXED = """<html><body><article><h1>볼륨과 수명</h1><p>볼륨을 소개합니다.</p>
<h2 id="kinds">종류</h2><table><tr><td>tmpfs 마운트</td><td>메모리</td></tr></table>
<h2 id="rotation">로그 로테이션</h2><p>로그를 나눕니다.</p>
<h2 id="when">볼륨을 지우면</h2><p>볼륨, 볼륨, 볼륨, 볼륨</p>
<h2 id="questions">질문</h2><details class="question" id="q-tmpfs"><summary><span class="question__title">tmpfs
마운트는 무엇인가요?</span></summary><p>tmpfs 마운트는 메모리에 있습니다. tmpfs 마운트</p></details>
</article></body></html>"""


def test_an_entry_leads_to_what_explains_the_term() -> None:
    """A heading that names it, a table's row, a chapter about it; not to where it is only mentioned or asked."""
    units = list(units_of_page(read_page(INDEXED, NavEntry("volumes.md", ""))))
    home = ("volumes.md", "")
    known = [
        Term("볼륨", "volume", ("볼륨",), home),
        Term("tmpfs 마운트", "tmpfs mount", ("tmpfs 마운트",), home),
    ]
    terms = [*known, *heading_terms(units, known, frozenset({"종류"}))]
    places = places_of(terms, names_of(terms), units)
    assert {name: found.main[1] for name, found in places.items()} == {
        "볼륨": "", "tmpfs 마운트": "kinds", "로그 로테이션": "rotation",
    }  # fmt: skip


def test_commands_and_options_are_found_in_code() -> None:
    assert list(names_in("docker compose up -d --wait")) == ["docker compose up", "-d", "--wait"]
    assert list(names_in("--network host")) == ["--network"]
    assert list(names_in("hello world")) == []


def test_a_message_stands_in_the_index_as_readers_remember_it() -> None:
    assert wording("Error response from daemon: no such container") == "no such container"
    assert list(tails("Bind for 0.0.0.0:80 failed: port is already allocated")) == ["port is already allocated"]
    twice = [{"id": name, "message": f"{name} failed: no such file found", "also": [], "page": "a.md"} for name in "ab"]
    entries = {entry.name: entry for entry in error_entries([{"id": "run", "errors": twice}])}
    assert list(entries) == ["a failed: no such file found", "b failed: no such file found", "no such file found"]
    ends = entries["no such file found"]
    assert ends.main == ("errors-run.md", "e-a")
    assert ("errors-run.md", "e-b") in ends.further, "what several end with leads to each of them"


def test_a_phrase_leads_first_to_the_error_that_begins_with_it() -> None:
    said = {
        "a": "open /x: permission denied",
        "b": "permission denied while connecting",
        "c": "mkdir: permission denied",
    }
    errors = [{"id": name, "message": text, "also": [], "page": "a.md"} for name, text in said.items()]
    entries = {entry.name: entry for entry in error_entries([{"id": "run", "errors": errors}])}
    assert entries["permission denied"].main == ("errors-run.md", "e-b")


def test_the_sentence_that_says_what_it_is_explains_a_word() -> None:
    page = """<html><body><article><h1>엔진</h1><h2 id="use">쓰는 곳</h2><p>shim이 있고 shim이 또 있습니다.</p>
<h2 id="what">부분</h2><p>shim은 컨테이너의 부모입니다. shim은 데몬이 없어도 남습니다.</p></article></body></html>"""
    units = list(units_of_page(read_page(page, NavEntry("engine.md", ""))))
    terms = [Term("shim", "", ("shim",))]
    assert places_of(terms, names_of(terms), units)["shim"].main == ("engine.md", "what")


def test_a_key_of_compose_is_no_word_of_every_day() -> None:
    page = """<html><body><article><h1>Compose</h1><h2 id="talk">빌드</h2><p>build, build, <code>docker build</code></p>
<h2 id="keys">키</h2><pre><code>services:
  web:
    build: .   # Dockerfile로 빌드
</code></pre></article></body></html>"""
    units = list(units_of_page(read_page(page, NavEntry("compose.md", ""))))
    terms = list(code_terms(units, [], []))
    assert places_of(terms, names_of(terms), units)["build"].main == ("compose.md", "keys")


def test_code_and_addresses_are_never_broken_after_a_hyphen() -> None:
    """A viewer drops a hyphen at the end of a line from what is copied."""
    assert written("<p><code>apt-get update</code></p>") == '#box[#c("apt-get")]#c(" update")'
    long = written("<p><code>--security-opt=no-new-privileges:true</code></p>")
    assert "-)" not in long
    assert '#box[#c("-new")]' in long
    note = written('<p><a href="https://a.b/c">말</a></p>', Web("https://a.b/port-publishing/x/"))
    assert '#box[#"port-publishing/"]' in note


def test_a_link_out_of_a_chapter_leads_to_the_site_where_it_has_an_address() -> None:
    line = written('<p><a href="../ports/">포트</a></p>', Elsewhere("학습판 9장", "https://e.org/ports/"))
    assert '#link("https://e.org/ports/")' in line
    assert "학습판 9장" in line


def test_a_sentence_stays_with_what_it_leads_to() -> None:
    code = "<pre><code>docker ps\n</code></pre>"
    assert written(f"<p>봅니다.</p>{code}").startswith('#lead[#"봅니다."]')
    assert not written("<p>봅니다.</p><p>끝</p>").startswith("#lead[")
    assert "[#whole[#lead[" in written(f"<ol><li><p>칩니다.</p>{code}</li></ol>")
    long = code.replace("ps", "ps\n" * 30 + "ps")
    assert "#whole[" not in written(f"<ol><li><p>칩니다.</p>{long}</li></ol>")


def test_short_tables_stay_whole_and_long_ones_may_be_cut() -> None:
    row = "<tr><td>가</td><td>나</td></tr>"
    assert "#grid-table(whole: true" in written(f"<table>{row * 3}</table>")
    assert "#grid-table(whole: false" in written(f"<table>{row * 30}</table>")


@pytest.mark.parametrize(
    ("found", "look"),
    [
        (["docs/x.md#table-1-last"], "whole: false, tight: true, later: false"),
        (["docs/x.md#table-1-last", "docs/x.md#table-1~-last"], "whole: true, tight: true, later: false"),
        (["docs/x.md#table-1-last", "docs/x.md#table-1~-first"], "whole: false, tight: true, later: true"),
    ],
)
def test_a_row_that_stays_alone_in_a_tight_table_brings_the_table_to_one_page(found: list[str], look: str) -> None:
    """Its last cell holds the sources too, so that less air may not be enough."""
    body = LexborHTMLParser(f"<table>{'<tr><td>가</td><td>나</td></tr>' * 9}</table>").body
    assert body is not None
    writer = Writer(replace(context(Elsewhere("")), findings=Findings(floats=frozenset(found))))
    assert f"#grid-table({look}" in writer.flow(nodes(body))


def test_sources_stay_below_what_they_are_for() -> None:
    sources = '<p class="sources">출처 <a href="https://a.b/">가</a></p>'
    table = "<table><tr><td>가</td></tr></table>"
    assert written(f"{table}{sources}").startswith("#bound[#grid-table")


def test_a_figure_that_leaves_a_gap_goes_to_the_next_page(plan: Plan) -> None:
    """Text fills the page that the figure does not fit on."""
    drawing = PAGE[PAGE.index("<figure") : PAGE.index("</figure>") + 9].replace("0 0 100 40", "0 0 400 420")
    lines = "".join(f"<p>{number}번째 문단입니다.</p>" for number in range(25))
    after = "".join(f"<p>{number}번째 뒤 문단입니다.</p>" for number in range(10))
    html = f'<html><body><article><h1 id="t">그림</h1>{lines}{drawing}{after}</article></body></html>'
    page = read_page(html, NavEntry("figure.md", ""))
    changed = Plan(**{**plan.__dict__, "chapters": chapters_of([page])})
    source = editions.single(changed, changed.chapters[0], ids_of([page]))
    with pypdfium2.PdfDocument(Compiler(ROOT / "fonts").compile(source, plan.date).content) as pdf:
        first, second = (" ".join(page.get_textpage().get_text_range().split()) for page in pdf)
    assert "24번째 문단" in first
    assert "0번째 뒤 문단" in first
    assert "그림 설명" in second


def test_links_in_the_sheet_lead_to_answers_or_name_the_study_edition(plan: Plan) -> None:
    page = PAGE.replace("<p>아닙니다.</p>", '<p><a href="#q-one">이 질문</a>과 <a href="#code">코드</a></p>')
    changed = Plan(**{**plan.__dict__, "chapters": chapters_of([read_page(page, NavEntry("all.md", ""))])})
    source = editions.sheet(changed)(Findings())
    assert 'link(label("answer:all:q-one"))' in source
    assert "학습판 1장" in source


def test_an_answer_of_the_sheet_is_short_and_lists_its_keywords(plan: Plan) -> None:
    html = PAGE.replace('id="q-one"', 'id="q-one" data-keywords="쓰기 레이어 · 볼륨"')
    changed = Plan(**{**plan.__dict__, "chapters": chapters_of([read_page(html, NavEntry("all.md", ""))])})
    text = text_of(Compiler(ROOT / "fonts").compile(editions.sheet(changed), plan.date).content)
    assert "쓰기 레이어" in text
    assert "함께 사라집니다" in text, "what people say wrongly"
    assert "볼륨은 따로 지웁니다" not in text, "the long answer is in the study edition"


def test_the_last_row_of_a_table_is_not_left_alone(plan: Plan) -> None:
    """One of 20 rows would stand on the next page: the table is set a little tighter."""
    row = "<tr><td>{}</td><td>나</td></tr>"
    for count in range(24, 32):
        rows = "".join(row.format(f"{number}행") for number in range(count))
        table = f"<table><thead><tr><th>이름</th><th>값</th></tr></thead><tbody>{rows}</tbody></table>"
        html = f'<html><body><article><h1 id="t">표</h1>{table}</article></body></html>'
        page = read_page(html, NavEntry("t.md", ""))
        changed = Plan(**{**plan.__dict__, "chapters": chapters_of([page])})
        pdf = Compiler(ROOT / "fonts").compile(editions.single(changed, changed.chapters[0], ids_of([page])), plan.date)
        with pypdfium2.PdfDocument(pdf.content) as opened:
            counts = [page.get_textpage().get_text_range().count("행") for page in opened]
        assert 1 not in counts, f"{count} rows: {counts}"


def test_long_lines_of_code_get_places_to_break() -> None:
    assert "#z" not in written("<pre><code>docker run --rm busybox:1.37 true\n</code></pre>")
    assert "#z" in written(f"<pre><code>docker run {'/very/long' * 12}\n</code></pre>")


def test_a_title_is_said_in_the_pdf(plan: Plan) -> None:
    source = editions.single(plan, plan.chapters[0], ids_of([plan.chapters[0].page]))
    pdf = Compiler(ROOT / "fonts").compile(source, plan.date)
    with pikepdf.open(io.BytesIO(pdf.content)) as opened:
        assert str(opened.docinfo["/Title"]) == "책: 모든 요소"
        assert str(opened.Root.Lang) == "ko-KR"
        assert pdf.pages == len(opened.pages)


def test_inline_ignores_the_layout_of_the_html() -> None:
    body = LexborHTMLParser("<p id=here>\n  글  하나\n</p>").css_first("#here")
    assert body is not None
    assert attribute(body, "id") == "here"
    assert inline(body, context()) == '#"글 하나"'


def test_without_pikepdf_a_pdf_is_larger_and_as_long(monkeypatch: pytest.MonkeyPatch) -> None:
    content = typst.compile(b'#set document(title: "x")\nA\n#pagebreak()\nB', format="pdf", pdf_standards="ua-1")
    assert isinstance(content, bytes)
    small = typeset.squeeze(content)
    monkeypatch.setattr(typeset, "pikepdf", None)
    large = typeset.squeeze(content)
    assert large.pages == small.pages == 2
    assert len(large.content) > len(small.content)


def test_sources_stay_with_the_end_of_what_is_cut() -> None:
    """They never stand alone at the top of a page: a long list, a long block of code."""
    sources = '<p class="sources">출처 <a href="https://a.b/">가</a></p>'
    items = "".join(f"<li>{number}번째 항목입니다</li>" for number in range(30))
    listed = written(f"<div><ol>{items}</ol>{sources}</div>")
    head, _, tail = listed.rpartition("#bound[")
    assert "28번째" in head
    assert tail.startswith("#enum(start: 30, ")
    assert "#note(" in tail
    lines = "docker ps\n" * 30
    code = written(f"<pre><code>{lines}</code></pre>{sources}")
    assert code.startswith("#code(tail: [#pill")
    assert "#sources[" not in code


def test_the_concept_map_is_printed_with_its_blank_twin(plan: Plan) -> None:
    """The sheet asks with the blank one and answers with the other; the study edition has what its pages lack."""
    drawn = (
        '<svg class="fig" viewBox="0 0 100 40"><title>{0}</title><desc>상자</desc><text x="5" y="20">{0}</text></svg>'
    )
    maps = (drawn.format("개념 지도"), drawn.format("빈 지도"))
    changed = Plan(**{**plan.__dict__, "concept_maps": maps})
    with pypdfium2.PdfDocument(Compiler(ROOT / "fonts").compile(editions.sheet(changed), plan.date).content) as pdf:
        texts = [page.get_textpage().get_text_range() for page in pdf]
    asked = next(number for number, text in enumerate(texts) if text.lstrip().startswith("문제"))
    blank = [number for number, text in enumerate(texts) if "빈 지도" in text]
    full = [number for number, text in enumerate(texts) if "개념 지도" in text]
    assert len(blank) == len(full) == 1
    assert blank < full
    assert blank[0] < asked + 1
