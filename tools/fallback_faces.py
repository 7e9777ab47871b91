"""Stand-in faces: a system's font with the widths of ours, so that no line breaks elsewhere when ours comes.

`python -m tools.fallback_faces REGULAR BOLD` prints the rules for
docs/assets/stylesheets/fonts.css, from the two files of Noto Sans CJK. CSS can
only scale a face as a whole, so the characters are sorted into groups that want
nearly the same factor, and each group gets a face of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from fontTools.ttLib import TTCollection, TTFont, TTLibError
from fontTools.varLib.instancer import instantiateVariableFont

from studyguide.arguments import Parser, file

OURS = Path("docs/assets/fonts/guide-sans.woff2")
FAMILY = "Noto Sans CJK KR"
NAMES = {
    400: ("Noto Sans CJK KR", "Noto Sans KR", "NotoSansCJKkr-Regular", "NotoSansKR-Regular"),
    700: ("Noto Sans CJK KR Bold", "Noto Sans KR Bold", "NotoSansCJKkr-Bold", "NotoSansKR-Bold"),
}
CHARACTERS = [*map(chr, range(0x20, 0x7F)), *"·“”→"]
SPREAD = 0.03
"""How far two factors of a group may be apart."""


def korean_forms(font: TTFont) -> dict[str, str]:
    """Glyph → the glyph that a page in Korean shows instead (`locl`): Noto's space is 0.28 em then, not 0.224."""
    if "GSUB" not in font:
        return {}
    table = font["GSUB"].table
    systems = [each for script in table.ScriptList.ScriptRecord for each in script.Script.LangSysRecord]
    features = {index for each in systems if each.LangSysTag == "KOR " for index in each.LangSys.FeatureIndex}
    records = [table.FeatureList.FeatureRecord[index] for index in sorted(features)]
    lookups = {index for each in records if each.FeatureTag == "locl" for index in each.Feature.LookupListIndex}
    forms: dict[str, str] = {}
    for index in sorted(lookups):
        for subtable in table.LookupList.Lookup[index].SubTable:
            forms |= getattr(getattr(subtable, "ExtSubTable", subtable), "mapping", {})
    return forms


def widths(font: TTFont) -> dict[str, float]:
    """Advance of each character in a page in Korean, in em."""
    em, advances, forms = font["head"].unitsPerEm, font["hmtx"], korean_forms(font)
    return {chr(code): advances[forms.get(glyph, glyph)][0] / em for code, glyph in font.getBestCmap().items()}


def groups(factors: Mapping[str, float]) -> list[tuple[float, str]]:
    """Characters sorted into groups of at most `SPREAD`: (mean factor, characters).

    >>> groups({"a": 0.95, "b": 0.96, " ": 1.12})
    [(0.955, 'ab'), (1.12, ' ')]
    """
    found: list[list[str]] = []
    for character in sorted(factors, key=lambda each: factors[each]):
        if found and factors[character] - factors[found[-1][0]] <= SPREAD:
            found[-1].append(character)
        else:
            found.append([character])
    return [(sum(map(factors.__getitem__, each)) / len(each), "".join(sorted(each))) for each in found]


def unicode_range(characters: str) -> str:
    """The characters as a CSS range.

    >>> unicode_range("abcx")
    'U+61-63,U+78'
    """
    spans: list[list[int]] = []
    for code in sorted(map(ord, characters)):
        if spans and code == spans[-1][1] + 1:
            spans[-1][1] = code
        else:
            spans.append([code, code])
    return ",".join(f"U+{first:X}" if first == last else f"U+{first:X}-{last:X}" for first, last in spans)


def face(weight: int, factor: float, ascent: float, descent: float, characters: str = "") -> str:
    """One `@font-face` rule; ascent and descent of ours, in em."""
    local = ", ".join(f'local("{name}")' for name in NAMES[weight])
    reach = f" unicode-range: {unicode_range(characters)};" if characters else ""
    return (
        f'@font-face {{ font-family: "Guide Noto"; src: {local}; font-weight: {weight}; size-adjust: {factor:.1%}; '
        f"ascent-override: {ascent / factor:.1%}; descent-override: {descent / factor:.1%}; "
        f"line-gap-override: 0%;{reach} }}"
    )


def rules(weight: int, theirs: TTFont) -> Iterable[str]:
    """The faces of a weight: Hangul and all else, then a face for each group of characters."""
    ours = instantiateVariableFont(TTFont(OURS), {"wght": weight})
    em, lines = ours["head"].unitsPerEm, ours["hhea"]
    ascent, descent = lines.ascent / em, -lines.descent / em
    mine, other = widths(ours), widths(theirs)
    yield face(weight, mine["가"] / other["가"], ascent, descent)
    factors = {each: mine[each] / other[each] for each in CHARACTERS if each in mine and other.get(each)}
    for factor, characters in groups(factors):
        yield face(weight, factor, ascent, descent, characters)


def main() -> None:
    parser = Parser(prog="tools.fallback_faces", description=__doc__)
    parser.add_argument("regular", type=file)
    parser.add_argument("bold", type=file)
    options = parser.parse_args()
    for weight, path in ((400, options.regular), (700, options.bold)):
        try:
            fonts = TTCollection(path).fonts
            theirs = next(font for font in fonts if font["name"].getDebugName(1).startswith(FAMILY))
        except (TTLibError, StopIteration):
            raise SystemExit(f"{path}: {FAMILY}가 든 .ttc 파일이 아닙니다. fonts-noto-cjk의 파일을 적으세요") from None
        print("\n".join(rules(weight, theirs)))


if __name__ == "__main__":
    main()
