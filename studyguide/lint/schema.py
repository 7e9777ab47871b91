"""JSON Schema → problems in Korean. What to write instead is the `description` of the schema that was missed."""

from __future__ import annotations

import datetime
import difflib
import functools
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker, validators
from jsonschema.exceptions import ValidationError

from studyguide.lint.messages import say
from studyguide.source.yaml_document import Document

SCHEMAS = Path(__file__).parent.parent.parent / "data/schema"
TYPES = {
    "string": "글", "number": "수", "integer": "정수", "boolean": "참·거짓", "array": "목록", "object": "`이름: 값`",
    "null": "빈 값", "day": "날짜",
}  # fmt: skip


class Day(str):
    """A date as JSON has it: text, but welcome only where a date is asked for."""

    __slots__ = ()


def right_type(checker: Any, wanted: str | list[str], value: Any, schema: dict[str, Any]) -> Iterator[ValidationError]:
    """The keyword `type`, to which an unquoted date is no text."""
    if isinstance(value, Day) and schema.get("format") != "date":
        yield ValidationError("a date")
    else:
        yield from Draft202012Validator.VALIDATORS["type"](checker, wanted, value, schema)


def whole_pattern(checker: Any, wanted: str, value: Any, schema: dict[str, Any]) -> Iterator[ValidationError]:
    """The keyword `pattern`, whose `$` is the end: Python's own lets a line end by, as `title: >` leaves one."""
    yield from Draft202012Validator.VALIDATORS["pattern"](checker, re.sub(r"\$$", r"\\Z", wanted), value, schema)


Validator = validators.extend(Draft202012Validator, {"type": right_type, "pattern": whole_pattern})


@functools.cache
def validator(name: str) -> Any:
    """The validator of one kind of file."""
    schema = json.loads((SCHEMAS / f"{name}.json").read_text(encoding="utf-8"))
    return Validator(schema, format_checker=FormatChecker(["date", "regex"]))


def plain(value: Any) -> Any:
    """A value as JSON has it: names are text, days are text."""
    if isinstance(value, dict):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [plain(each) for each in value]
    return Day(value.isoformat()) if isinstance(value, datetime.date) else value


def kind_of(value: Any) -> str:
    """What a value is, in the words of the messages."""
    names = {str: "string", bool: "boolean", int: "integer", float: "number", list: "array", dict: "object", Day: "day"}
    return TYPES[names.get(type(value), "null")]


def shown(value: Any) -> str:
    """A value short enough for a message."""
    text = str(value).replace("\n", " ")
    return text if len(text) <= 40 else text[:39] + "…"


def sentence(error: ValidationError, name: str) -> str:
    """What is wrong with one value, `name` being where it stands."""
    value, limit = error.instance, error.validator_value
    match error.validator:
        case "pattern" if isinstance(value, str) and not value.strip():
            return say("value-empty", name=name)
        case "pattern" if "\n" in value.strip() and "\\n" in limit:
            return say("value-lines", name=name)
        case "pattern" if value.endswith("\n"):
            return say("value-folded", name=name)
        case "pattern" if value != value.strip():
            return say("value-blank", name=name)
        case "type":
            wanted = "이나 ".join(TYPES[each] for each in ([limit] if isinstance(limit, str) else limit))
            if value is None or value in ([], {}):
                return say("value-empty", name=name)
            return say("value-type", name=name, kind=kind_of(value), wanted=wanted)
        case "minLength" | "minItems" | "minProperties":
            return say("value-empty", name=name) if not value else say("value-few", name=name, limit=limit)
        case "contains" | "minContains" | "maxContains":
            return say("value-contains", name=name)
        case "maxItems":
            return say("value-many", name=name, count=len(value), limit=limit)
        case "maxLength":
            return say("value-long", name=name, count=len(value), limit=limit)
        case "uniqueItems":
            twice = next(each for index, each in enumerate(value) if each in value[:index])
            return say("value-twice", name=name, value=shown(twice))
        case "format" if limit == "date":
            return say("value-date", name=name, value=shown(value))
        case _ if isinstance(value, dict | list):
            return say("value-wrong", name=name)
        case _:
            return say("value-form", name=name, value=shown(value))


