"""The room beside the events: one table of themes by category, told apart by who says something."""

from hypothesis import given
from hypothesis import strategies as st

from insights.rooms.beside import beside
from insights.rooms.state import NOTE_CATEGORIES, Note
from tests.room_sessions import dataset, filled
from tests.worlds import datasets


def places(cells):
    return [(cell.theme.id, cell.category) for cell in cells]


@st.composite
def notes(draw, themes=("trust", "digital", "money", "openness", "gone", None)):
    return [
        Note(
            id=f"n-{number}",
            category=draw(st.sampled_from(NOTE_CATEGORIES)),
            text=f"Note {number}",
            theme=draw(st.sampled_from(themes)),
            votes=draw(st.integers(0, 3)),
            scene="keeping",
            order=float(draw(st.integers(-5, 5))),
            number=number,
        )
        for number in range(1, draw(st.integers(0, 12)) + 1)
    ]


def test_a_cell_is_of_both_of_the_room_or_of_the_events():
    room = filled()
    told = beside(room.world, room.state.notes)
    assert places(told.both) == [("trust", "keep"), ("digital", "leave")]
    assert places(told.only_room) == [("money", "leave")]
    assert places(told.only_events) == [("digital", "keep"), ("money", "start")]
    assert [one.text for one in told.not_compared] == ["A budget for trying"]


def test_it_can_be_beside_some_findings_alone_and_say_which():
    room = filled()
    some = room.world.select("theme=money")
    told = beside(room.world, room.state.notes, some.findings, some.sentence)
    assert places(told.only_room) == [("trust", "keep"), ("digital", "leave"), ("money", "leave")]
    assert places(told.only_events) == [("money", "start")]
    assert told.of == some.sentence


def test_the_notes_of_a_cell_stand_by_dots_and_the_findings_by_strength():
    room = filled()
    cell = beside(room.world, room.state.notes).both[0]
    assert [(one.text, one.votes) for one in cell.notes] == [
        ("listening first", 5),
        ("Stand-ups of ten minutes", 3),
    ]
    assert [one.id for one in cell.findings] == ["listening", "loops"]


def test_context_is_compared_with_nothing():
    told = beside(dataset(), ())
    assert not told.both
    assert not told.only_room
    assert all(one.category != "context" for cell in told.cells for one in cell.findings)


def test_a_note_with_an_older_name_of_a_theme_is_compared_under_the_theme():
    room = filled()
    room.note("Candour", "leave", "openness")
    cell = next(
        one for one in beside(room.world, room.state.notes).only_room if one.theme.id == "trust"
    )
    assert [one.text for one in cell.notes] == ["Candour"]


@given(datasets(), notes())
def test_every_note_and_every_finding_of_the_three_is_where_its_tags_say(data, said):
    told = beside(data, said)
    known = {name for theme in data.themes for name in (theme.id, *theme.aliases)}
    compared = [note for cell in told.cells for note in cell.notes]
    assert sorted(one.number for one in (*compared, *told.not_compared)) == sorted(
        one.number for one in said
    )
    assert all(one.theme not in known for one in told.not_compared)
    for cell in told.cells:
        wanted = {
            one.id
            for one in data.findings
            if one.category == cell.category and cell.theme.id in one.themes
        }
        assert {one.id for one in cell.findings} == wanted
        assert cell.notes or cell.findings
    assert set(told.cells) == {*told.both, *told.only_room, *told.only_events}
