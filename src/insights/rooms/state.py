"""What a room has said so far, made from its events alone.

The same events give the same state on the server and in a browser: `room_state.js` says the same as
this module, step for step, and a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal, get_args

NoteCategory = Literal["keep", "leave", "start"]
VerdictWord = Literal["holds", "not", "unknown"]
Mark = Literal["kept", "slipped", "dropped"]
CheckDay = Literal["30", "90"]

NOTE_CATEGORIES: tuple[NoteCategory, ...] = get_args(NoteCategory)
VERDICTS: dict[VerdictWord, str] = {
    "holds": "Holds here",
    "not": "Does not hold here",
    "unknown": "Unknown",
}
MARKS: dict[Mark, str] = {"kept": "Kept", "slipped": "Slipped", "dropped": "Dropped"}
CHECK_DAYS: tuple[CheckDay, ...] = get_args(CheckDay)  # days after the session

# Where the room stands is no entry: going back is the way to take it back.
NEVER_UNDONE = ("scene", "undo")


@dataclass(frozen=True)
class Event:
    """One thing that was entered; `seq` counts them within their room, from 1."""

    id: str
    kind: str
    data: Mapping[str, Any]
    at: str = ""  # when the server took it: UTC, to the second, as in 2026-11-22T09:30:00Z
    seq: int = 0


@dataclass(frozen=True)
class Note:
    """What the room says itself, under keep, leave or start."""

    id: str
    category: NoteCategory
    text: str
    theme: str | None
    votes: int
    scene: str  # the scene that was shown when it was entered
    order: float
    number: int  # 1, 2, 3 in order of entry; no number is given twice


@dataclass(frozen=True)
class Commitment:
    """Who does what by when, and what became of it after 30 and after 90 days."""

    id: str
    who: str
    what: str
    by: str  # a date: 2026-12-24
    source: str  # finding:ID, note:ID or nothing
    number: int
    marks: Mapping[str, Mark] = field(default_factory=dict)


@dataclass(frozen=True)
class State:
    """All that a room has said: what its events come to."""

    notes: tuple[Note, ...] = ()  # keep, leave, start; within each by `order`
    verdicts: Mapping[str, VerdictWord] = field(default_factory=dict)  # by finding:ID, part:LENS/ID
    guesses: Mapping[str, str] = field(default_factory=dict)  # by scene
    commitments: tuple[Commitment, ...] = ()  # in order of entry
    scene: str = ""  # the one shown last
    filters: Mapping[str, str] = field(default_factory=dict)  # by scene: as it was shown last
    revealed: frozenset[str] = frozenset()  # scenes whose answer is shown
    seq: int = 0  # of the last event
    numbered: int = 0  # the highest number that a note was given
    undoable: str | None = None  # id of the event that the next undo takes back


def replay(events: Iterable[Event]) -> State:
    """The state that these events come to, in the order in which they are given.

    An event that speaks of something gone has no effect, nor has one that was undone.

    >>> note = {"note": "n", "category": "keep", "text": "Stand-ups", "scene": "round-1"}
    >>> added = Event("a", "note.add", note)
    >>> voted = Event("b", "note.vote", {"note": "n", "votes": 3})
    >>> [one.votes for one in replay([added, voted]).notes]
    [3]
    >>> replay([added, voted, Event("c", "undo", {"event": "a"})]).notes
    ()
    """
    listed = tuple(events)
    undone = _undone(listed)
    told = _Told()
    for event in listed:
        told.hear(event, event.id in undone)
    return told.state()


def _undone(events: tuple[Event, ...]) -> set[str]:
    heard: set[str] = set()
    undone: set[str] = set()
    for event in events:
        if event.kind == "undo" and event.data["event"] in heard:
            undone.add(event.data["event"])
        if event.kind not in NEVER_UNDONE:
            heard.add(event.id)
    return undone


class _Told:
    """The state while it is being told."""

    def __init__(self) -> None:
        self.notes: dict[str, Note] = {}
        self.commitments: dict[str, Commitment] = {}
        # What is gone stays gone for whoever still speaks of it.
        self.gone: set[str] = set()
        self.verdicts: dict[str, VerdictWord] = {}
        self.guesses: dict[str, str] = {}
        self.revealed: set[str] = set()
        self.scene = ""
        self.filters: dict[str, str] = {}
        self.seq = 0
        self.numbered = 0
        self.commitments_numbered = 0
        self.undoable: str | None = None

    def hear(self, event: Event, is_undone: bool) -> None:
        self.seq = max(self.seq, event.seq)
        # What was undone keeps its number, so that none is given twice.
        if event.kind == "note.add":
            self.numbered += 1
        elif event.kind == "commitment.add":
            self.commitments_numbered += 1
        hear = _HEARD.get(event.kind)  # undo is heard before; a later version may know more kinds
        if is_undone or hear is None:
            return
        if hear(self, event.data) and event.kind not in NEVER_UNDONE:
            self.undoable = event.id

    def state(self) -> State:
        places = {category: at for at, category in enumerate(NOTE_CATEGORIES)}
        return State(
            notes=tuple(
                sorted(
                    self.notes.values(),
                    key=lambda one: (places[one.category], one.order, one.number),
                )
            ),
            verdicts=self.verdicts,
            guesses=self.guesses,
            commitments=tuple(self.commitments.values()),
            scene=self.scene,
            filters=self.filters,
            revealed=frozenset(self.revealed),
            seq=self.seq,
            numbered=self.numbered,
            undoable=self.undoable,
        )

    # Each of these says whether the event had an effect.

    def note_add(self, data: Mapping[str, Any]) -> bool:
        id_ = data["note"]
        if id_ in self.notes or id_ in self.gone:
            return False
        self.notes[id_] = Note(
            id=id_,
            category=data["category"],
            text=data["text"],
            theme=data.get("theme"),
            votes=0,
            scene=data["scene"],
            order=float(self.numbered),
            number=self.numbered,
        )
        return True

    def note_change(self, data: Mapping[str, Any]) -> bool:
        note = self.notes.get(data["note"])
        if note is None:
            return False
        changed = {key: value for key, value in data.items() if key != "note"}
        self.notes[note.id] = replace(note, **changed)
        return True

    def note_remove(self, data: Mapping[str, Any]) -> bool:
        if self.notes.pop(data["note"], None) is None:
            return False
        self.gone.add(data["note"])
        return True

    def verdict(self, data: Mapping[str, Any]) -> bool:
        if data["verdict"] is None:
            return self.verdicts.pop(data["subject"], None) is not None
        self.verdicts[data["subject"]] = data["verdict"]
        return True

    def guess(self, data: Mapping[str, Any]) -> bool:
        self.guesses[data["scene"]] = data["text"]
        return True

    def reveal(self, data: Mapping[str, Any]) -> bool:
        if data["shown"]:
            self.revealed.add(data["scene"])
        else:
            self.revealed.discard(data["scene"])
        return True

    def commitment_add(self, data: Mapping[str, Any]) -> bool:
        id_ = data["commitment"]
        if id_ in self.commitments or id_ in self.gone:
            return False
        self.commitments[id_] = Commitment(
            id=id_,
            who=data["who"],
            what=data["what"],
            by=data["by"],
            source=data["source"],
            number=self.commitments_numbered,
        )
        return True

    def commitment_edit(self, data: Mapping[str, Any]) -> bool:
        one = self.commitments.get(data["commitment"])
        if one is None:
            return False
        changed = {key: value for key, value in data.items() if key != "commitment"}
        self.commitments[one.id] = replace(one, **changed)
        return True

    def commitment_remove(self, data: Mapping[str, Any]) -> bool:
        if self.commitments.pop(data["commitment"], None) is None:
            return False
        self.gone.add(data["commitment"])
        return True

    def commitment_mark(self, data: Mapping[str, Any]) -> bool:
        one = self.commitments.get(data["commitment"])
        if one is None:
            return False
        marks = {day: mark for day, mark in one.marks.items() if day != data["at"]}
        if data["mark"] is not None:
            marks[data["at"]] = data["mark"]
        self.commitments[one.id] = replace(one, marks=marks)
        return True

    def show(self, data: Mapping[str, Any]) -> bool:
        self.scene = data["scene"]
        self.filters.pop(self.scene, None)  # the one shown last stands last
        self.filters[self.scene] = data.get("query", "")
        return True


_HEARD: dict[str, Callable[[_Told, Mapping[str, Any]], bool]] = {
    "note.add": _Told.note_add,
    "note.edit": _Told.note_change,
    "note.tag": _Told.note_change,
    "note.move": _Told.note_change,
    "note.vote": _Told.note_change,
    "note.remove": _Told.note_remove,
    "verdict": _Told.verdict,
    "guess": _Told.guess,
    "reveal": _Told.reveal,
    "commitment.add": _Told.commitment_add,
    "commitment.edit": _Told.commitment_edit,
    "commitment.remove": _Told.commitment_remove,
    "commitment.mark": _Told.commitment_mark,
    "scene": _Told.show,
}
KINDS = (*_HEARD, "undo")
