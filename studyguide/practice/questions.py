"""Built pages → the records that the practice page shows: question, 30초 답, 자세한 답, wrong answers, follow-ups.

Answers are the pages' own HTML, so that nothing is written twice. What a reader does not need while rehearsing
(sources, other phrasings) stays on the page, to which every record leads.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any

from selectolax.lexbor import LexborNode

from studyguide.publish.html import frame_tables, unwrap_spaces
from studyguide.site_model import Page, Question, classes

FORMAT = 1
"""What `frontend/practice/data.js` understands; another number is another form."""
URL = "practice/"
"""Where the practice page is: links are written from there."""
LABEL = re.compile(r'<span class="label">[^<]*</span>\s*')
HREF = re.compile(r'(?<=\shref=")(?![a-z][a-z0-9+.-]*:|/)([^"#]*)([^"]*)(?=")', re.IGNORECASE)
ID = re.compile(r'\sid="[^"]*"')
LEFT_OUT = {"sources", "also", "answer-label"}
ANSWERS = {"wrong", "followup"}
CODE = re.compile(r"`([^`]+)`")


def rebase(html: str, url: str) -> str:
    """Links of the page at `url`, made to work from the practice page.

    >>> rebase('<a href="#b">b</a> <a href="../c/#d">d</a> <a href="https://e.org/">e</a>', "a/")
    '<a href="../a/#b">b</a> <a href="../c/#d">d</a> <a href="https://e.org/">e</a>'
    """

    def target(match: re.Match[str]) -> str:
        path = posixpath.normpath(posixpath.join("/", url, match[1])).lstrip("/") if match[1] else url.rstrip("/")
        folder = "/" if path and "." not in posixpath.basename(path) else ""
        return f"../{path}{folder}{match[2]}"

    return HREF.sub(target, html)


def tidy(html: str | None, url: str) -> str:
    """HTML of an answer as it stands on the practice page: there it has no address, and its tables have frames."""
    return rebase(unwrap_spaces(frame_tables(ID.sub("", html or ""))), url).strip()


def body_of(box: LexborNode, url: str) -> str:
    """What a wrong answer or a follow-up says, without its title."""
    left_out = LEFT_OUT | {f"{kind}__title" for kind in ANSWERS}
    return "".join(tidy(child.html, url) for child in box.iter() if not left_out & set(classes(child)))


def title_of(box: LexborNode, url: str) -> str:
    """The title of a wrong answer or a follow-up, without its label."""
    title = box.css_first(".wrong__title, .followup__title")
    return LABEL.sub("", tidy(title.inner_html if title else "", url))


def record(question: Question, url: str) -> dict[str, Any]:
    """One question. What a question does not have is left out; `page` is filled in when all pages are known."""
    title = question.element.css_first("summary .question__title")
    parts = [child for child in question.element.iter() if child.tag != "summary"]
    answer = [child for child in parts if not (LEFT_OUT | ANSWERS) & set(classes(child))]
    short, *rest = answer
    pairs = {
        kind: [[title_of(box, url), body_of(box, url)] for box in parts if kind in classes(box)] for kind in ANSWERS
    }
    made = {
        "id": question.id,
        "page": 0,
        "title": tidy(title.inner_html if title else "", url),
        "asked": 1 if question.asked else 0,
        "deep": 1 if question.level == "deep" else 0,
        "keywords": list(question.keywords),
        "short": tidy(short.inner_html, url),
        "more": "".join(tidy(child.html, url) for child in rest),
        "wrong": pairs["wrong"],
        "next": pairs["followup"],
    }
    return {name: value for name, value in made.items() if value or name == "page"}


def sentence(text: str) -> str:
    """A line of data/ox.yml as HTML.

    >>> sentence("`a<b`는 <b>가 아니다.")
    '<code>a&lt;b</code>는 &lt;b&gt;가 아니다.'
    """
    return CODE.sub(r"<code>\1</code>", escape(text, quote=False))


def part_of(page: Page) -> dict[str, Any]:
    """What one page gives: nothing but values that JSON holds."""
    questions = [record(question, page.url) for question in page.questions]
    return {"slug": page.slug, "url": page.url, "title": page.title, "part": page.part, "questions": questions}


def quiz(pairs: Iterable[Mapping[str, Any]], parts: Sequence[Mapping[str, Any]]) -> list[dict[str, str]]:
    """The O/X pairs: `o` is the true sentence and `x` its false twin."""
    by_slug = {part["slug"]: part for part in parts}
    made = []
    for pair in pairs:
        page = by_slug[pair["page"]]
        made.append(
            {"id": pair["id"], "href": f"../{page['url']}#{pair['anchor']}", "title": page["title"]}
            | {key: sentence(pair[name]) for key, name in (("o", "true"), ("x", "false"), ("why", "why"))}
        )
    return made


def build(parts: Sequence[Mapping[str, Any]], pairs: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """All that the practice page needs, from what each page gives."""
    asking = [part for part in parts if part["questions"]]
    return {
        "format": FORMAT,
        "pages": [{name: part[name] for name in ("url", "title", "part")} for part in asking],
        "questions": [
            question | {"page": number} for number, part in enumerate(asking) for question in part["questions"]
        ],
        "ox": quiz(pairs, parts),
    }
