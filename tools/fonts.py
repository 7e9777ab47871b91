"""The fonts of the book and of the site, cut from Pretendard and D2Coding.

Both are under the SIL Open Font License 1.1 with reserved names, so what is cut
here bears names of its own. Two steps:

- `cut_sources`: the whole fonts from npm → `fonts/*.ttf` with the syllables of
  KS X 1001 (the 2,350 in daily use). Run when a font's version changes.
- `cut_web`: `fonts/*.ttf` → `docs/assets/fonts/*.woff2` with the characters the
  site shows and the most frequent syllables. Needs no network.
"""

from __future__ import annotations

import html
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from fontTools import subset, varLib
from fontTools.designspaceLib import DesignSpaceDocument
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

from studyguide.arguments import Parser, need_site

SANS, MONO = "Guide Sans", "Guide Mono"
WEIGHTS = {400: "Regular", 700: "Bold"}
SOURCES = {
    (SANS, "Regular"): "guide-sans.ttf",
    (SANS, "Bold"): "guide-sans-bold.ttf",
    (MONO, "Regular"): "guide-mono.ttf",
    (MONO, "Bold"): "guide-mono-bold.ttf",
}
"""Family and style → file in fonts/. The book wants a file for each weight: the text of its SVG
figures would take a variable font's weights for further fonts."""

HANGUL = {bytes([lead, trail]).decode("euc-kr") for lead in range(0xB0, 0xC9) for trail in range(0xA1, 0xFF)}
"""The syllables of KS X 1001: rows 16 to 40 of its table, which EUC-KR adds 0xA0 to."""
ASCII = set(map(chr, range(0x20, 0x7F)))
BOXES = set(map(chr, range(0x2500, 0x25A0)))
SYMBOLS = ASCII | {
    chr(point)
    for first, last in (
        (0xA0, 0x17F),  # Latin with accents
        (0x2010, 0x203F),  # dashes, quotes, dots
        (0x20AC, 0x20AC),
        (0x2122, 0x2122),
        (0x2190, 0x21AA),  # arrows
        (0x2212, 0x2212),
        (0x221E, 0x221E),
        (0x2248, 0x2265),
        (0x2318, 0x2318),  # the command key of a Mac
        (0x2460, 0x2473),  # circled numbers
        (0x25A0, 0x2612),  # squares, circles, stars, check boxes
        (0x2713, 0x2717),
        (0x3000, 0x301F),  # 「」 and the like
        (0x3131, 0x318E),  # single letters of Hangul
    )
    for point in range(first, last + 1)
}
FREQUENT_SLICES = range(79, 92)
"""The slices of Pretendard's web edition that hold the most frequent syllables (91 holds the ones of every page)."""


def cut(font: TTFont, characters: Iterable[str], *, flavor: str | None = None) -> TTFont:
    """Keep `characters` only, and of the features kerning: contextual ones would draw `->` as an arrow."""
    options = subset.Options()
    options.flavor = flavor
    options.layout_features = ["kern", "ccmp", "tnum"]
    options.hinting = False
    options.glyph_names = False
    options.notdef_outline = True
    options.recalc_timestamp = False
    options.name_IDs = [*range(7), 13, 14, 16, 17, 25]
    options.drop_tables += ["FFTM"]
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=[ord(character) for character in characters])
    cutter.subset(font)
    font.flavor = flavor
    return font


def rename(font: TTFont, family: str, style: str) -> TTFont:
    """Take the reserved names out, in every language that the font names itself in."""
    compact = family.replace(" ", "")
    names = {
        1: family,
        2: style,
        3: f"{family} {style}",
        4: f"{family} {style}",
        6: f"{compact}-{style}",
        16: family,
        17: style,
        25: compact,
    }
    table = font["name"]
    table.names = [record for record in table.names if record.langID in (0, 0x409) and record.nameID != 7]
    for record in table.names:
        if record.nameID in names:
            record.string = names[record.nameID]
    bold = style == "Bold"
    font["OS/2"].usWeightClass = 700 if bold else 400
    font["OS/2"].fsSelection = 0x20 if bold else 0x40
    font["head"].macStyle = int(bold)
    return font


def close_bar(font: TTFont) -> TTFont:
    """Draw the bar in one piece: D2Coding's has a gap, and in print `a | b` reads as `a ¦ b`."""
    name = font.getBestCmap()[ord("|")]
    whole, width = font["glyf"][name], font["hmtx"][name]
    pen = TTGlyphPen(None)
    left, right, bottom, top = whole.xMin, whole.xMax, whole.yMin, whole.yMax
    pen.moveTo((left, bottom))
    for point in ((left, top), (right, top), (right, bottom)):
        pen.lineTo(point)
    pen.closePath()
    font["glyf"][name] = pen.glyph()
    font["hmtx"][name] = width
    return font


