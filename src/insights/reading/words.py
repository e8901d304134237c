"""What is wrong with a field, in plain words made from the model's own descriptions."""

from __future__ import annotations

import re
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from insights.model import (
    About,
    Correction,
    Figure,
    Finding,
    LatestLocator,
    Lens,
    Message,
    Part,
    Place,
    Release,
    RunFile,
    Scene,
    Section,
    Source,
    Tension,
    Theme,
    Withdrawn,
    listed,
)
from insights.reading.faults import bare, closest
from insights.reading.places import Path
from insights.reading.values import (
    IS_NUMBER,
    Words,
    letters,
    number_words,
    spelling,
    text_needed,
    told,
)
from insights.reading.values import is_id as is_id

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
    RunFile: "run",
    Scene: "scene",
}


def model_at(model: type[BaseModel], path: Path) -> type[BaseModel]:
    """The model of the group of fields under a path of a record."""
    holder, field = _field_at(model, path)
    return (_model_in(field.annotation) if field else None) or holder


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
    holder, field = _field_at(model, path)
    what_is_it = _described(field)
    name = bare(names[-1]) if names else f"this {NOUNS[model]}"
    if names and isinstance(path[-1], int):
        name = f"an item of {name}"
    is_key = detail["loc"][-1:] == ("[key]",)
    if is_key:
        name = f"a key of {bare(names[-2])}"
    context: dict[str, Any] = detail.get("ctx", {})
    if kind == "missing" and field is not None and isinstance(detail["loc"][-1], int):
        # An item of a list that has two, no more and no fewer.
        kind, context = "too_short", {"min_length": len(get_args(field.annotation))}
    if kind == "missing":
        what = f"the {NOUNS[holder]} has no {name}"
        return "missing-field", False, what, f"add it: {what_is_it}"
    if kind == "extra_forbidden":
        return _unknown_key(holder, names[-1])
    if kind in {"model_type", "dict_type", "model_attributes_type"}:
        wanted = _model_in(field.annotation) if field else model
        return _group_needed(wanted, name, value, what_is_it)
    if kind == "literal_error":
        return _choice(field, name, value, spelled)
    if kind == "bool_type":
        what = f"{name} cannot be {told(value, spelled)}"
        return "choice", False, what, "write true or false, without quotes"
    if kind == "tuple_type":
        return _list_needed(field, names[-1], value, spelled, what_is_it)
    if kind in {"too_short", "too_long"} and isinstance(value, str):
        # A length that is added to a checked text is told like that of a list.
        kind = f"string_{kind}"
    if kind in {"too_short", "too_long"}:
        inner = _model_in(field.annotation) if field else None
        advice = f"begin each {NOUNS[inner]} with `- `" if inner else what_is_it
        return _list_length(name, value, kind, context, advice)
    if kind == "string_type" or (kind == "string_pattern_mismatch" and not isinstance(value, str)):
        is_text = field is None or _model_in(field.annotation) is None
        return text_needed(name, value, spelled if is_text else "", what_is_it)
    if kind == "string_too_short" or value == "":
        may_lack = field is not None and not field.is_required() and isinstance(path[-1], str)
        advice = f"write it{' or leave it out' if may_lack else ''}: {what_is_it}"
        return "text-empty", False, f"{name} is empty", advice
    if kind == "string_too_long":
        most = context["max_length"]
        over = len(value) - most
        what = f"{name} is {len(value)} letters long, {most} are allowed"
        return "text-long", False, what, f"shorten it by {over}"
    if kind == "string_unicode":
        return "text-letters", False, f"{name} holds half a letter", "write the letter itself"
    if kind == "value_error":
        return letters(name, str(context.get("error", "")))
    if kind == "string_pattern_mismatch":
        rule, _, *words = spelling(context.get("pattern", ""), name, value, what_is_it)
        return rule, is_key, words[0], words[1]
    if IS_NUMBER.match(kind):
        is_whole = field is not None and not takes(field.annotation, float)
        return number_words(kind, is_whole, name, value, spelled, context, what_is_it)
    what = f"{name} cannot be {told(value, spelled)}"
    return "field-value", False, what, f"write what is asked for: {what_is_it}"


