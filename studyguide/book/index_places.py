"""Where the index leads: for every term the section that explains it, and further ones that say much about it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from studyguide.book.index_code_terms import COMPOSE_KEY
from studyguide.book.index_heading_terms import HEADING_PARTS
from studyguide.book.index_term import Term
from studyguide.book.index_units import OPENING_WEIGHT, Unit
from studyguide.book.names import Names

Key = tuple[str, str]
"""A unit: page and anchor."""
Ranked = tuple[float, int, Key, bool]
"""Points (negative), order in the book, unit, whether it is a section that says something of its own."""
WEAK = 9
"""Points below which a section does not explain a term."""

HOME, HOME_SECTION, ANCHOR = 55, 300, 30
"""Points for a page that the glossary names as the explaining one, for the section that data/index.yml does, for one
whose address is the English name."""
ENOUGH = 150
"""What a main section has at most when others are compared with it."""
TITLE, TITLE_SHARE, TITLE_WHOLE = 60, 45, 25
"""Points for a title with the term: at all, for its share of what the title names, for nothing but it."""
ASIDE = 0.4
"""What a title is worth that has the term somewhere inside: it is about something else."""
COMPOUND = 0.75
"""What a title is worth in which the term only says more about another noun or a verb: ENTRYPOINT 스크립트."""
TITLED_OPENING = 0.8
"""Weight of a chapter's opening whose title has the term; of one that names n things, each has less of it."""
BY_ALIAS = 0.7
"""What a title is worth that has not the term's own name, but another."""
ROW, ROW_PAGE = 45, 20
"""Points for a section or a page that the table of commands names for a command, and that mentions it."""
UNMENTIONED = 0.5
"""What such a section is worth that mentions it by its verb alone; one that does not is nothing to a reader."""
APPLIED, APPLIED_WEIGHT = re.compile(r"inception[\w-]*\.md|compose-example\.md|dockerfile-examples\.md"), 0.6
"""Pages that use what others explain."""
ELSEWHERE = 0.55
"""What a title is worth on a page that is not the one that the glossary names: it is about another tool, or a use."""
ALSO, MARKED, TOPIC, MENTION = 10, 12, 6, 3
ALSO_MOST, MARKED_MOST, TOPICS_MOST, MENTIONS_MOST = 3, 2, 2, 12
TOPIC_PARTICLE = re.compile("[은는](?![가-힣])|이?란(?![가-힣])")
"""What makes a word that of which the sentence says what it is."""
FURTHER = 6
"""Sections that an entry names besides the main one, at most."""
FURTHER_SHARE = 0.22
"""Of the main section's points: what says less about a term is no place to send a reader to."""


SECTION_SHARE = 0.4
"""Of the points of the best question: a section with as many is the better place."""


@dataclass(frozen=True)
class Places:
    """Where a term is explained. `titled` are those of the units whose heading has the term."""

    main: Key
    further: tuple[Key, ...]
    titled: frozenset[Key]
    points: float


def title_points(title: str, spans: Sequence[tuple[int, int]]) -> float:
    """Points for the places of a term in a title: most where it, or one of the things that it names, is the term."""
    best, at = 0.0, 0
    for part in HEADING_PARTS.split(title):
        begin = title.index(part, at) if part else at
        at = begin + len(part)
        for start, end in spans:
            if begin <= start < at:
                share = (end - start) / len(part)
                points = TITLE + TITLE_SHARE * share + (TITLE_WHOLE if share >= 1 else 0)
                compound = end < at and title[end] in " 을를"
                best = max(best, points * (ASIDE if start > begin else COMPOUND if compound else 1))
    return best


def shortened(term: Term, title: str, taken: Names) -> float:
    """Points for a title that names a term by one of its words, as 서명 does 이미지 서명 on the page about it.

    A word that is a term itself stands for that one.
    """
    shares = [
        len(part) / len(name)
        for part in map(str.strip, HEADING_PARTS.split(title))
        for name in term.names
        if len(part) > 1
        and (name.startswith(f"{part} ") or name.endswith(f" {part}"))
        and part.lower() not in taken.folded
        and part not in taken.exact
    ]
    return TITLE * max(shares, default=0)


def slugs(term: Term) -> set[str]:
    """The addresses that an author would give to a section about a term."""
    names = {term.name.lower(), term.english.lower()}
    return {name.replace(" ", "-") for name in names} | {name.partition(" ")[0] for name in names if name}


