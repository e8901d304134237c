"""The headings and sentences that every form of the minutes shares."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from insights.charts.chart import findings as findings_counted
from insights.model import CATEGORIES, Finding
from insights.rooms.beside import Cell
from insights.rooms.minutes import Minutes, NoteTold, counted
from insights.rooms.pointing import Pointed, of_finding
from insights.rooms.state import VERDICTS, Note

SCENES = "What was asked"
GUESSES = "What the room guessed, and what is known"
NOTES = "What the room says"
VERDICTS_GIVEN = "What holds here"
BESIDE = "The room beside the events"
COMMITMENTS = "Who does what by when"
CLOSING = "What this is"

NO_GUESS = "Nothing was guessed."
NO_NOTES = "The room wrote no note."
NO_VERDICTS = "The room gave no verdict."
NO_COMMITMENTS = "Nobody committed to anything."
NO_SHARE = (
    "Theme by theme, under keep, leave behind and start. A finding with several themes stands "
    "under each of them. Nothing is added up: a note is no finding, and a finding is no vote."
)
MOST_NOTES = 5  # that a point names: all of them stand under keep, leave or start
_BESIDE_NOTES = 2  # findings that are named beside notes; else it is one


class Group(NamedTuple):
    """A part of what stands side by side: its heading, what it means, its cells."""

    title: str
    means: str
    cells: tuple[Cell, ...]


def groups(minutes: Minutes) -> tuple[Group, ...]:
    """What both say, only the room, only the events."""
    told = minutes.beside
    these = " of these" if told.of else ""
    return (
        Group(
            "What both say",
            "The room and a finding speak of it; they need not say the same",
            told.both,
        ),
        Group("Only the room", f"No finding{these} speaks of it", told.only_room),
        Group("Only the events", "The room has not spoken of it", told.only_events),
    )


def cell_title(cell: Cell) -> str:
    """As in `Trust and openness: keep`."""
    return f"{cell.theme.label}: {CATEGORIES[cell.category].lower()}"


def some_notes(minutes: Minutes, notes: Sequence[Note], most: int = MOST_NOTES) -> list[str]:
    """The notes with most dots, a line each: all of them stand elsewhere."""
    return [with_dots(minutes.notes[one.id]) for one in notes[:most]]


def more_notes(notes: Sequence[Note], most: int = MOST_NOTES) -> list[str]:
    """A line with how many more there are, none where all are named."""
    left = len(notes) - most
    return [f"and {counted(left, 'more note')}"] if left > 0 else []


def said_by_note(note: NoteTold, *, with_theme: bool = True) -> str:
    """What stands under a note: `3 dots · Trust and openness · note 4`."""
    theme = (note.theme or "no theme") if with_theme else ""
    return " · ".join(filter(None, (note.dots, theme, f"note {note.number}", note.scene)))


def with_dots(note: NoteTold) -> str:
    """A note in one line: `Stand-ups (3 dots)`."""
    return f"{note.text} ({note.dots})" if note.votes else note.text


def strongest(cell: Cell, most: int) -> tuple[str, tuple[Finding, ...]]:
    """How many findings a cell has, and those of them that are named: so many at most."""
    named = cell.findings[:most]
    said = findings_counted(len(cell.findings))
    if len(named) == len(cell.findings):
        return said, named
    return f"{said}; the strongest {'is' if len(named) == 1 else 'are'}", named


def findings_of(minutes: Minutes, cell: Cell) -> tuple[str, list[Pointed]]:
    """How many findings a cell has, and those of them that are named, with their receipts."""
    said, named = strongest(cell, _BESIDE_NOTES if cell.notes else 1)
    return said, [of_finding(one, minutes.dataset) for one in named]


def verdicts(minutes: Minutes) -> Iterator[tuple[str, list[Pointed]]]:
    """What the room gave a verdict on, by the verdict; each heading with how many."""
    for word, label in VERDICTS.items():
        about = [one.about for one in minutes.verdicts if one.verdict == word]
        if about:
            yield f"{label} ({len(about)})", about


def about_of(about: Pointed) -> str:
    """What something points at in words: its text, else what became of it."""
    return about.said or about.since


def beside_counted(minutes: Minutes) -> str:
    """Beside which findings, and how many cells each group has, in a sentence or two."""
    told = minutes.beside
    places = (
        (told.both, "the room and the events both say something"),
        (told.only_room, "only the room does"),
        (told.only_events, "only the events do"),
    )
    said = "; ".join(f"on {counted(len(cells), 'point')} {what}" for cells, what in places)
    counts = f"{said[:1].upper()}{said[1:]}."
    return f"{told.of} {counts}" if told.of else counts
