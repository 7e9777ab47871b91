"""Korean as readers see it, checked by machine: words, particles, forbidden forms, one voice.

Words go through hunspell's Korean dictionary. It does not know the loan words of the
trade; `data/korean.yml` and the glossary's terms teach them to it with a model word
(`볼륨/사람`), so that a wrong particle (볼륨를) is still refused.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

WORD = re.compile(r"""(?<![\w)\]%/"'»”’])[가-힣]+""")
"""What follows code or a Latin word is a particle of it; how that is spoken only a reader knows."""
UNSPOKEN = "code, pre, svg, select, a.headerlink, .sources, .tag, .also"
"""What is not the guide's own prose: code, figures, choices, titles of foreign pages, what readers type to search."""
MODELS = {0: "커피", 8: "서울"}
"""A word of the dictionary for each way to take particles: after a vowel, after ㄹ …"""
MODEL_CONSONANT = "사람"
DOES = re.compile(r"[하할한합해했되될된됩돼됐]|시[키킬킨킵켜켰]")
"""How 하다, 되다 and 시키다 begin."""
MODEL_VERB = "사용"
"""A noun that the dictionary knows with 하다 and 되다."""
PLAIN = re.compile(r"[가-힣]*(?<!니)다[.]|[가-힣]*(?:아|어|여|해|예|에|네|지|죠)요[.]")
"""A sentence in another voice than 합니다체 or the invitation -세요: …한다. …해요."""


@dataclass(frozen=True)
class Vocabulary:
    """What the dictionary has to be taught, and what is forbidden.

    `nouns` take particles; `verbs` are nouns that take 하다 and 되다 besides;
    `endings` are patterns cut off before a word is looked up; `words` stand as they are.
    `avoid` maps a forbidden pattern to what is written instead.
    """

    nouns: frozenset[str]
    verbs: frozenset[str]
    words: frozenset[str]
    endings: tuple[re.Pattern[str], ...]
    avoid: Mapping[re.Pattern[str], str]


def model(noun: str) -> str:
    """The model word that takes the same particles.

    >>> model("데몬"), model("도커"), model("셸")
    ('사람', '커피', '서울')
    """
    return MODELS.get((ord(noun[-1]) - 0xAC00) % 28, MODEL_CONSONANT)


def prose(article: str) -> str:
    """The words of an article's HTML; code is left as a Latin letter, so that particles do not join."""
    tree = LexborHTMLParser(article)
    for node in tree.css(UNSPOKEN):
        if node.tag == "code":
            node.replace_with("X")
        else:
            node.decompose()
    for node in tree.css("p, li, td, th, dd, dt, h1, h2, h3, summary, figcaption, div"):
        node.insert_after("\n")
    return tree.body.text() if tree.body else ""


def candidates(word: str, known: Vocabulary) -> list[str]:
    """The word as the dictionary may know it: without an ending, or with the model verb."""
    found = [word]
    for ending in known.endings:
        if (cut := ending.sub("", word)) not in ("", word):
            found.append(cut)
    for form in list(found):
        for end in range(1, len(form)):
            if form[:end] in known.verbs and DOES.match(form[end:]):
                found.append(MODEL_VERB + form[end:])
    return found


def misspelt(words: Iterable[str], known: Vocabulary) -> list[str]:
    """The words that neither the dictionary nor the vocabulary has."""
    forms = {word: candidates(word, known) for word in words if word not in known.words}
    with tempfile.TemporaryDirectory() as folder:
        personal = Path(folder) / "personal.dic"
        personal.write_text("".join(f"{noun}/{model(noun)}\n" for noun in sorted(known.nouns | known.verbs)), "utf-8")
        answer = subprocess.run(
            ["hunspell", "-i", "utf-8", "-d", dictionary(), "-p", str(personal), "-l"],
            input="\n".join(sorted({form for each in forms.values() for form in each})),
            capture_output=True,
            text=True,
            check=True,
        )
    refused = set(answer.stdout.split())
    return sorted(word for word, each in forms.items() if refused.issuperset(each))


def dictionary() -> str:
    """The name under which this machine has the Korean dictionary; FileNotFoundError where it has none."""
    if shutil.which("hunspell"):
        listed = subprocess.run(["hunspell", "-D"], input="", capture_output=True, text=True, check=False)
        names = [Path(line.strip()).name for line in (listed.stdout + listed.stderr).splitlines()]
        for name in ("ko_KR", "ko"):
            if name in names:
                return name
    raise FileNotFoundError("hunspell with its Korean dictionary (packages hunspell and hunspell-ko) is missing")


def forbidden(text: str, known: Vocabulary) -> list[str]:
    """Each forbidden form in the text, with what to write instead."""
    return [
        f"{found.group()} → {instead}" for pattern, instead in known.avoid.items() for found in pattern.finditer(text)
    ]


def other_voice(text: str) -> list[str]:
    """The sentences that do not end in 합니다체.

    >>> other_voice("컨테이너를 지웁니다. 볼륨은 남는다. 다시 만들어요. 지우세요.\\n이미지입니다")
    ['남는다.', '만들어요.']
    """
    return [found.group() for found in PLAIN.finditer(text)]
