"""What a room takes away, as plain data: every form of the minutes is written from it.

Nothing is invented: what the room said stands as it was entered, what the dataset says comes with
its receipt, and what lies between the two is said.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from insights.model import Dataset, Run
from insights.rooms.beside import Beside
from insights.rooms.pointing import Pointed
from insights.rooms.room import Room
from insights.rooms.state import NoteCategory, VerdictWord

SHORT_PRINT = 8


class NothingToKeepError(Exception):
    """There is nothing that a file of this kind could hold; the text says so to people."""


@dataclass(frozen=True)
class GuessTold:
    """What the room guessed, and what is known: `guess` is empty where none was entered."""

    question: str
    guess: str
    answer: str
    sentence: str  # of what the answer counts, or is a share
    receipts: tuple[Pointed, ...]
    was_shown: bool


@dataclass(frozen=True)
class SceneTold:
    """A scene of the run, as the room was led through it."""

    title: str
    prompt: str
    minutes: int
    guess: GuessTold | None


@dataclass(frozen=True)
class NoteTold:
    """A note as it was entered; `theme` is the name of its theme, empty where it has none."""

    number: int
    text: str
    category: NoteCategory
    theme: str
    votes: int
    scene: str

    @property
    def dots(self) -> str:
        """As in `3 dots`; empty where it has none."""
        return dots(self.votes)


@dataclass(frozen=True)
class ColumnTold:
    """The notes under keep, leave or start: those with most dots first; `count` is of them all."""

    category: NoteCategory
    label: str
    notes: tuple[NoteTold, ...]
    count: int
    votes: int

    @property
    def title(self) -> str:
        """As in `Keep (3)`."""
        return f"{self.label} ({self.count:,})"

    @property
    def said(self) -> str:
        """As in `3 notes, 5 dots`."""
        return ", ".join(filter(None, (counted(self.count, "note"), dots(self.votes))))


@dataclass(frozen=True)
class VerdictTold:
    """What the room said of a finding or of a part of a lens."""

    verdict: VerdictWord
    label: str
    subject: str
    about: Pointed


@dataclass(frozen=True)
class CommitmentTold:
    """Who does what by when, from where, and what became of it; a mark is empty before its day."""

    id: str
    number: int
    who: str
    what: str
    by: str
    about: Pointed
    marks: Mapping[str, str]

    @property
    def became(self) -> str:
        """As in `After 30 days: kept. After 90 days: not marked yet.`"""
        if not any(self.marks.values()):
            return "Not marked yet."
        return " ".join(
            f"After {days} days: {(mark or 'not marked yet').lower()}."
            for days, mark in self.marks.items()
        )


@dataclass(frozen=True)
class Minutes:
    """All that a room takes away, in the order in which it is told."""

    title: str
    day: str
    run: Run
    entered: str  # when the room's entries were made; empty where there are none
    filtered: str  # under which filters its scenes were seen; empty where under none
    commitments: tuple[CommitmentTold, ...]
    columns: tuple[ColumnTold, ...]
    notes: Mapping[str, NoteTold]  # by their ids, in the order of the columns
    beside: Beside
    verdicts: tuple[VerdictTold, ...]
    scenes: tuple[SceneTold, ...]
    closing: tuple[str, ...]
    dataset: Dataset
    committed: int  # how many commitments there are

    @property
    def about(self) -> str:
        """What was led through, when, and how long it was meant to take."""
        minutes = counted(self.run.minutes, "minute")
        return f"{self.day}. Run: {self.run.title}, planned for {minutes}."

    @property
    def counted(self) -> str:
        """What these minutes hold, in one sentence."""
        parts = (
            counted(self.committed, "commitment"),
            counted(len(self.notes), "note"),
            counted(len(self.verdicts), "verdict"),
            counted(len(self.guesses), "guess", "guesses"),
        )
        return f"{', '.join(parts[:-1])} and {parts[-1]}."

    @property
    def guesses(self) -> tuple[GuessTold, ...]:
        """What the room guessed, in the order of the run."""
        return tuple(one.guess for one in self.scenes if one.guess and one.guess.guess)

    @property
    def stamp(self) -> str:
        """Of which state of the dataset the findings are."""
        print_ = self.dataset.fingerprint[:SHORT_PRINT]
        return f"As of {self.dataset.about.as_of}, fingerprint {print_}"


def shortened(minutes: Minutes, most_notes: int, most_commitments: int) -> Minutes:
    """The minutes with so many notes, those with most dots, and so many commitments.

    The counts stay those of all, and the end says what is left out.
    """
    notes = sorted(minutes.notes.values(), key=lambda one: (-one.votes, one.number))
    kept = {one.number for one in notes[:most_notes]}
    left_out = []
    if len(notes) > most_notes:
        left_out.append(f"{most_notes:,} of {len(notes):,} notes (those with most dots)")
    if len(minutes.commitments) > most_commitments:
        left_out.append(f"{most_commitments:,} of {len(minutes.commitments):,} commitments")
    if not left_out:
        return minutes
    said = f"This file holds {' and '.join(left_out)}; the table (CSV) holds all."
    columns = (
        replace(one, notes=tuple(note for note in one.notes if note.number in kept))
        for one in minutes.columns
    )
    return replace(
        minutes,
        columns=tuple(columns),
        commitments=minutes.commitments[:most_commitments],
        closing=(said, *minutes.closing),
    )


def day_of(room: Room) -> str:
    """The day of the session, as in `2026-11-22`: that on which the room was started, in UTC."""
    return room.created[:10]


def counted(number: int, one: str, several: str = "") -> str:
    """A number and its noun.

    >>> counted(1, "note"), counted(2, "guess", "guesses")
    ('1 note', '2 guesses')
    """
    return f"{number:,} {one if number == 1 else several or f'{one}s'}"


def dots(votes: int) -> str:
    """As in `3 dots`; empty where there are none."""
    return counted(votes, "dot") if votes else ""
