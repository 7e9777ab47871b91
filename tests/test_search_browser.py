"""The search dialog as a reader meets it, in a real browser."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, CDPSession, Page, Route, expect

from tests import search_quality as quality

expect.set_options(timeout=15_000)  # whoever runs the tests may run more beside them

INPUT = "[data-md-component=search-query]"
STATUS = ".md-search-result__meta"
ITEM = ".md-search-result__item"
INDEX = "search/search_index"
TEXTS = "search/search_text"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that must not throw. A service worker that is quick would answer what a test holds back."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, service_workers="block")
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
    expect(page.locator(STATUS)).to_have_text(re.compile(r"곳을 찾았습니다|찾은 것이 없습니다"))
    page.wait_for_timeout(200)  # the answer to the last letter


def hold(page: Page, name: str) -> Callable[[], None]:
    """Keep a file back. What is returned lets it go, once it was asked for, and from then on whenever it is."""
    asked: list[Route] = []
    gone = False

    def answer(route: Route) -> None:
        if gone:
            route.continue_()
        else:
            asked.append(route)

    page.route(f"**/{name}*", answer)

    def let_go() -> None:
        nonlocal gone
        end = time.monotonic() + 30
        while not asked:
            assert time.monotonic() < end, f"{name} was never asked for"
            page.wait_for_timeout(20)
        gone = True
        for route in asked:
            route.continue_()

    return let_go


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
    expect(page.locator(STATUS)).to_have_text(re.compile("곳을 찾았습니다"))  # the texts are there as well
    assert len([url for url in asked if INDEX in url]) == 1
    assert len([url for url in asked if TEXTS in url]) == 1
    assert len([url for url in asked if "search-ko" in url]) == 1


def test_what_was_typed_before_the_index_came_is_answered(page: Page, address: str) -> None:
    let_go = hold(page, INDEX)
    open_search(page, address)
    page.keyboard.type("볼륨")
    expect(page.locator(STATUS)).to_have_text("검색을 준비하고 있습니다.")
    let_go()
    expect(page.locator(ITEM).first).to_contain_text("볼륨")


def test_the_list_is_what_the_worker_answered(page: Page, address: str, site: Path) -> None:
    """The gate reads the worker's messages; the reader reads this list."""
    open_search(page, address)
    queries = ["볼륨", "컨테이너를 지우면 데이터도 사라지나요", "docker exec -it", "volumn", "ㄷㅋㅍㅇ", "ehzj"]
    answers = quality.ask(queries, site / f"{INDEX}.json")
    for query, answer in zip(queries, answers, strict=True):
        page.locator(INPUT).fill(query)
        wanted = quality.shown(answer["items"])
        links = page.locator(f"{ITEM} > a")
        listed: list[str] = []
        for _ in range(100):  # the list of the query before stays until the new one comes, then that of all the text
            found = links.evaluate_all("all => all.map(a => a.href)")
            listed = [re.sub(r"\?h=[^#]*", "", link).removeprefix(address + "/") for link in found]
            if listed == wanted:
                break
            page.wait_for_timeout(100)
        assert listed == wanted
        expect(page.locator(STATUS)).to_have_text(re.compile(rf"^{answer['total']}곳을 찾았습니다"))


def test_answers_come_from_the_headings_before_the_texts_are_there(page: Page, address: str) -> None:
    let_go = hold(page, TEXTS)
    open_search(page, address)
    page.keyboard.type("exec attach 차이")
    expect(page.locator(ITEM).first).to_contain_text("exec와 attach")
    expect(page.locator(STATUS)).to_have_text("제목에서 먼저 찾았습니다. 본문도 찾고 있습니다.")
    expect(page.locator(f"{ITEM} del")).to_have_count(0)
    let_go()
    expect(page.locator(STATUS)).to_have_text(re.compile(r"\d+곳을 찾았습니다"))


def test_the_answer_in_thirty_seconds_stands_in_the_list(page: Page, address: str) -> None:
    open_search(page, address)
    ask(page, "exec와 attach는 무엇이 다른가요")
    first = page.locator(ITEM, has=page.locator(".find-badge", has_text="질문")).first
    expect(first.locator(".find-answer")).to_contain_text("새 프로세스")
    expect(first.locator(".find-answer")).to_be_visible()


def test_a_followup_is_a_result_that_opens_where_it_stands(page: Page, address: str) -> None:
    open_search(page, address)
    ask(page, "데몬이 죽으면 컨테이너도 죽나요")
    row = page.locator(ITEM, has=page.locator(".find-badge", has_text="꼬리 질문")).first
    expect(row.locator(".find-under")).to_be_visible()
    row.locator("a").first.click()
    page.wait_for_url(re.compile(r"#q-[a-z0-9-]+--[a-z0-9-]+$"))
    box = page.locator(f"[id='{page.url.partition('#')[2]}']")
    expect(box).to_be_visible()
    expect(box).to_be_in_viewport()


