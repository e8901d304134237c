"""A room as a dataset: judged by the check that judges every dataset, read back to the letter."""

import csv
import io
import re
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import insights
from insights.model import Place
from insights.reading import check
from insights.rooms.as_dataset import as_dataset, sentence
from insights.rooms.checking import tidy
from insights.rooms.collection import together
from insights.rooms.dataset_zip import as_zip
from insights.workbench.yaml_text import write
from tests.hostile_texts import TEXTS
from tests.room_sessions import Session, crowded, filled, of_texts

HOUSE = Path(__file__).parents[1]


def unpacked(room, folder):
    """The one folder of the zip file, and its `left_out.csv` as rows."""
    with zipfile.ZipFile(io.BytesIO(as_zip(room.room, room.state, room.world))) as archive:
        archive.extractall(folder)
    [found] = folder.iterdir()
    table = found / "left_out.csv"
    left = table.read_text("utf-8-sig") if table.exists() else ""
    return found, list(csv.DictReader(io.StringIO(left, newline="")))


def checked(folder):
    dataset, faults = check(folder)
    assert [fault for fault in faults if fault.level == "error"] == []
    return dataset


def bare(text):
    """A text without what `sentence` may change."""
    return text.casefold().removesuffix(".")


def test_a_room_is_a_sound_dataset_without_a_warning(tmp_path):
    folder, left_out = unpacked(filled(), tmp_path)
    dataset, faults = check(folder)
    assert faults == [] == left_out
    assert [(one.statement, one.category, one.themes) for one in dataset.findings] == [
        ("Stand-ups of ten minutes.", "keep", ("trust",)),
        ("Listening first.", "keep", ("trust",)),
        ("Paper forms.", "leave", ("money",)),
        ("Fewer signatures.", "leave", ("digital",)),
        ("A budget for trying.", "start", ("not-tagged",)),
    ]
    assert {(one.evidence, one.basis, one.level) for one in dataset.findings} == {
        ("room", "stated", "not-said")
    }
    assert [one.note for one in dataset.findings][:2] == [
        "It got 3 dots in the room.",
        "It got 5 dots in the room.",
    ]


def test_its_source_is_the_workshop_and_a_place_is_the_round_and_the_note_in_it(tmp_path):
    dataset = checked(unpacked(filled(), tmp_path)[0])
    [source] = dataset.sources
    assert (source.kind, source.date, source.title) == (
        "workshop",
        "2026-02-10",
        "Harbour team, workshop of 2026-02-10",
    )
    assert re.fullmatch(r"room-harbour-team-2026-02-10-[0-9a-f]{6}", source.id)
    assert [one.locator for one in dataset.findings] == [
        Place(section="What do we keep?", item=1),
        Place(section="What do we keep?", item=2),
        Place(section="What do we leave?", item=1),
        Place(section="What do we leave?", item=2),
        Place(section="What do we leave?", item=3),
    ]
    [outline] = dataset.outlines
    assert [one.items for one in outline.sections] == [0, 0, 0, 2, 3, 0]


def test_themes_are_those_that_the_room_used(tmp_path):
    dataset = checked(unpacked(filled(), tmp_path)[0])
    assert [one.label for one in dataset.themes] == [
        "Trust and candour",
        "Digital",
        "Public money",
        "Not tagged in the room",
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("more time", "More time."),
        ("More time.", "More time."),
        ("why not?", "Why not?"),
        ("iPads for all", "iPads for all."),
        ("https://example.org is slow", "https://example.org is slow."),
        ("ßtrange", "ßtrange."),
        ("信頼が大事。", "信頼が大事。"),
        ("say “no”", "Say “no”."),
        ("3 things", "3 things."),
        ("don't wait", "Don't wait."),
        ("stand-ups: shorter", "Stand-ups: shorter."),
    ],
)
def test_a_note_becomes_a_sentence_where_a_capital_and_a_full_stop_make_it_one(text, wanted):
    assert sentence(text) == wanted


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("“Just do it”", "the whole statement stands in quotation marks"),
        ("stand-ups OF ten minutes!", "it says the same as note 1"),
        ("a cafÃ© for all", "was saved in one encoding and opened in another"),
        ("the Bаnk", "is Cyrillic"),
        ("x" * 240, "with its full stop it has 241 letters; 240 are allowed"),
    ],
)
def test_what_no_statement_may_be_is_left_out_with_the_reason(tmp_path, text, why):
    room = filled()
    room.note(text, "leave", "money", 4, "leaving")
    folder, left_out = unpacked(room, tmp_path)
    dataset = checked(folder)
    assert len(dataset.findings) == 5
    [row] = left_out
    assert (row["number"], row["text"], row["dots"], row["category"]) == ("6", text, "4", "leave")
    assert why in row["why"]
    # The places of the others stay what they were.
    assert dataset.outlines[0].sections[4].items == 4
    assert dataset.sources[0].coverage == "partial"


@pytest.mark.parametrize(
    "name",
    [
        '<b>=1+1</b> | *Team* & "co"',
        "فريق الميناء",
        "漢字",
        "🎉🎉",
        "W" * 80,
        "cafÃ© team",
        "the Bаnk",
        "www.example.org",
        "--- ___ ---",
        ".",
    ],
)
def test_a_room_of_any_name_is_a_sound_dataset(tmp_path, name):
    room = filled()
    room.name = name
    assert len(checked(unpacked(room, tmp_path)[0]).findings) == 5


