"""Where this server keeps its rooms, and how long: INSIGHTS_ROOMS and INSIGHTS_ROOM_DAYS."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path

from insights.rooms.room import NotKeptError
from insights.rooms.store import DAYS_KEPT, Store

_MOST_DAYS = 3_650


def kept_rooms() -> Store:
    """The rooms of this server; nothing is made or opened yet.

    Raises
    ------
    NotKeptError: if INSIGHTS_ROOM_DAYS is no number of days, or there is no folder to speak of.
    """
    return _store(_folder(), _days())


@lru_cache(maxsize=8)
def _store(folder: Path, days: int) -> Store:
    return Store(folder, days)


def _folder() -> Path:
    named, data = os.environ.get("INSIGHTS_ROOMS", ""), os.environ.get("XDG_DATA_HOME", "")
    try:
        if named:
            return Path(named).expanduser().absolute()
        # The standard says that a relative one is to be passed over.
        home = Path(data) if Path(data).is_absolute() else Path.home() / ".local" / "share"
    except RuntimeError as error:  # a user without a home, as some containers have
        raise NotKeptError(
            "Rooms cannot be kept: there is no home folder for them.",
            "Whoever runs the server has to name a folder of its own in INSIGHTS_ROOMS.",
        ) from error
    return home / "insights"


def _days() -> int:
    written = os.environ.get("INSIGHTS_ROOM_DAYS", "").strip()
    if not written:
        return DAYS_KEPT
    if not (written.isascii() and written.isdigit() and 1 <= int(written[:9]) <= _MOST_DAYS):
        raise NotKeptError(
            f"INSIGHTS_ROOM_DAYS is “{written[:40]}”, and no room can be kept so long.",
            f"Whoever runs the server has to write a number of days from 1 to {_MOST_DAYS:,}.",
        )
    return int(written)
