"""The search dialog as a reader meets it, in a real browser."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, CDPSession, Page, Route, expect

from tests import search_quality as quality

INPUT = "[data-md-component=search-query]"
STATUS = ".md-search-result__meta"
ITEM = ".md-search-result__item"
INDEX = "search/search_index"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that must not throw."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    errors: list[str] = []
    page = context.new_page()
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert errors == []


def open_search(page: Page, address: str) -> None:
    page.goto(address + "/")
    page.keyboard.press("/")
    expect(page.locator(INPUT)).to_be_focused()


def ask(page: Page, query: str) -> None:
    """Types a query and waits until it is answered."""
    page.locator(INPUT).press_sequentially(query)
    expect(page.locator(STATUS)).to_have_text(re.compile(r"찾았습니다|찾은 것이 없습니다"))
    page.wait_for_timeout(200)  # the answer to the last letter


def test_the_worker_is_ours(page: Page, address: str) -> None:
    page.goto(address + "/volumes/")
    config = json.loads(page.locator("#__config").text_content() or "")
    ours = re.compile(r"assets/javascripts/search-ko\.[0-9a-f]{8}\.js$")
    assert ours.search(config["search"])
    assert "search_stock" in config, "this release of the theme writes its worker otherwise"
    with page.expect_worker() as started:
        page.keyboard.press("/")
    assert ours.search(started.value.url)


def test_nothing_is_fetched_before_somebody_turns_to_the_search(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address + "/volumes/", wait_until="networkidle")
    assert not [url for url in asked if INDEX in url or "search-ko" in url or "workers/" in url]
    page.locator(INPUT).focus()
    page.keyboard.type("볼륨")
    expect(page.locator(ITEM).first).to_contain_text("볼륨")
    assert len([url for url in asked if INDEX in url]) == 1
    assert len([url for url in asked if "search-ko" in url]) == 1


def test_what_was_typed_before_the_index_came_is_answered(page: Page, address: str) -> None:
    waiting: list[Route] = []
    page.route(f"**/{INDEX}*", lambda route: waiting.append(route))
    open_search(page, address)
    page.keyboard.type("볼륨")
    expect(page.locator(STATUS)).to_have_text("검색을 준비하고 있습니다.")
    while not waiting:
        page.wait_for_timeout(20)
    waiting[0].continue_()
    expect(page.locator(ITEM).first).to_contain_text("볼륨")


def test_the_list_is_what_the_worker_answered(page: Page, address: str, site: Path) -> None:
    """The gate reads the worker's messages; the reader reads this list."""
    open_search(page, address)
    queries = ["볼륨", "컨테이너를 지우면 데이터도 사라지나요", "docker exec -it", "volumn", "ㄷㅋㅍㅇ", "ehzj"]
    answers = quality.ask(queries, site / f"{INDEX}.json")
    for query, answer in zip(queries, answers, strict=True):
        page.locator(INPUT).fill(query)
        expect(page.locator(STATUS)).to_have_text(re.compile(r"\d+개 페이지에서 \d+곳"))
        wanted = [entry["location"] for entry in answer["items"][0]]
        links = page.locator(ITEM).first.locator("a")
        for _ in range(50):  # the list of the query before stays until the new one comes
            found = links.evaluate_all("all => all.map(a => a.href)")
            listed = [re.sub(r"\?h=[^#]*", "", link).removeprefix(address + "/") for link in found]
            if listed == wanted:
                break
            page.wait_for_timeout(100)
        assert listed == wanted


def test_a_question_is_a_result_and_opens_with_marks(page: Page, address: str) -> None:
    open_search(page, address)
    ask(page, "PostgreSQL 데이터는 어떻게 지키나요")
    page.keyboard.press("Enter")
    page.wait_for_url("**/*#q-keep-postgres-data")
    question = page.locator("#q-keep-postgres-data")
    expect(question).to_have_attribute("open", "")
    expect(question.locator("mark").first).to_be_visible()
    assert {text.lower() for text in question.locator("mark").all_inner_texts()} >= {"postgresql", "데이터"}


