"""Checks of what a question says and how people ask for it: key words, phrasings, addresses inside an answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from studyguide.lint.problems import Problem
from studyguide.source.phrases import plain, type_also, type_keywords
from studyguide.source.scanner import Block, Source

FRAME = frozenset({"try", "questions", "key-points", "see-also"})
"""Sections that every page has: nobody looks for them by their own words."""
ADDRESSED = ("followup", "wrong")


def missing_keywords(block: Block) -> Iterator[str]:
    """Key words that the 30초 답 does not hold as they are written."""
    answer = plain(block.paragraphs[0]) if block.paragraphs else ""
    try:
        type_keywords((block.options or {}).get("keywords"))
    except ValueError:
        return  # that they are not parted rightly is told with the option
    for word in block.phrases("keywords"):
        if word not in answer:
            yield f"`keywords`의 «{word}»: 30초 답(첫 문단)에 그대로 나오지 않습니다. 답에 넣거나 고치세요"


def misplaced_also(source: Source, block: Block) -> Iterator[str]:
    """An `also` block stands right below the heading that it is for."""
    try:
        if not type_also(block.title):
            return  # that it has no title is said elsewhere
    except ValueError as error:
        yield f"`also`: {error}"
    above = [heading for heading in source.headings if heading.line < block.line]
    if not above or block.line - above[-1].line > 2:
        yield "`also` 블록은 제목 바로 아래(빈 줄 하나 뒤)에 두세요"
    elif above[-1].id in FRAME:
        yield f"«{above[-1].text}» 절에는 `also`를 쓰지 않습니다. 개념 절이나 질문에 적으세요"
    if block.text:
        yield "`also` 블록에는 내용을 쓰지 않습니다. 문구는 `|` 뒤에 적고 다음 줄에서 `///`로 닫으세요"


def check_page(source: Source) -> list[Problem]:
    """The problems of one page."""
    found: list[Problem] = []
    for block in source.blocks:
        if block.name == "question":
            found += [Problem(source.path, block.line, message) for message in missing_keywords(block)]
        elif block.name == "also":
            found += [Problem(source.path, block.line, message) for message in misplaced_also(source, block)]
    for question in source.named("question"):
        first: dict[str, Block] = {}
        for inner in source.blocks:
            if inner.parent is not question or inner.name not in ADDRESSED or not (name := inner.option("id")):
                continue
            if name in first:
                message = f"이 질문 안에 id `{name}`가 이미 있습니다({first[name].line}행). 다른 이름을 적으세요"
                found.append(Problem(source.path, inner.line, message))
            first.setdefault(name, inner)
    return found


def phrasings(block: Block) -> tuple[str, ...]:
    """How people ask for what a block explains, as its author wrote it."""
    if block.name != "also":
        return block.phrases("also")
    try:
        return type_also(block.title)
    except ValueError:
        return ()


def check_unique(pages: Iterable[Source]) -> list[Problem]:
    """The same phrasing in two places would lead to either by chance."""
    found: list[Problem] = []
    first: dict[str, str] = {}
    for page in pages:
        for block in page.blocks:
            for phrase in phrasings(block):
                place = f"{page.path}:{block.line}"
                if (other := first.get(phrase.casefold())) and other != place:  # twice in one place is told there
                    message = f"`also`의 «{phrase}»: {other}에도 있습니다. 더 잘 답하는 한 곳에만 두세요"
                    found.append(Problem(page.path, block.line, message))
                first.setdefault(phrase.casefold(), place)
    return found
