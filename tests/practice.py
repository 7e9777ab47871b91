"""A reader who rehearses: what the browser tests of practice share."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 900}
RECORD, SEEN = "guide.practice", "guide.seen"
PAIRS = [
    {
        "id": f"p{number}",
        "href": "../volumes/#try",
        "title": "볼륨",
        "o": f"참 {number}.",
        "x": f"거짓 {number}.",
        "why": "왜.",
    }
    for number in range(12)
]


@contextmanager
def reader(browser: Browser, errors: list[str], **options: Any) -> Iterator[BrowserContext]:
    """A reader in Korea with a browser of their own; what goes wrong in its scripts is noted in `errors`."""
    settings: dict[str, Any] = {"viewport": PHONE, "timezone_id": "Asia/Seoul", "service_workers": "block"} | options
    context = browser.new_context(**settings)
    context.on("page", lambda page: page.on("pageerror", lambda error: errors.append(str(error))))
    yield context
    context.close()


def open_page(context: BrowserContext, address: str, now: str = "", fragment: str = "") -> Page:
    """The practice page; `now` is what the clock says."""
    page = context.new_page()
    if now:
        page.clock.set_fixed_time(now)
    page.goto(f"{address}/practice/{fragment}")
    return page


def remember(context: BrowserContext, name: str, value: str) -> None:
    """What this browser already keeps when a page of the guide opens."""
    # An empty tab has no storage.
    context.add_init_script(f"try {{ localStorage.setItem({json.dumps(name)}, {json.dumps(value)}) }} catch {{}}")


def state(page: Page) -> str:
    """Which view is shown: "" for the page as it came."""
    return str(page.evaluate("document.documentElement.dataset.practice ?? ''"))


def wait_for(page: Page, view: str) -> None:
    page.wait_for_function(f"() => (document.documentElement.dataset.practice ?? '') === {view!r}")


def start(page: Page, name: str) -> None:
    page.locator(f"[data-start={name}]").click()


def interview(page: Page, *ids: str) -> None:
    """A mock interview with these questions: drawn ones may have no follow-up."""
    session = json.dumps({"mode": "interview", "queue": ids, "at": 0, "done": []})
    page.evaluate("([key, session]) => sessionStorage.setItem(key, session)", [RECORD, session])
    page.reload()
    wait_for(page, "ask")


def question(page: Page) -> str:
    return page.locator("#practice-session h2").inner_text()


def rehearse(page: Page, grades: Callable[[int], int], most: int = 99) -> list[str]:
    """Answer question by question from the keyboard, skip what an interviewer asks then; the questions asked."""
    asked: list[str] = []
    for _ in range(500):
        view = state(page)
        if view == "done" or (len(asked) == most and view == "ask"):
            return asked
        if view == "ask":
            asked.append(question(page))
            page.keyboard.press("Space")
            wait_for(page, "answer")
        elif view == "answer":
            page.keyboard.press(str(grades(len(asked) - 1)))
        elif view == "followup":
            page.keyboard.press("n")
    raise AssertionError(f"the sitting does not end: {len(asked)} questions, now {state(page)}")


def stored(page: Page, key: str = RECORD) -> Any:
    text = page.evaluate("key => localStorage.getItem(key)", key)
    return None if text is None else json.loads(text)


def grades_of(page: Page) -> list[int]:
    """All grades of the record."""
    return [entry % 4 + 1 for entries in (stored(page) or {"log": {}})["log"].values() for entry in entries]


def fact(page: Page, name: str = "review") -> str:
    return page.locator(f"[data-fact={name}]").inner_text()


def due(page: Page) -> int:
    """How many reviews the page promises for today."""
    match = re.match(r"복습 (\d+)개", fact(page))
    assert match, fact(page)
    return int(match[1])


def with_pairs(context: BrowserContext, pairs: list[dict[str, str]]) -> None:
    """Put other O/X pairs into the question file."""

    def answer(route: Any) -> None:
        text = route.fetch().text()
        data = json.loads(text[len("guidePractice(") : -2]) | {"ox": pairs}
        route.fulfill(body=f"guidePractice({json.dumps(data)})", content_type="text/javascript; charset=utf-8")

    context.route("**/practice/questions.js", answer)
