"""Sentences that stand on several pages, nearly word for word, with the page that should keep them.

Each fact has one home (STYLE.md 3). Sentences are compared by the three-letter pieces they share, so that
another particle or ending does not hide them; pieces that stand everywhere say nothing and are left out.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from pathlib import Path

from studyguide.lint.shown_text import markdown_lines
from studyguide.project import GLOSSARY, Project
from studyguide.source.scanner import Source, scan

SHORTEST = 22
"""Letters of a sentence that tells a fact; shorter ones are alike by chance."""
ALIKE = 0.42
"""The share of common pieces (of all pieces of both) from which two sentences say the same."""
COMMON = 40
"""A piece in more sentences than this does not lead from one to another."""
ALIKE_SECTIONS = {"try", "see-also"}
SENTENCE_END = re.compile(r"(?<=[다요까])[.?!](?:\s+|$)")
MARKUP = re.compile(r"^\s*(?:[-*|>]|\d+\.)\s*|[*_\[\]|“”\"]")


@dataclass(frozen=True)
class Sentence:
    """A sentence of a page, without its markup."""

    path: str
    line: int
    text: str


@dataclass(frozen=True)
class Repetition:
    """Sentences that say the same, in the order of pages and lines; `home` is the page that should keep it."""

    home: str
    sentences: tuple[Sentence, ...]

    @property
    def paths(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(sentence.path for sentence in self.sentences))

    def __str__(self) -> str:
        head = f"{len(self.sentences)}번, {len(self.paths)}개 페이지. 집: {self.home}"
        return "\n".join([head, *(f"    {each.path}:{each.line}: {each.text}" for each in self.sentences)])


def skipped_lines(page: Source, length: int) -> set[int]:
    """The lines of sections in which pages are alike on purpose: what a lab needs, where to read on."""
    tops = [heading for heading in page.headings if heading.level == 2]
    bounds = [heading.line for heading in tops] + [length + 1]
    return {
        line
        for heading, (start, end) in zip(tops, pairwise(bounds), strict=True)
        if heading.id in ALIKE_SECTIONS
        for line in range(start, end)
    }


def sentences(path: str, text: str) -> Iterator[Sentence]:
    """The sentences of a page that are long enough to tell a fact."""
    skipped = skipped_lines(scan(path, text), text.count("\n") + 1)
    for number, line in markdown_lines(text):
        if number in skipped:
            continue
        for part in SENTENCE_END.split(line):
            plain = " ".join(MARKUP.sub(" ", part).split())
            if len(re.findall(r"\w", plain)) >= SHORTEST:
                yield Sentence(path, number, plain)


def pieces(text: str) -> frozenset[str]:
    """Every three letters in a row, spaces aside."""
    letters = re.sub(r"\W", "", text)
    return frozenset(letters[at : at + 3] for at in range(len(letters) - 2))


def alike(found: Sequence[Sentence]) -> Iterator[tuple[int, int]]:
    """Pairs of sentences, by index, that say the same."""
    sets = [pieces(sentence.text) for sentence in found]
    holders: dict[str, list[int]] = defaultdict(list)
    for index, own in enumerate(sets):
        for piece in own:
            holders[piece].append(index)
    shared: Counter[tuple[int, int]] = Counter()
    for group in holders.values():
        if len(group) <= COMMON:
            shared.update(combinations(group, 2))
    for (one, other), count in shared.items():
        if count < 5:
            continue  # too few to be half of two long sentences
        if len(sets[one] & sets[other]) >= ALIKE * len(sets[one] | sets[other]):
            yield one, other


def grouped(pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Pairs joined to groups: what is like the like is like."""
    leader: dict[int, int] = {}

    def find(index: int) -> int:
        while leader.setdefault(index, index) != index:
            index = leader[index]
        return index

    for one, other in pairs:
        leader[find(one)] = find(other)
    groups: dict[int, list[int]] = defaultdict(list)
    for index in sorted(leader):
        groups[find(index)].append(index)
    return list(groups.values())


def home_of(group: Sequence[Sentence], homes: Mapping[str, str]) -> str:
    """The page among these where the sentence belongs: the one where most of its terms are at home.

    `homes` maps a term to the path of the page that explains it. Where terms do not decide it is the page
    that says it most often, else the first.
    """
    votes: Counter[str] = Counter()
    for sentence in group:
        votes[sentence.path] += 1
        for term, path in homes.items():
            if term in sentence.text:
                votes[path] += len(term)
    paths = list(dict.fromkeys(sentence.path for sentence in group))
    return max(paths, key=lambda path: votes[path])


def repetitions(texts: Mapping[str, str], homes: Mapping[str, str]) -> list[Repetition]:
    """What several pages say, or one page says twice; what most pages say comes first. `texts`: path → Markdown."""
    found = [sentence for path, text in texts.items() for sentence in sentences(path, text)]
    groups = [[found[index] for index in group] for group in grouped(alike(found))]
    result = [Repetition(home_of(group, homes), tuple(group)) for group in groups]
    return sorted(result, key=lambda each: (-len(each.paths), -len(each.sentences), each.sentences[0].path))


def term_homes(project: Project) -> Mapping[str, str]:
    """The names of the glossary's terms, each with the page that explains it."""
    return {
        str(name): f"docs/{term['page']}.md"
        for term in project.value(GLOSSARY)
        for name in (term["ko"], *(term.get("aliases") or ()))
        if len(str(name)) > 1
    }


def in_project(project: Project, pages: Sequence[Source]) -> list[Repetition]:
    """The repetitions on these pages of a project."""
    texts = {page.path: Path(project.root, page.path).read_text(encoding="utf-8") for page in pages}
    return repetitions(texts, term_homes(project))
