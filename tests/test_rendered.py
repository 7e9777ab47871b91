"""Where scanner and Python-Markdown disagree, the page and the line are named."""

from __future__ import annotations

import pytest

from studyguide.lint.rendered import compare
from studyguide.source.scanner import scan

SOURCE = """## 가 { #one }

글

/// question | 물음
    id: a
    sources: docs

답
///

### 나 { #two }
"""
HTML = """<h2 id="one">가<a class="headerlink" href="#one">&para;</a></h2><p>글</p>
<details class="question" id="q-a"><summary>물음</summary><p>답</p></details><h3 id="two">나</h3>"""


def told(html: str, source: str = SOURCE, path: str = "docs/x.md") -> list[str]:
    return [str(problem) for problem in compare(scan(path, source), html)]


def test_a_page_that_came_out_as_written_is_left_in_peace() -> None:
    assert told(HTML) == []


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('<h3 id="two">나</h3>', "<p>### 나</p>", "docs/x.md:12: 제목 «나»가 제목으로 만들어지지 않았습니다"),
        ("<p>글</p>", '<h2 id="_1">글</h2>', "docs/x.md:3: 제목으로 적지 않은 «글»이 제목으로 만들어졌습니다"),
        ('<details class="question" id="q-a">', "<details>", "docs/x.md:5: 블록 `question`이 블록으로 만들어지지"),
        ("<p>글</p>", '<figure class="figure" id="f-a"></figure>', "docs/x.md:1: 블록으로 적지 않은 `f-a`가"),
        ("<p>글</p>", '<p id="q-a">글</p>', "docs/x.md:5: 만들어진 HTML에 주소 `#q-a`"),
        ("<p>글</p>", "<h4>글</h4>", "docs/x.md:3: 제목으로 적지 않은 «글»이"),
    ],
)
def test_each_difference_is_named(old: str, new: str, message: str) -> None:
    assert old in HTML
    found = told(HTML.replace(old, new))
    assert len(found) == 1, found
    assert found[0].startswith(message)


def test_another_order_is_named() -> None:
    source = "## 가 { #a }\n\n## 나 { #b }\n"
    assert told('<h2 id="b">나</h2><h2 id="a">가</h2>', source)[0].startswith("docs/x.md:1: `가`부터 순서가")


def test_only_the_home_page_writes_its_own_title() -> None:
    title = '<h1 id="_1">제목</h1>'
    assert told(title + HTML, path="docs/index.md") == []
    assert len(told(title + HTML)) == 1