def unknown_keys(error: ValidationError) -> Iterator[tuple[str, str]]:
    """Key and message for each key that the schema does not know."""
    known = list(error.schema["properties"])
    for key in error.instance:
        if key not in known:
            near = difflib.get_close_matches(key, known, 1, 0.6)
            hint = say("key-near", near=near[0]) if near else say("key-known", known=", ".join(known))
            yield key, say("key-unknown", key=shown(key)) + " " + hint


def error_lines(document: Document, error: ValidationError) -> Iterator[tuple[int, str]]:
    """Line and message of each thing that one error stands for."""
    at = tuple(error.absolute_path)
    name = f"`{at[-1]}`" if at and isinstance(at[-1], str) else say("item", number=at[-1] + 1) if at else say("file")
    if at and isinstance(at[-1], int) and len(at) > 1 and isinstance(at[-2], str):
        name = f"`{at[-2]}`의 {name}"
    advice = str(error.schema.get("description", "")).rstrip(".")
    if error.validator == "required":
        known = error.schema.get("properties", {})
        typed = {
            name for key in error.instance if key not in known for name in difflib.get_close_matches(key, known, 1)
        }
        # A slip of the pen is told as such.
        absent = [key for key in error.validator_value if key not in error.instance and key not in typed]
        if len(absent) == 1:
            hint = known.get(absent[0], {}).get("description", "").rstrip(".")
            message = say("key-missing", key=absent[0])
            yield document.line_of(*at), f"{message} {hint}." if hint else message
        elif absent:
            message = say("keys-missing", keys=", ".join(f"`{key}:`" for key in absent))
            yield document.line_of(*at), f"{message} {advice}." if advice else message
    elif error.validator == "additionalProperties":
        for key, message in unknown_keys(error):
            yield document.line_of(*at, key), message
    elif error.schema_path and "propertyNames" in error.schema_path:
        yield (
            document.line_of(*at, error.instance),
            f"{say('value-form', name='이름', value=shown(error.instance))} {advice}.",
        )
    else:
        yield document.line_of(*at), f"{sentence(error, name)} {advice}".rstrip() + ("." if advice else "")


def rank(error: ValidationError) -> tuple[bool, bool]:
    """What is told first, and may make the rest superfluous."""
    return "propertyNames" not in error.schema_path, error.validator != "type"


def nothing_right(error: ValidationError, errors: Iterable[ValidationError]) -> bool:
    """Whether no key of a mapping is known and others are missed there."""
    known = error.schema.get("properties", {}).keys() & error.instance.keys()
    return not known and any(
        each.validator == "required" and each.absolute_path == error.absolute_path for each in errors
    )


def check(document: Document, name: str) -> list[tuple[int, str]]:
    """Line and message of everything in a file that its schema refuses."""
    found = [(line, say("key-twice", key=key, line=first)) for line, key, first in document.repeated]
    # A value of the wrong kind is told once, not once more for its form.
    places: set[tuple[str | int, ...]] = set()
    errors = sorted(validator(name).iter_errors(plain(document.value)), key=rank)
    deeper = {tuple(error.absolute_path)[:-1] for error in errors if error.absolute_path}
    for error in errors:
        if error.validator == "contains" and tuple(error.absolute_path) in deeper:
            continue  # the word that is wrong is the one that is missed
        if error.validator == "additionalProperties" and nothing_right(error, errors):
            continue  # what should be there is told
        at = tuple(error.absolute_path)
        if "propertyNames" in error.schema_path:
            places.add((*at, error.instance))  # of what has no proper name the value is not looked at
        if at and isinstance(at[-1], int) and not isinstance(error.instance, dict | list):
            at = (*at[:-1], "[]")  # of a list of wrong words the first is enough
        if at in places and error.validator not in ("required", "additionalProperties"):
            continue
        places.add(at)
        found += error_lines(document, error)
    return found
