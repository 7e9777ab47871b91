"""Short phrases in an option or a title: what an interviewer waits for, how people ask for the same.

They are written on one line with ` · ` between them, or as a YAML list where a line would grow too long.
"""

from __future__ import annotations

import re
from typing import Any

SEPARATOR = " · "
KEYWORDS = (2, 4)
"""How many words an interviewer may wait for."""
ALSO = (3, 9)
"""How many phrasings an entry may have: one small line on paper and screen, with room for one in English."""

MARKUP = re.compile(
    r"!?\[(?P<link>[^\]]*)\]\([^)]*\)"  # a link's words without its address
    r"|\{[^{}]*\}"  # attributes: { .unchecked }
    r"|\*\*|(?<![\w*])\*(?=\S)|(?<=\S)\*(?![\w*])|`"
)


def phrases(value: Any) -> tuple[str, ...]:
    """The phrases of an option, in order. Raises ValueError, in Korean, at what is no list of phrases.

    >>> phrases("새 프로세스 · PID 1"), phrases(["docker exec", "컨테이너에 들어가기"]), phrases(None)
    (('새 프로세스', 'PID 1'), ('docker exec', '컨테이너에 들어가기'), ())
    """
    if value is None or value == "":
        return ()
    parts = value.split(SEPARATOR) if isinstance(value, str) else value
    if not isinstance(parts, list | tuple) or not all(isinstance(part, str) for part in parts):
        raise ValueError(
            "문구를 한 줄에 ` · `로 나누어 적거나 `- 문구`의 목록으로 적으세요 (`: `이 든 문구는 작은따옴표로 감쌉니다)"
        )
    found = tuple(" ".join(part.split()) for part in parts)
    if "" in found:
        raise ValueError("빈 문구가 있습니다. 문구 사이에만 ` · `를 적으세요")
    return found


def counted(value: Any, least: int, most: int) -> tuple[str, ...]:
    """`phrases`, at least and at most so many, none twice."""
    found = phrases(value)
    if found and not least <= len(found) <= most:
        raise ValueError(f"문구가 {len(found)}개입니다. {least}~{most}개를 적으세요 (구분은 ` · `)")
    folded = [phrase.casefold() for phrase in found]
    if twice := sorted({phrase for phrase in folded if folded.count(phrase) > 1}):
        raise ValueError(f"«{twice[0]}»를 두 번 적었습니다")
    return found


def type_keywords(value: Any) -> tuple[str, ...]:
    """The option `keywords`."""
    return counted(value, *KEYWORDS)


def type_also(value: Any) -> tuple[str, ...]:
    """The option `also`, and the title of an `also` block."""
    return counted(value, *ALSO)


def plain(text: str) -> str:
    """Inline Markdown as a reader sees it, on one line.

    >>> plain("`exec`는 [PID 1](pid1.md)이 **아닌**\\n새 프로세스를 띄웁니다")
    'exec는 PID 1이 아닌 새 프로세스를 띄웁니다'
    """
    return " ".join(MARKUP.sub(lambda match: match["link"] or "", text).split())
