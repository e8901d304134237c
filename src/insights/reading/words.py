"""What is wrong with a field, in plain words made from the model's own descriptions."""

from __future__ import annotations

import re
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel, TypeAdapter
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from insights.model import (
    About,
    Correction,
    Date,
    Figure,
    Finding,
    Id,
    LatestLocator,
    Lens,
    Message,
    Part,
    Place,
    Release,
    ReportAddress,
    Section,
    Source,
    Tension,
    Theme,
    Timestamp,
    WebAddress,
    Withdrawn,
    slug,
)
from insights.reading.faults import bare, closest, listed, shown
from insights.reading.places import Path
from insights.reading.scalars import as_timestamp

RULES = {
    "missing-field": "A record has all the fields that are needed.",
    "unknown-key": "A record has no other fields than those of the format.",
    "choice": "A field with fixed values has one of them.",
    "text-needed": "A text is text, not a number, true, false, a list or a group of fields.",
    "text-empty": "A text is not empty.",
    "text-long": "A text is not longer than its field allows.",
    "text-letters": "A text is one line without invisible letters.",
    "id-spelling": "An id is in lower case, its words joined by hyphens.",
    "time-spelling": "A time is written HH:MM:SS.",
    "date-spelling": "A date is written YYYY-MM-DD.",
    "address": "An address begins with http:// or https://.",
    "video-id": "The id of a video is the 11 letters YouTube gives it.",
    "list-needed": "A field with several values is a list.",
    "list-length": "A list has as many items as its field allows.",
    "group-needed": "A field with fields of its own is a group of fields.",
    "number-needed": "A number is a number, in the range its field allows.",
    "field-value": "A field has a value of the kind it asks for.",
}

NOUNS: dict[type[BaseModel], str] = {
    About: "dataset",
    Message: "message",
    Theme: "theme",
    Source: "source",
    LatestLocator: "latest_locator",
    Finding: "finding",
    Place: "locator",
    Figure: "figure",
    Withdrawn: "withdrawn id",
    Lens: "lens",
    Part: "part",
    Tension: "tension",
    Correction: "correction",
    Section: "section",
    Release: "release",
}

Words = tuple[str, bool, str, str]


def _pattern(of: Any) -> str:
    return str(TypeAdapter(of).json_schema()["pattern"])


_LONGEST_ID: int = TypeAdapter(Id).json_schema()["maxLength"]
_ID, _TIME, _DATE, _ADDRESS, _REPORT = (
    _pattern(of) for of in (Id, Timestamp, Date, WebAddress, ReportAddress)
)


def is_id(text: str) -> bool:
    """Whether a text is spelled as an id."""
    return re.fullmatch(_ID.strip("^$"), text) is not None and len(text) <= _LONGEST_ID


def model_at(model: type[BaseModel], path: Path) -> type[BaseModel]:
    """The model of the group of fields under a path of a record."""
    for part in path:
        if isinstance(part, str) and part in model.model_fields:
            model = _model_in(model.model_fields[part].annotation) or model
    return model


