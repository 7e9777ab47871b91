"""What stands before and after the chapters: title, imprint, short contents, how to read the signs."""

from __future__ import annotations

from collections.abc import Sequence

from studyguide.book.inline import titled
from studyguide.book.markup import array, content, string
from studyguide.book.plan import Plan
from studyguide.source.blocks import ASKED, LEVELS

STUDY, SHEET, SUMMARY_TITLE = "학습판", "문제지", "핵심 정리"
FONTS = "Pretendard와 D2Coding을 다듬은 Guide Sans와 Guide Mono (SIL Open Font License 1.1)"
LICENCE = "CC BY 4.0"


def day(plan: Plan) -> str:
    return f"{plan.date.year}년 {plan.date.month}월 {plan.date.day}일"


def edition(plan: Plan) -> str:
    """Which edition it is: the day on which the newest page was checked; number and commit where they are known."""
    number = f", {plan.edition}판" if plan.edition else ""
    return day(plan) + number + (f" (커밋 {plan.commit})" if plan.commit else "")


def where(plan: Plan) -> str:
    """Where corrections are welcome, "" where the project has told no address."""
    return f"{plan.repo_url.rstrip('/')}/issues" if plan.repo_url else plan.site_url


def cover(plan: Plan, subtitle: str, *, light: bool = False) -> str:
    words = ", ".join(map(string, (plan.title, subtitle, plan.description, edition(plan))))
    return f"#{'light-cover' if light else 'cover'}({words})"


def imprint(plan: Plan, subtitle: str) -> str:
    """판권: what somebody needs who keeps, cites or corrects the book."""
    source = f". {plan.site_url}" if plan.site_url else ""
    rows = [
        ("펴낸 날", edition(plan)),
        ("펴낸이", f"{plan.title}를 만드는 사람들"),
        ("다룬 버전", ", ".join(plan.versions)),
        ("이용 조건", f"{plan.rights} 이름을 밝히면 고쳐 쓰고 나누고 팔 수 있습니다."),
        ("인용", f"《{plan.title}》 {subtitle}, {edition(plan)}, {LICENCE}{source}"),
        ("웹에서 읽기", plan.site_url),
        ("고칠 곳 알리기", where(plan)),
        ("글꼴", FONTS),
    ]
    pairs = array(f"({string(name)}, {string(value)})" for name, value in rows if value)
    return f"#colophon({string(plan.title)}, {string(subtitle)}, {pairs})"


def brief(plan: Plan, rest: Sequence[tuple[str, str]] = ()) -> str:
    """간략 목차: parts and chapters on one page. `rest`: titles and labels of what follows the chapters."""
    parts = 0
    rows = []
    for title, chapters in plan.parts():
        if title:
            parts += 1
            rows.append(f"(true, {string(f'{parts}부')}, {string(title)}, {string(f'part:{parts}')})")
        for chapter in chapters:
            number = string(chapter.number) if chapter.number else "none"
            rows.append(f"({'false' if title else 'true'}, {number}, {string(chapter.title)}, {string(chapter.label)})")
    rows += [f"(true, none, {string(title)}, {string(place)})" for title, place in rest]
    return f"#brief-contents({array(rows)})"


def conventions(plan: Plan) -> str:
    """일러두기: what the signs of the book mean, and where code is copied from."""
    here = f"웹 사이트({plan.site_url})" if plan.site_url else "웹 사이트"
    rows = (
        ('#c("$")', "명령 앞의 프롬프트입니다. 이 표시가 있는 줄이 입력할 명령이고, 표시는 입력하지 않습니다."),
        ('#c(">")', "앞줄에서 이어지는 명령이거나, 컨테이너 안의 다른 프롬프트입니다."),
        (
            '#k-output[#c("회색")]',
            "명령을 실행하면 나오는 출력입니다. 날짜, ID, IP 주소처럼 실행할 때마다 다른 것도 있습니다.",
        ),
        ('#c("...")', "길어서 줄인 출력입니다. 명령에 나오는 …는 내 값으로 바꿀 곳입니다."),
        ("①", "바로 아래 설명의 번호입니다. 코드에는 없는 글자입니다."),
        ("코드의 제목", "상자 위의 이름은 그 내용을 저장할 파일입니다."),
        ("#pill[30초 답]", "면접에서 먼저 말할 답입니다. 더 물으면 이어지는 자세한 답으로 넓힙니다."),
        ("#pill[흔한 오답]", "많은 사람이 이렇게 답하지만 틀린 답입니다. 바로 아래에 맞는 답이 있습니다."),
        ("#pill[꼬리 질문]", "답한 다음에 면접관이 이어서 묻는 질문입니다."),
        (f"#asked[{ASKED['interview']}]", "실제 면접에서 나온 질문입니다."),
        (f"#pill[{LEVELS['deep']}]", "기본 질문에서 한 단계 더 들어간 질문입니다."),
        ("#pill[출처]", "설명의 근거입니다. 번호는 그 쪽 아래에 있는 주소의 번호입니다."),
        ("(25쪽)", "파란 글자는 링크이고, 괄호는 종이에서 찾아갈 쪽입니다."),
    )
    pairs = array(f"({content(mark)}, {content(titled(meaning))})" for mark, meaning in rows)
    copy = (
        f"코드와 YAML은 {here}에서 복사하세요. PDF에서 복사하면 들여쓰기가 사라져 Compose 파일이 깨집니다. "
        "명령을 실행한 버전은 판권에 적었고, 버전에 따라 다른 것은 본문에 버전을 밝혔습니다."
    )
    return f"#usage({string('일러두기')}, {content(titled(copy))}, {pairs})"


def sheet_usage(first: str, last: str) -> str:
    """How to work with the question sheet; `first` and `last` are labels: what to print."""
    rows = (
        ("#rounds", "세 번 풀면서 막힘없이 답한 회차에 표시합니다."),
        (f"#asked[{ASKED['interview']}]", "실제 면접에서 나온 질문입니다. 장마다 맨 앞에 둡니다."),
        (f"#pill[{LEVELS['deep']}]", "기본 질문에서 한 단계 더 들어간 질문입니다."),
        ("#pill[핵심어]", "답에 꼭 들어갈 말입니다. 내 답에 있으면 표시합니다."),
        ("#pill[흔한 오답]", "이렇게 답했다면 틀린 것입니다."),
        ("답 60쪽, 문제 5쪽", "질문과 정답이 서로 있는 쪽입니다."),
        ("25.3", "학습판 25장의 세 번째 질문입니다. 번호가 같으므로 자세한 답과 꼬리 질문은 학습판에서 찾습니다."),
    )
    lead = "보지 않고 말하거나 써 본 다음, 뒤쪽의 정답과 맞춰 보세요."
    pairs = array(f"({content(mark)}, {content(titled(meaning))})" for mark, meaning in rows)
    printing = f"#print-range({string(first)}, {string(last)})"
    return f"#usage({string('이 문제지를 쓰는 법')}, {content(titled(lead))}, {pairs})\n\n{printing}"