def points_of(
    term: Term, unit: Unit, titles: Sequence[tuple[int, int]], counts: tuple[int, int, int, int], names: Names
) -> float:
    """How well a unit explains a term.

    `titles`: where its title has it; `counts`: phrasings, marks, sentences about it, mentions.
    """
    also, marked, topics, mentions = counts
    points: float = ALSO * min(also, ALSO_MOST) + MARKED * min(marked, MARKED_MOST)
    points += TOPIC * min(topics, TOPICS_MOST) + MENTION * min(mentions, MENTIONS_MOST)
    points *= APPLIED_WEIGHT if APPLIED.fullmatch(unit.path) else 1
    own = [unit.title[start:end].lower() for start, end in titles]
    by_name = term.name.lower() in own or term.english.lower() in own
    in_title = title_points(unit.title, titles) * (1 if by_name else BY_ALIAS)
    points += in_title * (ELSEWHERE if term.home[0] not in ("", unit.path) else 1)
    if term.home[0] == unit.path:
        points += shortened(term, unit.title, names) if not titles else 0
    if titles and not unit.anchor:
        points *= TITLED_OPENING / len(HEADING_PARTS.split(unit.title)) ** 0.5
    else:
        points *= unit.weight
    if unit.anchor and unit.anchor in slugs(term) and term.english != COMPOSE_KEY:
        points += ANCHOR
    return points


def home_points(term: Term, unit: Unit, mentioned: bool) -> float:
    """Points for being where somebody has said that a term is explained."""
    page, anchor = term.home
    if anchor:
        return HOME_SECTION if term.home == unit.key else HOME / 2 if page == unit.path else 0
    if mentioned and term.english == COMPOSE_KEY and unit.path.startswith("compose"):
        return ROW_PAGE
    if term.rows:
        row = ROW * term.rows.get(unit.key, 0)
        if mentioned:
            return row or ROW_PAGE * term.rows.get((unit.path, ""), 0)
        return row * UNMENTIONED if term.name.rpartition(" ")[2] in unit.verbs else 0
    return HOME if page == unit.path else 0


def places_of(terms: Sequence[Term], names: Names, units: Sequence[Unit]) -> Mapping[str, Places]:
    """Term → its places; a term that no unit mentions has none."""
    by_name = {term.name: term for term in terms}
    found: dict[str, list[Ranked]] = defaultdict(list)
    titled: dict[str, set[Key]] = defaultdict(set)
    at_home: dict[str, list[Term]] = defaultdict(list)
    for one in terms:
        at_home[one.home[0]].append(one)
    in_rows: dict[Key, set[str]] = defaultdict(set)
    for one in terms:
        for row in one.rows:
            in_rows[row].add(one.name)
    for order, unit in enumerate(units):
        titles: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for start, end, term in names.find(unit.title):
            titles[term].append((start, end))
        also = counted(names, unit.also)
        marked = counted(names, unit.marked)
        found_in = list(names.find(unit.text))
        mentions = Counter(term for _, _, term in found_in)
        # How many sentences say what each term is: «X는 …».
        topics = Counter(term for _, end, term in found_in if TOPIC_PARTICLE.match(unit.text, end))
        mentions.update({term for _, _, term in names.find(unit.blocks) if by_name[term].code})
        near = at_home[unit.path] if unit.anchor else []
        about = {one.name for one in near if one.home == unit.key or shortened(one, unit.title, names)}
        about |= in_rows.get(unit.key, set())
        for term in sorted({*titles, *mentions, *about}):  # in no order of hashes, which is chance
            counts = (also[term], marked[term], topics[term], mentions[term])
            in_title = titles.get(term, [])
            points = points_of(by_name[term], unit, in_title, counts, names)
            home = home_points(by_name[term], unit, mentions[term] > 0 or len(in_title) > 0)
            sent = home > 0 and unit.key in by_name[term].rows
            says = points >= MENTION or home == HOME_SECTION or sent
            explains = unit.weight >= OPENING_WEIGHT and says
            found[term].append((-points - home, order, unit.key, explains))
            if in_title:
                titled[term].add(unit.key)
    return {term: chosen(sorted(all_found), titled[term]) for term, all_found in found.items()}


def counted(names: Names, texts: Sequence[str]) -> Counter[str]:
    """In how many of the texts each term is mentioned."""
    return Counter(term for text in texts for term in {term for _, _, term in names.find(text)})


def chosen(ranked: Sequence[Ranked], titled: set[Key]) -> Places:
    """The main place is a section rather than a question or an exercise, where one says enough."""
    found, _, main, _ = next((one for one in ranked if one[3] and one[0] <= ranked[0][0] * SECTION_SHARE), ranked[0])
    # Where somebody has named the main section, the others are compared with what it says, not with that.
    best = min(points + HOME_SECTION if points <= -HOME_SECTION else points for points, *_ in ranked)
    least = min(max(best, -ENOUGH) * FURTHER_SHARE, -MENTION if best != ranked[0][0] else 0)
    further = [key for one, _, key, _ in ranked if one <= least and one < 0 and key != main]
    return Places(main, tuple(further[:FURTHER]), frozenset(titled), -found)
