"""The curated texts of a record, each with its path."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, get_args

from pydantic import BaseModel

from insights.model import Text
from insights.reading.places import Path
from insights.reading.words import model_at

# What makes a text a curated one: it is asked to be one line. Thus `as_written` is none.
_ONE_LINE = get_args(Text)[-1]


def texts_in(record: BaseModel, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """All texts of a record and of the groups of fields inside it."""
    for name, is_text in _fields(type(record)):
        value = getattr(record, name)
        if not value:
            continue
        if type(value) is not tuple:
            if is_text:
                yield (*path, name), value
            elif type(value) is not str:
                yield from texts_in(value, (*path, name))
            continue
        for number, item in enumerate(value):
            if is_text:
                yield (*path, name, number), item
            else:
                yield from texts_in(item, (*path, name, number))


@cache
def _fields(model: type[BaseModel]) -> tuple[tuple[str, bool], ...]:
    """The names of the fields with texts, or with groups of fields that may have some."""
    fields = []
    for name, field in model.model_fields.items():
        is_text = _ONE_LINE in field.metadata or _holds_line(field.annotation)
        if is_text or model_at(model, (name,)) is not model:
            fields.append((name, is_text))
    return tuple(fields)


def _holds_line(annotation: Any) -> bool:
    return annotation == _ONE_LINE or any(map(_holds_line, get_args(annotation)))