def test_arrow_keys_walk_the_results(page: Page, address: str) -> None:
    open_search(page, address)
    ask(page, "볼륨")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    target = page.evaluate("document.activeElement.href")
    page.keyboard.press("Enter")
    page.wait_for_url(target)


def test_an_ime_finds_while_it_composes_and_its_enter_stays(page: Page, address: str) -> None:
    open_search(page, address)
    session: CDPSession = page.context.new_cdp_session(page)
    for text in ["ㅂ", "보", "볼", "볼ㄹ", "볼류", "볼륨"]:
        session.send("Input.imeSetComposition", {"text": text, "selectionStart": len(text), "selectionEnd": len(text)})
        if text in ("볼ㄹ", "볼류"):
            expect(page.locator(f"{ITEM} h2, {ITEM} h1").first).to_contain_text("볼륨")
    before = page.url
    session.send(
        "Input.dispatchKeyEvent",
        {"type": "keyDown", "key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 229, "nativeVirtualKeyCode": 229},
    )
    session.send("Input.insertText", {"text": "볼륨"})
    page.wait_for_timeout(300)
    assert page.url == before
    expect(page.locator(INPUT)).to_have_value("볼륨")
    page.keyboard.press("Enter")
    page.wait_for_url("**/volumes/**")


def test_the_enter_that_safari_sends_after_a_composition_stays(page: Page, address: str) -> None:
    open_search(page, address)
    ask(page, "볼륨")
    before = page.url
    page.locator(INPUT).evaluate(
        """field => field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', keyCode: 229, bubbles: true }))"""
    )
    page.wait_for_timeout(300)
    assert page.url == before


@pytest.mark.parametrize("how", ["paste", "drop"])
def test_text_that_comes_without_keys_is_searched(page: Page, address: str, how: str) -> None:
    open_search(page, address)
    field = page.locator(INPUT)
    if how == "paste":
        field.evaluate("field => { field.value = '헬스체크'; field.dispatchEvent(new InputEvent('input')) }")
    else:
        field.evaluate("field => { field.focus(); document.execCommand('insertText', false, '헬스체크') }")
    expect(page.locator(ITEM).first).to_contain_text("헬스 체크")


def test_a_link_with_a_query_opens_the_search(page: Page, address: str) -> None:
    page.goto(address + "/?q=볼륨")
    expect(page.locator(INPUT)).to_have_value("볼륨")
    expect(page.locator(ITEM).first).to_contain_text("볼륨")


def test_the_share_button_gives_such_a_link(page: Page, address: str) -> None:
    open_search(page, address)
    ask(page, "볼륨 종류")
    page.locator("[data-md-component=search-share]").click()
    page.wait_for_timeout(300)
    copied = page.evaluate("navigator.clipboard.readText()")
    page.goto(copied)
    expect(page.locator(INPUT)).to_have_value("볼륨 종류")


def test_a_suggestion_is_taken_with_the_right_arrow(page: Page, address: str) -> None:
    open_search(page, address)
    ask(page, "docker 네트")
    expect(page.locator("[data-md-component=search-suggest]")).to_have_text("docker 네트워크")
    page.keyboard.press("ArrowRight")
    expect(page.locator(INPUT)).to_have_value("docker 네트워크")


def test_missing_words_are_struck_through_and_more_is_folded(page: Page, address: str) -> None:
    open_search(page, address)
    ask(page, "볼륨 zzzz")
    expect(page.locator(f"{ITEM} del").first).to_have_text("zzzz")
    more = page.locator(".md-search-result__more summary").first
    expect(more).to_have_text(re.compile(r"이 페이지에서 \d+개 더 보기"))
    more.click()
    expect(page.locator(".md-search-result__more[open] a").first).to_be_visible()


def test_an_empty_result_says_what_to_try(page: Page, address: str) -> None:
    open_search(page, address)
    ask(page, "qwertzuiop")
    expect(page.locator(STATUS)).to_have_text("찾은 것이 없습니다.")
    assert page.locator(STATUS).get_attribute("role") == "status"
    expect(page.locator(".search-hint")).to_be_visible()
    page.keyboard.press("Enter")
    page.locator(INPUT).fill("볼륨")
    expect(page.locator(ITEM).first).to_be_visible()
    expect(page.locator(".search-hint")).to_be_hidden()
    page.locator(INPUT).fill("")
    expect(page.locator(STATUS)).to_contain_text("검색어를 입력하세요")


@pytest.mark.parametrize("broken", ["missing", "no json", "no index"])
def test_an_index_that_does_not_load_is_said_and_tried_again(page: Page, address: str, broken: str) -> None:
    answers = {"missing": (404, "not here"), "no json": (200, "<html>"), "no index": (200, "{}")}
    status, body = answers[broken]
    page.route(f"**/{INDEX}*", lambda route: route.fulfill(status=status, body=body))
    open_search(page, address)
    page.keyboard.type("볼륨")
    expect(page.locator(STATUS)).to_contain_text("검색 자료를 불러오지 못했습니다")
    page.unroute(f"**/{INDEX}*")
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    expect(page.locator(ITEM).first).to_contain_text("볼륨")


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ({"status": 404, "body": ""}, "다시 누르거나"),
        ({"status": 200, "body": "new RegExp('(')", "content_type": "text/javascript"}, "브라우저를 업데이트"),
    ],
)
def test_a_worker_that_does_not_start_is_told_from_one_that_does_not_come(
    page: Page, address: str, answer: dict[str, Any], said: str
) -> None:
    page.route("**/search-ko.*.js", lambda route: route.fulfill(**answer))
    open_search(page, address)
    page.keyboard.type("볼륨")
    expect(page.locator(STATUS)).to_contain_text(said)


