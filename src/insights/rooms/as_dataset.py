"""A room as a dataset of its own: each note a finding whose evidence is that it was said there.

No word is changed. A note becomes a sentence where a capital and a full stop make it one; what is
none even so is left out, with the reason, and nothing is lost.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from pydantic import TypeAdapter, ValidationError

from insights.model import (
    About,
    Dataset,
    Finding,
    Name,
    Outline,
    Place,
    Section,
    Source,
    Theme,
    fault_in_text,
    slug,
)
from insights.reading.document import Document
from insights.reading.draft import Draft, Mistake
from insights.reading.rules import ERRORS
from insights.reading.schema import Entry
from insights.rooms.beside import theme_names
from insights.rooms.checking import MOST_LETTERS
from insights.rooms.minutes import day_of, dots
from insights.rooms.room import Room
from insights.rooms.state import Note, State

LEVEL = "not-said"  # nobody asked the room which level of government it speaks of
NOT_TAGGED = "not-tagged"
_LABEL = "Not tagged in the room"
_LONGEST_STEM = 28
_LONGEST_SHORT = 32
_SIGNS = frozenset(" '’,.&()/+–-")
_ENDS = (".", "?", "!", "…", "。", "？", "！", "؟", "।")
# A first word that can have a capital: not `iPads`, not `https://`.
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*(?=[\s,;.?!…]|:\s|$)")
_CLOSING = "\"'”“’‘»›«」』)]"


class LeftOut(NamedTuple):
    """A note that no finding can be made of, and why."""

    note: Note
    why: str


class RoomDataset(NamedTuple):
    """The dataset, and the notes that are not in it."""

    dataset: Dataset
    left_out: tuple[LeftOut, ...]


def as_dataset(room: Room, state: State, parent: Dataset) -> RoomDataset:
    """The room as a sound dataset; themes are those of `parent`, which the room tagged with."""
    notes = sorted(state.notes, key=lambda one: one.number)
    places, sections = _rounds(room, notes)
    themes, not_tagged = theme_names(parent), _not_tagged(parent)
    empty = _empty(room, sections)
    [source] = empty.sources
    left_out: list[LeftOut] = []
    kept: dict[str, tuple[Note, Finding]] = {}
    said: dict[str, Note] = {}
    for note in notes:
        theme = themes.get(note.theme or "", not_tagged)
        first = said.setdefault(_compared(note.text), note)
        if first is not note:
            left_out.append(LeftOut(note, f"it says the same as note {first.number}"))
            continue
        try:
            finding = _finding(note, theme, source, places[note.id])
            kept[finding.id] = note, finding
        except ValidationError:
            left_out.append(LeftOut(note, _why(note)))
    while True:
        dataset = _filled(empty, [one for _, one in kept.values()], (*parent.themes, not_tagged))
        faulty = {
            mistake.entry.record.id: mistake.what
            for mistake in _mistakes(dataset)
            if isinstance(mistake.entry.record, Finding)
        }
        if not faulty:
            break
        left_out += [LeftOut(kept.pop(id_)[0], why) for id_, why in faulty.items()]
    left_out.sort(key=lambda one: one.note.number)
    if left_out:
        partial = source.model_copy(update={"coverage": "partial"})
        dataset = dataset.model_copy(update={"sources": (partial,)})
    return RoomDataset(dataset, tuple(left_out))


def sentence(text: str) -> str:
    """The text with a capital and a full stop, where they are all that it lacks.

    >>> sentence("more time for listening"), sentence("iPads for all!")
    ('More time for listening.', 'iPads for all!')
    """
    word = _WORD.match(text)
    if word and word[0].islower() and len(text[0].upper()) == 1:
        text = text[0].upper() + text[1:]
    return text if text.rstrip(_CLOSING).endswith(_ENDS) else f"{text}."


def _finding(note: Note, theme: Theme, source: Source, place: Place) -> Finding:
    return Finding(
        id=f"{source.id}-{note.number}",
        statement=sentence(note.text),
        category=note.category,
        basis="stated",  # the room sorted it itself
        themes=(theme.id,),
        source=source.id,
        locator=place,
        evidence="room",
        level=LEVEL,
        note=f"It got {dots(note.votes)} in the room." if note.votes else None,
    )


def _compared(text: str) -> str:
    """What two texts have in common that say the same; a text without a word is like no other."""
    return re.sub(r"[\W_]+", " ", text.casefold()).strip() or text


def _why(note: Note) -> str:
    """Why a note is no text that a statement can be."""
    if fault := fault_in_text(note.text):
        return f"the text {fault}"
    letters = len(sentence(note.text))
    return f"with its full stop it has {letters} letters; {MOST_LETTERS} are allowed"


def _rounds(room: Room, notes: Iterable[Note]) -> tuple[dict[str, Place], tuple[Section, ...]]:
    """Where each note stands: the scene in which it was entered, and the how manieth it is there.

    Notes of a scene that the run does not have stand under a heading of ours.
    """
    headings: dict[str, str] = {}
    for scene in room.run.scenes:
        headings[scene.id] = _unlike(scene.title, headings.values())
    other = _unlike("Other notes", headings.values())
    counts: dict[str, int] = dict.fromkeys(headings.values(), 0)
    places = {}
    for note in notes:
        heading = headings.get(note.scene, other)
        counts[heading] = counts.get(heading, 0) + 1
        places[note.id] = Place(section=heading, item=counts[heading])
    sections = [
        Section(section=heading, items=count, named_by="curator" if heading == other else "source")
        for heading, count in counts.items()
    ]
    return places, tuple(sections)


def _unlike(title: str, others: Iterable[str]) -> str:
    """The title, numbered where it is taken."""
    taken, number, found = frozenset(others), 1, title
    while found in taken:
        number += 1
        found = f"{title} ({number})"
    return found


def _empty(room: Room, sections: tuple[Section, ...]) -> Dataset:
    """The dataset without a finding, under the name of the room where that can stand in one."""
    for name in (room.name, "A room"):
        try:
            source = _source(room, name)
            dataset = Dataset(
                about=About(
                    format=1,
                    title=f"What a room said: {source.title}",
                    as_of=day_of(room),
                    licence="Not stated",
                    levels=(LEVEL,),
                ),
                themes=(),
                sources=(source,),
                findings=(),
                outlines=(Outline(source=source.id, sections=sections),),
            )
        except ValidationError:
            continue
        if next(_mistakes(dataset), None) is None:
            break
    return dataset


def _source(room: Room, name: str) -> Source:
    day = day_of(room)
    # Two rooms of one name and day stay two where they are put together.
    print_ = hashlib.sha256(room.token.encode()).hexdigest()[:6]
    stem = re.sub("[^a-z0-9]+", "-", slug(name))[:_LONGEST_STEM].strip("-")
    return Source(
        id="-".join(filter(None, ("room", stem, day, print_))),
        title=f"{name}, workshop of {day}",
        short=_short(name, day) or f"Room {print_} {day}",
        kind="workshop",
        publisher="The people in the room",
        date=day,
        via=("said in the room", "typed as it was said"),
        rights="The words are those of the people in the room; nobody was asked for a licence.",
        asks=("keep", "leave", "start"),
        coverage="complete",
    )


def _short(name: str, day: str) -> str:
    """A name for receipts: as much of the room's as fits and a menu reads as it is, and the day."""
    plain = "".join(
        one if unicodedata.category(one)[0] in "LMN" or one in _SIGNS else " " for one in name
    )
    stem = " ".join(plain.split())[: _LONGEST_SHORT - len(day) - 1].strip()
    try:
        return _NAME.validate_python(f"{stem} {day}")
    except ValidationError:
        return ""


