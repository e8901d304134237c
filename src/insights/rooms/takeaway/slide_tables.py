"""Slides with a table: what holds here, the room beside the events, and the commitments."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from insights.exports.slides.deck import Deck, Row
from insights.exports.slides.master import BOTTOM, TOP
from insights.exports.slides.tables import header_row, row_of, rows_that_fit
from insights.exports.slides.words import QUIET, Paragraph, cut, one
from insights.rooms.beside import Cell
from insights.rooms.minutes import CommitmentTold, Minutes, counted
from insights.rooms.pointing import Pointed, of_finding
from insights.rooms.takeaway import words

_SMALL, _TEXT = 14, 16
_ROOM = BOTTOM - TOP - 14
_MOST_LINES = 6  # of one text beside others; in full it stands on another slide, or in the notes
_SHOWN = 2  # notes of a cell


class _Line(NamedTuple):
    """A row of a table, and what stands of it under the slide."""

    row: Row
    notes: Sequence[str]


def verdicts(deck: Deck, minutes: Minutes) -> None:
    """What the room said of findings and of parts of lenses."""
    if not minutes.verdicts:
        return
    widths = (170, 424, 270)

    def lines(size: float) -> list[_Line]:
        return [
            _Line(
                row_of(
                    [
                        [one(verdict.label, size, bold=True)],
                        [cut(one(words.about_of(verdict.about), size, serif=True), 408, 9)],
                        [cut(one(_receipt(verdict.about), _SMALL, colour=QUIET), 254, 9)],
                    ],
                    widths,
                ),
                [f"{verdict.label}:", *receipt_lines(verdict.about), ""],
            )
            for verdict in minutes.verdicts
        ]

    names = ("The room says", "Of", "Where it stands")
    alt = "Each finding or part of a lens, and what the room said of it"
    _pages(deck, words.VERDICTS_GIVEN, alt, names, widths, lines)


def beside(deck: Deck, minutes: Minutes) -> None:
    """What the room says beside the events, point by point, and what only the events say."""
    both, room, events = words.groups(minutes)
    said = [(cell, "") for cell in both.cells]
    said += [(cell, f"{room.means}.") for cell in room.cells]
    strongest = "The events: the strongest finding"
    if said:
        title = f"{words.BESIDE}: {counted(len(said), 'point')}"
        widths = (200, 332, 332)
        _pages(
            deck,
            title,
            "Each point of the room, and the strongest finding on it",
            ("Point", "The room", strongest),
            widths,
            lambda size: [_cell(minutes, cell, widths, size, none=none) for cell, none in said],
        )
    if events.cells:
        title = f"{events.title}: {counted(len(events.cells), 'point')}"
        widths_of_events = (300, 564)
        _pages(
            deck,
            title,
            f"{events.means}, point by point",
            ("Point", strongest),
            widths_of_events,
            lambda size: [_cell(minutes, cell, widths_of_events, size) for cell in events.cells],
        )


def commitments(deck: Deck, minutes: Minutes) -> None:
    """Who does what by when, and what became of it."""
    if not minutes.commitments:
        return
    widths = (190, 394, 110, 170)

    def lines(size: float) -> list[_Line]:
        return [_commitment(made, widths, size) for made in minutes.commitments]

    alt = "Each commitment with its date, and what became of it"
    _pages(deck, words.COMMITMENTS, alt, ("Who", "What", "By", "Outcome"), widths, lines)


def _commitment(made: CommitmentTold, widths: Sequence[float], size: float) -> _Line:
    became = [
        one(f"{day} days: {mark.lower()}", _SMALL) for day, mark in made.marks.items() if mark
    ]
    what = [one(made.what, size, serif=True)]
    if source := words.about_of(made.about):
        what.append(cut(one(f"From: {source}", _SMALL, before=2, colour=QUIET), 378, 3))
    cells = [[one(made.who, size)], what, [one(made.by, size)], became or [one("–", _SMALL)]]
    notes = [f"{made.who}: {made.what}", f"By {made.by}. {made.became}"]
    if source:
        notes += ["From:", *receipt_lines(made.about)]
    return _Line(row_of(cells, widths), [*notes, ""])


def receipt_lines(about: Pointed) -> Iterator[str]:
    """What something is and where it stands, in lines of plain text under a slide."""
    yield words.about_of(about)
    if about.rests_on:
        yield f"Evidence: {about.rests_on}"
    if about.place:
        yield f"Place: {about.place}"
    if about.address:
        yield f"Link: {about.address}"
    if about.kind == "finding":
        yield f"Finding: {about.id}"
    if about.said and about.since:
        yield about.since


def _pages(
    deck: Deck,
    title: str,
    alt: str,
    names: Sequence[str],
    widths: Sequence[float],
    lines: Callable[[float], Sequence[_Line]],
) -> None:
    """The lines on as few slides as they need, smaller where that saves one, about alike full.

    `lines` makes them in a size; each slide has the same header.
    """
    header = header_row(names, widths)
    room = _ROOM - header.height
    parts = min((_packed(lines(size), room) for size in (_TEXT, _SMALL)), key=len)
    for at, part in enumerate(parts, 1):
        which = f" ({at} of {len(parts)})" if len(parts) > 1 else ""
        page = deck.page("heading", f"{title}{which}")
        page.table(title, alt, widths, [header, *(line.row for line in part)])
        page.notes([note for line in part for note in line.notes])


def _packed(lines: Sequence[_Line], room: float) -> list[Sequence[_Line]]:
    """The lines in as few parts as fit into the room, the fullest as empty as can be."""
    parts = _in_parts(lines, room)
    while True:
        fullest = max(_height(part) for part in parts)
        again = _in_parts(lines, fullest - 1)
        if len(again) > len(parts) or max(_height(part) for part in again) >= fullest:
            return parts
        parts = again


def _in_parts(lines: Sequence[_Line], room: float) -> list[Sequence[_Line]]:
    parts: list[Sequence[_Line]] = []
    while lines:
        fitting = max(1, rows_that_fit([line.row for line in lines], room))
        parts.append(lines[:fitting])
        lines = lines[fitting:]
    return parts


def _height(part: Sequence[_Line]) -> float:
    return sum(line.row.height for line in part)


def _cell(
    minutes: Minutes, cell: Cell, widths: Sequence[float], size: float, none: str = ""
) -> _Line:
    """A point, how much is said on it, the room's notes where it has any, the strongest finding.

    `none` stands where there is no finding.
    """
    inside = widths[-1] - 16
    known = [counted(len(cell.findings), "finding")] if cell.findings else []
    said = [counted(len(cell.notes), "note")] if cell.notes else []
    cells = [
        [
            one(words.cell_title(cell), size, bold=True),
            one(", ".join([*said, *known]), _SMALL, before=1, colour=QUIET),
        ]
    ]
    if cell.notes:
        some = words.some_notes(minutes, cell.notes, _SHOWN)
        more = words.more_notes(cell.notes, _SHOWN)
        cells.append(
            [
                *(_beside(note, inside, before=3 if at else 0) for at, note in enumerate(some)),
                *(one(line, _SMALL, before=3, colour=QUIET) for line in more),
            ]
        )
    told: list[str] = []
    if cell.findings:
        strongest = cell.findings[0]
        cells.append([_beside(strongest.statement, inside, before=0)])
        told += receipt_lines(of_finding(strongest, minutes.dataset))
    else:
        cells.append([one(none, _SMALL, colour=QUIET)])
    under = [f"The room: {note}" for note in words.some_notes(minutes, cell.notes)]
    under += words.more_notes(cell.notes)
    return _Line(row_of(cells, widths), [words.cell_title(cell), *under, *told, ""])


def _beside(text: str, width: float, before: float) -> Paragraph:
    return cut(one(text, _SMALL, before=before, serif=True), width, _MOST_LINES)


def _receipt(about: Pointed) -> str:
    return ". ".join(filter(None, (about.receipt, about.since if about.said else "")))
