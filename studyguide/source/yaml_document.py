"""YAML with the line of every key and item, so that a mistake can be named where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

Location = tuple[str | int, ...]
"""Where a value stands: the keys and indexes that lead to it, `("volumes", 0, "title")`."""

NULL, TEXT = "tag:yaml.org,2002:null", "tag:yaml.org,2002:str"
# libyaml reads the largest data file eight times as quickly as the pure Python loader.
BaseLoader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class PythonName(str):
    """What stands behind `!!python/name:` in mkdocs.yml."""

    __slots__ = ()


class Loader(BaseLoader):  # type: ignore[misc]
    """A safe loader. Tags that only MkDocs understands become None (`!ENV`) or a name (`!!python/name:`)."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> Any:
        """A key is a name as it is written: YAML 1.1 would make truth values of `yes` and `on`, numbers of `2026`."""
        for key, _ in node.value:
            if isinstance(key, yaml.ScalarNode) and key.tag in PLAIN_TAGS and key.tag != NULL:
                key.tag = TEXT
        return super().construct_mapping(node, deep)


ENVIRONMENT_TAG = "!ENV"
NAME_TAG = "tag:yaml.org,2002:python/name:"
Loader.add_multi_constructor(NAME_TAG, lambda loader, suffix, node: PythonName(suffix))
Loader.add_multi_constructor("", lambda loader, suffix, node: None)


ADVICE = "괄호와 따옴표의 짝, 들여쓰기를 살피고, `: `나 ` #`가 든 값은 작은따옴표로 감싸세요"
MERGE = "tag:yaml.org,2002:merge"
PLAIN_TAGS = {
    f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "null", "timestamp", "seq", "map")
}
"""What values have without being tagged."""
FULL_WIDTH = re.compile(r"^[ -]*[\w-]+：")
NO_BLANK = re.compile(r"^ *(?:- +)?[A-Za-z][\w-]*:(?!//)[^\s:/]\S* *$")
"""A name and a value that YAML reads as one word."""
SAID = {
    "mapping values are not allowed": "값 안에 `: `가 있습니다",
    "cannot start any token": "값이 탭이나 `@`, `%`, 백틱으로 시작합니다",
    "unexpected end of stream": "따옴표가 닫히지 않았습니다",
    "did not find expected ',' or": "괄호가 닫히지 않았거나 쉼표가 없습니다",
    "did not find expected key": "앞줄과 들여쓰기가 다릅니다",
    "did not find expected '-' indicator": "`- `로 시작하지 않는 항목이 있습니다",
    "did not find expected node content": "값이 있어야 할 곳에 다른 기호가 있습니다",
    "could not find expected ':'": "`:`가 없습니다",
    "block sequence entries are not allowed": "`- `를 쓸 수 없는 곳입니다",
    "found unknown escape character": "큰따옴표 안의 `\\` 뒤에 모르는 글자가 있습니다",
    "undefined alias": "`*`로 시작하는 값입니다",
    "while scanning an alias": "`*`로 시작하는 값입니다",
    "expected alphabetic or numeric character": "`*`나 `&` 뒤에 글자가 없습니다",
    "control characters are not allowed": "보이지 않는 제어 문자가 있습니다",
    "found character that cannot": "쓸 수 없는 글자로 시작합니다",
    "maximum nesting depth": "너무 깊이 겹쳤습니다",
}
"""What the parser says, for those who read no English."""
DATE = re.compile(r"\d{4}-\d{1,2}-\d{1,2}")


class YamlError(ValueError):
    """Text that is not YAML. `line` counts from 1; the message says what to write instead."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


@dataclass(frozen=True)
class Document:
    """A parsed file: its `value`, the line of each location, and keys written twice.

    `lines[()]` is the first line. `repeated` holds (line, key, line of the first one): YAML itself keeps
    the last of two equal keys without a word. `text` is what was parsed.
    """

    value: Any
    lines: dict[Location, int]
    repeated: tuple[tuple[int, str, int], ...] = ()
    text: str = ""

    def line_of(self, *location: str | int) -> int:
        """The line of a location, or of the nearest enclosing one that has a line."""
        while location and location not in self.lines:
            location = location[:-1]
        return self.lines.get(location, 1)


def walk(node: yaml.Node, at: Location) -> Iterator[tuple[Location, int]]:
    """Each location below a node with the line (from 0) of its key or item."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            inner = (*at, str(key.value))
            yield inner, key.start_mark.line
            yield from walk(value, inner)
    elif isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            yield (*at, index), item.start_mark.line
            yield from walk(item, (*at, index))


def repeated_keys(node: yaml.Node, seen: set[int] | None = None) -> Iterator[tuple[int, str, int]]:
    """Keys that a mapping has twice: line, key, line of the first (lines from 0)."""
    seen = set() if seen is None else seen
    if id(node) in seen:  # an alias
        return
    seen.add(id(node))
    if isinstance(node, yaml.MappingNode):
        first: dict[str, int] = {}
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode):
                if key.value in first:
                    yield key.start_mark.line, key.value, first[key.value]
                first.setdefault(key.value, key.start_mark.line)
            yield from repeated_keys(value, seen)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from repeated_keys(item, seen)


def repeated_names(text: str) -> list[tuple[int, str, int]]:
    """Keys written twice in any YAML (line, key, line of the first): aliases, tags and more documents are welcome.

    Raises yaml.YAMLError.

    >>> repeated_names("a: &a {x: 1}\\nb: *a\\n---\\nc: !ours 1\\nc: 2\\n")
    [(5, 'c', 4)]
    """
    nodes = yaml.compose_all(text, Loader=BaseLoader)
    return [(line + 1, key, first + 1) for node in nodes if node for line, key, first in repeated_keys(node)]


