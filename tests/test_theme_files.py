"""The theme's files that ours replace are still those that they were written for."""

from __future__ import annotations

import hashlib
from pathlib import Path

import material
import pytest
import yaml

from tests.conftest import ROOT

THEME = Path(material.__file__).parent / "templates"
KNOWN: dict[str, str] = yaml.safe_load((ROOT / "tests/data/theme-files.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", KNOWN)
def test_the_original_is_the_one_we_replaced(name: str) -> None:
    assert hashlib.sha256((THEME / name).read_bytes()).hexdigest() == KNOWN[name], f"the theme's {name} has changed"


def test_every_override_is_known_and_says_what_it_replaces() -> None:
    overrides = [path for path in (ROOT / "overrides").rglob("*.html") if path.name != "main.html"]
    names = {path.relative_to(ROOT / "overrides").as_posix(): path for path in overrides}
    assert set(names) - set(KNOWN) == set()
    for name, path in names.items():
        first = path.read_text(encoding="utf-8").split("-#}")[0]
        assert f"Replaces {name}" in first, name
        assert "9.8.2" in first, name