def _not_tagged(parent: Dataset) -> Theme:
    names = {
        slug(one) for theme in parent.themes for one in (theme.id, theme.label, *theme.aliases)
    }
    id_, label, number = NOT_TAGGED, _LABEL, 1
    while id_ in names or slug(label) in names:
        number += 1
        id_, label = f"{NOT_TAGGED}-{number}", f"{_LABEL} {number}"
    return Theme(id=id_, label=label, definition="A note that the room gave no theme.")


def _filled(empty: Dataset, findings: Sequence[Finding], themes: Iterable[Theme]) -> Dataset:
    used = {theme for one in findings for theme in one.themes}
    return empty.model_copy(
        update={
            "themes": tuple(one for one in themes if one.id in used),
            "findings": tuple(findings),
        }
    )


def _mistakes(dataset: Dataset) -> Iterator[Mistake]:
    """What the rules of datasets refuse in it."""
    draft = Draft(
        about=Entry(dataset.about, _NOWHERE, ()),
        themes=[Entry(one, _NOWHERE, ()) for one in dataset.themes],
        sources=[Entry(one, _NOWHERE, ()) for one in dataset.sources],
        findings=[Entry(one, _NOWHERE, ()) for one in dataset.findings],
        outlined=[Entry(one, _NOWHERE, ()) for one in dataset.outlines],
    )
    for rule in ERRORS:
        yield from rule(draft)


_NAME: TypeAdapter[str] = TypeAdapter(Name)
_NOWHERE = Document("room", "")
