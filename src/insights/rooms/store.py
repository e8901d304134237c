"""Rooms as they are kept: started, entered into, read, ended, erased, and let go when due."""

from __future__ import annotations

import datetime as dt
import json
import secrets
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from insights.model import Dataset, Run
from insights.rooms.checking import RefusedError, checked, checked_id, tidy
from insights.rooms.file import RoomFile
from insights.rooms.room import NoRoomError, NotKeptError, Room, RoomError
from insights.rooms.state import NEVER_UNDONE, Event

DAYS_KEPT = 120  # long enough for the check after 90 days
MOST_LETTERS_OF_ROOM = 80
MOST_NOTES = 2_000
MOST_EVENTS = 20_000
MOST_BYTES = 2_000_000_000
_BYTES_OF_TOKEN = 24
_MOST_SAID_BACK = 64
_COLUMNS = "token, name, created, ends, ended, run, fingerprint"


@dataclass(frozen=True)
class Appended:
    """What became of events: all that are accepted are on the disk."""

    seq: int  # of the last event of the room
    accepted: tuple[str, ...]  # ids, those included that were there already
    refused: tuple[tuple[str, str], ...]  # id and why
    ended: bool


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


class Store:
    """The rooms of one folder."""

    def __init__(
        self,
        folder: Path,
        days: int = DAYS_KEPT,
        most_bytes: int = MOST_BYTES,
        now: Callable[[], dt.datetime] = _now,
    ) -> None:
        self.file = RoomFile(folder, most_bytes)
        self.days = days
        self._now = now
        self._purged: dt.date | None = None
        self._wipe_is_due = False

    def create(self, name: str, run: Run, dataset: Dataset) -> Room:
        """Start a room for a run as it is now, over a dataset as it is now.

        Raises
        ------
        RoomError: if the name is empty or too long.
        NotKeptError: if rooms cannot be kept.
        """
        name = tidy(name)
        if not name:
            raise RoomError("The session has no name.", "Write what it is called, or the day.")
        if len(name) > MOST_LETTERS_OF_ROOM:
            what = f"The name has {len(name)} letters, and {MOST_LETTERS_OF_ROOM} are the most."
            raise RoomError(what, "Shorten it.")
        self.purge()
        now = self._now()
        room = Room(
            token=secrets.token_urlsafe(_BYTES_OF_TOKEN),
            name=name,
            created=_written(now),
            ends=(now.date() + dt.timedelta(days=self.days)).isoformat(),
            ended=False,
            run=run,
            fingerprint=dataset.fingerprint,
        )
        values = (room.token, name, room.created, room.ends, None, run.model_dump_json())
        with self.file.writing() as rooms:
            rooms.execute(
                f"INSERT INTO room ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)",
                (*values, room.fingerprint),
            )
        return room

    def open(self, token: str) -> Room:
        """The room that a link leads to.

        Raises
        ------
        NoRoomError: if there is none, or none any more.
        NotKeptError: if rooms cannot be read.
        """
        with self.file.reading() as rooms:
            return self._room(rooms, token)

    def events(self, token: str, after: int = 0) -> tuple[Event, ...]:
        """What was entered, in order; of a long room only what came after `after`.

        Raises
        ------
        NoRoomError, NotKeptError: as `open`.
        """
        with self.file.reading() as rooms:
            self._room(rooms, token)
            return _events(rooms, token, after)

    def look(self, token: str, after: int = 0) -> tuple[Room, int, tuple[Event, ...]]:
        """The room, the number of its last event, and its events after `after`: of one moment.

        Raises
        ------
        NoRoomError, NotKeptError: as `open`.
        """
        with suppress(NotKeptError):  # what cannot be written can still be read
            self._tidy_up()
        with self.file.reading() as rooms:
            rooms.execute("BEGIN")
            return self._room(rooms, token), _last(rooms, token), _events(rooms, token, after)

    def append(self, token: str, events: Iterable[object]) -> Appended:
        """Enter events, each `{id, kind, data}`; what is there already counts as accepted.

        Raises
        ------
        NoRoomError: as `open`.
        NotKeptError: if it could not be saved: then nothing of it was.
        """
        self._tidy_up()
        accepted: list[str] = []
        refused: list[tuple[str, str]] = []
        with self.file.writing() as rooms:
            room = self._room(rooms, token)
            book = _Book(rooms, room, _written(self._now()))
            for event in events:
                try:
                    accepted.append(book.enter(event))
                except RefusedError as error:
                    refused.append((_id_in(event), str(error)))
        return Appended(book.seq, tuple(accepted), tuple(refused), room.ended)

    def end(self, token: str) -> None:
        """Close the session: from now on only marks on commitments are taken.

        Raises
        ------
        NoRoomError, NotKeptError: as `append`.
        """
        with self.file.writing() as rooms:
            if not self._room(rooms, token).ended:
                rooms.execute(
                    "UPDATE room SET ended = ? WHERE token = ?", (_written(self._now()), token)
                )

    def erase(self, token: str) -> None:
        """Take the room away with all that was said in it; nothing stays in the file.

        Raises
        ------
        NoRoomError, NotKeptError: as `append`.
        """
        with self.file.writing() as rooms:
            self._room(rooms, token)
            rooms.execute("DELETE FROM room WHERE token = ?", (token,))
        self._wipe()

    def problem(self) -> NotKeptError | None:
        """Why no room could be started now; None where one could."""
        try:
            with self.file.writing():
                return None
        except NotKeptError as error:
            return error

    def purge(self) -> int:
        """Erase the rooms whose time is over; how many there were.

        Raises
        ------
        NotKeptError: if the file cannot be written.
        """
        today = self._now().date()
        if not self.file.path.exists():
            return 0
        with self.file.writing() as rooms:
            over = rooms.execute("DELETE FROM room WHERE ends < ?", (today.isoformat(),)).rowcount
        if over:
            self._wipe()
        self._purged = today
        return over

    def _wipe(self) -> None:
        """Let nothing stay of what was erased; where others are in the way, as soon as they go."""
        self._wipe_is_due = True
        with suppress(NotKeptError):
            self.file.wipe()
            self._wipe_is_due = False

    def _tidy_up(self) -> None:
        if self._purged != self._now().date():
            self.purge()
        elif self._wipe_is_due:
            self._wipe()

    def _room(self, rooms: sqlite3.Connection, token: str) -> Room:
        today = self._now().date().isoformat()
        row = rooms.execute(
            f"SELECT {_COLUMNS} FROM room WHERE token = ? AND ends >= ?", (token, today)
        ).fetchone()
        if row is None:
            raise NoRoomError
        token, name, created, ends, ended, run, fingerprint = row
        return Room(token, name, created, ends, ended is not None, _run(run), fingerprint)


