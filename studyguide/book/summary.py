"""한 장 요약: what every page comes down to and the tables that people look up, on both sides of one sheet."""

from __future__ import annotations

from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from studyguide.book.front_matter import SUMMARY_TITLE, edition
from studyguide.book.markup import array, content, string
from studyguide.book.plan import SUMMARY, Plan
from studyguide.book.render_context import Findings, TypstSource
from studyguide.book.renderer import opening, renderer_for

SIZES = (8.5, 8.0, 7.6, 7.3, 7.0)
"""Type in points, the most readable first; smaller is not read on a wall."""
SIDES = 2
LOOK_UPS = (
    ("종료 코드", "exit-codes.md", "exit-codes", 1),
    ("-p의 여러 형태", "ports.md", "publish", 0),
    ("ENTRYPOINT와 CMD", "entrypoint-cmd.md", "entrypoint-cmd", 0),
    ("마운트의 종류", "volumes.md", "mount-types", 0),
    ("재시작 정책", "exit-codes.md", "restart-policies", 0),
)
"""Tables that people look up: title on the sheet, page, section and which of its tables."""


def looked_up(plan: Plan, path: str, section_id: str, number: int) -> LexborNode:
    """A table of a page. Raises ValueError where it is there no more."""
    for chapter in plan.chapters:
        for section in chapter.page.sections:
            if (chapter.page.path, section.id) == (path, section_id):
                tables = [table for one in section.elements for table in tables_in(one)]
                if number < len(tables):
                    return tables[number]
    raise ValueError(
        f"{path}#{section_id}: 한 장 요약에 실을 표가 없습니다. studyguide/book/summary.py의 LOOK_UPS를 고치세요"
    )


def tables_in(element: LexborNode) -> Iterator[LexborNode]:
    if element.tag == "table":
        yield element
    else:
        yield from element.css("table")


def summary(plan: Plan, size: float) -> TypstSource:
    """The sheet in type of `size` points."""

    def source(findings: Findings) -> str:
        renderer = renderer_for(plan, [], {}, findings)
        origin = " · ".join(filter(None, (edition(plan), plan.site_url, plan.rights)))
        look = {"size": f"{size}pt", "footer": string(origin)}
        out = [opening(plan, SUMMARY_TITLE, "poster", **look)]
        by_path = {chapter.page.path: chapter for chapter in plan.chapters}
        for title, path, section, number in LOOK_UPS:
            table = looked_up(plan, path, section, number)
            rows = [[cell for cell in row.iter() if cell.tag in ("td", "th")] for row in table.css("tr")]
            writer = renderer.writer(by_path[path])
            cells = array(content(writer.inside(cell)) for row in rows[1:] for cell in row)
            out.append(f"#poster-table({string(title)}, {len(rows[0])}, {cells})")
        for chapter in plan.chapters:
            sections = [section for section in chapter.page.sections if section.id == SUMMARY]
            elements = [one for section in sections for one in section.elements if one.tag in ("ul", "ol")]
            if elements:
                title = f"{chapter.number} {chapter.title}".strip()
                out.append(f"#poster-chapter({string(title)})[{renderer.writer(chapter).flow(iter(elements))}]")
        return "\n\n".join(out)

    return source
