"""Labs whose output waits for a guess."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Page, expect

SWITCH = "#try + .guide-answers .guide-predict"


@pytest.fixture
def context(context: BrowserContext) -> BrowserContext:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    return context


def lab(context: BrowserContext, address: str) -> Page:
    page = context.new_page()
    page.goto(address + "/volumes/#try")
    page.keyboard.press("Shift")
    page.locator(SWITCH).wait_for()
    return page


def shown(page: Page) -> str:
    """The words of the lab that a reader sees."""
    return str(page.locator("#try ~ ol").first.inner_text())


def test_outputs_are_covered_until_the_reader_has_guessed(context: BrowserContext, address: str) -> None:
    page = lab(context, address)
    switch = page.locator(SWITCH)
    before = shown(page)
    outputs = page.locator("#try ~ ol .go")
    expect(switch).to_have_text("출력 가리고 예측하기")
    expect(outputs.first).to_be_visible()
    switch.focus()
    page.keyboard.press("Enter")
    expect(switch).to_have_text("출력 모두 보기")
    assert not any(output.is_visible() for output in outputs.all())
    step = page.locator("#try ~ ol > li").first
    assert step.locator(":scope > p").first.is_visible(), "the question stays"
    assert not step.locator(":scope > p").last.is_visible(), "the explanation waits"
    # By keyboard: the button stands behind the code, and the focus goes on from the code that is shown then.
    open_button = step.locator(".guide-predict")
    open_button.focus()
    page.keyboard.press("Space")
    assert step.locator(".go").first.is_visible()
    assert step.locator(":scope > p").last.is_visible()
    assert page.evaluate("document.activeElement.matches('#try ~ ol > li:first-child .highlight')")
    assert not outputs.last.is_visible(), "the other steps still wait"
    switch.click()
    assert shown(page) == before


def test_nothing_gives_the_output_away(context: BrowserContext, address: str) -> None:
    """Each command gets one mark, whether it prints much or nothing, and lines that are covered take no room."""
    page = lab(context, address)
    page.locator(SWITCH).click()
    for block in page.locator(".guide-asks code").all():
        commands, marks, height, written = block.evaluate(
            """code => {
                 const prompts = [...code.querySelectorAll('.gp')].filter(each => each.textContent.startsWith('$'))
                 const style = getComputedStyle(code)
                 const inner = code.clientHeight - parseFloat(style.paddingTop) - parseFloat(style.paddingBottom)
                 const lines = code.innerText.replace(/\\n+$/, '').split('\\n').length
                 return [prompts.length, code.querySelectorAll('.guide-mark').length,
                         inner / parseFloat(style.lineHeight), lines]
               }"""
        )
        assert commands == marks > 0
        assert abs(height - (written + marks)) < 0.6, "a line for each line of a command and each mark, and no other"
        assert not block.evaluate("code => /\\n\\s*\\n/.test(code.innerText)")


def test_copying_takes_the_commands_as_ever(context: BrowserContext, address: str) -> None:
    page = lab(context, address)
    button = page.locator("#try ~ ol > li").first.locator(".guide-copy")

    def copied() -> str:
        button.click()
        page.wait_for_timeout(100)
        return str(page.evaluate("navigator.clipboard.readText()"))

    before = copied()
    page.locator(SWITCH).click()
    assert copied() == before
    page.locator(SWITCH).click()
    assert copied() == before


def test_paper_shows_all(context: BrowserContext, address: str) -> None:
    page = lab(context, address)
    page.emulate_media(media="print")
    before = shown(page)
    page.emulate_media(media="screen")
    page.locator(SWITCH).click()
    page.emulate_media(media="print")
    assert shown(page) == before
    expect(page.locator(".guide-predict").first).to_be_hidden()


def test_the_choice_is_remembered_and_off_at_first(context: BrowserContext, address: str) -> None:
    page = lab(context, address)
    page.locator(SWITCH).click()
    page.goto(address + "/images-layers/")
    expect(page.locator(SWITCH)).to_have_text("출력 모두 보기")  # without a touch
    assert page.locator(".guide-asks").count() > 0
    page.keyboard.press("Shift")
    page.locator(SWITCH).click()
    page.reload()
    assert page.locator(".guide-asks").count() == 0


def test_a_page_that_asks_nothing_has_no_switch(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.goto(address + "/glossary/")
    page.keyboard.press("Shift")
    page.wait_for_function("() => window.guide.ran")
    assert page.locator(".guide-predict").count() == 0