def test_a_pasted_error_shows_cause_and_remedy(page: Page, address: str) -> None:
    open_search(page, address)
    page.locator(INPUT).fill(
        "docker: Error response from daemon: driver failed programming external connectivity on endpoint web "
        "(3f5c0e8a9b1d): Bind for 0.0.0.0:8080 failed: port is already allocated."
    )
    card = page.locator(ITEM).first.locator(".find-card")
    expect(card).to_be_visible(timeout=15_000)
    assert card.locator("dt").all_inner_texts() == ["원인", "확인", "해결"]
    expect(page.locator(ITEM).first.locator(".find-title")).to_contain_text("port is already allocated")
    expect(page.locator(f"{ITEM} del")).to_have_count(0)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/errors-network/.*#e-port-already-allocated"))
    expect(page.locator("#e-port-already-allocated")).to_be_in_viewport()


def test_a_command_is_copied_with_one_press(page: Page, address: str) -> None:
    open_search(page, address)
    ask(page, "컨테이너 이름 바꾸기")
    expect(page.locator(ITEM).first.locator(".find-badge")).to_have_text("명령")
    page.locator(ITEM).first.get_by_role("button", name="docker rename web web-old 복사").click()
    page.wait_for_timeout(300)
    assert page.evaluate("navigator.clipboard.readText()") == "docker rename web web-old"
    page.locator(f"{ITEM} > a").first.click()
    page.wait_for_url(re.compile(r"/commands/.*#cmd-rename"))
    expect(page.locator("#cmd-rename")).to_be_in_viewport()


def test_the_kinds_are_filtered_by_keyboard(page: Page, address: str) -> None:
    open_search(page, address)
    ask(page, "볼륨 삭제")
    everything = page.get_by_role("radio", name=re.compile("전체"))
    expect(everything).to_be_checked()
    for _ in range(6):
        page.keyboard.press("Tab")
        if everything.evaluate("box => box === document.activeElement"):
            break
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("radio", name=re.compile("명령"))).to_be_checked()
    expect(page.locator(f"{ITEM} > a .find-badge").first).to_have_text("명령")
    assert set(page.locator(f"{ITEM} .find-badge").all_text_contents()) == {"명령"}


def test_words_that_the_guide_does_not_have_are_named(page: Page, address: str) -> None:
    open_search(page, address)
    ask(page, "볼륨 항공권")
    expect(page.locator(".find-unknown")).to_have_text("‘항공권’은 이 가이드에 없는 말입니다.")
    expect(page.locator(ITEM).first).to_contain_text("볼륨")
    page.locator(INPUT).fill("볼륨")
    expect(page.locator(".find-unknown")).to_be_hidden()


def test_a_first_consonant_is_no_failure(page: Page, address: str) -> None:
    open_search(page, address)
    ask(page, "볼륨")
    page.locator(INPUT).fill("ㅂ")
    expect(page.locator(STATUS)).to_contain_text("검색어를 입력하세요")
    expect(page.locator(".search-hint")).to_be_hidden()


def follow_first(page: Page, address: str) -> None:
    """Ask for the health check and go where the first result leads."""
    open_search(page, address)
    ask(page, "헬스 체크")
    page.keyboard.press("Enter")
    page.wait_for_url("**/healthcheck/**")


def expect_again(page: Page) -> None:
    """The same query stands there, with its results."""
    expect(page.locator(INPUT)).to_have_value("헬스 체크")
    expect(page.locator(ITEM).first).to_be_visible(timeout=15_000)


def test_back_brings_the_list_again(page: Page, address: str) -> None:
    follow_first(page, address)
    page.go_back()
    expect_again(page)
    page.keyboard.press("Escape")
    page.reload()
    expect(page.locator(".md-search__output")).to_be_hidden()


def test_the_empty_dialog_offers_recent_and_frequent_queries(page: Page, address: str) -> None:
    follow_first(page, address)
    page.keyboard.press("/")
    page.get_by_role("button", name="헬스 체크", exact=True).click()
    expect_again(page)
    page.locator(INPUT).fill("")
    page.get_by_role("button", name="기록 지우기").click()
    assert page.evaluate("localStorage.getItem('guide.searches')") == "[]"
    expect(page.locator(".find-offer")).to_have_count(1)