def construct(loader: Any, node: yaml.Node) -> Any:
    """The value of a document. Raises YamlError at the scalar that cannot be read (2026-02-30)."""
    try:
        return loader.construct_document(node)
    except (ValueError, TypeError, yaml.YAMLError) as error:
        for scalar in scalars(node):
            try:
                Loader("").construct_object(scalar)
            except (ValueError, TypeError, yaml.YAMLError):
                what = (
                    "없는 날짜입니다. 달력에 있는 날을" if DATE.match(scalar.value) else "읽을 수 없는 값입니다. 글이면"
                )
                how = "`2026-11-21`처럼 적으세요" if DATE.match(scalar.value) else "따옴표로 감싸세요"
                raise YamlError(scalar.start_mark.line + 1, f"`{scalar.value}`: {what} {how}") from error
        raise YamlError(node.start_mark.line + 1, f"이름은 글이어야 합니다. {ADVICE}") from error


def refuse_tricks(node: yaml.Node, seen: set[int], tags: bool) -> None:
    """Raise YamlError at what YAML has and no file here needs: aliases, tags, merged and nameless keys.

    A few aliases of aliases would fill the memory, and one of itself never ends. Without `tags` a value behind one
    would be read as empty, and the author be told that it is.
    """
    line = node.start_mark.line + 1
    if node.tag not in PLAIN_TAGS and not (tags and (node.tag == ENVIRONMENT_TAG or node.tag.startswith(NAME_TAG))):
        shown = node.tag.replace("tag:yaml.org,2002:", "!!")
        besides = f"여기에 쓸 수 있는 태그는 `{ENVIRONMENT_TAG}`와 `!!python/name:`뿐입니다. " if tags else ""
        raise YamlError(line, f"`{shown}` 같은 태그는 쓰지 않습니다. {besides}값을 그대로 적으세요")
    if node.tag == ENVIRONMENT_TAG and isinstance(node, yaml.MappingNode):
        raise YamlError(line, f'`{ENVIRONMENT_TAG}` 뒤에는 변수의 이름과 값을 `!ENV [SITE_URL, ""]`처럼 적으세요')
    if not isinstance(node, yaml.CollectionNode):
        return
    if id(node) in seen:
        raise YamlError(line, "`&이름`과 `*이름`은 쓰지 않습니다. 값을 그대로 적으세요")
    seen.add(id(node))
    for child in node.value:
        if isinstance(child, tuple):
            refuse_key(child[0])
        for each in child if isinstance(child, tuple) else (child,):
            refuse_tricks(each, seen, tags)


def refuse_key(key: yaml.Node) -> None:
    """Raise YamlError at a key that is no name."""
    line = key.start_mark.line + 1
    if key.tag == MERGE:
        raise YamlError(line, "`<<`는 쓰지 않습니다. 값을 그대로 적으세요")
    if not isinstance(key, yaml.ScalarNode) or key.tag.endswith(":null"):
        raise YamlError(line, f"`:` 앞에 이름이 없습니다. 이름은 글이어야 합니다. {ADVICE}")


def scalars(node: yaml.Node) -> Iterator[yaml.Node]:
    """The scalars below a node, in order."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from scalars(key)
            yield from scalars(value)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from scalars(item)
    else:
        yield node


def parse(text: str, tags: bool = False) -> Document:
    """Parse one YAML document. Raises YamlError with the line of what cannot be read.

    `tags`: those that only MkDocs understands may stand in it.

    >>> parse("true: no").value
    {'true': False}
    """
    try:
        loader = Loader(text)
        node = loader.get_single_node()
        if node is None:
            return Document(None, {(): 1}, text=text)
        refuse_tricks(node, set(), tags)
        lines = {location: line + 1 for location, line in walk(node, ())}
        repeated = tuple((line + 1, key, first + 1) for line, key, first in repeated_keys(node))
        return Document(construct(loader, node), {(): node.start_mark.line + 1, **lines}, repeated, text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        line = mark.line if mark else 0
        for number, each in enumerate(text.split("\n")[: line + 1], start=1):
            if FULL_WIDTH.match(each):
                raise YamlError(number, "쌍점 `：`이 전각입니다. `이름: 값`처럼 반각 쌍점과 빈칸을 적으세요") from error
        here = [*text.split("\n"), ""][line] if mark else ""
        if re.match(r" *\t", here):
            raise YamlError(line + 1, "탭으로 들여 썼습니다. YAML은 빈칸으로 들여 씁니다") from error
        if "another document" in str(error):
            raise YamlError(line + 1, "`---`부터 다른 문서가 시작됩니다. 이 줄을 지우세요") from error
        for number, each in enumerate(text.split("\n")[: line + 1], start=1):
            if NO_BLANK.match(each):
                raise YamlError(number, "쌍점 뒤에 빈칸이 없습니다. `이름: 값`처럼 적으세요") from error
        message = getattr(error, "problem", None) or getattr(error, "reason", None) or str(error)
        known = next((korean for english, korean in SAID.items() if english in message), message)
        raise YamlError(mark.line + 1 if mark else 1, f"YAML로 읽을 수 없습니다({known}). {ADVICE}") from error
    except RecursionError as error:
        raise YamlError(1, "목록이 너무 깊이 겹쳐 읽을 수 없습니다. 겹을 줄이세요") from error
