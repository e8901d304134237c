"""The minutes as one table: a row for each note, mark, guess and commitment, told by `part`."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator, Mapping

from insights.exports.csv_text import disarmed
from insights.rooms.minutes import Minutes
from insights.rooms.pointing import Pointed

_ALL = ("room", "day", "run", "as_of", "fingerprint")
COLUMNS = (
    "part",
    "number",
    "category",
    "text",
    "theme",
    "dots",
    "scene",
    "verdict",
    "about_id",
    "about",
    "place",
    "url",
    "since",
    "known",
    "who",
    "by",
    "after_30_days",
    "after_90_days",
    *_ALL,
)
Row = Mapping[str, str | int | None]


def write(minutes: Minutes) -> bytes:
    """The table as CSV in UTF-8 with a byte order mark; no cell is a formula.

    `text` is the note, the guess or what was committed to. An empty room has the header and one
    row that says only which room it is.
    """
    text = io.StringIO(newline="")
    table = csv.writer(text, lineterminator="\r\n")
    table.writerow(COLUMNS)
    whole: Row = {
        "room": minutes.title,
        "day": minutes.day,
        "run": minutes.run.title,
        "as_of": minutes.dataset.about.as_of,
        "fingerprint": minutes.dataset.fingerprint,
    }
    for row in [*_rows(minutes)] or [{"part": "room"}]:
        cells = {**row, **whole}
        table.writerow([disarmed(cells.get(name)) for name in COLUMNS])
    return codecs.BOM_UTF8 + text.getvalue().encode()


def _rows(minutes: Minutes) -> Iterator[Row]:
    for column in minutes.columns:
        for note in column.notes:
            yield {
                "part": "note",
                "number": note.number,
                "category": note.category,
                "text": note.text,
                "theme": note.theme,
                "dots": note.votes,
                "scene": note.scene,
            }
    for verdict in minutes.verdicts:
        yield {"part": "verdict", "verdict": verdict.label, **_about(verdict.about)}
    for scene in minutes.scenes:
        if (guess := scene.guess) and guess.guess:
            receipt = _about(guess.receipts[0]) if guess.receipts else {}
            yield {
                **receipt,
                "part": "guess",
                "scene": scene.title,
                "text": guess.guess,
                "about": guess.question,
                "known": " ".join(filter(None, (guess.answer, guess.sentence))),
            }
    for one in minutes.commitments:
        yield {
            "part": "commitment",
            "number": one.number,
            "text": one.what,
            "who": one.who,
            "by": one.by,
            "after_30_days": one.marks["30"].lower(),
            "after_90_days": one.marks["90"].lower(),
            **_about(one.about),
        }


def _about(about: Pointed) -> Row:
    return {
        "category": about.category,
        "about_id": about.id if about.kind != "note" else "",
        "about": about.said,
        "place": about.place,
        "url": about.address,
        "since": about.since,
    }
