"""The commitments of a room as calendar entries that come back after 30 and after 90 days."""

from __future__ import annotations

import datetime as dt
import hashlib

from icalendar import Calendar, Event

from insights.citation import public_address
from insights.rooms.minutes import CommitmentTold, Minutes, NothingToKeepError, day_of
from insights.rooms.room import Room
from insights.rooms.state import CHECK_DAYS
from insights.rooms.takeaway.words import about_of

_MADE_BY = "-//Insights//Commitments of a room//EN"


def entries(room: Room, minutes: Minutes) -> bytes:
    """Two entries for each commitment, each a whole day, as a file that calendars read.

    The days count from that of the session. An entry keeps its name, so that one which is taken
    in again takes the place of the older one.

    Raises
    ------
    NothingToKeepError: if nobody committed to anything: a calendar without an entry is none.
    """
    if not minutes.commitments:
        raise NothingToKeepError(
            "Nobody has committed to anything yet, so there is nothing to come back to. Enter who "
            "does what by when, and ask again."
        )
    calendar = Calendar()
    calendar.add("prodid", _MADE_BY)
    calendar.add("version", "2.0")
    for one in minutes.commitments:
        for days in CHECK_DAYS:
            calendar.add_component(_entry(room, one, int(days)))
    content: bytes = calendar.to_ical()
    return content


def _entry(room: Room, one: CommitmentTold, days: int) -> Event:
    day = dt.date.fromisoformat(day_of(room)) + dt.timedelta(days=days)
    address = public_address(f"room/{room.token}#commitments")
    entry = Event()
    entry.add("uid", _name(room, one, days))
    entry.add("dtstamp", dt.datetime.fromisoformat(room.created.replace("Z", "+00:00")))
    entry.add("dtstart", day)
    entry.add("dtend", day + dt.timedelta(days=1))
    entry.add("summary", f"{one.who}: {one.what}")
    entry.add("description", "\n".join(_said(room, one, days, address)))
    # It is to be seen, not to make the day look taken.
    entry.add("transp", "TRANSPARENT")
    if address:
        entry.add("url", address)
    return entry


def _said(room: Room, one: CommitmentTold, days: int, address: str | None) -> list[str]:
    source = about_of(one.about)
    return [
        f"After {days} days: was it kept, has it slipped, or was it dropped?",
        f"To be done by {one.by}.",
        *([f"From: {source}"] if source else []),
        *([one.about.receipt] if one.about.receipt else []),
        f"Session: {room.name}, {day_of(room)}.",
        f"Mark it here: {address}" if address else "Open the room's link to mark it.",
    ]


def _name(room: Room, one: CommitmentTold, days: int) -> str:
    """A name that is the same each time, and tells nobody the link of the room."""
    made_of = f"{room.token}/{one.id}/{days}".encode()
    return f"{hashlib.sha256(made_of).hexdigest()[:32]}@insights"
