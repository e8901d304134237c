"""The file of rooms: what is acknowledged is on the disk, and what is erased is not."""

from __future__ import annotations

import logging
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from insights.rooms.room import NotKeptError

log = logging.getLogger("insights")
NAME = "rooms.sqlite3"
_SECONDS_TO_WAIT = 10
_FORM = 1
_TABLES = """
CREATE TABLE IF NOT EXISTS room (
    token TEXT PRIMARY KEY, name TEXT NOT NULL, created TEXT NOT NULL, ends TEXT NOT NULL,
    ended TEXT, run TEXT NOT NULL, fingerprint TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS event (
    room TEXT NOT NULL REFERENCES room ON DELETE CASCADE, seq INTEGER NOT NULL,
    id TEXT NOT NULL, kind TEXT NOT NULL, data TEXT NOT NULL, at TEXT NOT NULL,
    PRIMARY KEY (room, seq), UNIQUE (room, id)
) WITHOUT ROWID;
"""


class RoomFile:
    """One SQLite file in a folder; `most_bytes` is the size at which it counts as full."""

    def __init__(self, folder: Path, most_bytes: int) -> None:
        self.path = folder / NAME
        self.most_bytes = most_bytes

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Look things up.

        Raises
        ------
        NotKeptError: if the file cannot be made or read.
        """
        with self._used(self._opened_to_read) as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Change things: all of it is on the disk when this ends, or nothing where it raises.

        Raises
        ------
        NotKeptError: if the file cannot be made or written, or is full.
        """
        with self._used(self._opened) as connection:
            # Taken before anything is read: who reads first and writes then may be refused at once.
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    def wipe(self) -> None:
        """Let nothing of what was deleted stay in the file or beside it.

        Raises
        ------
        NotKeptError: if others use the file all the time, or it cannot be written.
        """
        with self.reading() as connection:
            connection.execute("VACUUM")
            busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            if busy:
                raise sqlite3.OperationalError("database is locked")

    @contextmanager
    def _used(self, opened: Callable[[], sqlite3.Connection]) -> Iterator[sqlite3.Connection]:
        with self._explained():
            connection = opened()
            try:
                yield connection
            finally:
                connection.close()

    def _opened_to_read(self) -> sqlite3.Connection:
        try:
            return self._opened()
        except sqlite3.OperationalError as error:
            if getattr(error, "sqlite_errorcode", 0) != sqlite3.SQLITE_IOERR_SHMSIZE:
                raise
            # A full disk has no space for the index beside the file. Whoever is alone needs none.
            return self._opened("locking_mode = EXCLUSIVE")

    def _opened(self, *first: str) -> sqlite3.Connection:
        self._made()
        connection = sqlite3.connect(
            self.path, timeout=_SECONDS_TO_WAIT, isolation_level=None, check_same_thread=False
        )
        try:
            # All but the journal's are of the connection, and are set before anything is read.
            for setting in (
                *first,
                "synchronous = FULL",  # on the disk before it is acknowledged
                "secure_delete = ON",  # what is deleted is overwritten with zeros
                "temp_store = MEMORY",
                "foreign_keys = ON",
            ):
                connection.execute(f"PRAGMA {setting}")
            (form,) = connection.execute("PRAGMA user_version").fetchone()
            if form == 0:
                connection.execute("PRAGMA journal_mode = WAL")
                connection.executescript(
                    f"BEGIN IMMEDIATE;{_TABLES}PRAGMA user_version={_FORM};COMMIT;"
                )
            elif form != _FORM:
                raise NotKeptError(
                    "The rooms were written by a newer version of this program.",
                    "Whoever runs the server has to run that version, or point INSIGHTS_ROOMS at "
                    "another folder.",
                )
            (size,) = connection.execute("PRAGMA page_size").fetchone()
            connection.execute(f"PRAGMA max_page_count = {self.most_bytes // size}")
        except BaseException:
            connection.close()
            raise
        return connection

    def _made(self) -> None:
        """Make folder and file where they are missing, for nobody else on the machine to read."""
        if not self.path.exists():
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            os.close(os.open(self.path, os.O_CREAT | os.O_RDWR, 0o600))

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise self._in_words(error) from error
        except OSError as error:
            raise self._no_folder(error.strerror or str(error)) from error

    def _in_words(self, error: sqlite3.Error) -> NotKeptError:
        # The lowest byte is the kind of mistake, the others say where it happened.
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_BUSY)
        kind = code & 0xFF
        if kind == sqlite3.SQLITE_FULL or code == sqlite3.SQLITE_IOERR_SHMSIZE:
            return NotKeptError(
                "There is no space left to keep what rooms say; this was not saved.",
                "Whoever runs the server has to make space; erase rooms that are over.",
                is_full=True,
            )
        if kind in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            return NotKeptError(
                "The rooms are busy, and this was not saved yet.", "Try again in a moment."
            )
        if kind in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            # Visitors are told what to do, not where things are on the server.
            log.error("%s is damaged, or is no file of rooms (%s).", self.path, error)
            return NotKeptError(
                "The file of the rooms is damaged, or is none.",
                "Whoever runs the server finds in its log which one that is, and has to move it "
                "away and put a sound copy in its place.",
            )
        return self._no_folder(str(error))

    def _no_folder(self, why: str) -> NotKeptError:
        log.error("Rooms cannot be kept in %s (%s).", self.path.parent, why)
        return NotKeptError(
            "Rooms cannot be kept in the folder that the server has for them; nothing was saved.",
            "Whoever runs the server finds the reason in its log, and has to let it write there, "
            "or point INSIGHTS_ROOMS at a folder where it may.",
        )
