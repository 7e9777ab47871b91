"""The same pages with the theme's successor: addresses, ids and text stay (decisions/0001-generator.md)."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from studyguide.generated.pages import generate
from studyguide.project import Project
from tests.conftest import PAGES, ROOT, html_file

OWN = ".downloads, .reviewed, .headerlink"
"""What our templates, which Zensical cannot read yet, put beside the text."""


@pytest.fixture(scope="module")
def other(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as Zensical builds it: the same mkdocs.yml, without our templates."""
    folder = tmp_path_factory.mktemp("zensical")
    for name in ("data", "docs", "records", "studyguide"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    for name, text in generate(Project(ROOT)).items():
        (folder / "docs" / name).write_text(text, encoding="utf-8")
    (folder / "templates").mkdir()
    (folder / "zensical.yml").write_text(
        "INHERIT: mkdocs.yml\ntheme:\n  custom_dir: templates\n  icon:\n    logo: material/library\n", encoding="utf-8"
    )
    command = [sys.executable, "-m", "zensical", "build", "--strict", "-f", "zensical.yml"]
    result = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    return folder / "site"


def article(path: Path) -> tuple[list[str], str]:
    """Ids and text of a page's article, without whitespace and without what is not content."""
    tree = LexborHTMLParser(path.read_text(encoding="utf-8"))
    node = tree.css_first("article")
    assert node is not None
    for extra in node.css(OWN):
        extra.decompose()
    ids = [each.attributes["id"] or "" for each in node.css("[id]") if each.attributes["id"] != "__skip"]
    return ids, re.sub(r"\s+", "", node.text())


def test_the_addresses_are_the_same(site: Path, other: Path) -> None:
    one, two = ({path.relative_to(root).as_posix() for path in root.rglob("*.html")} for root in (site, other))
    assert one == two


@pytest.mark.parametrize("page", PAGES)
def test_ids_and_text_are_the_same(site: Path, other: Path, page: str) -> None:
    ids, text = article(html_file(site, page))
    other_ids, other_text = article(html_file(other, page))
    assert other_ids == ids
    assert other_text == text
