"""What a person types (an answer, an option, a cell) -> plain values, judged as files are."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any, get_args, get_origin

from pydantic import BaseModel

from insights.model import Id
from insights.model.vocabulary import Qualifier
from insights.reading.document import Document
from insights.reading.places import Path
from insights.reading.scalars import MOST_DIGITS
from insights.reading.words import choices_of, takes
from insights.workbench.yaml_text import flow

BETWEEN = ";"  # stands between several values of one field

FIGURE_FORMS = (
    "`about 400 people of the pilot`, `64% of participants`, `over 3,200 households` or "
    "`{value: 3200, unit: households, qualifier: over, of: the county}`"
)
QUALIFIERS = tuple(one for one in get_args(Qualifier) if one)

_TIME_LIKE = re.compile(r"[0-9]+(?::[0-9]+)+")
_IN_BRACKETS = re.compile(r"\[\s*([0-9]+(?::[0-9]+)+)\s*\]")
_GROUP_OR_NOT = re.compile(r"\{[^{}]*\}?|[^;{]+")
_PLACE = re.compile(r"(.*\S)\s*,\s*([0-9]{1,5})")
_WHOLE = re.compile(r"-?[0-9]{1,15}")
_FIGURE = re.compile(
    rf"(?:(?P<qualifier>{'|'.join(QUALIFIERS)}) +)?"
    r"(?P<value>-?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?)"
    r"(?:(?P<percent> *%)| +(?P<unit>(?!of\b)[^\W\d_].*?))?(?: +of +(?P<of>.+))?"
)


class Typed(Document):
    """Records that stand in no file yet: `place` says where a field of them was typed.

    Parameters
    ----------
    file: the name that messages begin with
    key: what a file with such records begins with
    rows: for each record its number, its plain values and the column of each field, from 1
    elsewhere: the column of what stands in none
    """

    def __init__(
        self,
        file: str,
        key: str,
        rows: Sequence[tuple[int, Mapping[str, Any], Mapping[str, int]]],
        elsewhere: int = 1,
    ) -> None:
        super().__init__(file, f"{key}: []\n")
        self._elsewhere = elsewhere
        self.data = {key: [dict(values) for _, values, _ in rows]}
        self._rows = [(number, columns) for number, _, columns in rows]

    def place(self, path: Path, at_key: bool = False) -> tuple[int, int]:
        """The number of the record and the column of its field under `path`."""
        if len(path) < 2 or not isinstance(path[1], int):
            return 1, 1
        number, columns = self._rows[path[1]]
        named = (columns[str(part)] for part in reversed(path[2:]) if part in columns)
        return number, next(named, self._elsewhere)

    def spelled(self, path: Path) -> str | None:
        """Nothing: a typed number has no other spelling than its value."""
        return None


def value_of(model: type[BaseModel], name: str, text: str) -> Any:
    """The plain value that a typed text stands for; where it is none, the text for the rules.

    A list is divided at `;`, one of ids also at commas. A place is `00:10:38`, `[00:10:38]` or
    `Heading, 2`, a figure is `over 5,500 participants of the initiative`, `72% of participants` or
    a group of fields in braces.

    >>> from insights.model import Finding
    >>> value_of(Finding, "themes", "trust, digital"), value_of(Finding, "locator", "Tips, 2")
    (['trust', 'digital'], {'section': 'Tips', 'item': 2})
    >>> value_of(Finding, "figures", "72% of participants")
    [{'value': 72, 'unit': 'percent', 'of': 'participants'}]
    """
    text = text.strip()
    annotation = model.model_fields[name].annotation
    if name == "locator":
        return _locator(text)
    # Some keyboards write an accent as a letter of its own; a heading stays as its document has it.
    text = unicodedata.normalize("NFC", text)
    if is_list(annotation):
        if name == "figures":
            return [_figure(part) for part in map(str.strip, _GROUP_OR_NOT.findall(text)) if part]
        divided = re.split("[;,]" if is_list_of_ids(annotation) else BETWEEN, text)
        return [part for part in map(str.strip, divided) if part]
    return whole_number(text) if takes(annotation, int) else text


def is_list(annotation: Any) -> bool:
    """Whether a field takes several values."""
    return get_origin(annotation) is tuple or any(map(is_list, get_args(annotation)))


def is_list_of_ids(annotation: Any) -> bool:
    """Whether a field takes several ids or words of a fixed set, none of which holds a comma."""
    items = get_args(annotation)[:1] if get_origin(annotation) is tuple else ()
    return any(item == Id or choices_of(item) for item in items)


def lacking_of(text: str) -> str | None:
    """What to say of a figure in percent that does not say of whom; None where none lacks it.

    In braces `of` was left out on purpose.

    >>> print(lacking_of("64%; 3 people"))
    64 percent of whom? write `64% of ...`, or `{value: 64, unit: percent}` if the source is silent
    """
    for part in map(str.strip, _GROUP_OR_NOT.findall(text)):
        figure = _figure(part)
        if isinstance(figure, str) or part.startswith("{") or "of" in figure:
            continue
        if figure.get("unit") == "percent":
            group = flow(figure)
            told = f"{figure['value']} percent of whom? write `{part} of ...`"
            return f"{told}, or `{group}` if the source is silent"
    return None


def whole_number(text: str) -> int | str:
    """The number, or the text where it is none."""
    return int(text) if _WHOLE.fullmatch(text) else text


def _locator(text: str) -> str | dict[str, Any]:
    if bracketed := _IN_BRACKETS.fullmatch(text):
        return bracketed[1]
    if _TIME_LIKE.fullmatch(text):
        return text
    if found := _PLACE.fullmatch(text):
        return {"section": found[1], "item": int(found[2])}
    return {"section": text}


def _figure(text: str) -> str | dict[str, Any]:
    if text.startswith("{"):
        group = Document("", text)
        return group.data if isinstance(group.data, dict) and not group.faults else text
    found = _FIGURE.fullmatch(text)
    if found is None or sum(letter.isdigit() for letter in found["value"]) > MOST_DIGITS:
        return text
    number = found["value"].replace(",", "")
    figure: dict[str, Any] = {"value": float(number) if "." in number else int(number)}
    unit = "percent" if found["percent"] else found["unit"]
    parts = {"unit": unit, "qualifier": found["qualifier"], "of": found["of"]}
    return figure | {name: part for name, part in parts.items() if part}
