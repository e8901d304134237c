"""Unquoted values -> numbers, true, false or text; what YAML readers disagree on is refused.

YAML 1.1 (PyYAML) and YAML 1.2 (most editors and checkers) read `10:38`, `NO`, `010` or `1e3`
differently, and both without a word. Here such a value is a mistake with advice, so that a
curated text never turns into something else.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from insights.reading.faults import shown

RULES = {
    "time-quoted": "A time is written in quotes.",
    "date-quoted": "A date is written in quotes.",
    "word-quoted": "A word that some YAML readers take for true or false is written in quotes.",
    "number-spelling": "A number is written in plain decimal digits.",
    "number-long": "A number has at most 15 digits.",
    "no-value": "Each key and each item of a list has a value.",
    "sign-quoted": "A text that is a sign of YAML is written in quotes.",
}

MOST_DIGITS = 15

# No time, date or number is longer; a text of 8 MB costs half a gigabyte to compare with them.
_LONGEST = 200

_WORDS = frozenset(
    spelling
    for word in ("y", "n", "yes", "no", "on", "off", "true", "false", "null")
    for spelling in (word, word.capitalize(), word.upper())
)
_FIRST = frozenset("0123456789+-.~=<")

_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]*)\.[0-9]+")
_TIME = re.compile(r"[-+]?[0-9][0-9_]*(?::[0-9][0-9_]*)+(?:\.[0-9_]*)?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:(?:[Tt]| +)[0-9]{1,2}:[0-9].*)?", re.DOTALL)
_NUMBER_LIKE = re.compile(
    r"[-+]?(?:0[xob][0-9a-f_]+"
    r"|(?=[.0-9])(?:[0-9][0-9_]*)?(?:\.[0-9_]*)?(?:e[-+]?[0-9]+)?"
    r"|\.inf|\.nan)",
    re.IGNORECASE,
)


class Trap(NamedTuple):
    """An unquoted value that YAML readers disagree on."""

    rule: str
    what: str
    advice: str


def is_plain_text(text: str) -> bool:
    """Whether an unquoted value is text to every reader of YAML, told by its first letter."""
    return text[:1] not in _FIRST and text not in _WORDS and text != ""


def plain_value(text: str) -> str | int | float | bool | Trap:
    """What an unquoted value stands for.

    >>> plain_value("72"), plain_value("0.5"), plain_value("72% of all"), plain_value("true")
    (72, 0.5, '72% of all', True)
    >>> plain_value("10:38").advice
    'write it in quotes as hours, minutes and seconds: "00:10:38"'
    """
    if text == "true" or text == "false":
        return text == "true"
    if text in _WORDS or text == "~":
        return _word(text)
    if text == "":
        return Trap("no-value", "there is no value", "write one, or take the line out")
    if text in {"=", "<<"}:
        what = f"{shown(text)} is a sign of YAML itself"
        return Trap("sign-quoted", what, f"write it in quotes if it is meant as text: '{text}'")
    if text[:1] not in _FIRST:
        return text
    if _INTEGER.fullmatch(text) or _DECIMAL.fullmatch(text):
        return _number(text)
    if len(text) > _LONGEST:
        return text
    if _TIME.fullmatch(text):
        return _time(text)
    if _DATE.fullmatch(text):
        what = f"the date {text[:40]} is not in quotes"
        return Trap("date-quoted", what, f'write it in quotes: "{text[:40]}"')
    if _NUMBER_LIKE.fullmatch(text) and any(letter.isalnum() for letter in text):
        what = f"{shown(text)[1:-1]} is a number to some YAML readers and text to others"
        advice = "write a number in plain decimal digits like 31 or 0.5, and a text in quotes"
        return Trap("number-spelling", what, advice)
    return text


def as_timestamp(text: str) -> str | None:
    """A time written short, such as `1:10`, as `HH:MM:SS`; None where it can be no such time."""
    parts = text.strip().split(":")
    if not 2 <= len(parts) <= 3 or not all(re.fullmatch("[0-9]{1,2}", part) for part in parts):
        return None
    hours, minutes, seconds = ["0", *parts] if len(parts) == 2 else parts
    if int(minutes) > 59 or int(seconds) > 59:
        return None
    return f"{int(hours):02}:{int(minutes):02}:{int(seconds):02}"


def _number(text: str) -> int | float | Trap:
    digits = sum(letter.isdigit() for letter in text)
    if digits > MOST_DIGITS:
        what = f"the number {text[:12]}… has {digits:,} digits, {MOST_DIGITS} are allowed"
        return Trap("number-long", what, "round it, or write it in quotes if it is text")
    return float(text) if "." in text else int(text)


def _word(text: str) -> Trap:
    if text.lower() in {"null", "~"}:
        what = f"{shown(text)} stands for nothing"
        return Trap("no-value", what, "take the line out, or write it in quotes if it is text")
    what = f"the word {text} is true or false to some YAML readers and text to others"
    return Trap("word-quoted", what, f'write it in quotes: "{text}"')


def _time(text: str) -> Trap:
    what = f"the time {text[:40]} is not in quotes"
    if full := as_timestamp(text):
        if full == text:
            return Trap("time-quoted", what, f'write it in quotes: "{full}"')
        advice = f'write it in quotes as hours, minutes and seconds: "{full}"'
        return Trap("time-quoted", what, advice)
    advice = 'write it in quotes as hours, minutes and seconds, like "00:34:43"'
    return Trap("time-quoted", what, advice)
