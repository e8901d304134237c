"""Slides with a table: what holds here, the room beside the events, and the commitments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from insights.exports.slides.deck import Deck, Row
from insights.exports.slides.master import BOTTOM, TOP
from insights.exports.slides.receipts import QUIET
from insights.exports.slides.tables import header_row, row_of, rows_that_fit
from insights.exports.slides.words import Paragraph, cut, one
from insights.rooms.beside import Cell
from insights.rooms.minutes import Minutes, counted
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
    lines = [
        _Line(
            row_of(
                [
                    [one(verdict.label, _TEXT, bold=True)],
                    [cut(one(words.about_of(verdict.about), _TEXT, serif=True), 408, 9)],
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
    """What both say, only the room, only the events."""
    for group in words.groups(minutes):
        if not group.cells:
            continue
        has_room = any(cell.notes for cell in group.cells)
        has_events = any(cell.findings for cell in group.cells)
        names = [
            "Point",
            *(["The room"] if has_room else []),
            *(["The events"] if has_events else []),
        ]
        widths = (200, 332, 332) if len(names) == 3 else (264, 600)
        lines = [_cell(minutes, cell, widths) for cell in group.cells]
        title = f"{group.title}: {counted(len(group.cells), 'point')}"
        _pages(deck, title, f"{group.means}, point by point", names, widths, lines)


def commitments(deck: Deck, minutes: Minutes) -> None:
    """Who does what by when, and what became of it."""
    if not minutes.commitments:
        return
    widths = (190, 394, 110, 170)
    lines = []
    for made in minutes.commitments:
        became = [
            one(f"{day} days: {mark.lower()}", _SMALL) for day, mark in made.marks.items() if mark
        ]
        what = [one(made.what, _TEXT, serif=True)]
        if source := words.about_of(made.about):
            what.append(cut(one(f"From: {source}", _SMALL, before=2, colour=QUIET), 378, 3))
        cells = [[one(made.who, _TEXT)], what, [one(made.by, _TEXT)], became or [one("–", _SMALL)]]
        notes = [f"{made.who}: {made.what}", f"By {made.by}. {made.became}"]
        if source:
            notes += ["From:", *receipt_lines(made.about)]
        lines.append(_Line(row_of(cells, widths), [*notes, ""]))
    alt = "Each commitment with its date, and what became of it"
    _pages(deck, words.COMMITMENTS, alt, ("Who", "What", "By", "Outcome"), widths, lines)


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
    lines: Sequence[_Line],
) -> None:
    """The lines on as many slides as they need, under the same header each time."""
    header = header_row(names, widths)
    parts: list[Sequence[_Line]] = []
    while lines:
        fitting = max(1, rows_that_fit([line.row for line in lines], _ROOM - header.height))
        parts.append(lines[:fitting])
        lines = lines[fitting:]
    for at, part in enumerate(parts, 1):
        which = f" ({at} of {len(parts)})" if len(parts) > 1 else ""
        page = deck.page("heading", f"{title}{which}")
        page.table(title, alt, widths, [header, *(line.row for line in part)])
        page.notes([note for line in part for note in line.notes])


def _cell(minutes: Minutes, cell: Cell, widths: Sequence[float]) -> _Line:
    inside = widths[-1] - 16
    said, findings = words.strongest(cell, 1)
    cells = [[one(words.cell_title(cell), _TEXT, bold=True)]]
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
    if findings:
        column = [one(said, _SMALL, colour=QUIET)]
        for finding in findings:
            column.append(_beside(finding.statement, inside, before=3))
            told += receipt_lines(of_finding(finding, minutes.dataset))
        cells.append(column)
    under = [f"The room: {note}" for note in words.some_notes(minutes, cell.notes)]
    under += words.more_notes(cell.notes)
    return _Line(row_of(cells, widths), [words.cell_title(cell), *under, *told, ""])


def _beside(text: str, width: float, before: float) -> Paragraph:
    return cut(one(text, _SMALL, before=before, serif=True), width, _MOST_LINES)


def _receipt(about: Pointed) -> str:
    return ". ".join(filter(None, (about.receipt, about.since if about.said else "")))
