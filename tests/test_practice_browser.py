"""Rehearsing in a browser: a mock interview, a week of reviews, O/X, by keyboard and by thumb."""

from __future__ import annotations

import datetime

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.practice import (
    DESKTOP,
    PAIRS,
    PHONE,
    SEEN,
    due,
    fact,
    grades_of,
    interview,
    open_page,
    question,
    reader,
    rehearse,
    remember,
    start,
    state,
    stored,
    wait_for,
    with_pairs,
)  # fmt: skip

FIRST_DAY = (datetime.date(2026, 12, 1) - datetime.date(1970, 1, 1)).days
"""A study day is a whole number; these tests begin on this one."""


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_a_mock_interview_by_keyboard_alone(context: BrowserContext, address: str, size: dict[str, int]) -> None:
    page = open_page(context, address)
    page.set_viewport_size(size)  # type: ignore[arg-type]
    page.locator("[data-start=interview]").focus()
    page.keyboard.press("Enter")
    wait_for(page, "ask")
    assert page.evaluate("document.activeElement.matches('#practice-session h2')"), "a screen reader hears the question"
    asked = rehearse(page, lambda number: 1 + number % 4)
    assert len(set(asked)) == len(asked) == 10
    assert sorted(grades_of(page)) == sorted(1 + number % 4 for number in range(10))
    expect(page.locator(".practice-results > li")).to_have_count(10)
    assert "막힌 질문 3개는 내일 다시 나옵니다." in page.locator("#practice-session").inner_text()
    page.keyboard.press("Escape")
    wait_for(page, "")
    assert page.evaluate("document.activeElement.dataset.start") == "interview"
    assert "10개에 답해 보았습니다. 마지막에 막힌 질문은 3개입니다." in fact(page, "progress")
    start(page, "stuck")
    wait_for(page, "ask")
    assert len(set(rehearse(page, lambda number: 3))) == 3


def test_a_mock_interview_by_thumb_alone(browser: Browser, address: str) -> None:
    with reader(browser, [], has_touch=True, is_mobile=True, viewport={"width": 390, "height": 760}) as context:
        page = open_page(context, address)
        page.locator("[data-start=interview]").tap()
        wait_for(page, "ask")
        edges = set()
        seen = set()
        for _ in range(200):
            view = state(page)
            if view == "done":
                break
            bar = page.locator(".practice-bar")
            box = bar.bounding_box()
            assert box
            edges.add(round(box["y"] + box["height"]))
            button = bar.locator("button").last
            size = button.bounding_box()
            assert size
            assert size["height"] >= 44
            seen.add(view)
            button.tap()
        assert state(page) == "done"
        assert seen == {"ask", "answer", "followup"}
        assert edges <= {759, 760}, "the thumb does not have to move"


def test_a_double_press_answers_one_question_alone(context: BrowserContext, address: str) -> None:
    """Buttons of two views in a row stand in one place: the second press graded what nobody had read."""
    page = open_page(context, address)
    start(page, "interview")
    wait_for(page, "ask")
    page.locator(".practice-bar button").dblclick()
    wait_for(page, "answer")
    assert grades_of(page) == []
    grade = page.locator("#practice-session button[data-grade]").first
    grade.dblclick()
    assert len(grades_of(page)) == 1
    assert state(page) != "answer"


def test_follow_ups_come_one_by_one_after_what_was_answered(context: BrowserContext, address: str) -> None:
    page = open_page(context, address)
    interview(page, "volumes-stop-or-rm", "mount-choice", "what-is-docker")
    first = question(page)
    page.keyboard.press("Enter")
    expect(page.locator(".answer-short")).to_be_visible()
    page.keyboard.press("3")
    wait_for(page, "followup")
    assert page.locator(".practice-parent").inner_text() == first
    answer = page.locator(".practice-said")
    expect(answer).to_be_hidden()
    page.keyboard.press("Space")
    expect(answer).to_be_visible()
    page.keyboard.press("n")
    wait_for(page, "ask")
    assert question(page) != first
    page.keyboard.press("Space")
    page.keyboard.press("1")  # nobody asks on where one was stuck
    wait_for(page, "ask")


def test_the_words_that_were_not_said_are_named_at_the_end(context: BrowserContext, address: str) -> None:
    page = open_page(context, address, fragment="#ids=volumes-stop-or-rm")
    wait_for(page, "ask")
    page.keyboard.press("Space")
    words = page.locator(".practice-keywords label")
    said, missed = words.nth(0).inner_text().strip(), words.nth(1).inner_text().strip()
    words.nth(0).locator("input").focus()
    page.keyboard.press("Space")  # the box's own key, not the page's
    expect(words.nth(0).locator("input")).to_be_checked()
    page.keyboard.press("2")
    wait_for(page, "done")
    text = page.locator(".practice-results").inner_text()
    assert f"빠뜨린 말: {missed}" in text
    assert said not in text.split("빠뜨린 말:")[1]