def words_for(
    model: type[BaseModel], path: Path, detail: ErrorDetails, spelled: str | None
) -> Words:
    """The rule, whether the key is meant, what is wrong and what to write.

    Parameters
    ----------
    path: where in the record, as keys and numbers
    detail: the error as pydantic tells it
    spelled: how an unquoted number, true or false is written in the file
    """
    kind, value = detail["type"], detail["input"]
    names = [part for part in path if isinstance(part, str)]
    holder = model_at(model, tuple(path[: _last_name(path)]))
    field = holder.model_fields.get(names[-1]) if names else None
    what_is_it = _described(field)
    name = bare(names[-1]) if names else f"this {NOUNS[model]}"
    if names and isinstance(path[-1], int):
        name = f"an item of {name}"
    context: dict[str, Any] = detail.get("ctx", {})
    if kind == "missing":
        what = f"the {NOUNS[holder]} has no {name}"
        return "missing-field", False, what, f"add it: {what_is_it}"
    if kind == "extra_forbidden":
        return _unknown_key(holder, names[-1])
    if kind in {"model_type", "dict_type", "model_attributes_type"}:
        return _group_needed(_model_in(field.annotation) if field else model, name, value)
    if kind == "literal_error":
        return _choice(field, name, value, spelled)
    if kind == "tuple_type":
        what = f"{name} is {_told(value, spelled)}, a list is needed"
        example = (
            f"[{value}]" if isinstance(value, str) and re.fullmatch(r"[\w -]+", value) else "[...]"
        )
        return "list-needed", False, what, f"write {bare(f'{names[-1]}: {example}')}"
    if kind in {"too_short", "too_long"} and isinstance(value, str):
        # A length that is added to a checked text is told like that of a list.
        kind = f"string_{kind}"
    if kind in {"too_short", "too_long"}:
        return _list_length(name, value, kind, context, what_is_it)
    if kind == "string_type" or (kind == "string_pattern_mismatch" and not isinstance(value, str)):
        is_text = field is None or _model_in(field.annotation) is None
        return _text_needed(name, value, spelled if is_text else "", what_is_it)
    if kind == "string_too_short" or value == "":
        return "text-empty", False, f"{name} is empty", f"write it or leave it out: {what_is_it}"
    if kind == "string_too_long":
        most = context["max_length"]
        over = len(value) - most
        what = f"{name} is {len(value)} letters long, {most} are allowed"
        return "text-long", False, what, f"shorten it by {over}"
    if kind == "string_unicode":
        return "text-letters", False, f"{name} holds half a letter", "write the letter itself"
    if kind == "value_error":
        return _letters(name, str(context.get("error", "")))
    if kind == "string_pattern_mismatch":
        return _spelling(context.get("pattern", ""), name, value, what_is_it)
    if _NUMBER.match(kind):
        is_whole = field is not None and not _takes(field.annotation, float)
        return _number(kind, is_whole, name, value, spelled, context, what_is_it)
    what = f"{name} cannot be {_told(value, spelled)}"
    return "field-value", False, what, f"write what is asked for: {what_is_it}"


_NUMBER = re.compile(r"(?:int|float|finite|greater|less)_|finite_number")


def _last_name(path: Path) -> int:
    return max((number for number, part in enumerate(path) if isinstance(part, str)), default=0)


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _model_in(part))), None)


def _choices(annotation: Any) -> list[Any]:
    if get_origin(annotation) is Literal:
        return list(get_args(annotation))
    return [choice for part in get_args(annotation) for choice in _choices(part)]


def _takes(annotation: Any, wanted: type) -> bool:
    return annotation is wanted or any(_takes(part, wanted) for part in get_args(annotation))


def _described(field: FieldInfo | None) -> str:
    text = (field.description if field else None) or "see the description of the format"
    return text[:1].lower() + text[1:].rstrip(".")


def _told(value: object, spelled: str | None) -> str:
    if isinstance(value, list | dict):
        return shown(value)
    if isinstance(value, str):
        return f"the text {shown(value)}"
    return f"the value {(spelled or shown(value))[:40]}"


def _unknown_key(holder: type[BaseModel], key: str) -> Words:
    allowed = list(holder.model_fields)
    noun = NOUNS[holder]
    meant = closest(key, allowed)
    advice = f"did you mean {bare(meant)}? " if meant else ""
    advice += f"the fields are {listed(allowed, 'and')}"
    return "unknown-key", True, f"a {noun} has no field {bare(key)}", advice


def _group_needed(wanted: type[BaseModel] | None, name: str, value: Any) -> Words:
    fields = list(wanted.model_fields) if wanted else []
    what = f"{name} is {_told(value, None)}, a group of fields is needed"
    if isinstance(value, str) and (found := re.match(r"([a-z_]+):\S", value)):
        advice = f"a space is missing after the colon: write `{found[1]}: ` and then the value"
        return "group-needed", False, what, advice
    return "group-needed", False, what, f"its fields are {listed(fields, 'and')}"


