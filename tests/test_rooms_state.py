"""Events -> what the room has said."""

from __future__ import annotations

from hypothesis import given

from insights.rooms.checking import checked
from insights.rooms.state import KINDS, State, replay
from tests import room_events
from tests.room_events import RUN, as_events, commitment, entered, entries, id_of, note

SCENES = [scene.id for scene in RUN.scenes]


def state_of(*entries: room_events.Entered) -> State:
    return replay(as_events(*entries))


def texts(*entries: room_events.Entered) -> list[str]:
    return [one.text for one in state_of(*entries).notes]


def test_a_room_without_an_entry_has_said_nothing() -> None:
    state = replay([])
    assert (state.notes, state.commitments, state.scene, state.seq) == ((), (), "", 0)
    assert state.undoable is None


def test_notes_stand_by_column_then_in_the_order_of_entry() -> None:
    state = state_of(
        note(1, "s", category="start"), note(2, "k"), note(3, "l", category="leave"), note(4, "k2")
    )
    assert [(one.text, one.number) for one in state.notes] == [
        ("k", 2),
        ("k2", 4),
        ("l", 3),
        ("s", 1),
    ]


def test_a_note_is_edited_tagged_voted_and_moved() -> None:
    about = {"note": id_of(1)}
    (one,) = state_of(
        note(1, "first"),
        entered(2, "note.edit", **about, text="second"),
        entered(3, "note.tag", **about, theme="trust"),
        entered(4, "note.vote", **about, votes=7),
        entered(5, "note.move", **about, category="leave", order=0.5),
    ).notes
    assert (one.text, one.theme, one.votes, one.category) == ("second", "trust", 7, "leave")
    assert (one.order, one.number, one.scene) == (0.5, 1, "round")


def test_a_note_moved_between_two_others_stands_there() -> None:
    between = entered("m", "note.move", note=id_of(3), category="keep", order=1.5)
    assert texts(note(1, "a"), note(2, "b"), note(3, "c"), between) == ["a", "c", "b"]


def test_undo_takes_back_one_event_and_nothing_else() -> None:
    voted = entered(2, "note.vote", note=id_of(1), votes=3)
    edited = entered(3, "note.edit", note=id_of(1), text="other")
    (one,) = state_of(note(1), voted, edited, entered(4, "undo", event=id_of(2))).notes
    assert (one.votes, one.text) == (0, "other")


def test_an_undone_removal_brings_the_note_back_as_it_was() -> None:
    voted = entered(2, "note.vote", note=id_of(1), votes=3)
    removed = entered(3, "note.remove", note=id_of(1))
    assert state_of(note(1), voted, removed).notes == ()
    (one,) = state_of(note(1), voted, removed, entered(4, "undo", event=id_of(3))).notes
    assert one.votes == 3


def test_the_number_of_an_undone_note_is_not_given_again() -> None:
    state = state_of(note(1), entered(2, "undo", event=id_of(1)), note(3))
    assert [one.number for one in state.notes] == [2]
    assert state.numbered == 2


def test_what_is_said_of_a_removed_note_has_no_effect() -> None:
    gone = [note(1), entered(2, "note.remove", note=id_of(1))]
    after = entered(3, "note.edit", note=id_of(1), text="still here?")
    again = {**note(1, "again"), "id": id_of(4)}
    state = state_of(*gone, after, again)
    assert state.notes == ()
    assert state.undoable == id_of(2)


def test_undo_takes_back_the_last_event_that_had_an_effect() -> None:
    shown = entered(3, "scene", scene="round")
    nothing = entered(4, "note.vote", note=id_of("nowhere"), votes=2)
    state = state_of(note(1), note(2), shown, nothing)
    assert state.undoable == id_of(2)
    state = state_of(note(1), note(2), shown, nothing, entered(5, "undo", event=id_of(2)))
    assert state.undoable == id_of(1)


def test_neither_an_undo_nor_a_scene_is_undone() -> None:
    undone = [note(1), entered(2, "undo", event=id_of(1))]
    assert state_of(*undone, entered(3, "undo", event=id_of(2))).notes == ()
    shown = entered(4, "scene", scene="round")
    assert state_of(shown, entered(5, "undo", event=id_of(4))).scene == "round"


