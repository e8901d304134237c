"""Invented sessions for the tests: a room with its run, entered into as a browser would."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from insights.model import Dataset, Lens, Run, Scene, Withdrawn
from insights.rooms.room import Room
from insights.rooms.state import Event, State, replay
from tests.worlds import finding, small_world

START = dt.datetime(2026, 2, 10, 9, 0, tzinfo=dt.UTC)
RUN = Run(
    id="hour",
    title="Keep, leave, start in an hour",
    audience="A team",
    scenes=(
        Scene(id="welcome", title="Welcome", show="words", prompt="What brought you?", minutes=3),
        Scene(
            id="share",
            title="How many?",
            show="figure",
            of="survey",
            minutes=5,
            hide="number",
            guess="What share said so?",
        ),
        Scene(
            id="split",
            title="Which is the longest?",
            show="view",
            minutes=4,
            hide="split",
            guess="How many findings in each?",
        ),
        Scene(id="keeping", title="What do we keep?", show="notes", minutes=20),
        Scene(id="leaving", title="What do we leave?", show="notes", minutes=20),
        Scene(id="promises", title="Who does what?", show="commitments", minutes=8),
    ),
)


def uuid(number: int) -> str:
    """An id as a browser would make one, but the same each time."""
    return str(UUID(int=number))


def dataset() -> Dataset:
    """A small world with a finding that was withdrawn and a lens."""
    return small_world().model_copy(
        update={
            "withdrawn": (
                Withdrawn(
                    id="old-claim", on="2026-03-01", why="It held two claims.", see=("loops",)
                ),
            ),
            "lenses": (
                Lens(
                    id="lasting",
                    title="What lasts?",
                    text="Two things.",
                    source="talk",
                    locator="00:00:20",
                    number_from="source",
                    ordered=False,
                    parts=(
                        {
                            "id": "roots",
                            "label": "Roots",
                            "text": "Something was there before.",
                            "locator": "00:00:30",
                            "findings": ("loops",),
                        },
                        {
                            "id": "proof",
                            "label": "Proof",
                            "text": "Somebody shows that it works.",
                            "locator": "02:00:00",
                            "bare": "No case.",
                        },
                    ),
                ),
            ),
        }
    )


@dataclass
class Session:
    """A room while it is filled; every entry comes a minute after the one before."""

    name: str = "Harbour team"
    token: str = "a-token-that-nobody-guesses"
    run: Run = RUN
    world: Dataset = field(default_factory=dataset)
    events: list[Event] = field(default_factory=list)
    ids: int = 0

    @property
    def room(self) -> Room:
        created = START.strftime("%Y-%m-%dT%H:%M:%SZ")
        print_ = self.world.fingerprint
        return Room(self.token, self.name, created, "2026-06-10", False, self.run, print_)

    @property
    def state(self) -> State:
        return replay(self.events)

    def enter(self, kind: str, **data: Any) -> None:
        seq = len(self.events) + 1
        at = (START + dt.timedelta(minutes=seq)).strftime("%Y-%m-%dT%H:%M:%SZ")
        self.events.append(Event(uuid(10_000 + seq), kind, data, at, seq))

    def note(
        self,
        text: str,
        category: str = "keep",
        theme: str | None = None,
        votes: int = 0,
        scene: str = "keeping",
    ) -> str:
        self.ids += 1
        id_ = uuid(self.ids)
        data = {"note": id_, "category": category, "text": text, "theme": theme, "scene": scene}
        self.enter("note.add", **data)
        if votes:
            self.enter("note.vote", note=id_, votes=votes)
        return id_

    def commitment(self, who: str, what: str, by: str = "2026-03-31", source: str = "") -> str:
        self.ids += 1
        id_ = uuid(self.ids)
        self.enter("commitment.add", commitment=id_, who=who, what=what, by=by, source=source)
        return id_


def filled() -> Session:
    """A session with some of everything, whose parts can be told by hand."""
    room = Session()
    room.enter("guess", scene="share", text="about half")
    room.enter("reveal", scene="share", shown=True)
    stand_ups = room.note("Stand-ups of ten minutes", "keep", "trust", 3)
    room.note("listening first", "keep", "trust", 5)
    room.note("Paper forms", "leave", "money", 1, "leaving")
    room.note("Fewer signatures", "leave", "digital", 0, "leaving")
    room.note("A budget for trying", "start", None, 2, "leaving")
    room.enter("verdict", subject="finding:loops", verdict="holds")
    room.enter("verdict", subject="finding:poll", verdict="not")
    room.enter("verdict", subject="finding:old-claim", verdict="unknown")
    room.enter("verdict", subject="finding:never-was", verdict="unknown")
    room.enter("verdict", subject="part:lasting/proof", verdict="holds")
    kept = room.commitment("Ana", "Keeps the stand-ups short", "2026-03-01", f"note:{stand_ups}")
    room.commitment("Bo; =1+1", "Writes the budget down", "2026-04-15", "finding:budgets")
    room.commitment("Che", "Asks every week", source="")
    room.enter("commitment.mark", commitment=kept, at="30", mark="kept")
    return room


def crowded(number: int = 500) -> Session:
    """A session in which very much was said."""
    room = Session()
    themes = ("trust", "digital", "money", None)
    for at in range(number):
        text = f"Note {at + 1} of a room that had very much to say about its own work"
        category = ("keep", "leave", "start")[at % 3 if at < 400 else 0]
        room.note(text, category, themes[at % 4], at % 7, "keeping" if at % 2 else "leaving")
    return room


def of_texts(texts: tuple[str, ...]) -> Session:
    """A session in which each of the texts stands wherever a text can be entered."""
    room = Session()
    room.enter("guess", scene="share", text=texts[0])
    for at, text in enumerate(texts):
        room.note(text, ("keep", "leave", "start")[at % 3], "trust" if at % 2 else None, at % 4)
        room.commitment(text[:80].strip(), text)
    return room


def another_world() -> Dataset:
    """The same world after one finding was reworded."""
    world = dataset()
    loops = finding("loops", statement="Feedback helps.", category="keep", themes=("trust",))
    return world.model_copy(update={"findings": (loops, *world.findings[1:])})
