"""Names of terms, found in running text: whole words, with a Korean particle or without."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from studyguide.content_key import key

START = re.compile(r"(?<![0-9A-Za-z가-힣_./$-])(?=\S)")
"""Where a word may begin. What stands after a dot, a slash or a dash is part of a longer name."""
LATIN_END = re.compile(r"(?![0-9A-Za-z_]|[.-][0-9A-Za-z])")
PARTICLE = re.compile(
    r"(?![가-힣])|(?=들|하|합|한|할|해|됩|된|되|돼|입|이|인|은|는|가|을|를|의|에|와|과|도|로|으|만|나|란|라|까|부|마|처|보|였|별)"
)
"""What may follow a Korean word; anything else makes it the beginning of another word."""


def is_end(name: str, text: str, at: int) -> bool:
    """Whether a `name` that stands before `at` ends there as a word."""
    last = name[-1]
    if "가" <= last <= "힣":
        return PARTICLE.match(text, at) is not None
    return not (last.isalnum() or last == "_") or LATIN_END.match(text, at) is not None


@dataclass(frozen=True)
class Names:
    """Names and the terms that they stand for.

    `exact` are matched as they are written (`-P` is not `-p`), `folded`, in small letters, however they are.

    >>> names = Names({"-p": "-p"}, {"볼륨": "볼륨", "볼륨 드라이버": "볼륨 드라이버", "volume": "볼륨"})
    >>> [term for _, _, term in names.find("새볼륨과 Volume을 -p, -P, 볼륨 드라이버로")]
    ['볼륨', '-p', '볼륨 드라이버']
    """

    exact: Mapping[str, str]
    folded: Mapping[str, str]

    @classmethod
    def of(cls, exact: Iterable[tuple[str, str]], folded: Iterable[tuple[str, str]]) -> Names:
        """Pairs of name and term; of two terms with one name the first has it."""
        whole: dict[str, str] = {}
        for name, term in exact:
            whole.setdefault(name, term)
        any_case: dict[str, str] = {}
        for name, term in folded:
            any_case.setdefault(name.lower(), term)
        return cls(whole, any_case)

    @cached_property
    def digest(self) -> str:
        """A hash of all names."""
        return key(repr((sorted(self.exact.items()), sorted(self.folded.items()))))

    @cached_property
    def _by_letters(self) -> Mapping[str, list[tuple[str, bool, str]]]:
        """First two letters, or the only one → (name, whether exact, term), the longest name first."""
        found: dict[str, list[tuple[str, bool, str]]] = {}
        every = [(name, True, term) for name, term in self.exact.items()]
        every += [(name, False, term) for name, term in self.folded.items()]
        for one in sorted(every, key=lambda one: (-len(one[0]), not one[1], one)):
            found.setdefault(one[0][:2].lower(), []).append(one)
        return found

    def find(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Every mention of a term, none inside another: start, end, term."""
        lower, end = text.lower(), 0
        if len(lower) != len(text):  # a letter that is two in small: none of ours
            lower = text
        for word in START.finditer(text):
            at = word.start()
            if at < end:
                continue
            known = self._by_letters
            for name, exact, term in (*known.get(lower[at : at + 2], ()), *known.get(lower[at], ())):
                if (text if exact else lower).startswith(name, at) and is_end(name, text, at + len(name)):
                    end = at + len(name)
                    yield at, end, term
                    break


def stands_beside(one: str, other: str) -> bool:
    """Whether one name begins as the whole of the other does, so that a reader sees both at once in the index.

    >>> stands_beside("환경변수", "환경 변수"), stands_beside("VM", "가상 머신")
    (True, False)
    >>> stands_beside("port forwarding", "port publishing"), stands_beside("cgroups", "cgroup")
    (False, True)
    """
    first, second = (re.sub(r"[\s_.-]", "", name).lower() for name in (one, other))
    return first.startswith(second) or second.startswith(first)