def test_an_undo_of_what_comes_later_has_no_effect() -> None:
    assert texts(entered(9, "undo", event=id_of(1)), note(1, "stays")) == ["stays"]


def test_a_verdict_is_given_changed_and_taken_away() -> None:
    holds = entered(1, "verdict", subject="finding:a", verdict="holds")
    no = entered(2, "verdict", subject="finding:a", verdict="not")
    cleared = entered(3, "verdict", subject="finding:a", verdict=None)
    assert state_of(holds, no).verdicts == {"finding:a": "not"}
    assert state_of(holds, no, cleared).verdicts == {}
    assert state_of(holds, no, cleared, entered(4, "undo", event=id_of(3))).verdicts == {
        "finding:a": "not"
    }


def test_guesses_reveals_and_the_scene_are_the_last_ones_said() -> None:
    state = state_of(
        entered(1, "guess", scene="welcome", text="60"),
        entered(2, "guess", scene="welcome", text="72"),
        entered(3, "reveal", scene="welcome", shown=True),
        entered(4, "reveal", scene="round", shown=True),
        entered(5, "reveal", scene="round", shown=False),
        entered(6, "scene", scene="constructor"),
    )
    assert state.guesses == {"welcome": "72"}
    assert state.revealed == {"welcome"}
    assert (state.scene, state.seq) == ("constructor", 6)


def test_a_scene_has_the_filters_under_which_it_was_shown_last() -> None:
    state = state_of(
        entered(1, "scene", scene="welcome", query="theme=trust"),
        entered(2, "scene", scene="round", query="theme=trust"),
        entered(3, "scene", scene="welcome"),
    )
    assert state.filters == {"welcome": "", "round": "theme=trust"}


def test_a_commitment_is_edited_marked_and_removed() -> None:
    about = {"commitment": id_of(1)}
    edited = {"who": "Ben", "what": "Say it", "by": "2027-01-31", "source": "finding:a"}
    marked = [
        commitment(1),
        entered(2, "commitment.mark", **about, at="30", mark="slipped"),
        entered(3, "commitment.mark", **about, at="90", mark="kept"),
        entered(4, "commitment.edit", **about, **edited),
    ]
    (one,) = state_of(*marked).commitments
    assert (one.who, one.what, one.by, one.source) == ("Ben", "Say it", "2027-01-31", "finding:a")
    assert one.marks == {"30": "slipped", "90": "kept"}
    unmarked = entered(5, "commitment.mark", **about, at="30", mark=None)
    (one,) = state_of(*marked, unmarked).commitments
    assert one.marks == {"90": "kept"}
    assert state_of(*marked, entered(6, "commitment.remove", **about)).commitments == ()


def test_a_kind_that_only_a_later_version_knows_is_passed_over() -> None:
    assert texts(entered(1, "note.sing", note=id_of(2)), note(2, "stays")) == ["stays"]


@given(entries())
def test_undoing_everything_that_can_be_undone_leaves_nothing(
    listed: list[room_events.Entered],
) -> None:
    left = [one for one in listed if one["kind"] != "undo"]
    while (id_ := state_of(*left).undoable) is not None:
        left.append(entered(f"undo {len(left)}", "undo", event=id_))
    state = state_of(*left)
    assert (state.notes, state.commitments, state.verdicts, state.guesses) == ((), (), {}, {})
    assert not state.revealed


@given(entries())
def test_undo_gives_what_had_been_said_without_the_event(listed: list[room_events.Entered]) -> None:
    state = state_of(*listed)
    if state.undoable is None:
        return
    undone = state_of(*listed, entered("last", "undo", event=state.undoable))
    without = [one for one in listed if one["id"] != state.undoable]
    bare = state_of(*without)
    assert _said(undone) == _said(bare)
    assert (undone.verdicts, undone.guesses, undone.revealed) == (
        bare.verdicts,
        bare.guesses,
        bare.revealed,
    )


def _said(state: State) -> set[tuple[object, ...]]:
    return {(one.id, one.category, one.text, one.theme, one.votes) for one in state.notes}


@given(entries())
def test_every_entry_made_for_the_tests_passes_the_check(listed: list[room_events.Entered]) -> None:
    for one in listed:
        assert checked(one["kind"], one["data"], SCENES) == one["data"]


def test_the_tests_make_every_kind() -> None:
    assert set(room_events.KINDS) == set(KINDS)
