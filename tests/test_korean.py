"""The built text as a reader of Korean sees it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
import yaml

from studyguide.project import GLOSSARY, Project
from studyguide.site_model import Page, read_site
from tests import korean
from tests.conftest import PAGES, ROOT


@pytest.fixture(scope="module")
def built_pages() -> dict[str, Page]:
    return {built.path.removesuffix(".md"): built for built in read_site(Project(ROOT))}


@pytest.fixture(scope="module")
def known() -> korean.Vocabulary:
    data = yaml.safe_load((Path(__file__).parent / "data" / "korean.yml").read_text(encoding="utf-8"))
    terms = yaml.safe_load((ROOT / GLOSSARY).read_text(encoding="utf-8"))
    return korean.Vocabulary(
        nouns=frozenset(data["nouns"].split())
        | {word for term in terms for word in re.findall("[가-힣]+", term["ko"])},
        verbs=frozenset(data["verbs"].split()),
        words=frozenset(data["words"].split()),
        endings=tuple(re.compile(pattern) for pattern in data["endings"]),
        avoid={re.compile(pattern): instead for pattern, instead in data["avoid"].items()},
    )


@pytest.fixture(scope="module")
def words(built_pages: dict[str, Page]) -> dict[str, set[str]]:
    return {
        page: set(korean.WORD.findall(korean.prose(built.article.html or ""))) for page, built in built_pages.items()
    }


@pytest.fixture(scope="module")
def misspelt(words: dict[str, set[str]], known: korean.Vocabulary) -> set[str]:
    """Over all pages at once: loading the dictionary takes longer than asking it."""
    if not shutil.which("apt-get") and not shutil.which("hunspell"):
        pytest.skip("no hunspell with a Korean dictionary here, and no apt to install it with")
    return set(korean.misspelt(set().union(*words.values()), known))


@pytest.mark.parametrize("page", PAGES)
def test_every_word_is_in_the_dictionary_and_takes_the_right_particle(
    page: str, words: dict[str, set[str]], misspelt: set[str]
) -> None:
    assert sorted(words[page] & misspelt) == []


@pytest.mark.parametrize("page", PAGES)
def test_no_form_that_the_guide_avoids(page: str, built_pages: dict[str, Page], known: korean.Vocabulary) -> None:
    assert korean.forbidden(korean.prose(built_pages[page].article.html or ""), known) == []


@pytest.mark.parametrize("page", PAGES)
def test_one_voice(page: str, built_pages: dict[str, Page]) -> None:
    assert korean.other_voice(korean.prose(built_pages[page].article.html or "")) == []


def test_the_check_finds_what_it_is_there_for(known: korean.Vocabulary, misspelt: set[str]) -> None:
    """A wrong particle after a loan word, a misspelling, a verb of a loan word that is fine."""
    assert korean.misspelt(["볼륨을", "볼륨를", "도커를", "도커을", "외않돼", "마운트합니다"], known) == [
        "도커을",
        "볼륨를",
        "외않돼",
    ]
    assert korean.forbidden("쉘에서 디렉토리를", known) == ["쉘 → 셸", "디렉토리 → 디렉터리"]