class _Book:
    """The events of one room while new ones are entered."""

    def __init__(self, rooms: sqlite3.Connection, room: Room, now: str) -> None:
        self.rooms, self.room, self.now = rooms, room, now
        self.scenes = frozenset(scene.id for scene in room.run.scenes)
        self.seq = _last(rooms, room.token)
        (self.notes,) = rooms.execute(
            "SELECT count(*) FROM event WHERE room = ? AND kind = 'note.add'", (room.token,)
        ).fetchone()

    def enter(self, event: object) -> str:
        """The id of the event, which is in the room from now on."""
        if not isinstance(event, Mapping) or set(event) != {"id", "kind", "data"}:
            what, instead = "an event has an id, a kind and data", "Write these three alone."
            raise RefusedError("event", what, instead)
        id_ = checked_id(event["id"])
        data = checked(event["kind"], event["data"], self.scenes)
        kind: str = event["kind"]
        written = json.dumps(data, ensure_ascii=False, sort_keys=True)
        before = self._named(id_)
        if before is not None:
            if before != (kind, written):
                what = "this id was given to something else"
                raise RefusedError("id", what, "Give each event an id of its own.")
            return id_
        self._check_open(kind, data)
        self._check_space(kind)
        self.seq += 1
        self.notes += kind == "note.add"
        self.rooms.execute(
            "INSERT INTO event (room, seq, id, kind, data, at) VALUES (?, ?, ?, ?, ?, ?)",
            (self.room.token, self.seq, id_, kind, written, self.now),
        )
        return id_

    def _named(self, id_: str) -> tuple[str, str] | None:
        found: tuple[str, str] | None = self.rooms.execute(
            "SELECT kind, data FROM event WHERE room = ? AND id = ?", (self.room.token, id_)
        ).fetchone()
        return found

    def _check_open(self, kind: str, data: Mapping[str, Any]) -> None:
        undone = kind
        if kind == "undo":
            before = self._named(data["event"])
            if before is None or before[0] in NEVER_UNDONE:
                what = "nothing that could be undone has this id"
                raise RefusedError("event", what, "Name an event of this room.")
            undone = before[0]
        if self.room.ended and undone != "commitment.mark":
            what = "the session has ended"
            raise RefusedError("room", what, "Only marks on commitments are taken from now on.")

    def _check_space(self, kind: str) -> None:
        if kind == "note.add" and self.notes >= MOST_NOTES:
            what = f"{MOST_NOTES:,} notes were entered, and that is the most"
            raise RefusedError("room", what, "Say it in a note that is there already.")
        if self.seq >= MOST_EVENTS:
            what = f"{MOST_EVENTS:,} things were entered, and that is the most"
            raise RefusedError("room", what, "Take the minutes along and start another room.")


def _id_in(event: object) -> str:
    """The id that an event gives itself, as far as it can be said back."""
    id_ = event.get("id") if isinstance(event, Mapping) else None
    is_plain = isinstance(id_, str) and len(id_) <= _MOST_SAID_BACK and id_.isprintable()
    return str(id_) if is_plain else ""


def _last(rooms: sqlite3.Connection, token: str) -> int:
    (seq,) = rooms.execute(
        "SELECT coalesce(max(seq), 0) FROM event WHERE room = ?", (token,)
    ).fetchone()
    return int(seq)


def _events(rooms: sqlite3.Connection, token: str, after: int) -> tuple[Event, ...]:
    rows: Iterator[tuple[int, str, str, str, str]] = rooms.execute(
        "SELECT seq, id, kind, data, at FROM event WHERE room = ? AND seq > ? ORDER BY seq",
        (token, after),
    )
    return tuple(Event(id_, kind, json.loads(data), at, seq) for seq, id_, kind, data, at in rows)


@lru_cache(maxsize=64)
def _run(written: str) -> Run:
    try:
        return Run.model_validate_json(written)
    except ValidationError as error:
        raise NotKeptError(
            "This room was started with another version of the program, which kept its scenes "
            "in another form.",
            "Whoever runs the server has to open it with that version.",
        ) from error


def _written(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
