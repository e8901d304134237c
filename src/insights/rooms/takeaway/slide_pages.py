"""The minutes as slides (.pptx): what was entered stands on them, receipts in their notes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from insights.exports.slides.deck import Deck, Page
from insights.exports.slides.fitting import sentences
from insights.exports.slides.master import BOTTOM, INNER, LAYOUTS, TOP, Box, columns
from insights.exports.slides.words import QUIET, Paragraph, Run, cut, fitted, height, one
from insights.looks import MARKS
from insights.model import CATEGORIES
from insights.rooms.minutes import ColumnTold, GuessTold, Minutes, NoteTold
from insights.rooms.takeaway import words
from insights.rooms.takeaway.slide_tables import beside, commitments, receipt_lines, verdicts

_SMALL = 14
_MANY = 45  # notes, from which on they stand smaller
_MOST_QUIET = 3  # lines under an answer; the notes have them all
_COLUMNS = 3
_HEAD = 42  # room for the name of a column


def slides(minutes: Minutes) -> bytes:
    """Every slide that has something to say, as a file."""
    deck = Deck()
    _opening(deck, minutes)
    commitments(deck, minutes)
    _notes(deck, minutes)
    beside(deck, minutes)
    verdicts(deck, minutes)
    for guess in minutes.guesses:
        _guess(deck, guess)
    _closing(deck, minutes)
    footer = fitted(f"{minutes.title}, minutes of {minutes.day}", [11], INNER - 340, 18)
    return deck.finished(
        f"{footer.text} · {minutes.stamp}",
        title=minutes.title,
        subject=minutes.about,
        as_of=minutes.day,
        fingerprint=minutes.dataset.fingerprint,
    )


def _opening(deck: Deck, minutes: Minutes) -> None:
    page = deck.page("opening", f"Minutes of {minutes.day}")
    name, facts = LAYOUTS["opening"].texts
    said = fitted(minutes.title, (40, 36, 32, 28, 24), name.width, name.height, serif=True)
    page.text(0, [Paragraph((said,))])
    first = (minutes.about, minutes.entered, minutes.filtered, minutes.beside.of, minutes.counted)
    told = [one for one in first if one]
    page.text(1, sentences(told, (16, 15, 14), facts.width, facts.height, before=5))
    scenes = [
        f"{at}. {scene.title} ({scene.minutes} min). {scene.prompt}".rstrip()
        for at, scene in enumerate(minutes.scenes, 1)
    ]
    page.notes([minutes.title, *told, "", words.SCENES, *scenes])


def _guess(deck: Deck, guess: GuessTold) -> None:
    page = deck.page("heading", guess.question)
    room, known = columns(2, TOP + 20, BOTTOM - TOP - 20)
    more = [guess.sentence, *(one.receipt for one in guess.receipts)]
    for label, text, quiet, box in (
        ("The room", guess.guess, (), room),
        ("Known", guess.answer, [said for said in more if said][:_MOST_QUIET], known),
    ):
        heading = one(label, _SMALL, bold=True, colour=QUIET)
        big = fitted(text, (32, 28, 24, 20, 16, 14), box.width, 200, serif=True)
        told = [heading, Paragraph((big,), 6)]
        told += [cut(one(said, _SMALL, before=8, colour=QUIET), box.width, 3) for said in quiet]
        page.box(label, told, box)
    lines = [guess.question, f"The room: {guess.guess}", f"Known: {guess.answer}", guess.sentence]
    shown = [] if guess.was_shown else ["The answer was not shown in the room."]
    receipts = [line for about in guess.receipts for line in ("", *receipt_lines(about))]
    page.notes([*filter(None, lines), *shown, *receipts])


def _notes(deck: Deck, minutes: Minutes) -> None:
    """All notes in three columns; where one is full, it goes on on the next slide."""
    size = 14 if len(minutes.notes) > _MANY else 16
    parts = list(_in_pages(minutes.columns, size))
    for at, part in enumerate(parts, 1):
        which = f" ({at} of {len(parts)})" if len(parts) > 1 else ""
        page = deck.page("heading", f"{words.NOTES}{which}")
        boxes = columns(_COLUMNS, TOP, BOTTOM - TOP)
        for (column, notes), box in zip(part, boxes, strict=False):
            _column(page, column, notes, box, size)
        page.notes(
            [
                f"{column.label}: {note.text} ({words.said_by_note(note)})"
                for column, notes in part
                for note in notes
            ]
            or [words.NO_NOTES]
        )


def _in_pages(
    told: Sequence[ColumnTold], size: float
) -> Iterator[list[tuple[ColumnTold, Sequence[NoteTold]]]]:
    """For each slide three columns with the notes that fit; what is left comes on the next.

    Where a category is through, its column goes to the one that has most left.
    """
    left = {column.category: column.notes for column in told}
    width = columns(_COLUMNS, TOP, 0)[0].width
    shown = list(told)
    while shown:
        page: list[tuple[ColumnTold, Sequence[NoteTold]]] = []
        for column in shown:
            notes = left[column.category]
            count = _that_fit(notes, size, width)
            page.append((column, notes[:count]))
            left[column.category] = notes[count:]
        # The first slide also shows a category of which the room said nothing.
        yield page if shown == [*told] else [(column, notes) for column, notes in page if notes]
        most = max(told, key=lambda one: len(left[one.category]))
        free = _COLUMNS - sum(1 for one in told if left[one.category])
        shown = [
            again
            for one in told
            if left[one.category]
            for again in [one] * (1 + free * (one is most))
        ]


def _that_fit(notes: Sequence[NoteTold], size: float, width: float) -> int:
    """How many of the notes fit into a column, at least one where there is one."""
    room = BOTTOM - TOP - _HEAD
    told: list[Paragraph] = []
    for count, note in enumerate(notes):
        told += _note(note, size, is_first=not count)
        if height(told, width) > room:
            return max(count, 1)
    return len(notes)


def _note(note: NoteTold, size: float, *, is_first: bool) -> list[Paragraph]:
    said = " · ".join(filter(None, (note.dots, note.theme)))
    text = one(note.text, size, before=0 if is_first else 9, serif=True)
    return [text, one(said, _SMALL, before=1, colour=QUIET)] if said else [text]


def _column(
    page: Page, column: ColumnTold, notes: Sequence[NoteTold], box: Box, size: float
) -> None:
    page.bar(column.category, Box(box.left, box.top, box.width, 4))
    page.mark(column.category, box.left, box.top + 10, 22)
    mark = MARKS[column.category]
    label = Run(f"{CATEGORIES[column.category]}  ", 18, serif=True, colour=mark.text["light"])
    count = Run(column.said, _SMALL, colour=QUIET)
    head = Box(box.left + 30, box.top + 9, box.width - 30, 24)
    page.box(column.label, [Paragraph((label, count))], head)
    told = [
        paragraph
        for at, note in enumerate(notes)
        for paragraph in _note(note, size, is_first=not at)
    ] or [one(words.NO_NOTES, _SMALL, colour=QUIET)]
    place = Box(box.left, box.top + _HEAD, box.width, BOTTOM - TOP - _HEAD)
    page.box(f"{column.label}: notes", told, place)


def _closing(deck: Deck, minutes: Minutes) -> None:
    page = deck.page("text", words.CLOSING)
    box = LAYOUTS["text"].texts[0]
    page.text(0, sentences(minutes.closing, (18, 16, 14), box.width, box.height, before=10))
    page.notes([*minutes.closing, f"Fingerprint: {minutes.dataset.fingerprint}"])
