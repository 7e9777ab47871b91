"""A figure that somebody could not read is refused."""

from pathlib import Path

import pytest

from studyguide.source.figures import check

GOOD = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 420 60" class="fig"><title>이름</title>'
    '<desc>설명</desc><rect class="box" width="9" height="9"/></svg>'
)


def messages(tmp_path: Path, text: str) -> str:
    path = tmp_path / "x.svg"
    path.write_text(text, encoding="utf-8")
    return "\n".join(str(problem) for problem in check(path, "x.svg"))


def test_a_good_figure_has_no_problem(tmp_path: Path) -> None:
    assert messages(tmp_path, GOOD) == ""


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("<desc>설명</desc>", "", "x.svg: no <desc>"),
        ("<title>이름</title>", "<title> </title>", "x.svg: no <title>"),
        ("0 0 420 60", "0 0 720 60", "x.svg: 720 wide"),
        ('class="box"', 'fill="red"', "use the classes of figures.css"),
        ("<rect", "<script>1</script><rect", "<script> is not allowed"),
        ("<rect", '<image href="https://x.test/a.png"/><rect', "<image> is not allowed"),
        ("</svg>", "", "x.svg: not an SVG file"),
    ],
)
def test_a_bad_figure_is_named(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert message in messages(tmp_path, GOOD.replace(old, new))
