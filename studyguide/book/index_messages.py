"""Error messages in the index: by their first words and by those that readers remember."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from studyguide.book.index_entry import MESSAGES, Entry
from studyguide.book.index_places import Key
from studyguide.generated.errors import group_page, wordings

PREFIXES = re.compile(
    r"^(?:docker: )?(?:Error response from daemon|ERROR|Error|FATAL|WARNING|error|failed to solve|E):\s+"
)
LONGEST = 72
OTHERS = 8
"""Places that a message has besides the main one, at most."""
COMMON = 4
"""Words of what many messages say, at most: permission denied."""


def wording(message: str) -> str:
    """A message as the index has it: without what many begin with, and cut where it only goes on.

    >>> wording("Error response from daemon: container … is not running")
    'container … is not running'
    """
    text = PREFIXES.sub("", " ".join(message.split()))
    return text if len(text) <= LONGEST else text[: LONGEST - 2].rsplit(" ", 1)[0] + " …"


def tails(message: str) -> Iterator[str]:
    """What readers remember of a message: its end, after a colon; what comes after who says it, after an article or
    after the name of an example; the code of the system's error.

    >>> list(tails("Bind for 0.0.0.0:8080 failed: port is already allocated")), list(tails("unknown flag: --x"))
    (['port is already allocated'], [])
    >>> list(tails("nginx: [emerg] host not found in upstream")), list(tails("Conflict. The name is already in use"))
    (['host not found in upstream'], ['name is already in use'])
    >>> list(tails('The "TAG" variable is not set')), list(tails("listen EADDRINUSE"))
    (['variable is not set'], ['EADDRINUSE'])
    """
    text = " ".join(message.split())
    for tail in (last_words(text), ARTICLE.sub("", SAID_BY.sub("", PREFIXES.sub("", text)))):
        whole = tail.count("'") % 2 == tail.count('"') % 2 == 0 and tail.count("(") == tail.count(")")
        if tail != text and re.match("(?!docker )[A-Za-z]", tail) and " " in tail and whole:
            yield wording(tail)
    yield from re.findall(r"\bE[A-Z]{4,}\b(?<!ERROR)", text)


def last_words(message: str) -> str:
    """The end of a message, after a colon, that says something: not only a name.

    >>> last_words("invalid mount config: bind source path does not exist: /data")
    'bind source path does not exist: /data'
    """
    parts = message.split(": ")
    say = [at for at, part in enumerate(parts) if re.match("[A-Za-z].* ", part)]
    return ": ".join(parts[say[-1] :]) if say and say[-1] else parts[-1]


ARTICLE = re.compile("""^(?:[Tt]he |(?=["'…]))(?:(?:"[^"]*"|'[^']*'|…) )?""")
SAID_BY = re.compile(r"^(?:\w+: )?(?:\[\w+\] |\w+\. (?=[A-Z]))")


def sort_key(name: str) -> str:
    """Without the signs that a name begins with: `"code/app" includes …` stands under C."""
    return re.sub(r"^[^0-9A-Za-z가-힣]+", "", name).lower()


def error_entries(groups: Iterable[Mapping[str, Any]]) -> Iterator[Entry]:
    """Every message and its variants → its entry in the dictionary of errors, then the section that explains more.

    What several messages end with leads to the error that says it most, and then to the others.
    """
    found: dict[str, list[tuple[int, str, Key, Key]]] = {}
    said: dict[Key, list[str]] = {}
    for group in groups:
        for error in group["errors"]:
            page, _, anchor = str(error["page"]).partition("#")
            main = (group_page(group), f"e-{error['id']}")
            for variant, message in enumerate((str(error["message"]), *wordings(error))):
                said.setdefault(main, []).append(message.lower())
                length = len(message) * (2 if variant else 1)  # the title says more of what an entry is about
                for text in (wording(message), *tails(message)):
                    if len(re.sub(r"[^a-z]", "", text.lower())) > 5:
                        found.setdefault(sort_key(text).rstrip("."), []).append((length, text, main, (page, anchor)))
    for _, ways in sorted(found.items()):
        _, text, main, more = min(ways, key=lambda way: way[0])
        others = dict.fromkeys(way[2] for way in ways if way[2] != main)
        if others and len(text.split()) <= COMMON:
            text = text.lower()
            main, *rest = by_weight(text, said)
            more = next(way[3] for way in ways if way[2] == main) if main in {way[2] for way in ways} else main
            others = dict.fromkeys(rest)
        yield Entry(text, MESSAGES, main=main, further=tuple(dict.fromkeys((more, *others)))[:OTHERS])


def by_weight(phrase: str, said: Mapping[Key, Sequence[str]]) -> list[Key]:
    """The errors whose messages have a phrase: those first that begin with it, or have it often."""
    word = re.compile(rf"(?<![\w-]){re.escape(phrase)}(?![\w-])")
    weights = {
        error: sum(2 if match.start() == 0 else 1 for one in messages if (match := word.search(one)))
        for error, messages in said.items()
    }
    return sorted((error for error, weight in weights.items() if weight), key=lambda error: -weights[error])
