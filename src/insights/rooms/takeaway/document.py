"""The minutes as a document: a tagged PDF to send, print and keep."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from insights import typeset
from insights.exports.printed import looks, said, web_address
from insights.rooms.minutes import CommitmentTold, GuessTold, Minutes, NoteTold, shortened
from insights.rooms.pointing import Pointed
from insights.rooms.state import Note
from insights.rooms.takeaway import words

# What one file is made of in a few seconds; nobody reads more on paper.
MOST_NOTES = 1_000
MOST_COMMITMENTS = 500


def write(minutes: Minutes) -> bytes:
    """The document by the rules of PDF/UA-1; a letter that no typeface has is named in it.

    It holds at most 1,000 notes and 500 commitments, and says so where there are more.
    """
    given = document_data(shortened(minutes, MOST_NOTES, MOST_COMMITMENTS))
    return typeset.document("minutes.typ", given).content


def document_data(minutes: Minutes) -> dict[str, Any]:
    """All that the template needs, as plain data."""
    return {
        **looks(),
        "title": said(minutes.title),
        "about": minutes.about,
        "entered": minutes.entered,
        "filtered": said(minutes.filtered),
        "counted": minutes.counted,
        "as_of": minutes.day,
        "footer": f"{minutes.counted} {minutes.stamp}",
        "headings": {
            "scenes": words.SCENES,
            "guesses": words.GUESSES,
            "notes": words.NOTES,
            "verdicts": words.VERDICTS_GIVEN,
            "beside": words.BESIDE,
            "commitments": words.COMMITMENTS,
            "closing": words.CLOSING,
        },
        "scenes": [
            {"title": one.title, "minutes": f"{one.minutes} min", "prompt": said(one.prompt)}
            for one in minutes.scenes
        ],
        "guesses": [_guess(one) for one in minutes.guesses],
        "no_guess": words.NO_GUESS,
        "columns": [
            {
                "category": column.category,
                "title": column.title,
                "said": column.said,
                "notes": [_note(note) for note in column.notes],
            }
            for column in minutes.columns
        ],
        "no_notes": words.NO_NOTES,
        "verdicts": [
            {"title": title, "about": [_pointed(one) for one in about]}
            for title, about in words.verdicts(minutes)
        ],
        "no_verdicts": words.NO_VERDICTS,
        "beside": _beside(minutes),
        "commitments": [_commitment(one) for one in minutes.commitments],
        "no_commitments": words.NO_COMMITMENTS,
        "closing": list(minutes.closing),
    }


def _guess(guess: GuessTold) -> dict[str, Any]:
    return {
        "question": said(guess.question),
        "guess": said(guess.guess),
        "answer": said(guess.answer),
        "sentence": guess.sentence,
        "was_shown": guess.was_shown,
        "receipts": [_pointed(one) for one in guess.receipts],
    }


def _note(note: NoteTold) -> dict[str, Any]:
    return {"text": said(note.text), "more": words.said_by_note(note)}


def _pointed(about: Pointed) -> dict[str, Any]:
    return {
        "text": said(words.about_of(about)),
        "rests_on": about.rests_on,
        "place": about.place,
        "address": web_address(about.address),
        "id": about.id if about.kind == "finding" else "",
        "since": about.since if about.said else "",
    }


def _beside(minutes: Minutes) -> dict[str, Any]:
    groups = []
    for title, means, cells in words.groups(minutes):
        told = []
        for cell in cells:
            counted, findings = words.findings_of(minutes, cell)
            told.append(
                {
                    "category": cell.category,
                    "title": words.cell_title(cell),
                    "notes": _some(minutes, cell.notes),
                    "counted": counted if findings else "",
                    "findings": [_pointed(one) for one in findings],
                }
            )
        groups.append({"title": f"{title} ({len(cells)})", "means": f"{means}.", "cells": told})
    left = minutes.beside.not_compared
    return {
        "said": words.NO_SHARE,
        "counted": said(words.beside_counted(minutes)),
        "groups": groups,
        "not_compared_title": f"Not compared ({len(left)})",
        "not_compared": _some(minutes, left),
    }


def _some(minutes: Minutes, notes: Sequence[Note]) -> list[dict[str, Any]]:
    return [said(one) for one in (*words.some_notes(minutes, notes), *words.more_notes(notes))]


def _commitment(one: CommitmentTold) -> dict[str, Any]:
    return {
        "who": said(one.who),
        "what": said(one.what),
        "by": f"By {one.by}.",
        "became": one.became,
        "about": _pointed(one.about) if words.about_of(one.about) else None,
    }
