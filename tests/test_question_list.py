"""The list of all questions, as a reader practises with it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import TOPICS

PHONE = 360
SHOWN = "details.ask:visible"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": PHONE, "height": 800}, service_workers="block")
    yield context.new_page()
    context.close()


def counted(page: Page) -> int:
    """What the status line says."""
    text = page.locator(".ask-filter [role=status]").text_content() or ""
    return int("".join(filter(str.isdigit, text)))


def test_choosing_hides_the_others_says_how_many_and_is_kept(page: Page, address: str) -> None:
    page.goto(address + "/questions/")
    every = page.locator(SHOWN).count()
    assert counted(page) == every > len(TOPICS)
    page.get_by_label("난이도").select_option("deep")
    deep = page.locator(SHOWN).count()
    assert 0 < deep == counted(page) < every
    page.get_by_label("핵심 질문만").focus()
    page.keyboard.press("Space")
    assert 0 < page.locator(SHOWN).count() == counted(page) < deep
    for heading in page.locator("article h2:visible").all():
        expect(heading.locator("+ .asks details:visible").first).to_be_visible()
    chosen = page.url
    assert "level=deep" in chosen
    page.goto(address + "/")
    page.goto(chosen)
    expect(page.get_by_label("난이도")).to_have_value("deep")
    assert page.locator(SHOWN).count() == counted(page) < deep


def test_an_answer_opens_in_place_and_all_at_once(page: Page, address: str) -> None:
    page.goto(address + "/questions/?level=deep")
    first = page.locator(SHOWN).first
    first.locator("summary").click()
    expect(first.locator("p").first).to_be_visible()
    assert page.url.endswith("?level=deep")
    page.get_by_role("button", name="답 모두 보기").click()
    assert page.locator("details.ask:visible:not([open])").count() == 0
    assert page.locator("details.ask[open]").count() == counted(page), "nothing opens that is not shown"
    page.get_by_role("button", name="답 모두 가리기").click()
    assert page.locator("details.ask[open]").count() == 0


def test_a_link_to_a_section_that_is_not_chosen_shows_it(page: Page, address: str) -> None:
    page.goto(address + "/questions/?part=없는 단원")
    assert page.locator(SHOWN).count() == page.locator("details.ask").count(), "an unknown part chooses nothing"
    page.goto(address + "/questions/?core=1#inception")
    expect(page.locator("h2#inception")).to_be_in_viewport()


def test_a_print_has_what_was_chosen_with_its_answers(page: Page, address: str) -> None:
    page.goto(address + "/questions/?core=1")
    chosen = counted(page)
    page.emulate_media(media="print")
    assert page.locator(SHOWN).count() == chosen
    assert page.locator(".ask-filter").is_hidden()
    expect(page.locator(SHOWN).first.locator("p").first).to_be_visible()


def test_without_a_script_every_question_is_there_and_no_control_that_does_nothing(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(viewport={"width": PHONE, "height": 800}, java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "/questions/?level=deep")
    assert page.locator(SHOWN).count() == page.locator("details.ask").count() > 0
    assert page.locator(".ask-filter").is_hidden()
    context.close()


@pytest.mark.parametrize("query", ["", "?part=이미지&core=1"])
def test_nothing_moves_when_the_script_comes(page: Page, address: str, query: str) -> None:
    page.add_init_script(
        """window.moved = 0
           new PerformanceObserver(list => list.getEntries().forEach(entry => (window.moved += entry.value)))
             .observe({ type: "layout-shift", buffered: true })"""
    )
    page.goto(address + "/questions/" + query)
    page.wait_for_timeout(400)
    assert page.evaluate("window.moved") <= 0.001
