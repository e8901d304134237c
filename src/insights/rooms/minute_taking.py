"""From what a room entered, and from the dataset, to its minutes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from insights.model import CATEGORIES, Dataset, Run, listed
from insights.rooms.beside import Beside, beside, by_dots, theme_names
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
from insights.selection import Selection, parse, words
from insights.stage import Staged, beside_words, staged
from insights.view import View

# What whoever reads the minutes alone, years later, must know.
A_NOTE_IS = "A note is what this room said; it is not part of the dataset."
_WITHOUT_FINDINGS = ("words", "commitments")
_MOST_SAID = 600  # letters on filters: somebody may search for a whole page
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
        filtered=_filtered(room.run, state, dataset),
        scenes=tuple(_scenes(room.run, state, dataset)),
        columns=tuple(_column(category, notes.values()) for category in NOTE_CATEGORIES),
        verdicts=tuple(
            VerdictTold(word, label, subject, pointed(subject, dataset, by_id))
            for word, label in VERDICTS.items()
            for subject, verdict in state.verdicts.items()
            if verdict == word
        ),
        beside=_beside(room.run, state, dataset),
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
    return [
        SceneTold(
            scene.title,
            scene.prompt or "",
            scene.minutes,
            _guess(staged(scene, dataset, _filters(run, state, scene.id, dataset)), state),
        )
        for scene in run.scenes
    ]


def _filters(run: Run, state: State, scene: str, dataset: Dataset) -> Selection:
    """The filters under which the room saw a scene last.

    Of a scene that it did not see, those of the last one that had findings to filter.
    """
    told = (run.scene(one) for one in reversed([*state.filters]))
    last = next((one.id for one in told if one and one.show not in _WITHOUT_FINDINGS), "")
    return parse(state.filters.get(scene, state.filters.get(last, "")), dataset)


def _filtered(run: Run, state: State, dataset: Dataset) -> str:
    """Under which filters the room saw its scenes; empty where it saw all without any."""
    seen: dict[str, list[str]] = {}
    for scene in run.scenes:
        if scene.id in state.filters and scene.show not in _WITHOUT_FINDINGS:
            said = words(_filters(run, state, scene.id, dataset), dataset)
            seen.setdefault(_cut(said), []).append(scene.title)
    under = {said: titles for said, titles in seen.items() if said}
    if not under:
        return ""
    if len(seen) == 1:
        return f"The stage showed only: {next(iter(under))}."
    parts = (f"{said} (in {listed(f'“{one}”' for one in each)})" for said, each in under.items())
    return f"Some scenes showed only: {'; '.join(parts)}."


def _beside(run: Run, state: State, dataset: Dataset) -> Beside:
    """The room beside what its scenes set it beside; without such a scene, what it looked at."""
    scenes = [
        staged(scene, dataset, _filters(run, state, scene.id, dataset))
        for scene in run.scenes
        if scene.show == "beside"
    ]
    if scenes:
        found = {one.id: one for scene in scenes for one in scene.findings}
        said = list(dict.fromkeys(scene.beside for scene in scenes if scene.beside))
    else:
        view = View(dataset, _filters(run, state, "", dataset))
        found, said = {one.id: one for one in view.findings}, [beside_words(view)]
    if len(found) == len(dataset.findings):
        return beside(dataset, state.notes)
    return beside(dataset, state.notes, tuple(found.values()), _cut(" ".join(said)))


def _cut(said: str) -> str:
    return said if len(said) <= _MOST_SAID else f"{said[:_MOST_SAID]}…"


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
