"""The room beside the events: the stage compares as the minutes do."""

from __future__ import annotations

import random
from dataclasses import asdict

import pytest
from playwright.sync_api import Browser

from insights.model import Dataset
from insights.rooms.beside import beside
from insights.rooms.state import NOTE_CATEGORIES, Note
from tests.browser.server import Server

pytestmark = pytest.mark.browser

ROOMS = 60
COMPARED = """async ({ rooms, themes, findings, evidence }) => {
  const { compared } = await import("/scripts/room_compare.js")
  const plain = cells => cells.map(({ theme, category, notes, findings }) =>
    [theme.id, category, notes.map(({ id }) => id), findings.map(({ id }) => id).sort()])
  return rooms.map(notes => {
    const { both, room, events, untagged } = compared(notes, themes, findings, evidence)
    return [plain(both), plain(room), plain(events), untagged.map(({ id }) => id).sort()]
  })
}"""


def some_notes(dice: random.Random, themes: list[str]) -> list[Note]:
    """Up to 40 notes, some with equal dots and places, some without a theme of the dataset."""
    return [
        Note(
            id=f"n-{number}",
            category=dice.choice(NOTE_CATEGORIES),
            text=f"Note {number}",
            theme=dice.choice([*themes, "no-such-theme", None]),
            votes=dice.randrange(4),
            scene="round",
            order=float(dice.randrange(6)),
            number=number,
        )
        for number in range(1, dice.randrange(41) + 1)
    ]


def test_the_stage_compares_as_the_minutes_do(
    browser: Browser, server: Server, dataset: Dataset
) -> None:
    dice = random.Random(6)
    rooms = [some_notes(dice, [one.id for one in dataset.themes]) for _ in range(ROOMS)]
    pairs = dataset.select().cross("theme", "category")
    given = {
        "rooms": [[asdict(note) for note in notes] for notes in rooms],
        "themes": [{"id": one.id} for one in dataset.themes],
        "findings": [
            {"id": one.id, "category": one.category, "themes": list(one.themes)}
            for one in dataset.findings
        ],
        "evidence": {
            one.id: {category: pairs[one.id, category] for category in NOTE_CATEGORIES}
            for one in dataset.themes
        },
    }
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{server.url}/rooms")
        compared = page.evaluate(COMPARED, given)
    for notes, found in zip(rooms, compared, strict=True):
        told = beside(dataset, notes)
        wanted = [
            [
                [
                    cell.theme.id,
                    cell.category,
                    [one.id for one in cell.notes],
                    sorted(one.id for one in cell.findings),
                ]
                for cell in cells
            ]
            for cells in (told.both, told.only_room, told.only_events)
        ]
        assert found == [*wanted, sorted(one.id for one in told.not_compared)]