def test_an_empty_room_and_a_very_full_one_are_sound(tmp_path):
    assert checked(unpacked(Session(), tmp_path / "empty")[0]).findings == ()
    assert len(checked(unpacked(crowded(), tmp_path / "full")[0]).findings) == 500


def test_scenes_of_one_title_stay_two_rounds(tmp_path):
    room = filled()
    scenes = tuple(one.model_copy(update={"title": "Notes"}) for one in room.run.scenes)
    room.run = room.run.model_copy(update={"scenes": scenes})
    dataset = checked(unpacked(room, tmp_path)[0])
    assert {one.locator.section for one in dataset.findings} == {"Notes (4)", "Notes (5)"}


def test_hostile_notes_come_back_to_the_letter_or_are_left_out_with_a_reason(tmp_path):
    room = of_texts(tuple(text.strip() for text in TEXTS))
    folder, left_out = unpacked(room, tmp_path)
    found = {one.id.rpartition("-")[2]: one.statement for one in checked(folder).findings}
    for note in room.state.notes:
        if str(note.number) in found:
            assert bare(found[str(note.number)]) == bare(note.text)
    assert found.keys() | {row["number"] for row in left_out} == {
        str(one.number) for one in room.state.notes
    }
    assert all(row["why"] for row in left_out)


_TEXTS = st.text(min_size=1, max_size=240).map(tidy).filter(bool)


@given(st.lists(_TEXTS, max_size=6), _TEXTS)
@settings(deadline=None, max_examples=60)
def test_whatever_a_room_may_enter_nothing_is_lost(texts, name):
    room = Session(name=name[:80].strip())
    for text in texts:
        room.note(text, votes=2)
    dataset, left_out = as_dataset(room.room, room.state, room.world)
    kept = {one.id.rpartition("-")[2] for one in dataset.findings}
    assert kept | {str(one.note.number) for one in left_out} == {
        str(number + 1) for number in range(len(texts))
    }
    assert len(kept) + len(left_out) == len(texts)
    with TemporaryDirectory() as folder:
        write(dataset, Path(folder))
        assert checked(Path(folder)).findings == dataset.findings


def test_equal_rooms_give_equal_bytes_and_the_link_is_not_in_them():
    room = filled()
    content = as_zip(room.room, room.state, room.world)
    again = filled()
    assert content == as_zip(again.room, again.state, again.world)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert all(room.token.encode() not in archive.read(name) for name in archive.namelist())


# --- several rooms as one


@pytest.fixture
def two_rooms(tmp_path):
    """A folder `rooms` with two rooms that say one thing in the same words."""
    other = Session(name="River team", token="another-token")
    other.note("stand-ups of ten minutes", "leave", "digital", 2)
    other.note("A river of paper", "leave", "money")
    for room, name in ((filled(), "one"), (other, "other")):
        folder = unpacked(room, tmp_path / name)[0]
        (tmp_path / "rooms").mkdir(exist_ok=True)
        folder.rename(tmp_path / "rooms" / folder.name)
    return tmp_path


def code_of_the_page():
    page = (HOUSE / "docs" / "taking-away.md").read_text("utf-8")
    [code] = re.findall(r"^```python\n(.*?)^```$", page, re.M | re.S)
    return code


def test_the_steps_of_the_page_make_one_sound_dataset_of_two_rooms(two_rooms, monkeypatch):
    monkeypatch.chdir(two_rooms)
    exec(code_of_the_page(), {})
    dataset = checked(two_rooms / "collection")
    assert dataset.about.title == "What our teams say"
    assert [one.short for one in dataset.sources] == [
        "Harbour team 2026-02-10",
        "River team 2026-02-10",
    ]
    assert len(dataset.findings) == 6
    [said_twice] = [one for one in dataset.findings if one.aliases]
    assert said_twice.note == (
        "It got 3 dots in the room. Also said under Leave behind in: River team 2026-02-10. "
        "It got 2 dots in the room."
    )
    assert dataset.finding_by_id[said_twice.aliases[0]] is said_twice


def test_a_theme_that_was_renamed_between_two_rooms_stays_one(two_rooms):
    rooms = [insights.load(folder) for folder in sorted((two_rooms / "rooms").iterdir())]
    digital = next(one for one in rooms[1].themes if one.id == "digital")
    other = tuple(
        one.model_copy(update={"label": "Machines"}) if one is digital else one
        for one in rooms[1].themes
    )
    rooms[1] = rooms[1].model_copy(update={"themes": other})
    labels = [one.label for one in together(rooms, "All").themes]
    assert labels.count("Digital") == 1
    assert "Machines" not in labels


def test_a_room_that_is_there_twice_is_named(two_rooms):
    rooms = [insights.load(folder) for folder in sorted((two_rooms / "rooms").iterdir())]
    with pytest.raises(ValueError, match="is there twice: leave one of the two out"):
        together([*rooms, rooms[0]], "All")
    with pytest.raises(ValueError, match="There is no room to put together"):
        together([], "All")


def test_a_collection_of_one_room_is_that_room(two_rooms, tmp_path):
    room = insights.load(sorted((two_rooms / "rooms").iterdir())[0])
    write(together([room], room.about.title), tmp_path / "alone")
    assert insights.load(tmp_path / "alone").findings == room.findings
