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
    assert "YAML로 읽을 수 없습니다" in source.meta
    assert source.head_line == 3


def test_a_block_that_begins_too_early_is_told_from_one_that_never_ends() -> None:
    outer, inner = scan("docs/x.md", "/// question | 가\n\n답\n\n/// question | 나\n\n답\n///\n").blocks
    assert outer.cut_by is inner
    assert not outer.closed
    assert inner.closed


def test_options_carry_their_lines_and_doubles() -> None:
    (block,) = scan("docs/x.md", "글\n\n/// figure | 그림\n    src: a\n    src: b\n///\n").blocks
    assert block.line_of("src") == 5, "the line that counts is the last one's"
    assert block.repeated == ((5, "src", 4),)


def test_what_is_in_code_and_comments_is_not_read() -> None:
    source = scan("docs/x.md", "~~~text\n## 가 { #a }\n~~~~\n~~~\n\n<!--\n## 나 { #b }\n-->\n\n## 다 { #c }\n")
    assert [(heading.id, heading.line) for heading in source.headings] == [("c", 10)]
    assert [(fence.line, fence.end) for fence in source.fences] == [(1, 4)], "only the same mark closes a fence"
    assert [(comment.line, comment.closed) for comment in source.comments] == [(6, True)]


def test_a_comment_in_code_is_code() -> None:
    source = scan("docs/x.md", "`<!--`로 엽니다.\n\n## 절 { #a }\n")
    assert source.comments == []
    assert [heading.id for heading in source.headings] == ["a"]
