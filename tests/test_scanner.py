"""The scanner sees what a writer typed, with the line it stands in."""

from studyguide.source.scanner import scan

PAGE = """---
title: 볼륨
---

## 수명 { #lifetime }

```markdown
/// question | 코드 안의 것은 블록이 아닙니다
## 제목도 아닙니다
```

/// question | 지우면요?
    id: after-rm
    sources: a b

사라집니다.

//// followup | 멈추면요?
남습니다.
////
///
"""


def test_headings_and_blocks_carry_their_lines() -> None:
    source = scan("docs/volumes.md", PAGE)
    assert [(h.text, h.id, h.line) for h in source.headings] == [("수명", "lifetime", 5)]
    assert [(b.name, b.title, b.line, b.closed) for b in source.blocks] == [
        ("question", "지우면요?", 12, True),
        ("followup", "멈추면요?", 18, True),
    ]


def test_options_text_and_nesting() -> None:
    question, followup = scan("docs/volumes.md", PAGE).blocks
    assert question.option("id") == "after-rm"
    assert question.source_keys == ["a", "b"]
    assert question.text == "사라집니다.", "the text of a nested block belongs to that block alone"
    assert followup.parent is question
    assert followup.text == "남습니다."


def test_an_unclosed_block_is_kept_and_marked() -> None:
    source = scan("docs/x.md", "/// question | 물음\n    id: a\n\n답\n")
    assert [block.closed for block in source.blocks] == [False]


def test_an_end_without_start_is_kept_with_its_line() -> None:
    assert scan("docs/x.md", "글\n\n///\n").strays == [3]


def test_front_matter_that_is_not_yaml_is_a_message() -> None:
    source = scan("docs/x.md", "---\ntitle: [\n---\n")
    assert isinstance(source.meta, str)
    assert "not YAML" in source.meta
