"""The record of grades through all that a browser does to it: tabs, reloads, full and forbidden storage, clocks."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.practice import (
    RECORD,
    SEEN,
    due,
    fact,
    grades_of,
    interview,
    open_page,
    question,
    reader,
    rehearse,
    start,
    state,
    stored,
    wait_for,
)  # fmt: skip

FORBIDDEN = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError') } })"
ONE_SEEN = '{"v":1,"seen":{"volumes-stop-or-rm":[1,3,"컨테이너"]}}'
ANSWERED = (
    f"count => Object.keys(JSON.parse(localStorage.getItem('{RECORD}') ?? '{{\"log\":{{}}}}').log).length === count"
)
TWO = "#ids=volumes-stop-or-rm,mount-choice"


def answer(page: Page, grade: int = 3) -> str:
    """Answer one question; which it was."""
    wait_for(page, "ask")
    asked = question(page)
    page.keyboard.press("Space")
    wait_for(page, "answer")
    page.keyboard.press(str(grade))
    return asked


def put(page: Page, text: str) -> None:
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [RECORD, text])


def test_two_tabs_lose_nothing(context: BrowserContext, address: str) -> None:
    one = open_page(context, address, fragment=TWO)
    other = open_page(context, address, fragment="#ids=what-is-volume,volume-benefits")
    for count, page in enumerate((one, other, one, other), 1):
        page.bring_to_front()
        answer(page)
        # The tabs are processes, and what one writes reaches the other a moment later: nobody changes tabs so quickly.
        for each in (one, other):
            each.wait_for_function(ANSWERED, arg=count)
    wait_for(one, "done")
    one.keyboard.press("Escape")
    assert "4개에 답해 보았습니다" in fact(one, "progress")


def test_an_open_page_follows_another_tab(context: BrowserContext, address: str) -> None:
    waiting = open_page(context, address)
    assert "0개에 답해" in fact(waiting, "progress")
    answer(open_page(context, address, fragment=TWO))
    expect(waiting.locator("[data-fact=progress]")).to_contain_text("1개에 답해 보았습니다")


def test_a_reload_goes_on_at_the_same_question(context: BrowserContext, address: str) -> None:
    page = open_page(context, address)
    start(page, "interview")
    wait_for(page, "ask")
    rehearse(page, lambda number: 3, most=4)
    current = question(page)
    page.reload()
    wait_for(page, "ask")
    assert question(page) == current
    assert "5 / 10" in page.locator(".practice-head").inner_text()
    assert len(rehearse(page, lambda number: 3)) == 6
    page.reload()
    wait_for(page, "")


def test_a_reload_goes_on_with_a_list_from_an_address(context: BrowserContext, address: str) -> None:
    page = open_page(context, address, fragment=TWO)
    answer(page)
    wait_for(page, "ask")
    current = question(page)
    page.reload()
    wait_for(page, "ask")
    assert question(page) == current
    assert "2 / 2" in page.locator(".practice-head").inner_text()


def test_a_reload_among_the_last_follow_ups_still_sums_up(context: BrowserContext, address: str) -> None:
    page = open_page(context, address)
    interview(page, "volumes-stop-or-rm")
    answer(page)
    wait_for(page, "followup")
    page.reload()
    wait_for(page, "done")
    expect(page.locator(".practice-results > li")).to_have_count(1)


def test_an_address_of_questions_that_are_gone_says_so(context: BrowserContext, address: str) -> None:
    page = open_page(context, address, fragment="#ids=gone,gone-too")
    expect(page.locator(".practice-warning")).to_contain_text("가이드에 없습니다")
    assert state(page) == ""


@pytest.mark.parametrize(
    ("script", "said"),
    [
        (FORBIDDEN, "창을 닫으면 답한 기록이 사라집니다"),
        (f"localStorage.setItem('{RECORD}', '{{\"v\":2}}')", "그 전에 답한 것은 저장되지 않습니다"),
        (f"localStorage.setItem('{RECORD}', '{{')", "저장된 기록을 읽을 수 없어"),
    ],
    ids=["forbidden", "newer", "broken"],
)
def test_what_is_wrong_with_the_record_is_said_before_anybody_begins(
    context: BrowserContext, address: str, script: str, said: str
) -> None:
    """And what was derived from a record that is lost is not shown any more; the questions are not needed for that."""
    context.route("**/practice/questions.js", lambda route: route.abort())
    # An empty tab has no storage.
    context.add_init_script(f"try {{ localStorage.setItem('{SEEN}', '{ONE_SEEN}'); {script} }} catch {{}}")
    page = open_page(context, address)
    expect(page.locator(".practice-warning")).to_contain_text(said)
    if "'{'" in script:
        assert "0개에 답해" in fact(page, "progress")
        page.locator("[data-record] > summary").click()
        with page.expect_download() as download:
            page.get_by_text("읽지 못한 기록 저장").click()
        assert download.value.path().read_text(encoding="utf-8") == "{"


def test_forbidden_storage_is_said_and_stops_nobody(context: BrowserContext, address: str) -> None:
    context.add_init_script(FORBIDDEN)
    page = open_page(context, address, fragment=TWO)
    answer(page)
    answer(page, 1)
    wait_for(page, "ask")
    expect(page.locator(".practice-warning")).to_contain_text("창을 닫으면 답한 기록이 사라집니다")
    rehearse(page, lambda number: 3)
    page.keyboard.press("Escape")
    assert "2개에 답해 보았습니다" in fact(page, "progress")


def test_full_storage_is_said_and_what_was_answered_still_counts(context: BrowserContext, address: str) -> None:
    page = open_page(context, address, fragment=TWO)
    answer(page)
    page.evaluate(
        """() => { let text = 'x'.repeat(1 << 20)
             for (let number = 0; text; number += 1)
               try { localStorage.setItem('fill' + number, text) }
               catch { text = text.slice(text.length >> 1 || 1) } }"""
    )
    answer(page, 2)
    wait_for(page, "done")
    expect(page.locator(".practice-warning")).to_contain_text("저장 공간이 가득 차서")
    assert grades_of(page) == [3]
    page.keyboard.press("Escape")
    assert "2개에 답해 보았습니다" in fact(page, "progress")
    page.evaluate(
        "() => Object.keys(localStorage).filter(key => /^fill/.test(key)).forEach(key => localStorage.removeItem(key))"
    )
    page.evaluate("location.hash = '#ids=what-is-volume'")
    answer(page)
    wait_for(page, "done")
    assert sorted(grades_of(page)) == [2, 3, 3], "what could not be written is written now"
    expect(page.locator(".practice-warning")).to_be_hidden()


def test_the_record_of_a_newer_page_is_not_touched(context: BrowserContext, address: str) -> None:
    page = open_page(context, address)
    newer = '{"v":2,"log":{"x":["later"]}}'
    put(page, newer)
    page.goto(f"{address}/practice/{TWO}")
    answer(page)
    wait_for(page, "ask")
    expect(page.locator(".practice-warning")).to_contain_text("더 새로운 버전")
    assert page.evaluate("key => localStorage.getItem(key)", RECORD) == newer
    assert stored(page, SEEN) is None


@pytest.mark.parametrize("text", ["{", "[]", '{"v":1,"log":7}', "null"])
def test_a_broken_record_is_set_aside_and_told(context: BrowserContext, address: str, text: str) -> None:
    page = open_page(context, address)
    put(page, text)
    page.reload()  # nothing is known of progress, so the record is looked at
    expect(page.locator(".practice-warning")).to_contain_text("저장된 기록을 읽을 수 없어")
    assert page.evaluate("localStorage.getItem('guide.practice.broken')") == text
    page.goto(f"{address}/practice/{TWO}")
    answer(page)
    assert grades_of(page) == [3]


def test_what_the_guide_no_longer_has_stays_in_the_record(context: BrowserContext, address: str) -> None:
    page = open_page(context, address)
    put(page, '{"v":1,"log":{"gone":[4]}}')
    page.goto(f"{address}/practice/#ids=gone,volumes-stop-or-rm")
    answer(page)
    wait_for(page, "done")
    page.keyboard.press("Escape")
    assert "1개에 답해 보았습니다" in fact(page, "progress")
    assert stored(page)["log"]["gone"] == [4]
    assert "gone" not in stored(page, SEEN)["seen"]


def test_a_clock_that_was_set_back(context: BrowserContext, address: str) -> None:
    page = open_page(context, address, "2026-12-10T09:00:00+09:00", "#ids=volumes-stop-or-rm")
    answer(page)
    page.clock.set_fixed_time("2026-12-09T15:00:00+09:00")
    page.evaluate("location.hash = '#ids=volumes-stop-or-rm,mount-choice'")
    answer(page, 2)
    answer(page)
    wait_for(page, "done")
    entries = stored(page)["log"]["volumes-stop-or-rm"]
    assert [entry % 4 + 1 for entry in entries] == [3, 2], "in the order in which they were given"
    page.keyboard.press("Escape")
    assert due(page) == 0


def test_a_reader_who_travels(context: BrowserContext, browser: Browser, address: str) -> None:
    """What is due in the morning in Seoul is due in the morning in New York: days are those of the place."""
    page = open_page(context, address, "2026-12-01T23:00:00+09:00", "#ids=volumes-stop-or-rm")
    answer(page, 1)
    answer(page, 1)
    answer(page, 1)
    wait_for(page, "done")
    storage = page.evaluate("JSON.stringify(localStorage)")
    with reader(browser, [], timezone_id="America/New_York") as abroad:
        abroad.add_init_script(f"Object.assign(localStorage, JSON.parse({json.dumps(storage)}))")
        for now, expected in (("2026-12-02T03:59:00-05:00", 0), ("2026-12-02T04:00:00-05:00", 1)):
            assert due(open_page(abroad, address, now)) == expected, now


def test_a_record_goes_to_another_browser_as_a_file_and_as_text(
    context: BrowserContext, browser: Browser, address: str, tmp_path: Path
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = open_page(context, address, fragment=TWO)
    answer(page)
    answer(page, 2)
    wait_for(page, "done")
    page.keyboard.press("Escape")
    page.locator("[data-record] > summary").click()
    with page.expect_download() as download:
        page.get_by_text("파일로 저장", exact=True).click()
    saved = tmp_path / download.value.suggested_filename
    assert saved.name.startswith("docker-practice-20")
    download.value.save_as(saved)
    page.get_by_text("글로 복사", exact=True).click()
    expect(page.locator(".guide-status")).to_have_text("기록을 복사했습니다")
    text = page.evaluate("navigator.clipboard.readText()")
    assert json.loads(text) == json.loads(saved.read_text(encoding="utf-8")) == stored(page)

    with reader(browser, []) as elsewhere:
        there = open_page(elsewhere, address, fragment="#ids=what-is-volume")
        answer(there)
        wait_for(there, "done")
        there.keyboard.press("Escape")
        there.locator("[data-record] > summary").click()
        note = there.locator(".practice-note")
        there.locator("[data-record] input[type=file]").set_input_files(saved)
        expect(note).to_have_text("질문 2개의 기록을 합쳤습니다.")
        expect(there.locator("[data-fact=progress]")).to_contain_text("3개에 답해 보았습니다")
        there.get_by_text("글로 복사한 기록 불러오기").click()
        for wrong, said in ((text[:-5], "기록이 아니거나"), ('{"v":9}', "더 새로운 버전")):
            there.locator("textarea").fill(wrong)
            there.get_by_text("기록 합치기").click()
            expect(note).to_contain_text(said)
        there.locator("textarea").fill(text)
        there.get_by_text("기록 합치기").click()
        expect(note).to_have_text("질문 2개의 기록을 합쳤습니다.")
        assert len(stored(there)["log"]) == 3


def test_erasing_takes_two_steps_and_takes_all(context: BrowserContext, address: str) -> None:
    page = open_page(context, address, fragment="#ids=volumes-stop-or-rm")
    answer(page)
    wait_for(page, "done")
    page.keyboard.press("Escape")
    page.locator("[data-record] > summary").click()
    button = page.locator(".practice-button--danger")
    button.click()
    assert stored(page) is not None
    expect(button).to_have_text("정말 지우려면 한 번 더 누르세요")
    page.locator("[data-fact=progress]").click()  # who looks away has not said yes
    expect(button).to_have_text("기록 모두 지우기")
    button.click()
    button.click()
    assert stored(page) is None
    assert not (stored(page, SEEN) or {"seen": {}})["seen"]
    assert "0개에 답해 보았습니다" in fact(page, "progress")
    assert state(page) == ""


def test_erasing_without_a_network_is_seen_at_once(context: BrowserContext, address: str) -> None:
    """The questions, of which the page counts, are not there."""
    page = open_page(context, address)
    page.evaluate("([key, seen]) => localStorage.setItem(key, seen)", [SEEN, ONE_SEEN])
    put(page, '{"v":1,"log":{"volumes-stop-or-rm":[4]}}')
    context.route("**/practice/questions.js", lambda route: route.abort())
    page.reload()
    assert "1개에 답해 보았습니다" in fact(page, "progress")
    page.locator("[data-record] > summary").click()
    button = page.locator(".practice-button--danger")
    button.click()
    expect(page.locator(".guide-status")).to_have_text("정말 지우려면 한 번 더 누르세요")
    button.click()
    expect(page.locator("[data-fact=progress]")).to_contain_text("0개에 답해 보았습니다")
