"""What is wrong with one text or number, in plain words."""

from __future__ import annotations

import re
from typing import Any

from pydantic import TypeAdapter

from insights.model import Date, Id, ReportAddress, Timestamp, WebAddress, slug
from insights.reading.addresses import fault_in_address
from insights.reading.faults import shown
from insights.reading.scalars import as_timestamp

# The rule, whether the key is meant, what is wrong and what to write.
Words = tuple[str, bool, str, str]

IS_NUMBER = re.compile(r"(?:int|float|finite|greater|less)_|finite_number")


def _pattern(of: Any) -> str:
    return str(TypeAdapter(of).json_schema()["pattern"])


_LONGEST_ID: int = TypeAdapter(Id).json_schema()["maxLength"]
_ID, _TIME, _DATE, _ADDRESS, _REPORT = (
    _pattern(of) for of in (Id, Timestamp, Date, WebAddress, ReportAddress)
)


def is_id(text: str) -> bool:
    """Whether a text is spelled as an id."""
    return re.fullmatch(_ID.strip("^$"), text) is not None and len(text) <= _LONGEST_ID


def told(value: object, spelled: str | None) -> str:
    """A value as a message names it; `spelled` is how a number is written in the file."""
    if isinstance(value, list | dict):
        return shown(value)
    if isinstance(value, str):
        return f"the text {shown(value)}"
    return f"the value {(spelled or shown(value))[:40]}"


def text_needed(name: str, value: Any, spelled: str | None, what_is_it: str) -> Words:
    """Where a number, true, a list or a group of fields stands in place of a text.

    `spelled` is how a number is written in the file, "" where the field takes more than text.
    """
    if spelled != "" and isinstance(value, int | float):
        written = (spelled or shown(value))[:40]
        what = f"{name} is text, but {written} without quotes is a number"
        if isinstance(value, bool):
            what = f"{name} is text, but {written} without quotes is a yes or no"
        return "text-needed", False, what, f'write it in quotes: "{written}"'
    what = f"{name} is {told(value, spelled)}, one text is needed"
    return "text-needed", False, what, what_is_it


def letters(name: str, fault: str) -> Words:
    """Where a text holds what it must not; `fault` as the model says it."""
    fault = fault or "holds a letter that cannot stand in a text"
    advice = "take the space out" if "space" in fault else "take it out"
    if "was lost" in fault:
        advice = "look it up in the source, and write it"
    if "typefaces" in fault:
        advice = "write one that can be read everywhere"
    if "markup" in fault:
        advice = "use letters, digits, spaces and ' , . & ( ) / + -"
    if "line break" in fault:
        advice = "write the text on one line in quotes, or begin it with >-"
    return "text-letters", False, f"{name} {fault}", advice


def spelling(pattern: str, name: str, value: str, what_is_it: str) -> Words:
    """Where an id, a time, a date or an address is not written as its pattern asks."""
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
        fault = fault_in_address(value)
        what = f"{shown(value)} is not an address"
        advice = "write the whole address, beginning with https:// and without spaces"
        return "address", False, *(fault or (what, advice))
    if pattern == _REPORT:
        advice = "write mailto: and an e-mail address, or an address that begins with https://"
        if value.startswith("https:") and (fault := fault_in_address(value)):
            return "address", False, *fault
        # What stands before an @ in a whole address may be a password: it is not shown.
        written = "" if "//" in value else f" {shown(value)}"
        return "address", False, f"{name}{written} is no address for reports", advice
    if "{11}" in pattern:
        advice = "write only the 11 letters behind v= in the address of the video"
        return "video-id", False, f"{name} {shown(value)} is not the id of a video", advice
    return "field-value", False, f"{name} {shown(value)} is not written as needed", what_is_it


def number_words(
    kind: str,
    is_whole: bool,
    name: str,
    value: Any,
    spelled: str | None,
    context: dict[str, Any],
    what_is_it: str,
) -> Words:
    """Where something else stands in place of a number, or a number out of its range.

    `kind` and `context` are those of the library's error.
    """
    what_it_is = told(value, spelled)
    if kind.startswith("greater") and "ge" in context:
        return "number-needed", False, f"{name} is {what_it_is}", f"write {context['ge']} or more"
    if kind.startswith("less") and "le" in context:
        return "number-needed", False, f"{name} is {what_it_is}", f"write {context['le']} or less"
    needed = "a whole number" if is_whole else "a number"
    advice = what_is_it
    digits = value.replace(",", "").strip() if isinstance(value, str) else ""
    if re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", digits):
        advice = f"write it without quotes and commas: {digits[:20]}"
    return "number-needed", False, f"{name} is {what_it_is}, {needed} is needed", advice