def _field_at(model: type[BaseModel], path: Path) -> tuple[type[BaseModel], FieldInfo | None]:
    """The field that a path leads to, None for a record itself, and the model that has it."""
    holder, field = model, None
    for part in path:
        if isinstance(part, int):
            continue
        if field is not None:
            inner = _model_in(field.annotation)
            if inner is None:
                # Not the name of a field, but an id such as those of a release.
                continue
            holder = inner
        field = holder.model_fields.get(part)
    return holder, field


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _model_in(part))), None)


def choices_of(annotation: Any) -> list[Any]:
    """The values of a field that has a fixed set of them, else none."""
    if get_origin(annotation) is Literal:
        return list(get_args(annotation))
    return [choice for part in get_args(annotation) for choice in choices_of(part)]


def takes(annotation: Any, wanted: type) -> bool:
    """Whether a field can hold a value of this kind, alone or among others."""
    return annotation is wanted or any(takes(part, wanted) for part in get_args(annotation))


def _described(field: FieldInfo | None) -> str:
    text = (field.description if field else None) or "see the description of the format"
    return text[:1].lower() + text[1:].rstrip(".")


def _unknown_key(holder: type[BaseModel], key: str) -> Words:
    allowed = list(holder.model_fields)
    noun = NOUNS[holder]
    meant = closest(key, allowed)
    advice = f"did you mean {bare(meant)}? " if meant else ""
    advice += f"the fields are {listed(allowed)}"
    return "unknown-key", True, f"a {noun} has no field {bare(key)}", advice


def _group_needed(wanted: type[BaseModel] | None, name: str, value: Any, what_is_it: str) -> Words:
    what = f"{name} is {told(value, None)}, a group of fields is needed"
    if isinstance(value, str) and (found := re.match(r"([a-z_]+):\S", value)):
        advice = f"a space is missing after the colon: write `{found[1]}: ` and then the value"
        return "group-needed", False, what, advice
    if wanted is not None:
        what_is_it = f"its fields are {listed(wanted.model_fields)}"
    return "group-needed", False, what, what_is_it


def _list_needed(
    field: FieldInfo | None, name: str, value: Any, spelled: str | None, what_is_it: str
) -> Words:
    what = f"{bare(name)} is {told(value, spelled)}, a list is needed"
    wanted = _model_in(field.annotation) if field else None
    if wanted is not None:
        return "list-needed", False, what, f"begin each {NOUNS[wanted]} with `- `"
    is_pair = field is not None and Ellipsis not in get_args(field.annotation)
    items = [_as_item(value), *(["..."] if is_pair else [])]
    example = f"{name}: [{', '.join(items)}]"
    return "list-needed", False, what, f"write {bare(example)}"


def _as_item(value: Any) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"[\w :.,'()-]{1,40}", value):
        return "..."
    return value if re.fullmatch(r"[\w -]+", value) else f'"{value}"'


def _choice(field: FieldInfo | None, name: str, value: Any, spelled: str | None) -> Words:
    choices = [str(choice) for choice in choices_of(field.annotation if field else None)]
    allowed = [choice or '""' for choice in choices]
    what = f"{name} cannot be {told(value, spelled)}"
    meant = (
        closest(value, [choice for choice in choices if choice]) if isinstance(value, str) else None
    )
    advice = f"did you mean {meant}? " if meant else ""
    return "choice", False, what, f"{advice}write {listed(allowed, 'or')}"


def _list_length(
    name: str, value: Any, kind: str, context: dict[str, Any], what_is_it: str
) -> Words:
    have = len(value)
    bound = context["min_length"] if kind == "too_short" else context["max_length"]
    needed = "is needed" if bound == 1 else "are needed"
    limit = f"at least {bound} {needed}" if kind == "too_short" else f"{bound} are allowed"
    what = f"{name} has {have} {'item' if have == 1 else 'items'}, {limit}"
    return "list-length", False, what, what_is_it
