"""From what a room entered, and from the dataset, to its minutes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from insights.model import CATEGORIES, Dataset, Run
from insights.rooms.beside import beside, by_dots, theme_names
from insights.rooms.minutes import (
    SHORT_PRINT,
    ColumnTold,
    CommitmentTold,
    GuessTold,
    Minutes,
    NoteTold,
    SceneTold,
    VerdictTold,
    day_of,
)
from insights.rooms.pointing import Pointed, of_finding, of_lens, pointed
from insights.rooms.room import Room
from insights.rooms.state import (
    CHECK_DAYS,
    MARKS,
    NOTE_CATEGORIES,
    VERDICTS,
    Commitment,
    Event,
    Note,
    NoteCategory,
    State,
)
from insights.stage import Performance, Staged

# What whoever reads the minutes alone, years later, must know.
A_NOTE_IS = "A note is what this room said; it is not part of the dataset."
A_DOT_IS = "A dot is a vote of this room. A finding is not a vote."


def minutes_of(room: Room, state: State, dataset: Dataset, events: Sequence[Event] = ()) -> Minutes:
    """The minutes of a room in this state; `events` tell when it was filled."""
    themes = theme_names(dataset)
    scenes = {one.id: one.title for one in room.run.scenes}
    by_id = {one.id: one for one in state.notes}

    def note_told(note: Note) -> NoteTold:
        theme = themes.get(note.theme or "")
        gone = f"{note.theme} (no theme of the dataset now)" if note.theme else ""
        return NoteTold(
            note.number,
            note.text,
            note.category,
            theme.label if theme else gone,
            note.votes,
            scenes.get(note.scene, ""),
        )

    notes = {one.id: note_told(one) for one in by_dots(state.notes)}
    return Minutes(
        title=room.name,
        day=day_of(room),
        run=room.run,
        entered=_entered(events),
        scenes=tuple(_scenes(room.run, state, dataset)),
        columns=tuple(_column(category, notes.values()) for category in NOTE_CATEGORIES),
        verdicts=tuple(
            VerdictTold(word, label, subject, pointed(subject, dataset, by_id))
            for word, label in VERDICTS.items()
            for subject, verdict in state.verdicts.items()
            if verdict == word
        ),
        beside=beside(dataset, state.notes),
        notes=notes,
        commitments=tuple(
            _commitment(one, pointed(one.source, dataset, by_id)) for one in state.commitments
        ),
        closing=tuple(_closing(room, dataset)),
        dataset=dataset,
        committed=len(state.commitments),
    )


def _column(category: NoteCategory, notes: Iterable[NoteTold]) -> ColumnTold:
    mine = tuple(one for one in notes if one.category == category)
    votes = sum(one.votes for one in mine)
    return ColumnTold(category, CATEGORIES[category], mine, len(mine), votes)


def _scenes(run: Run, state: State, dataset: Dataset) -> list[SceneTold]:
    staged = Performance(dataset, run).staged
    return [
        SceneTold(scene.title, scene.prompt or "", scene.minutes, _guess(one, state))
        for scene, one in zip(run.scenes, staged, strict=True)
    ]


def _guess(staged: Staged, state: State) -> GuessTold | None:
    scene = staged.scene
    if scene.hide == "none":
        return None
    answer = staged.answer
    return GuessTold(
        scene.guess or scene.title,
        state.guesses.get(scene.id, ""),
        answer.text if answer else staged.why or "There is nothing to set beside it now.",
        answer.sentence if answer else "",
        tuple(_receipts(staged)),
        scene.id in state.revealed,
    )


def _receipts(staged: Staged) -> Iterator[Pointed]:
    """What the answer rests on; counts of findings rest on their sentence alone."""
    if staged.answer is None:
        return
    if staged.lens is not None:
        of = staged.lens.lens.id
        yield of_lens(of, staged.part.part.id if staged.part else "", staged.dataset)
    elif staged.scene.show not in ("view", "chart"):
        yield from (of_finding(one, staged.dataset) for one in staged.findings)


def _commitment(one: Commitment, about: Pointed) -> CommitmentTold:
    marks = {str(day): MARKS[one.marks[day]] if day in one.marks else "" for day in CHECK_DAYS}
    return CommitmentTold(one.id, one.number, one.who, one.what, one.by, about, marks)


def _entered(events: Sequence[Event]) -> str:
    """When the room was filled; marks on commitments come weeks later and do not count."""
    at = sorted(one.at for one in events if one.at and one.kind != "commitment.mark")
    if not at:
        return ""
    first, last = _moment(at[0]), _moment(at[-1])
    day, time = last.split(" ")
    if first == last:
        return f"Entered on {first} UTC."
    until = time if first.startswith(day) else last
    return f"Entered from {first} to {until} UTC."


def _moment(at: str) -> str:
    return f"{at[:10]} {at[11:16]}"


def _closing(room: Room, dataset: Dataset) -> list[str]:
    about = dataset.about
    now = f"as of {about.as_of}, fingerprint {dataset.fingerprint[:SHORT_PRINT]}"
    if room.fingerprint == dataset.fingerprint:
        state = f"Findings are those of {about.title}, {now}."
    else:
        state = (
            f"Findings are those of {about.title}, {now}. The room began with another state, "
            f"fingerprint {room.fingerprint[:SHORT_PRINT]}; what changed since may read otherwise."
        )
    return [
        A_NOTE_IS,
        A_DOT_IS,
        state,
        *_doubts(dataset),
        f"The room itself is kept until {room.ends}.",
    ]


def _doubts(dataset: Dataset) -> Iterator[str]:
    """What `as written` before a place means, once for each source."""
    for source in dataset.sources:
        if latest := source.latest_locator:
            yield (
                f"{source.short}: times after {latest.at} stand as they are written there, are in "
                f"doubt and not linked. {latest.why}"
            )
