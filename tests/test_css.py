"""The style reducer drops what is idle, keeps what it does not know, and names file and line where it must stop."""

from __future__ import annotations

import pytest

from studyguide.publish.css import StyleError, parse, write
from studyguide.publish.names import collect
from studyguide.publish.purge import Sheets, purge

PAGE = '<html lang="ko" dir="ltr"><p class="a b" id="top" data-x="a  b">x</p><svg><path d="M0 0"/></svg></html>'


def purged(text: str, page: str = PAGE, script: str = "") -> Sheets:
    return purge([("x.css", text)], collect([page], [script]))


@pytest.mark.parametrize(
    "text",
    [
        ".a{color:red;& .b{color:blue}}",
        ".a{color:red;@media (min-width:1px){color:blue}}",
        ".a{color:red;.b{top:0}left:0}",
        "@layer x,y;",
        "@layer x{.a{top:0}}",
        "@layer{.a{top:0}}",
        '.a::before{content:"a  {  b"}',
        ".a{width:calc(1px + 2px)}",
        '[data-x="a  b"],.a{top:0}',
        "@supports (display:grid){@media (min-width:1px){.a{top:0}}}",
        "@container (width>30em){.a{top:0}}",
        "@scope (.a) to (.z){p{top:0}}",
        "@starting-style{.a{top:0}}",
        '@property --n{syntax:"<length>";inherits:false;initial-value:0px}',
        "@counter-style circled{system:fixed;symbols:A B}",
        "@view-transition{navigation:auto}",
        "@unknown thing{anything goes}",
        ".a:has(>.b){top:0}",
        ".a:not(.gone){top:0}",
        ".a:is(.gone,.b){top:0}",
        "@layer print{.a{top:0}}",  # a name, no medium
        ".a:hover,.a:-moz-focusring{top:0}",  # a browser that does not know one must ignore both
        ".a::highlight(gone){top:0}",
        "@keyframes turn{to{rotate:1turn}}.a{animation:turn 1s}",
        '@keyframes "turn"{to{rotate:1turn}}.a{animation:"turn" 1s}',
    ],
)
def test_what_may_matter_stays(text: str) -> None:
    assert purged(text).screen == text


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        (".gone{top:0}.a{top:0}", ".a{top:0}"),
        (".gone,.a{top:0}", ".a{top:0}"),
        ("[dir=rtl] .a{top:0}.a{left:0}", ".a{left:0}"),
        (":is(.gone,.missing) .a{top:0}.a{left:0}", ".a{left:0}"),
        (".a{top:0;& .gone{left:0}}", ".a{top:0}"),
        (".a{& .gone{left:0}}", ""),
        ("@media (min-width:1px){.gone{top:0}}", ""),
        (".a{--idle:1;top:0}", ".a{top:0}"),
        (".a{--one:1;--two:var(--one)}", ""),
        ("@keyframes idle{to{top:0}}.a{top:0}", ".a{top:0}"),
    ],
)
def test_what_is_idle_goes(text: str, rest: str) -> None:
    assert purged(text).screen == rest


def test_an_empty_layer_keeps_its_place_in_the_order() -> None:
    assert purged("@layer x{.gone{top:0}}@layer y{.a{top:0}}").screen == "@layer x;@layer y{.a{top:0}}"


def test_a_layer_met_first_by_what_is_loaded_later_keeps_its_place() -> None:
    sheets = purged("@layer x{.a:hover{top:0}}@layer y{.a{top:0}}")
    assert sheets.screen == "@layer x;@layer y{.a{top:0}}"
    assert sheets.late == "@layer x{.a:hover{top:0}}"


def test_a_property_that_a_script_or_a_condition_reads_stays() -> None:
    assert purged(".a{--seen:1}", script='get("--seen")').screen == ".a{--seen:1}"
    text = ".a{--wide:1}@container style(--wide:1){.b{top:0}}"
    assert purged(text).screen == text


def test_a_name_that_a_script_may_give_stays() -> None:
    assert purged(".md-new{top:0}", script='e.className="md-new"').screen == ".md-new{top:0}"


def test_rules_go_to_the_sheet_that_is_loaded_when_they_are_needed() -> None:
    sheets = purged(
        ".a,.a:hover{top:0}@media print{.a{top:1px}}@media print and (width:1px),print{.b{top:0}}"
        "@media screen,print{.b{top:2px}}@font-face{font-family:F;src:url(f.woff2)}@page{margin:1cm}"
    )
    assert sheets.screen == ".a{top:0}@media screen,print{.b{top:2px}}"
    assert sheets.late == ".a:hover{top:0}"
    assert sheets.paper == "@media print{.a{top:1px}}@media print and (width:1px),print{.b{top:0}}@page{margin:1cm}"
    assert sheets.faces == "@font-face{font-family:F;src:url(f.woff2)}"


def test_a_list_that_some_browser_ignores_whole_is_not_cut() -> None:
    text = ".gone::-moz-thing,.a{top:0}"
    assert purged(text).screen == text


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a { top: 0;\n left }", "x.css:2"),
        (".a { top: 0 }\n} .b { top: 0 }", "x.css:2"),
        ('.a {\n\n content: "open\n}', "x.css:3"),
        ('@import "y.css";', "x.css:1.*extra_css"),
        ("\n@namespace svg url(x);", "x.css:2"),
        (".a { top: 0; & b { \n left } }", "x.css:2"),
    ],
)
def test_what_cannot_be_kept_is_named_by_file_and_line(text: str, place: str) -> None:
    with pytest.raises(StyleError, match=place):
        purged(text)


def test_writing_and_reading_again_changes_nothing() -> None:
    text = write(parse("x.css", " .a  > b , c { color : rgb( 1 , 2 , 3 ) !important ; } @media ( width ) { d { } }"))
    assert write(parse("x.css", text)) == text == ".a>b,c{color:rgb(1,2,3)!important}@media (width){d{}}"
