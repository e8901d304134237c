"""What the room says beside what the sources say: what both say, only the room, only the events.

They are set side by side theme by theme under keep, leave and start. Nothing is added up across
the two: a note is what one room said, a finding is a claim of a source.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from insights.brief import strongest
from insights.model import Dataset, Finding, Theme
from insights.rooms.state import NOTE_CATEGORIES, Note, NoteCategory


@dataclass(frozen=True)
class Cell:
    """One theme under one category: the room's notes, those with most dots first, and findings.

    The findings are the strongest first.
    """

    theme: Theme
    category: NoteCategory
    notes: tuple[Note, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Beside:
    """Every theme and category about which somebody says something, as the dataset orders them.

    `not_compared` holds the notes without a theme, and those whose theme the dataset does not have;
    `of` says beside which findings, and is empty where it is beside all of the dataset.
    """

    cells: tuple[Cell, ...]
    not_compared: tuple[Note, ...]
    of: str = ""

    @cached_property
    def both(self) -> tuple[Cell, ...]:
        """Where the room and a source say something."""
        return tuple(one for one in self.cells if one.notes and one.findings)

    @cached_property
    def only_room(self) -> tuple[Cell, ...]:
        """Where the room says something and no source does."""
        return tuple(one for one in self.cells if not one.findings)

    @cached_property
    def only_events(self) -> tuple[Cell, ...]:
        """Where a source says something and the room does not."""
        return tuple(one for one in self.cells if not one.notes)


def beside(
    dataset: Dataset,
    notes: Iterable[Note],
    findings: Sequence[Finding] | None = None,
    of: str = "",
) -> Beside:
    """The notes of a room beside findings of a dataset: all of them, or those that `of` names."""
    themes = theme_names(dataset)
    said: defaultdict[tuple[str, str], list[Note]] = defaultdict(list)
    known: defaultdict[tuple[str, str], list[Finding]] = defaultdict(list)
    not_compared = []
    for note in by_dots(notes):
        if note.theme in themes:
            said[themes[note.theme].id, note.category].append(note)
        else:
            not_compared.append(note)
    for finding in strongest(dataset.findings if findings is None else findings):
        for theme_id in finding.themes:
            known[theme_id, finding.category].append(finding)
    cells = (
        Cell(theme, category, tuple(said[at]), tuple(known[at]))
        for theme in dataset.themes
        for category in NOTE_CATEGORIES
        if (at := (theme.id, category)) in said or at in known
    )
    return Beside(tuple(cells), tuple(not_compared), of)


def by_dots(notes: Iterable[Note]) -> tuple[Note, ...]:
    """Notes with most dots first, then as the room ordered them; keep, leave, start."""
    places = {category: at for at, category in enumerate(NOTE_CATEGORIES)}
    return tuple(
        sorted(notes, key=lambda one: (places[one.category], -one.votes, one.order, one.number))
    )


def theme_names(dataset: Dataset) -> dict[str, Theme]:
    """Each theme under its id and under the ids that it had before."""
    aliases = {alias: theme for theme in dataset.themes for alias in theme.aliases}
    return aliases | dataset.theme_by_id
