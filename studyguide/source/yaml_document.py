"""YAML with the line of every key and item, so that a mistake can be named where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

Location = tuple[str | int, ...]
"""Where a value stands: the keys and indexes that lead to it, `("volumes", 0, "title")`."""

# libyaml reads the largest data file eight times as quickly as the pure Python loader.
BaseLoader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Loader(BaseLoader):  # type: ignore[misc]
    """A safe loader. Tags that only MkDocs understands (`!ENV`, `!!python/name:`) become None."""


Loader.add_multi_constructor("", lambda loader, suffix, node: None)
Loader.add_multi_constructor("!", lambda loader, suffix, node: None)
Loader.add_multi_constructor("tag:yaml.org,2002:python/", lambda loader, suffix, node: None)


class YamlError(ValueError):
    """Text that is not YAML. `line` counts from 1; the message is the parser's own."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


@dataclass(frozen=True)
class Document:
    """A parsed file: its `value`, the line of each location, and keys written twice.

    `lines[()]` is the first line. `repeated` holds (line, key, line of the first one): YAML itself keeps
    the last of two equal keys without a word.
    """

    value: Any
    lines: dict[Location, int]
    repeated: tuple[tuple[int, str, int], ...] = ()

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


def repeated_keys(node: yaml.Node) -> Iterator[tuple[int, str, int]]:
    """Keys that a mapping has twice: line, key, line of the first (lines from 0)."""
    if isinstance(node, yaml.MappingNode):
        first: dict[str, int] = {}
        for key, value in node.value:
            name = str(key.value)
            if name in first:
                yield key.start_mark.line, name, first[name]
            first.setdefault(name, key.start_mark.line)
            yield from repeated_keys(value)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from repeated_keys(item)


def construct(loader: Any, node: yaml.Node) -> Any:
    """The value of a document. Raises YamlError at the scalar that cannot be read (2026-02-30)."""
    try:
        return loader.construct_document(node)
    except (ValueError, yaml.YAMLError) as error:
        for scalar in scalars(node):
            try:
                Loader("").construct_object(scalar)
            except (ValueError, yaml.YAMLError) as cause:
                raise YamlError(scalar.start_mark.line + 1, f"{scalar.value}: {cause}") from error
        raise YamlError(1, str(error)) from error


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


def parse(text: str) -> Document:
    """Parse one YAML document. Raises YamlError with the line of what cannot be read."""
    try:
        loader = Loader(text)
        node = loader.get_single_node()
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        message = getattr(error, "problem", None) or getattr(error, "reason", None) or str(error)
        raise YamlError(mark.line + 1 if mark else 1, message) from error
    if node is None:
        return Document(None, {(): 1})
    lines = {location: line + 1 for location, line in walk(node, ())}
    repeated = tuple((line + 1, key, first + 1) for line, key, first in repeated_keys(node))
    return Document(construct(loader, node), {(): node.start_mark.line + 1, **lines}, repeated)
