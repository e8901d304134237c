"""The time that somebody meant: where a spreadsheet or a slip turned it into another."""

from __future__ import annotations

import re
from collections.abc import Iterable

from insights.model import Outline

_SOUND = re.compile(r"([0-9]{2}):([0-5][0-9]):([0-5][0-9])")
_CLOCK = re.compile(
    r"([0-9]{1,2}):([0-5][0-9])(?::([0-5][0-9])(?:\.0+)?)?(?: ?([ap])\.?m\.?)?", re.IGNORECASE
)
_PART_OF_DAY = re.compile(r"0[.,][0-9]{2,}(?:[eE]-[0-9]+)?|[0-9](?:[.,][0-9]+)?[eE]-0?[1-9]")
_DAY = 24 * 60 * 60


def changed_time(text: str, outline: Outline | None) -> str | None:
    """The time `HH:MM:SS` behind what a spreadsheet made of one; None for anything else.

    It shows a time as one of the day, without the hours or without the seconds, or as a part of
    the day. Which was meant the outline tells, where there is one.

    >>> [changed_time(text, None) for text in ("1:12", "1:12:00 AM", "0.0008333", "00:01:12")]
    ['00:01:12', '00:01:12', '00:01:12', None]
    """
    if _SOUND.fullmatch(text):
        return None
    if found := _CLOCK.fullmatch(text):
        hours, minutes, seconds = int(found[1]), int(found[2]), int(found[3] or 0)
        if found[4]:
            hours = hours % 12 + (12 if found[4].lower() == "p" else 0)
        as_read = _written(hours * 3600 + minutes * 60 + seconds)
        return _likely([*_shifted(as_read), as_read], outline)
    if _PART_OF_DAY.fullmatch(text):
        as_read = _written(round(float(text.replace(",", ".")) * _DAY))
        return _likely([as_read, *_shifted(as_read)], outline)
    return None


def shifted_time(time: str, outline: Outline | None) -> str | None:
    """The time of the outline that was meant where minutes and seconds stand one place too far.

    >>> shifted_time("01:12:00", None)
    """
    if outline is None or time in outline.times:
        return None
    return next((one for one in _shifted(time) if one in outline.times), None)


def _shifted(time: str) -> list[str]:
    found = _SOUND.fullmatch(time)
    if found is None or found[3] != "00":
        return []
    return [_written(int(found[1]) * 60 + int(found[2]))]


def _likely(times: list[str], outline: Outline | None) -> str:
    known: Iterable[str] = outline.times if outline is not None else ()
    return next((time for time in times if time in known), times[0])


def _written(seconds: int) -> str:
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
