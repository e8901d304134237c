"""A room, and what can go wrong with one."""

from __future__ import annotations

from dataclasses import dataclass

from insights.model import Run


@dataclass(frozen=True)
class Room:
    """A session: what it is called, the run it is led through, and how long it is kept."""

    token: str  # whoever has it reads and writes; it stands in the room's link alone
    name: str
    created: str  # UTC, to the second: 2026-11-22T09:30:00Z
    ends: str  # the last day on which it is kept: 2027-03-22
    ended: bool  # the session is over: only marks on commitments are taken
    run: Run  # as it was when the room was started
    fingerprint: str  # of the dataset, as it was then


class RoomError(Exception):
    """What is wrong, and what to do instead: two sentences for people."""

    def __init__(self, what: str, instead: str) -> None:
        super().__init__(f"{what} {instead}")
        self.what, self.instead = what, instead


class NoRoomError(RoomError):
    """There is no such room, or no more."""

    def __init__(self) -> None:
        super().__init__(
            "There is no such room: it was erased, its time is over, or the link is not whole.",
            "Ask whoever sent you the link, or start another room.",
        )


class NotKeptError(RoomError):
    """Rooms cannot be kept at the moment; `is_full` where no space is left."""

    def __init__(self, what: str, instead: str, is_full: bool = False) -> None:
        super().__init__(what, instead)
        self.is_full = is_full
