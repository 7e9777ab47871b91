"""What the checks say to authors: what is wrong, then what to write instead."""

from __future__ import annotations

import re

from studyguide.lint.messages import code, data, pages

MESSAGES = {**data.MESSAGES, **pages.MESSAGES, **code.MESSAGES}


LONGEST = 300
PARTICLE = re.compile(r"(?P<before>\S{1,2}?)(?P<marks>[`»>\])]*)(?P<with>이|은|을)\((?P<without>가|는|를)\)")
CLOSED = re.compile(r"(?:[013678lmnbpkLMNR]|ng|[lmn]e)\Z")
"""Ends of words after which a reader says the particle of a closed syllable: 볼륨 aside, `rm`, `wrong`, `style`."""


def closed(end: str) -> bool:
    """Whether a word with these last letters ends in a consonant, as Koreans read it."""
    if "가" <= end[-1] <= "힣":
        return (ord(end[-1]) - ord("가")) % 28 > 0
    return bool(CLOSED.search(end))


def particles(text: str) -> str:
    """Choose between 이(가), 은(는) and 을(를).

    >>> particles("`볼륨`이(가) 없고 `docker-volumes`을(를) 찾습니다. `question`은(는) 열렸습니다")
    '`볼륨`이 없고 `docker-volumes`를 찾습니다. `question`은 열렸습니다'
    """
    return PARTICLE.sub(
        lambda found: found["before"] + found["marks"] + found["with" if closed(found["before"]) else "without"], text
    )


def short(value: object) -> object:
    """A value that fits into one line of a message, whatever somebody typed.

    >>> short("가\\n나"), len(str(short("가" * 9999)))
    ('가 나', 300)
    """
    if not isinstance(value, str) or (len(value) <= LONGEST and "\n" not in value):
        return value
    line = " ".join(value.split("\n"))
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"


def say(key: str, /, **values: object) -> str:
    """The message for `key` with its values.

    >>> say("link-check")
    '이름을 확인하세요'
    """
    return particles(MESSAGES[key].format(**{name: short(value) for name, value in values.items()}))