def _choice(field: FieldInfo | None, name: str, value: Any, spelled: str | None) -> Words:
    choices = [str(choice) for choice in _choices(field.annotation if field else None)]
    told = [choice or '""' for choice in choices]
    what = f"{name} cannot be {_told(value, spelled)}"
    meant = (
        closest(value, [choice for choice in choices if choice]) if isinstance(value, str) else None
    )
    advice = f"did you mean {meant}? " if meant else ""
    return "choice", False, what, f"{advice}write {listed(told)}"


def _list_length(
    name: str, value: Any, kind: str, context: dict[str, Any], what_is_it: str
) -> Words:
    have = len(value)
    bound = context["min_length"] if kind == "too_short" else context["max_length"]
    limit = f"at least {bound} is needed" if kind == "too_short" else f"{bound} are allowed"
    what = f"{name} has {have} {'item' if have == 1 else 'items'}, {limit}"
    return "list-length", False, what, what_is_it


def _text_needed(name: str, value: Any, spelled: str | None, what_is_it: str) -> Words:
    if spelled != "" and isinstance(value, int | float):
        written = (spelled or shown(value))[:40]
        what = f"{name} is text, but {written} without quotes is a number"
        if isinstance(value, bool):
            what = f"{name} is text, but {written} without quotes is a yes or no"
        return "text-needed", False, what, f'write it in quotes: "{written}"'
    what = f"{name} is {_told(value, spelled)}, one text is needed"
    return "text-needed", False, what, what_is_it


def _letters(name: str, fault: str) -> Words:
    fault = fault or "holds a letter that cannot stand in a text"
    advice = "take the space out" if "space" in fault else "take it out"
    if "markup" in fault:
        advice = "use letters, digits, spaces and ' , . & ( ) / + -"
    if "line break" in fault:
        advice = "write the text on one line in quotes, or begin it with >-"
    return "text-letters", False, f"{name} {fault}", advice


def _spelling(pattern: str, name: str, value: str, what_is_it: str) -> Words:
    if pattern == _ID:
        proposed = slug(value)
        advice = (
            f"write {proposed}" if is_id(proposed) else "use a to z, 0 to 9, and - between words"
        )
        return "id-spelling", False, f"{name} {shown(value)} is not in kebab-case", advice
    if pattern == _TIME:
        full = as_timestamp(value) or "00:34:43"
        advice = f'write it as hours, minutes and seconds, like "{full}"'
        return "time-spelling", False, f"{name} {shown(value)} is not a time", advice
    if pattern == _DATE:
        advice = 'write year, month and day, like "2026-11-21"'
        return "date-spelling", False, f"{name} {shown(value)} is not a date", advice
    if pattern == _ADDRESS:
        advice = "write the whole address, beginning with https:// and without spaces"
        return "address", False, f"{name} {shown(value)} is not an address", advice
    if pattern == _REPORT:
        advice = "write mailto: and an e-mail address, or an address that begins with https://"
        return "address", False, f"{name} {shown(value)} is no address for reports", advice
    if "{11}" in pattern:
        advice = "write only the 11 letters behind v= in the address of the video"
        return "video-id", False, f"{name} {shown(value)} is not the id of a video", advice
    return "field-value", False, f"{name} {shown(value)} is not written as needed", what_is_it


def _number(
    kind: str,
    is_whole: bool,
    name: str,
    value: Any,
    spelled: str | None,
    context: dict[str, Any],
    what_is_it: str,
) -> Words:
    told = _told(value, spelled)
    if kind.startswith("greater") and "ge" in context:
        return "number-needed", False, f"{name} is {told}", f"write {context['ge']} or more"
    if kind.startswith("less") and "le" in context:
        return "number-needed", False, f"{name} is {told}", f"write {context['le']} or less"
    needed = "a whole number" if is_whole else "a number"
    advice = what_is_it
    digits = value.replace(",", "").strip() if isinstance(value, str) else ""
    if re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", digits):
        advice = f"write it without quotes and commas: {digits[:20]}"
    return "number-needed", False, f"{name} is {told}, {needed} is needed", advice
