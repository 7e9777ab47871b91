"""The fonts: what readers see is in them, and they are as light as promised."""

from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from tests.conftest import ROOT
from tools import fonts

BOOK = sorted((ROOT / "fonts").glob("*.ttf"))
WEB = sorted((ROOT / "docs/assets/fonts").glob("*.woff2"))


def test_the_web_font_has_every_character_of_the_site(site: Path) -> None:
    """A missing one would come from another font, in the middle of a word. `make fonts` adds it."""
    pages = [path.read_text(encoding="utf-8") for path in site.rglob("*.html")]
    drawable = fonts.covers(ROOT / "fonts/guide-sans.ttf")
    missing = (fonts.shown(pages) & drawable) - fonts.covers(ROOT / "docs/assets/fonts/guide-sans.woff2")
    assert sorted(missing) == [], "run `make fonts`"


def test_the_fonts_are_light() -> None:
    assert sum(path.stat().st_size for path in BOOK) <= 1.7e6
    assert (ROOT / "docs/assets/fonts/guide-sans.woff2").stat().st_size <= 180_000
    assert (ROOT / "docs/assets/fonts/guide-mono.woff2").stat().st_size <= 12_000


@pytest.mark.parametrize("path", [path for path in BOOK if "mono" in path.name], ids=lambda path: path.name)
def test_a_pipe_is_one_line(path: Path) -> None:
    font = TTFont(path)
    assert font["glyf"][font.getBestCmap()[ord("|")]].numberOfContours == 1


def test_one_web_file_holds_all_weights() -> None:
    (axis,) = TTFont(ROOT / "docs/assets/fonts/guide-sans.woff2")["fvar"].axes
    assert (axis.axisTag, axis.minValue, axis.maxValue) == ("wght", *fonts.WEIGHTS)


@pytest.mark.parametrize("path", BOOK + WEB, ids=lambda path: path.name)
def test_reserved_names_are_gone_and_the_licence_is_beside(path: Path) -> None:
    """The Open Font License: what is changed may not bear the reserved name."""
    table = TTFont(path)["name"]
    for number in (1, 3, 4, 6, 16, 25):
        assert not {"pretendard", "d2coding"} & set(str(table.getDebugName(number)).lower().replace("-", " ").split())
    assert "SIL Open Font License" in table.getDebugName(13)
    licence = (path.parent / "OFL.txt").read_text(encoding="utf-8")
    assert "Kil Hyung-jin" in licence
    assert "NHN Corporation" in licence


def test_web_fonts_come_from_the_committed_ones(tmp_path: Path) -> None:
    """The same characters cut again give the same font, so nobody edits the result by hand."""
    characters = "".join(sorted(fonts.covers(ROOT / "docs/assets/fonts/guide-sans.woff2")))
    for path in fonts.cut_web(ROOT / "fonts", [characters], tmp_path):
        again, committed = TTFont(path), TTFont(ROOT / "docs/assets/fonts" / path.name)
        assert again.getBestCmap().keys() == committed.getBestCmap().keys()
        assert again["hmtx"].metrics == committed["hmtx"].metrics
        assert again["head"].fontRevision == committed["head"].fontRevision
