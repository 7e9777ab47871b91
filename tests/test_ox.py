"""data/ox.yml: nothing but knowledge tells a true sentence from its false twin."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

import pytest

from studyguide.project import OX, Project
from tests.conftest import ROOT

Pair = Mapping[str, str]
Cue = Callable[[str], bool]

AT_MOST = 0.6
"""How often a rule that knows nothing of Docker may be right."""
COMMON = 16
"""How many sentences must have a word for its share of true ones to mean something."""
NEGATION = re.compile(r"지 (?:않|못)|[없아]니다|없|못합니다")
CODE = re.compile(r"`[^`]*`")
PARTICLE = re.compile(r"(?<=[가-힣`])(은|는|이|가|을|를|의|에|에서|으로|로|와|과|도|만|까지|부터|마다|보다)(?= |$)")
CUES: dict[str, Cue] = {
    "negation": lambda text: bool(NEGATION.search(text)),
    "only": lambda text: bool(re.search(r"[가-힣`](?:만|뿐|까지|밖에)(?= |$)", text)),
    "also": lambda text: bool(re.search(r"[가-힣`](?:도|라도)(?= |$)", text)),
    "must": lambda text: bool(re.search(r"[아어]야 |해야|필요", text)),
    "can": lambda text: "수 있" in text,
    "condition": lambda text: bool(re.search(r"[가-힣]면 ", text)),
    "absolute": lambda text: bool(re.search(r"항상|늘|모든|모두|절대|반드시|언제나|그대로|바로|자동|다 쓸", text)),
    "hedge": lambda text: bool(re.search(r"보통|대개|기본|사실상", text)),
    "digits": lambda text: bool(re.search(r"\d", text)),
    "digits outside code": lambda text: bool(re.search(r"\d", CODE.sub("", text))),
    "code": lambda text: "`" in text,
    "much code": lambda text: text.count("`") > 2,
    "latin": lambda text: bool(re.search(r"[A-Za-z]", CODE.sub("", text))),
    "comma": lambda text: "," in text,
    "thing": lambda text: " 것은 " in text or text.endswith("것입니다."),
    "is": lambda text: text.endswith("입니다."),
    "passive": lambda text: bool(re.search(r"[되됩된집]니다\.$", text)),
}


@pytest.fixture(scope="module")
def pairs() -> Sequence[Pair]:
    value: Sequence[Pair] = Project(ROOT).value(OX)
    return value


def right(pairs: Iterable[Pair], true_if: Callable[[str, str], float]) -> float:
    """How often the better of a rule and its opposite is right; `true_if` says 1, 0 or, where it cannot tell, ½."""
    scores = [true_if(pair["true"], pair["false"]) for pair in pairs]
    share = sum(scores) / len(scores)
    return max(share, 1 - share)


def by_cue(cue: Cue) -> Callable[[str, str], float]:
    """The rule: of two twins the one with the cue is true."""
    return lambda true, false: 0.5 + (cue(true) - cue(false)) / 2


@pytest.mark.parametrize("name", CUES)
def test_no_cue_tells_the_truth(pairs: Sequence[Pair], name: str) -> None:
    assert right(pairs, by_cue(CUES[name])) <= AT_MOST


@pytest.mark.parametrize("name", CUES)
def test_what_has_a_cue_is_as_often_true_as_false(pairs: Sequence[Pair], name: str) -> None:
    """A reader sees one sentence, not two: a cue that is rare gives away those that have it."""
    true = sum(CUES[name](pair["true"]) for pair in pairs)
    every = true + sum(CUES[name](pair["false"]) for pair in pairs)
    if every >= COMMON:
        assert 1 - AT_MOST <= true / every <= AT_MOST, f"{true} of {every} are true"


def longer(measure: Callable[[str], int]) -> Callable[[str, str], float]:
    """The rule: of two twins the longer one is true."""
    return lambda true, false: 0.5 if measure(true) == measure(false) else float(measure(true) > measure(false))


def test_neither_the_longer_nor_the_shorter_sentence_is_true(pairs: Sequence[Pair]) -> None:
    assert right(pairs, longer(len)) <= AT_MOST
    assert right(pairs, longer(lambda text: len(CODE.sub("x", text)))) <= AT_MOST
    assert right(pairs, longer(lambda text: len(text.split()))) <= AT_MOST


def pieces(text: str) -> set[str]:
    """Words and particles of a sentence."""
    return set(re.findall(r"[가-힣]+|[A-Za-z0-9_.:/-]+", text)) | {f"-{each}" for each in PARTICLE.findall(text)}


def test_no_common_word_or_particle_tells_the_truth(pairs: Sequence[Pair]) -> None:
    true = Counter(piece for pair in pairs for piece in pieces(pair["true"]))
    false = Counter(piece for pair in pairs for piece in pieces(pair["false"]))
    shares = {
        piece: true[piece] / (true[piece] + false[piece])
        for piece in {*true, *false}
        if true[piece] + false[piece] >= COMMON
    }
    assert shares
    telling = {piece: round(share, 2) for piece, share in shares.items() if not 1 - AT_MOST <= share <= AT_MOST}
    assert telling == {}


def test_a_machine_that_learns_words_cannot_tell(pairs: Sequence[Pair]) -> None:
    """Naive Bayes on words and particles, each pair judged by what the others teach, one sentence at a time."""
    seen = [(pieces(pair["true"]), pieces(pair["false"])) for pair in pairs]
    counts = [Counter(piece for pair in seen for piece in pair[side]) for side in (0, 1)]
    score = 0.0
    for twins in seen:
        for side, words in enumerate(twins):
            odds = 0.0
            for word in words:
                known = [counts[each][word] - (word in twins[each]) for each in (0, 1)]
                odds += math.log((known[0] + 1) / (known[1] + 1))
            score += 0.5 if odds == 0 else float((odds > 0) == (side == 0))
    assert score / (2 * len(seen)) <= AT_MOST


def test_every_part_of_the_guide_is_asked_about(pairs: Sequence[Pair]) -> None:
    project = Project(ROOT)
    parts = {entry.path.removesuffix(".md"): entry.part for entry in project.nav}
    asked = {parts[pair["page"]] for pair in pairs}
    asking = (page.path.removeprefix("docs/").removesuffix(".md") for page in project.pages if page.named("question"))
    topics = {parts[name] for name in asking} - {""}
    assert topics <= asked
