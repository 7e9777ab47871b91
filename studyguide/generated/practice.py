"""연습: the page where one rehearses. What is here works without a script, or is shown only to those who have one.

Numbers of questions come from the pages; the rest is filled by `frontend/practice/`, from what the reader's own browser
remembers.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Mapping, Sequence

from studyguide.generated.page import compose
from studyguide.navigation import NavEntry
from studyguide.project import DOCS
from studyguide.source.scanner import Source

SETTINGS = ("practice: true", "hide: [toc]")
"""The page has a script and styles of its own, and no contents beside it that one could peek at."""
LEAD = (
    "읽어서 아는 것과 말할 수 있는 것은 다릅니다.\n"
    "질문을 보고 **소리 내어** 답한 다음, 30초 답과 비교하고 스스로 등급을 매기세요."
)
CARDS = (
    (
        "오늘의 복습",
        "today",
        "review",
        "복습 시작",
        "잊을 때가 된 질문이 먼저 나오고, 그다음에 새 질문이 나옵니다. 새 질문은 실제 면접에서 나온 것부터입니다.",
    ),
    (
        "모의 면접",
        "interview",
        "interview",
        "10문항 시작",
        "여러 주제에서 뽑은 10문항입니다. 시간을 재고, 답한 질문에는 꼬리 질문이 이어집니다.",
    ),
    (
        "O/X 퀴즈",
        "ox",
        "ox",
        "O/X 10개",
        "흔히 잘못 아는 것을 맞는 말과 섞었습니다. 2분이면 되고 기록에는 남지 않습니다.",
    ),
)
"""Title, id, what the button starts, its words, what it is."""
OPTIONAL = ("42 Inception",)
"""Parts that only some readers are asked about: their questions come on request."""
OPTION = (
    '<p class="practice-scripted screen-only"><label><input type="checkbox" data-optional="{part}"> '
    "새 질문과 모의 면접에 {part} 질문도 섞기</label></p>"
)
RECORD = (
    "답한 기록은 이 브라우저에만 있고 어디에도 보내지 않습니다. "
    "그래서 다른 기기나 다른 브라우저에서는 보이지 않습니다.\n\n"
    "- 아이폰과 맥의 사파리는 사파리를 쓴 날로 7일 동안 이 사이트에 들어오지 않으면 기록을 지웁니다. "
    "홈 화면에 추가해 쓰면 날짜를 따로 셉니다. 다만 사파리에서 쌓은 기록은 옮겨지지 않으니 파일로 옮기세요.\n"
    "- 카카오톡 같은 앱 안의 브라우저는 기록을 따로 둡니다.\n"
    "- 개인 정보 보호 모드에서는 창을 닫으면 사라집니다.\n\n"
    "남겨 둘 기록은 파일이나 글로 저장하세요. 다른 기기에서 불러오면 그 기기의 기록과 합쳐집니다."
)
SCHEDULE = (
    "질문을 다시 볼 날은 FSRS라는 공개 알고리즘이 등급만 보고 정합니다. "
    "기억할 확률이 90%로 내려간다고 계산한 날입니다.\n"
    "사람마다 다르므로 그만큼 기억한다고 약속하지는 않습니다. 하루는 새벽 4시에 바뀝니다."
)
PAPER = (
    "질문만 보고 답하는 것은 화면이 없어도 됩니다.\n"
    "[면접 질문 모음](questions.md)에서 제목만 보고 답하거나, 답을 뒤에 모은 문제지를 인쇄하세요.\n"
    "Anki를 쓴다면 카드로 받을 수 있습니다. 파일은 [첫 페이지](index.md)와 아래에 있습니다."
)


def card(title: str, name: str, start: str, button: str, text: str) -> str:
    """One way to rehearse. The button works as soon as the script does."""
    main = start == "review"
    kind = " practice-button--main" if main else ""
    return (
        f'<div class="practice-card{" practice-card--main" if main else ""}" markdown="1">\n\n'
        f"**{title}**{{ .practice-card__title #{name} }}\n\n"
        f"{text}\n\n"
        f'<p class="practice-fact" data-fact="{start}"></p>\n\n'
        f'<p class="practice-start"><button type="button" class="practice-button{kind}" data-start="{start}" disabled>'
        f"{button}</button></p>\n\n"
        "</div>"
    )


def part_of(title: str, total: int) -> str:
    """How far one is in a part of the guide with `total` questions."""
    return (
        f'<li data-part="{title}" data-total="{total}"><span>{title}</span>'
        f'<progress max="{total}" value="0" aria-label="{title}에서 답해 본 질문"></progress>'
        f'<span class="practice-part__count">{total}개</span></li>'
    )


def by_part(nav: Sequence[NavEntry], pages: Sequence[Source]) -> Mapping[str, int]:
    """How many questions each part of the reading order has."""
    sources = {page.path: page for page in pages}
    parts: Counter[str] = Counter()
    for entry in nav:
        source = sources.get(f"{DOCS}/{entry.path}")
        if source and (found := source.named("question")):
            parts[entry.part] += len(found)
    return parts


def render(nav: Sequence[NavEntry], pages: Sequence[Source], date: datetime.date) -> str:
    """The page, from the reading order and the scanned pages."""
    parts = by_part(nav, pages)
    total = sum(parts.values())
    body = [
        LEAD,
        '<div id="practice" class="screen-only" data-questions="questions.js">'
        '<p class="practice-warning" role="status" hidden></p><div id="practice-session"></div></div>',
        "## 시작하기 { #start .screen-only }",
        '<div class="practice-cards screen-only" markdown="1">',
        *(card(*each) for each in CARDS),
        "</div>",
        "## 지금까지 { #progress }",
        f'<p data-fact="progress">질문은 모두 {total}개입니다.</p>',
        '<p class="practice-row practice-scripted screen-only"><button type="button" class="practice-button" '
        'data-start="stuck" disabled>막힌 질문만 다시</button></p>',
        '<ul class="practice-parts">' + "".join(part_of(title, count) for title, count in parts.items()) + "</ul>",
        *(OPTION.format(part=part) for part in OPTIONAL if part in parts),
        "## 기록 { #record }",
        RECORD,
        '<details class="practice-more practice-scripted screen-only" data-record>'
        '<summary>기록 저장, 불러오기, 지우기</summary><p data-fact="record"></p></details>',
        SCHEDULE,
        "## 종이와 카드로 { #paper }",
        PAPER,
    ]
    return compose(
        "연습",
        f"도커 면접 질문 {total}개에 소리 내어 답하는 연습입니다. 오늘의 복습, 10문항 모의 면접, O/X 퀴즈가 있습니다.",
        body,
        date,
        SETTINGS,
    )
