"""What may be entered into a room: put right where that changes no word, or else refused."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Collection, Mapping
from typing import Any

from insights.model import is_unseen
from insights.rooms.state import CHECK_DAYS, KINDS, MARKS, NOTE_CATEGORIES, VERDICTS
from insights.selection import QueryError, fields_of

MOST_LETTERS = 240
MOST_LETTERS_OF_NAME = 80
MOST_VOTES = 999
# Of the filters of a scene, as the query of an address: a full hand of such events is still taken.
MOST_LETTERS_OF_QUERY = 2_000
_MOST = 1e9
_MOST_SHOWN = 40

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_MOST_LETTERS_OF_ID = 60
_SPACES = re.compile("[\t-\r\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]")
_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f"
    "\u202a-\u202e\u2060-\u206f\u2800\u3164\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufeff\uffa0"
    "\ufff9-\ufffb\ufffd\U000e0000-\U000e007f\U000f0000-\U0010ffff"
    + "".join(chr((plane << 16) + last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
    + "]"
)
_JOINED = "\u0590-\U0010ffff"
_LONE_JOINERS = re.compile(f"(?<![{_JOINED}])[\u200c\u200d]+|[\u200c\u200d]+(?![{_JOINED}])")


class RefusedError(Exception):
    """An event that the room does not take: where in it, what is wrong, what to write instead."""

    def __init__(self, where: str, what: str, instead: str) -> None:
        super().__init__(f"{where}: {what}. {instead}")
        self.where, self.what, self.instead = where, what, instead


def tidy(text: str) -> str:
    r"""The text as one line, without letters that nobody sees or that turn the reading direction.

    What stays could stand in a dataset. `tidy` of room_state.js does the same in the browser.

    >>> tidy("  two\n lines \x00 and \u202ea turn ")
    'two lines and a turn'
    """
    text = _SPACES.sub(" ", unicodedata.normalize("NFC", text))
    text = _LONE_JOINERS.sub("", _UNSEEN.sub("", text))
    return re.sub(" {2,}", " ", text).strip(" ")


def checked(kind: object, data: object, scenes: Collection[str]) -> dict[str, Any]:
    """The data of an event as they are kept; `scenes` are the ids of the room's scenes.

    Raises
    ------
    RefusedError: if the kind is unknown, a field is missing, unknown or of another type, or a value
        cannot be.
    """
    if not isinstance(kind, str) or kind not in _FIELDS:
        raise RefusedError("kind", f"there is no kind {_shown(kind)}", f"Write {_listed(KINDS)}.")
    if not isinstance(data, Mapping):
        raise RefusedError("data", f"{_shown(data)} is no mapping", "Write {...}.")
    fields = _FIELDS[kind]
    for name in data:
        if name not in fields:
            named = _listed(one.rstrip("?") for one in fields)
            raise RefusedError("data", f"{kind} has no field {_shown(name)}", f"It has {named}.")
    kept: dict[str, Any] = {}
    for name, check in fields.items():
        if name in data:
            kept[name] = check(name, data[name])
        elif (kind, name) not in _MAY_BE_LEFT_OUT:
            raise RefusedError(name, f"{kind} needs it, and it is missing", "Add it.")
    scene = kept.get("scene")
    if scene is not None and scene not in scenes:
        raise RefusedError(
            "scene", f"this run has no scene {_shown(scene)}", "Name one of its scenes."
        )
    return kept


def checked_id(value: object) -> str:
    """The id of an event.

    Raises
    ------
    RefusedError: if it is no UUID in small letters.
    """
    return _uuid("id", value)


Check = Callable[[str, object], Any]


def _text(most: int) -> Check:
    def check(where: str, value: object) -> str:
        if not isinstance(value, str):
            raise RefusedError(where, f"{_shown(value)} is no text", 'Write a text in "…".')
        text = tidy(value)
        if not text:
            raise RefusedError(where, "nothing readable stands here", "Write at least one letter.")
        if len(text) > most:
            what = f"the text has {len(text)} letters, and {most} are the most"
            raise RefusedError(where, what, "Shorten it, or make two of it.")
        return text

    return check


def _uuid(where: str, value: object) -> str:
    if not isinstance(value, str) or not _UUID.fullmatch(value):
        example = "3f2b1c9a-0d4e-4f6a-8b7c-1234567890ab"
        raise RefusedError(
            where, f"{_shown(value)} is no UUID in small letters", f"Write {example}."
        )
    return value


def _id(where: str, value: object) -> str:
    if not isinstance(value, str) or len(value) > _MOST_LETTERS_OF_ID or not _ID.fullmatch(value):
        raise RefusedError(where, f"{_shown(value)} is no id", "Write an id, such as trust.")
    return value


def _one_of(*values: str) -> Check:
    def check(where: str, value: object) -> str:
        if not isinstance(value, str) or value not in values:
            raise RefusedError(
                where, f"{_shown(value)} cannot stand here", f"Write {_listed(values)}."
            )
        return value

    return check


def _or_null(check: Check) -> Check:
    return lambda where, value: None if value is None else check(where, value)


def _votes(where: str, value: object) -> int:
    if type(value) is not int or not 0 <= value <= MOST_VOTES:
        what = f"{_shown(value)} is no number of dots"
        raise RefusedError(where, what, f"Write a whole number from 0 to {MOST_VOTES}.")
    return value


def _order(where: str, value: object) -> float:
    # Not a number compares as false to everything.
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) <= _MOST:
        raise RefusedError(where, f"{_shown(value)} is no place in a column", "Write a number.")
    return float(value)


def _shows(where: str, value: object) -> bool:
    if not isinstance(value, bool):
        raise RefusedError(
            where, f"{_shown(value)} is neither true nor false", "Write true or false."
        )
    return value


def _subject(where: str, value: object) -> str:
    kind, _, name = value.partition(":") if isinstance(value, str) else ("", "", "")
    parts = {"finding": [name], "part": name.split("/")}.get(kind, [])
    if not parts or (kind == "part" and len(parts) != 2):
        what = f"{_shown(value)} is neither a finding nor a part of a lens"
        raise RefusedError(where, what, "Write finding:ID or part:LENS/PART.")
    return f"{kind}:{'/'.join(_id(where, part) for part in parts)}"


def _source(where: str, value: object) -> str:
    if value == "":
        return ""
    kind, _, name = value.partition(":") if isinstance(value, str) else ("", "", "")
    if kind not in ("finding", "note"):
        what = f"{_shown(value)} is neither a finding nor a note"
        raise RefusedError(where, what, 'Write finding:ID, note:ID or "".')
    return f"{kind}:{_id(where, name) if kind == 'finding' else _uuid(where, name)}"


def _query(where: str, value: object) -> str:
    if not isinstance(value, str) or any(is_unseen(one) for one in value):
        raise RefusedError(where, f"{_shown(value)} is no query", "Write theme=trust, say.")
    if len(value) > MOST_LETTERS_OF_QUERY:
        what = f"the query has {len(value)} letters, and {MOST_LETTERS_OF_QUERY} are the most"
        raise RefusedError(where, what, "Choose fewer filters.")
    try:
        fields_of(value)
    except QueryError as error:
        raise RefusedError(where, str(error), "Choose fewer filters.") from error
    return value


def _date(where: str, value: object) -> str:
    try:
        # A year that is being typed passes through 0002 and 0020.
        if isinstance(value, str) and re.fullmatch(r"2[01]\d\d-\d\d-\d\d", value, re.ASCII):
            return dt.date.fromisoformat(value).isoformat()
    except ValueError:
        pass
    raise RefusedError(
        where, f"{_shown(value)} is no date", "Write year, month and day: 2026-12-24."
    )


def _shown(value: object) -> str:
    text = tidy(repr(value) if not isinstance(value, str) else value)
    return f"“{text if len(text) <= _MOST_SHOWN else f'{text[:_MOST_SHOWN]}…'}”"


def _listed(values: Any) -> str:
    *most, last = values
    return f"{', '.join(most)} or {last}" if most else str(last)


_NOTE = {"note": _uuid}
_CATEGORY = {"category": _one_of(*NOTE_CATEGORIES)}
_TEXT = {"text": _text(MOST_LETTERS)}
_THEME = {"theme": _or_null(_id)}
_SCENE = {"scene": _id}
_COMMITMENT = {"commitment": _uuid}
_PROMISE: dict[str, Check] = {
    "who": _text(MOST_LETTERS_OF_NAME),
    "what": _text(MOST_LETTERS),
    "by": _date,
    "source": _source,
}
_FIELDS: dict[str, dict[str, Check]] = {
    "note.add": {**_NOTE, **_CATEGORY, **_TEXT, **_THEME, **_SCENE},
    "note.edit": {**_NOTE, **_TEXT},
    "note.tag": {**_NOTE, **_THEME},
    "note.move": {**_NOTE, **_CATEGORY, "order": _order},
    "note.vote": {**_NOTE, "votes": _votes},
    "note.remove": {**_NOTE},
    "verdict": {"subject": _subject, "verdict": _or_null(_one_of(*VERDICTS))},
    "guess": {**_SCENE, **_TEXT},
    "reveal": {**_SCENE, "shown": _shows},
    "commitment.add": {**_COMMITMENT, **_PROMISE},
    "commitment.edit": {**_COMMITMENT, **_PROMISE},
    "commitment.remove": {**_COMMITMENT},
    "commitment.mark": {
        **_COMMITMENT,
        "at": _one_of(*CHECK_DAYS),
        "mark": _or_null(_one_of(*MARKS)),
    },
    "scene": {**_SCENE, "query": _query},
    "undo": {"event": _uuid},
}
_MAY_BE_LEFT_OUT = {("note.add", "theme"), ("scene", "query")}