def test_the_clock_says_once_that_half_a_minute_is_over(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.clock.install()
    page.goto(address + "/practice/#ids=volumes-stop-or-rm")
    page.wait_for_function("() => document.documentElement.dataset.practice === 'ask'")
    page.clock.run_for(15_000)  # not 29: on a busy machine seconds of its own come on top
    clock = page.locator(".practice-clock")
    assert "over" not in (clock.get_attribute("class") or "")
    page.clock.run_for(16_000)
    assert "over" in (clock.get_attribute("class") or "")
    expect(page.locator(".guide-status")).to_have_text("30초가 지났습니다")
    page.clock.run_for(60_000)
    assert clock.inner_text().startswith("1분 ")
    assert state(page) == "ask", "it ends nothing"


def test_a_week_of_reviews(context: BrowserContext, address: str) -> None:
    """On the way to work, at half past eight, with the days of Korea; before four it is still yesterday."""
    page = open_page(context, address, "2026-12-01T08:30:00+09:00")
    assert fact(page).startswith("복습 0개, 새 질문 10개.")
    start(page, "review")
    wait_for(page, "ask")
    first = rehearse(page, lambda number: 1 if number == 0 else 3, most=10)
    rehearse(page, lambda number: 3)  # what was not known comes once more
    assert len(set(first)) == 10
    assert len(grades_of(page)) == 11
    page.keyboard.press("Escape")
    total = 10
    for day in range(2, 8):
        page.clock.set_fixed_time(f"2026-12-{day:02}T03:59:00+09:00")
        page.reload()
        before = due(page)
        page.clock.set_fixed_time(f"2026-12-{day:02}T08:30:00+09:00")
        page.reload()
        today = due(page)
        assert before == 0
        assert today == sum(value[0] < FIRST_DAY + day for value in stored(page, SEEN)["seen"].values())
        start(page, "review")
        wait_for(page, "ask")
        asked = rehearse(page, lambda number: 3)
        assert len(set(asked)) == min(30, today + 10)
        total += min(30, today + 10) - today
        page.keyboard.press("Escape")
        wait_for(page, "")
        assert due(page) == 0, "done for today"
        assert f"{total}개에 답해 보았습니다" in fact(page, "progress")
    assert total == 70


def test_a_grade_can_be_taken_back(context: BrowserContext, address: str) -> None:
    page = open_page(context, address, fragment="#ids=volumes-stop-or-rm,mount-choice")
    wait_for(page, "ask")
    first = question(page)
    page.keyboard.press("Space")
    page.keyboard.press("1")
    wait_for(page, "ask")
    assert grades_of(page) == [1]
    assert "/ 3" in page.locator(".practice-head").inner_text()
    page.keyboard.press("u")
    assert question(page) == first
    assert grades_of(page) == []
    assert "1 / 2" in page.locator(".practice-head").inner_text()


def test_the_last_grade_can_be_taken_back_too(context: BrowserContext, address: str) -> None:
    """Among the follow-ups and after the end: the last question is no other than the first."""
    page = open_page(context, address)
    interview(page, "volumes-stop-or-rm", "mount-choice")
    first = question(page)
    page.keyboard.press("Space")
    page.keyboard.press("3")
    wait_for(page, "followup")
    page.keyboard.press("u")
    assert question(page) == first
    assert grades_of(page) == []
    rehearse(page, lambda number: 3)
    wait_for(page, "done")
    page.keyboard.press("u")
    wait_for(page, "ask")
    assert "2 / 2" in page.locator(".practice-head").inner_text()
    assert grades_of(page) == [3]
    page.keyboard.press("Space")
    page.keyboard.press("1")
    wait_for(page, "done")
    expect(page.locator(".practice-results > li")).to_have_count(2)


def test_who_stops_by_mistake_goes_on(context: BrowserContext, address: str) -> None:
    page = open_page(context, address)
    start(page, "interview")
    wait_for(page, "ask")
    rehearse(page, lambda number: 1, most=2)
    current = question(page)
    page.keyboard.press("Escape")
    wait_for(page, "done")
    page.get_by_text("이어서 풀기").click()
    wait_for(page, "ask")
    assert question(page) == current
    rehearse(page, lambda number: 1)
    wait_for(page, "done")
    expect(page.get_by_text("이어서 풀기")).to_have_count(0)


def test_the_focus_is_never_lost_on_the_way_home(context: BrowserContext, address: str) -> None:
    """The button that began may have nothing left to begin."""
    page = open_page(context, address, fragment="#ids=volumes-stop-or-rm")
    wait_for(page, "ask")
    rehearse(page, lambda number: 1)
    page.keyboard.press("Escape")
    start(page, "stuck")
    wait_for(page, "ask")
    rehearse(page, lambda number: 3)
    page.keyboard.press("Escape")
    wait_for(page, "")
    assert page.locator("[data-start=stuck]").is_disabled()
    assert page.evaluate("document.activeElement.tagName") == "H1"


def test_keys_belong_to_what_is_focused_and_never_lead_away(context: BrowserContext, address: str) -> None:
    page = open_page(context, address, fragment="#ids=volumes-stop-or-rm,mount-choice")
    wait_for(page, "ask")
    for key in ("n", "p", ".", ","):  # elsewhere these turn the page
        page.keyboard.press(key)
    page.wait_for_timeout(200)
    assert page.url.startswith(address + "/practice/")
    page.keyboard.press("Space")
    wait_for(page, "answer")
    summary = page.locator("#practice-session summary").first
    summary.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#practice-session details").first).to_have_attribute("open", "")
    page.keyboard.press("/")
    expect(page.locator(".md-search__input")).to_be_focused()
    page.keyboard.type("13")
    assert state(page) == "answer", "digits are the search's now"
    assert grades_of(page) == []


def test_single_keys_can_be_switched_off(context: BrowserContext, address: str) -> None:
    remember(context, "guide.shortcuts", "off")
    page = open_page(context, address, fragment="#ids=volumes-stop-or-rm")
    wait_for(page, "ask")
    page.keyboard.press("Space")
    wait_for(page, "answer")
    page.keyboard.press("3")
    page.wait_for_timeout(100)
    assert state(page) == "answer"


def play(page: Page, answer: str) -> str:
    """One statement of the quiz; what the page says to it."""
    page.keyboard.press(answer)
    verdict = page.locator(".practice-verdict")
    expect(verdict).to_be_visible()
    return verdict.inner_text()


def test_ox_by_keyboard(context: BrowserContext, address: str) -> None:
    with_pairs(context, PAIRS)
    page = open_page(context, address)
    start(page, "ox")
    wait_for(page, "quiz")
    shown = []
    for number in range(10):
        statement = question(page)
        shown.append(statement)
        true = statement.startswith("참")
        right = number >= 2
        text = play(page, "ArrowLeft" if true == right else "x")
        assert text.startswith(f"{'맞혔습니다' if right else '틀렸습니다'}. 정답은 {'O' if true else 'X'}입니다.")
        if not true:
            assert statement.replace("거짓", "참") in text
        page.keyboard.press("Space")
    assert len({each.split()[1] for each in shown}) == 10, "no pair twice"
    assert sum(each.startswith("참") for each in shown) == 5
    wait_for(page, "done")
    expect(page.locator("#practice-session h2")).to_have_text("10개 가운데 8개를 맞혔습니다")
    results = page.locator(".practice-results").inner_text()
    assert "거짓" not in results, "false sentences are not read twice"
    assert stored(page) is None, "no grade comes of it"


def test_a_guide_without_pairs_says_so(context: BrowserContext, address: str) -> None:
    with_pairs(context, [])
    page = open_page(context, address)
    start(page, "ox")
    expect(page.locator("[data-fact=ox]")).to_have_text("O/X 문항은 아직 없습니다.")


def test_inception_comes_only_for_those_who_want_it(context: BrowserContext, address: str) -> None:
    page = open_page(context, address)
    total = page.evaluate(
        "[...document.querySelectorAll('[data-part]')].find(part => /42/.test(part.dataset.part)).dataset.total"
    )
    ids = page.evaluate(
        """async () => { const text = await (await fetch('questions.js')).text()
             const { pages, questions } = JSON.parse(text.slice(14, -2))
             return questions.filter(({ page }) => !/42/.test(pages[page].part)).map(({ id }) => id) }"""
    )
    # All others were answered a while ago and rest.
    log = {name: [4 * 60 * 24 * 330 + 3] for name in ids}
    page.evaluate("log => localStorage.setItem('guide.practice', JSON.stringify({ v: 1, log }))", log)
    page.clock.set_fixed_time("2026-11-27T12:00:00+09:00")
    page.reload()
    expect(page.locator("[data-fact=review]")).to_contain_text("복습 0개, 새 질문 0개.")
    page.locator("[data-optional]").check()
    expect(page.locator("[data-fact=review]")).to_contain_text(f"새 질문 {min(10, int(total))}개.")