def test_the_focus_stays_inside_the_open_dialog(page: Page, address: str) -> None:
    open_search(page, address)
    ask(page, "볼륨 삭제")
    for _ in range(40):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('.md-search') !== null")
    page.keyboard.press("Escape")
    expect(page.locator(".md-search__output")).to_be_hidden()


def test_what_was_typed_is_marked_on_the_page_as_it_was_typed(page: Page, address: str) -> None:
    open_search(page, address)
    ask(page, "depends_on 기다려 주나요")
    page.keyboard.press("Enter")
    page.wait_for_url("**/startup-order/**")
    assert "depends_on" in page.locator("article mark").all_inner_texts()


def test_a_long_query_does_not_run_under_the_buttons(page: Page, address: str) -> None:
    open_search(page, address)
    ask(page, "컨테이너 로그를 실시간으로 계속 보면서 마지막 백 줄만 보고 싶을 때 쓰는 명령어는 무엇인가요")
    right = page.locator(INPUT).evaluate(
        "field => field.getBoundingClientRect().right - parseFloat(getComputedStyle(field).paddingRight)"
    )
    share = page.locator(".find-share").bounding_box()
    assert share is not None
    assert right <= share["x"]


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
    ask(page, "볼륨 zzqx")
    expect(page.locator(f"{ITEM} > a del").first).to_have_text("zzqx")
    more = page.locator(".md-search-result__more summary").first
    expect(more).to_have_text(re.compile(r"이 페이지에서 \d+개 더 보기"))
    more.click()
    expect(page.locator(".md-search-result__more[open] a").first).to_be_visible()


def test_what_was_done_before_the_texts_came_still_holds(page: Page, address: str) -> None:
    """The titles answer first; the whole text answers again, and the list is made anew below the reader's hands."""
    let_go = hold(page, TEXTS)
    open_search(page, address)
    page.locator(INPUT).press_sequentially("볼륨")
    more = page.locator(".md-search-result__more summary").first
    more.click()
    opened = page.locator(".md-search-result__more[open] a").first
    target = opened.get_attribute("href") or ""
    expect(page.locator(STATUS)).to_have_text(re.compile("본문도 찾고 있습니다"))
    let_go()
    expect(page.locator(STATUS)).to_have_text(re.compile("곳을 찾았습니다"))
    same = page.locator(".md-search-result__more[open] a").first
    expect(same).to_be_visible()
    assert (same.get_attribute("href") or "").split("?")[0] == target.split("?")[0]


@pytest.mark.parametrize("late", [INDEX, "search-dialog"])
def test_an_enter_that_came_too_early_opens_what_it_finds(page: Page, address: str, late: str) -> None:
    """Before the dialog's script is there, the browser would send the form: the page loads anew, the query is gone."""
    let_go = hold(page, late)
    open_search(page, address)
    page.locator(INPUT).press_sequentially("볼륨")
    page.keyboard.press("Enter")
    let_go()
    page.wait_for_url("**/volumes/**")


def test_a_form_sent_without_any_script_asks_the_same(page: Page, address: str) -> None:
    page.goto(address + "/")
    page.evaluate(f"document.querySelector('{INPUT}').value = '볼륨'; document.querySelector('{INPUT}').form.submit()")
    expect(page.locator(ITEM).first).to_contain_text("볼륨")


def test_tab_leads_past_the_empty_field(page: Page, address: str) -> None:
    """Whoever only tabs through the page is not held, and loses no place when the index comes meanwhile."""
    let_go = hold(page, INDEX)
    page.goto(address + "/")
    page.locator(INPUT).focus()
    offers = page.locator(".find-offers button")
    outside = "document.activeElement.matches('a, summary, button') && !document.activeElement.closest('.md-search')"
    expect(offers.last).to_be_visible()
    for _ in range(10):
        page.keyboard.press("Tab")
        if offers.last.evaluate("each => each === document.activeElement"):
            break
    let_go()
    expect(page.locator(STATUS)).to_contain_text("검색어를 입력하세요")
    expect(offers.last).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate(outside)
    expect(page.locator(".md-search__output")).to_be_hidden()
    page.locator(INPUT).focus()
    page.keyboard.press("Shift+Tab")
    assert page.evaluate(outside)


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
    context = browser.new_context(
        viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True, service_workers="block"
    )
    page = context.new_page()
    page.goto(address + "/")
    page.get_by_role("button", name="검색", exact=True).tap()
    expect(page.locator(INPUT)).to_be_focused()
    page.keyboard.type("컨테이너 로그 보는 방법")
    expect(page.locator(STATUS)).to_have_text(re.compile("곳을 찾았습니다"))
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
