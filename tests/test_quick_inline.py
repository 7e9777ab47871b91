"""Quick inline patterns make the same HTML as Python-Markdown's own way, to the byte."""

from __future__ import annotations

from pathlib import Path

import markdown
import pytest
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from studyguide.source.quick_inline import QuickInline
from tests.conftest import ROOT

QUICK = "studyguide.source.quick_inline"
TRICKY = """**굵게** _기울임_ `코드 *별*` \\*별\\* [링크](https://x.test "제목") ![그림](x.png) [참조][r] [r]
<https://x.test>
<a@b.test> 줄바꿈  \n다음 줄 &amp; &#35; 각주[^1] :material-magnify: "따옴표"와 '작은따옴표' <kbd>K</kbd> snake_case

[r]: https://x.test
[^1]: 뜻 **굵게**
"""


@pytest.fixture(scope="module")
def config() -> MkDocsConfig:
    return load_config(str(ROOT / "mkdocs.yml"))


def convert(config: MkDocsConfig, text: str, quick: bool) -> str:
    extensions = [name for name in config.markdown_extensions if quick or name != QUICK]
    assert len(extensions) == len(config.markdown_extensions) - (not quick)
    return markdown.Markdown(extensions=extensions, extension_configs=config.mdx_configs).convert(text)


def test_every_kind_of_inline_markup_comes_out_the_same(config: MkDocsConfig) -> None:
    assert convert(config, TRICKY, quick=True) == convert(config, TRICKY, quick=False)


@pytest.mark.parametrize("page", ["index", "volumes", "compose"])
def test_pages_come_out_the_same(config: MkDocsConfig, page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    text = Path(f"docs/{page}.md").read_text(encoding="utf-8").split("---\n", 2)[2]
    assert convert(config, text, quick=True) == convert(config, text, quick=False)


def test_it_is_in_use_and_leaves_out_what_cannot_match(config: MkDocsConfig, monkeypatch: pytest.MonkeyPatch) -> None:
    """A release of Python-Markdown that renames its private methods would make it idle; then this fails."""
    md = markdown.Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs)
    md.convert("글")
    inline = md.treeprocessors["inline"]
    assert isinstance(inline, QuickInline)
    tried: list[str] = []
    plain = QuickInline._InlineProcessor__applyPattern  # type: ignore[attr-defined]

    def apply(self: QuickInline, pattern: object, data: str, *rest: int) -> object:
        tried.append(type(pattern).__name__)
        return plain(self, pattern, data, *rest)

    monkeypatch.setattr(QuickInline, "_InlineProcessor__applyPattern", apply)
    md.reset()
    md.convert("한국어 문장입니다.\n\n다음 문단입니다.")
    assert tried == []
    md.reset()
    md.convert("여기에 `코드`가 있습니다.")
    assert set(tried) == {"InlineHilitePattern", "EmojiPattern"}, "what stands for the code has a colon"
