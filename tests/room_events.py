"""A small run, and what a room enters: single events by hand, and lists of them at random."""

from __future__ import annotations

import uuid
from typing import Any

from hypothesis import strategies as st

from insights.model import Run, Scene
from insights.rooms.state import Event

RUN = Run(
    id="short",
    title="A short run",
    audience="Whoever is there",
    scenes=(
        Scene(id="welcome", title="Welcome", show="words", prompt="Who is here?", minutes=2),
        Scene(id="round", title="What is worth keeping?", show="notes", minutes=10),
        # A name that means something to every object of JavaScript.
        Scene(id="constructor", title="Close", show="commitments", minutes=3),
    ),
)

Entered = dict[str, Any]


def id_of(name: object) -> str:
    """The same UUID for the same name."""
    return str(uuid.uuid5(uuid.NAMESPACE_OID, str(name)))


def entered(name: object, kind: str, **data: Any) -> Entered:
    """An event as a browser sends it; its id comes from its name."""
    return {"id": id_of(name), "kind": kind, "data": data}


def note(name: object, text: str = "Stand-ups on the roof", **data: Any) -> Entered:
    """A note of this name, entered by an event of the same name."""
    given = {"category": "keep", "text": text, "scene": "round", **data}
    return entered(name, "note.add", note=id_of(name), **given)


def commitment(name: object, **data: Any) -> Entered:
    """A commitment of this name, entered by an event of the same name."""
    given = {"who": "Ana", "what": "Write it down", "by": "2026-12-24", "source": "", **data}
    return entered(name, "commitment.add", commitment=id_of(name), **given)


def as_events(*entries: Entered) -> list[Event]:
    """The entries as the server gives them back, numbered from 1."""
    return [
        Event(one["id"], one["kind"], one["data"], "2026-11-22T09:30:00Z", seq)
        for seq, one in enumerate(entries, 1)
    ]


# Few names, so that much is said of the same thing, and of what is not there (any more).
_NAMES = st.integers(0, 4).map(id_of)
_SCENES = st.sampled_from([scene.id for scene in RUN.scenes])
_CATEGORIES = st.sampled_from(["keep", "leave", "start"])
_TEXTS = st.sampled_from(["one", "two", "𝔱𝔥𝔯𝔢𝔢", "شيء"])
_SUBJECTS = st.sampled_from(["finding:a", "finding:b", "part:lens/part"])
_THEMES = st.sampled_from(["trust", "digital", None])
_PROMISE: dict[str, st.SearchStrategy[Any]] = {
    "who": _TEXTS,
    "what": _TEXTS,
    "by": st.just("2026-12-24"),
    "source": st.sampled_from(["", "finding:a"]),
}
_DATA: dict[str, dict[str, st.SearchStrategy[Any]]] = {
    "note.add": {"category": _CATEGORIES, "text": _TEXTS, "theme": _THEMES, "scene": _SCENES},
    "note.edit": {"text": _TEXTS},
    "note.tag": {"theme": _THEMES},
    "note.move": {"category": _CATEGORIES, "order": st.sampled_from([-1.0, 0.5, 1.0, 1.5, 2.0])},
    "note.vote": {"votes": st.integers(0, 9)},
    "note.remove": {},
    "verdict": {
        "subject": _SUBJECTS,
        "verdict": st.sampled_from(["holds", "not", "unknown", None]),
    },
    "guess": {"scene": _SCENES, "text": _TEXTS},
    "reveal": {"scene": _SCENES, "shown": st.booleans()},
    "commitment.add": _PROMISE,
    "commitment.edit": _PROMISE,
    "commitment.remove": {},
    "commitment.mark": {
        "at": st.sampled_from(["30", "90"]),
        "mark": st.sampled_from(["kept", "slipped", "dropped", None]),
    },
    "scene": {"scene": _SCENES, "query": st.sampled_from(["", "theme=trust&q=forms"])},
}
KINDS = (*_DATA, "undo")


@st.composite
def entries(draw: st.DrawFn) -> list[Entered]:
    """What a room might enter: each entry sound by itself, some of them about nothing."""
    found: list[Entered] = []
    for at in range(draw(st.integers(0, 30))):
        kind = draw(st.sampled_from(KINDS))
        if kind == "undo":
            # Of anything so far, of itself, and of what comes later.
            found.append(entered(at, kind, event=id_of(draw(st.integers(0, at + 2)))))
            continue
        data = {name: draw(values) for name, values in _DATA[kind].items()}
        about = kind.split(".")[0]
        if about in ("note", "commitment"):
            data[about] = draw(_NAMES)
        found.append({"id": id_of(at), "kind": kind, "data": data})
    return found
