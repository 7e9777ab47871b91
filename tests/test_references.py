"""sources.yml: a mistake is named with its line."""

import pytest

from studyguide.source.references import problems

GOOD = "docs:\n  title: 문서\n  url: https://docs.docker.com/\n"


def test_a_good_file_has_no_problem() -> None:
    assert problems(GOOD, "sources.yml") == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (GOOD + GOOD, "sources.yml:4: source `docs` stands already in line 1"),
        (
            GOOD + "other:\n  title: 딴 문서\n  url: https://docs.docker.com/\n",
            "sources.yml:4: source `other`: has the",
        ),
        ("docs:\n  title: 문서\n", "sources.yml:1: source `docs`: needs `title` and `url`"),
        (GOOD.replace("https", "http"), "sources.yml:1: source `docs`: the address does not begin with https://"),
        ("Docs_1:\n  title: 문서\n  url: https://x.test/\n", "sources.yml:1: source name `Docs_1`"),
        ("docs: [\n", "sources.yml:2: not YAML"),
        ("- a\n", "sources.yml: source ``: not a list"),
    ],
)
def test_a_mistake_is_named_with_its_line(text: str, message: str) -> None:
    assert any(str(problem).startswith(message) for problem in problems(text, "sources.yml"))
