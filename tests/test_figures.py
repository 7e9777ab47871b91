"""A figure that somebody could not read, or that brings more than a drawing, is refused."""

import re
from pathlib import Path

import pytest

from studyguide.book.figure import rules
from studyguide.lint.figures import SIZES, TEXT_SIZE, check

GOOD = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 420 60" class="fig"><title>이름</title>'
    '<desc>설명</desc><rect class="box" width="9" height="9"/></svg>'
)


def messages(text: str) -> list[str]:
    return [str(problem) for problem in check(text, "x.svg", {"fig", "box", "ts", "tm", "tb", "mid"})]


def test_a_good_figure_has_no_problem() -> None:
    assert messages(GOOD) == []


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("<desc>설명</desc>", "", "x.svg:1: `<desc>`가 없습니다"),
        ("<title>이름</title>", "<title> </title>", "x.svg:1: `<title>`이 없습니다"),
        ("0 0 420 60", "0 0 720 60", "x.svg:1: 폭 720"),
        ("0 0 420 60", "0 0 nan 60", "x.svg:1: viewBox `0 0 nan 60`"),
        ("0 0 420 60", "0 0 420 0", "x.svg:1: viewBox `0 0 420 0`"),
        ('class="box"', 'fill="red"', "모양은 figures.css의 클래스로"),
        ("<rect", "\n<script>1</script><rect", "x.svg:2: `<script"),
        ("<rect", '<image href="https://x.test/a.png"/><rect', "`<image"),
        ("<rect", '<use href="#lost"/><rect', "`#lost`가 이 그림에 없습니다"),
        ('class="box"', 'class="box" clip-path="url(https://x.test/#a)"', "`https://x.test/#a`: 그림 밖의 것은"),
        ("</svg>", "", "x.svg:1: SVG로 읽을 수 없습니다"),
        ("<svg", '<?xml-stylesheet href="x.css"?><svg', "x.svg:1: `<!DOCTYPE>`"),
    ],
)
def test_a_bad_figure_is_named(old: str, new: str, message: str) -> None:
    found = messages(GOOD.replace(old, new))
    assert len(found) == 1, found
    assert message in found[0]


@pytest.mark.parametrize(
    ("width", "markup", "shown"),
    [
        ("355", '<text class="ts">작은 글</text>', ""),
        ("356", '<text class="ts">작은 글</text>', "11.98px"),
        ("420", '<text class="tm mid">작은 글</text>', "10.15px"),
        ("410", '<text class="tb">큰 글</text>', ""),
        ("411", '<text class="tb">큰 글</text>', "11.97px"),
        ("410", '<text>큰 글 <tspan class="ts">작은 글</tspan></text>', "10.40px"),
        ("410", "<text>큰 글 <tspan>이어서</tspan></text>", ""),
    ],
)
def test_text_under_12_px_on_a_phone_is_refused(width: str, markup: str, shown: str) -> None:
    found = messages(GOOD.replace("420", width).replace("<rect", f"\n{markup}<rect"))
    assert len(found) == bool(shown), found
    if shown:
        words = "큰 글" if width == "411" else "작은 글"
        assert found[0].startswith(f"x.svg:2: «{words}»: 폰(360px)에서 글자가 {shown}")


def test_the_sizes_checked_are_those_of_the_style_sheet() -> None:
    css = (Path(__file__).parents[1] / "docs/assets/stylesheets/figures.css").read_text(encoding="utf-8")
    found = {
        selector: float(size[1])
        for selector, body in rules(css)
        if selector.startswith(".fig ") and (size := re.search(r"font-size:\s*([\d.]+)px", body))
    }
    assert found == {".fig text": TEXT_SIZE} | {f".fig .{name}": size for name, size in SIZES.items()}