def test_html_in_a_query_is_text(page: Page, address: str) -> None:
    open_search(page, address)
    page.locator(INPUT).fill("<img src=x onerror=document.title='x'> 볼륨")
    expect(page.locator(ITEM).first).to_be_visible()
    assert page.locator(".md-search-result img").count() == 0
    page.goto(address + "/volumes/?h=<img+src=x>+(+[a-z]+볼륨")
    expect(page.locator("article mark").first).to_have_text("볼륨")
    assert page.locator("article img").count() == 0


def test_a_very_long_query_does_not_freeze_the_page(page: Page, address: str) -> None:
    open_search(page, address)
    page.locator(INPUT).fill("컨테이너 " * 2_500)
    expect(page.locator(ITEM).first).to_be_visible()
    page.locator(INPUT).fill("볼륨")
    expect(page.locator(f"{ITEM} mark").first).to_have_text("볼륨")


def test_the_search_works_on_a_phone(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(address + "/")
    page.get_by_role("button", name="검색", exact=True).tap()
    expect(page.locator(INPUT)).to_be_focused()
    page.keyboard.type("컨테이너 로그 보는 방법")
    expect(page.locator(STATUS)).to_have_text(re.compile("찾았습니다"))
    page.wait_for_timeout(200)  # the answer to the last letter
    first = page.locator(f"{ITEM} h2").first
    expect(first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    address_of_result = first.evaluate("heading => heading.closest('a').href")
    first.tap()
    page.wait_for_url(address_of_result)
    context.close()


def test_a_page_that_was_opened_from_a_file_searches_too(page: Page, site: Path) -> None:
    page.goto((site / "volumes/index.html").as_uri())
    page.keyboard.press("/")
    page.keyboard.type("헬스체크")
    first = page.locator(f"{ITEM} a").first
    expect(first).to_contain_text("헬스 체크")
    first.click()
    page.wait_for_url("file://**/healthcheck/index.html*")