def frequent(css: str) -> set[str]:
    """The syllables of `FREQUENT_SLICES` in a web edition's style sheet.

    >>> sorted(frequent("src: url(x.subset.91.woff2); unicode-range: U+20,U+ac00-ac01;"))
    ['가', '각']
    """
    found: set[str] = set()
    for number, ranges in re.findall(r"subset\.(\d+)\.woff2.*?unicode-range:\s*([^;}]*)", css, re.DOTALL):
        if int(number) in FREQUENT_SLICES:
            for first, last in re.findall(r"U\+([0-9a-fA-F]+)(?:-([0-9a-fA-F]+))?", ranges):
                found |= {chr(point) for point in range(int(first, 16), int(last or first, 16) + 1)}
    return {character for character in found if "가" <= character <= "힣"}


def shown(pages: Iterable[str]) -> set[str]:
    """Every character in the pages' HTML, with what scripts may show later."""
    return {character for page in pages for character in html.unescape(page) if character >= " "}


def cut_sources(packages: Path, fonts: Path) -> Iterator[Path]:
    """`packages` is the node_modules with both fonts; writes into `fonts` and yields the files."""
    pretendard, d2coding = packages / "pretendard/dist", packages / "d2coding/src"
    css = (pretendard / "web/variable/pretendardvariable-dynamic-subset.css").read_text(encoding="utf-8")
    common = fonts / "frequent-syllables.txt"
    syllables = "".join(sorted(frequent(css)))
    common.write_text("\n".join(re.findall(".{1,50}", syllables)) + "\n", encoding="utf-8")
    yield common
    for weight, style in WEIGHTS.items():
        # Cut before fixing the axis: a tenth of the glyphs is a tenth of the work.
        whole = TTFont(pretendard / "public/variable/PretendardVariable.ttf", recalcTimestamp=False)
        sans = instancer.instantiateVariableFont(cut(whole, HANGUL | SYMBOLS), {"wght": weight})
        yield save(rename(sans, SANS, style), fonts / SOURCES[SANS, style])
    for name, style, characters in (
        ("d2coding.ttf", "Regular", HANGUL | SYMBOLS | BOXES),
        ("d2coding-bold.ttf", "Bold", SYMBOLS),
    ):
        mono = close_bar(rename(cut(TTFont(d2coding / name, recalcTimestamp=False), characters), MONO, style))
        yield save(mono, fonts / SOURCES[MONO, style])


def cut_web(fonts: Path, pages: Iterable[str], target: Path) -> Iterator[Path]:
    """Writes guide-sans.woff2 (one file, all weights) and guide-mono.woff2 (no Hangul) and yields them."""
    common = set((fonts / "frequent-syllables.txt").read_text(encoding="utf-8")) - {"\n"}
    characters = shown(pages) | common | ASCII
    yield save(variable(fonts, characters), target / "guide-sans.woff2")
    latin = {character for character in characters if character not in HANGUL} | BOXES
    mono = cut(TTFont(fonts / SOURCES[MONO, "Regular"], recalcTimestamp=False), latin, flavor="woff2")
    yield save(mono, target / "guide-mono.woff2")


def variable(fonts: Path, characters: Iterable[str]) -> TTFont:
    """One font with every weight between the two that the book uses, which are its masters."""
    space = DesignSpaceDocument()
    low, high = min(WEIGHTS), max(WEIGHTS)
    space.addAxisDescriptor(name="Weight", tag="wght", minimum=low, default=low, maximum=high)
    for weight, style in WEIGHTS.items():
        master = cut(TTFont(fonts / SOURCES[SANS, style], recalcTimestamp=False), characters)
        space.addSourceDescriptor(font=master, location={"Weight": weight}, familyName=SANS, styleName=style)
    font, _, _ = varLib.build(space)
    font.recalcTimestamp = False
    font.flavor = "woff2"
    return font


def save(font: TTFont, path: Path) -> Path:
    """Write the font; the same glyphs give the same bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    font.save(path)
    return path


def covers(font: Path) -> set[str]:
    """The characters a font file can show."""
    return {chr(point) for point in TTFont(font).getBestCmap()}


def main(arguments: list[str] | None = None) -> int:
    """Print each font written with its size in bytes."""
    parser = Parser(prog="tools.fonts", description="cut the web's fonts to what the site shows")
    parser.add_argument("--source", type=Path, help="first cut fonts/ anew from the packages in this folder")
    options = parser.parse_args(arguments)
    root = Path.cwd()
    need_site(root)
    if options.source and not (options.source / "pretendard").is_dir():
        raise SystemExit(f"{options.source}: pretendard와 d2coding이 없습니다. `make fonts-source`를 실행하세요")
    pages = [path.read_text(encoding="utf-8") for path in sorted((root / "site").rglob("*.html"))]
    written = list(cut_sources(options.source, root / "fonts")) if options.source else []
    written += cut_web(root / "fonts", pages, root / "docs/assets/fonts")
    for path in written:
        print(f"{path.stat().st_size:9,} {path.relative_to(root)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
