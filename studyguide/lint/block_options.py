"""Checks of the options of the guide's own blocks: names, values, and where they stand."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterator

from studyguide.lint.messages import say
from studyguide.source.block_base import type_id, type_name
from studyguide.source.blocks import ASKED, BLOCKS, LEVELS
from studyguide.source.scanner import Block, Source

PREFIXES = {"question": "q-", "correction": "c-"}
LONGEST = 60
CHOICES = {"level": LEVELS, "asked": ASKED}
OPTION = re.compile(r"^(?P<indent>[ \t]*)(?P<name>[\w-]+):(?:[ \t]|$)")
COMMENT = re.compile(r"^ *[\w-]+:(?! *['\"\[{|>])[^\n]*?\s(?P<comment>#.*)$")


def near(name: str, known: Collection[str], key: str, otherwise: str) -> str:
    """«Did you mean», or what else to say."""
    found = difflib.get_close_matches(name, sorted(known), 1, 0.6)
    return say(key, near=found[0]) if found else otherwise


def misplaced_options(source: Source, block: Block, known: Collection[str]) -> tuple[int, str] | None:
    """Why the options below a block are not read as such: indented otherwise, or after an empty line."""
    index = block.line + max((line - block.line for line in block.lines.values()), default=0)
    below = [*source.lines[index : index + 2], "", ""]
    here, after = OPTION.match(below[0]), OPTION.match(below[1])
    if here and here["name"] in known and here["indent"] != "    ":
        return index + 1, say("block-indent", name=block.name)
    if not below[0].strip() and after and after["name"] in known and not block.options:
        return index + 2, say("block-gap", name=block.name)
    return None


def cut_off(source: Source, block: Block, name: str) -> str:
    """What YAML takes for a comment at the end of an option's line: nobody writes one there."""
    match = COMMENT.search(source.lines[block.line_of(name) - 1])
    return match["comment"] if match else ""


def option_problem(source: Source, block: Block, name: str, validate: object) -> str | None:
    """What is wrong with the value of an option."""
    value = (block.options or {})[name]
    if cut := cut_off(source, block, name):
        return say("block-hash", name=block.name, option=name, found=cut)
    if name in CHOICES and value not in CHOICES[name] and value is not None:
        return say("block-choice", name=block.name, option=name, value=value, known=", ".join(CHOICES[name]))
    if value is None:
        return None if name in BLOCKS[block.name].REQUIRED else say("value-empty", name=f"`{name}`")
    if name == "sources" and isinstance(value, list | tuple):
        return say("block-list", names=" ".join(map(str, value)))
    try:
        validate(value)  # type: ignore[operator]
    except ValueError as error:
        if name == "src" and str(value).endswith(".svg"):
            return say("block-figure-suffix", src=str(value).removesuffix(".svg"))
        if validate in (type_id, type_name):
            return say("block-id", name=block.name, option=name, value=value)
        told = str(error) if re.search("[가-힣]", str(error)) else say("block-text")
        return say("block-value", name=block.name, option=name, error=told)
    return id_problem(block, str(value)) if name == "id" else None


def id_problem(block: Block, value: str) -> str | None:
    """What is wrong with an id that is one: addresses begin with the kind of the block anyway, and are short."""
    if (prefix := PREFIXES.get(block.name)) and value.startswith(prefix) and value != prefix:
        return say("block-id-prefix", name=block.name, prefix=prefix, rest=value.removeprefix(prefix))
    if len(value) > LONGEST:
        return say("block-id-long", name=block.name, count=len(value), limit=LONGEST)
    return None


def option_problems(
    source: Source, block: Block, references: Collection[str], figures: Collection[str]
) -> Iterator[tuple[int, str]]:
    """Line and message of what is wrong with the options of a known block."""
    kind = BLOCKS[block.name]
    if block.options is None:
        date = block.options_error and "날짜" in block.options_error
        yield block.line_of(""), block.options_error if date else say("block-options", name=block.name)
        return
    yield from ((line, say("key-twice", key=key, line=first)) for line, key, first in block.repeated)
    wrong: set[str] = set()
    for name in block.options:
        if name not in kind.OPTIONS:
            known = [*kind.OPTIONS] if kind.OPTIONS.keys() != {"type", "attrs"} else []
            hint = near(str(name), known, "key-near", say("key-known", known=", ".join(known) or "-"))
            yield block.line_of(str(name)), say("block-option", name=block.name, option=name, hint=hint)
        elif message := option_problem(source, block, name, kind.OPTIONS[name][1]):
            wrong.add(name)
            yield block.line_of(name), message
    if misplaced := misplaced_options(source, block, kind.OPTIONS):
        yield misplaced
        return
    for name in kind.REQUIRED:
        typed = difflib.get_close_matches(name, [str(each) for each in block.options if each not in kind.OPTIONS], 1)
        if not block.option(name) and not typed:
            yield block.line, say("block-needs", name=block.name, option=name)
    if "sources" not in wrong:
        keys = block.source_keys
        twice = next((key for index, key in enumerate(keys) if key in keys[:index]), None)
        if twice:
            yield block.line_of("sources"), say("block-source-twice", key=twice)
        for key in dict.fromkeys(keys):
            if key not in references and key.strip(",;") in references:
                yield block.line_of("sources"), say("block-source-comma", key=key)
                break
            if key not in references:
                hint = near(key, references, "link-near", say("block-source-add"))
                yield block.line_of("sources"), say("block-source", key=key, hint=hint)
    if block.name == "figure" and (src := block.option("src")) and "src" not in wrong and src not in figures:
        yield block.line_of("src"), say("block-figure", src=src)
