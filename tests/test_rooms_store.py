"""Rooms on the disk: nothing acknowledged is lost, nothing erased stays."""

from __future__ import annotations

import datetime as dt
import json
import os
import signal
import sqlite3
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from insights.rooms import kept, store
from insights.rooms.kept import kept_rooms
from insights.rooms.room import NoRoomError, NotKeptError, Room, RoomError
from insights.rooms.state import replay
from insights.rooms.store import Store
from tests.room_events import RUN, commitment, entered, id_of, note
from tests.worlds import small_world

ROOT = Path(__file__).parents[1]
WORLD = small_world()
DAY = dt.datetime(2026, 11, 22, 9, 30, 15, 999, tzinfo=dt.UTC)


@pytest.fixture
def rooms(tmp_path: Path) -> Store:
    return Store(tmp_path / "rooms", now=lambda: DAY)


@pytest.fixture
def room(rooms: Store) -> Room:
    return rooms.create("Autumn retreat", RUN, WORLD)


def bytes_in(folder: Path) -> bytes:
    return b"".join(one.read_bytes() for one in folder.iterdir())


def test_a_room_is_opened_as_it_was_started(rooms: Store) -> None:
    room = rooms.create("  Autumn\nretreat ", RUN, WORLD)
    assert rooms.open(room.token) == room
    assert room.name == "Autumn retreat"
    assert (room.created, room.ends, room.ended) == ("2026-11-22T09:30:15Z", "2027-03-22", False)
    assert (room.run, room.fingerprint) == (RUN, WORLD.fingerprint)


def test_two_rooms_have_links_that_nobody_guesses(rooms: Store) -> None:
    tokens = {rooms.create("Same name", RUN, WORLD).token for _ in range(20)}
    assert len(tokens) == 20
    assert all(len(token) == 32 for token in tokens)


@pytest.mark.parametrize("name", ["", " \u200b ", "x" * 81])
def test_a_room_needs_a_name_that_can_be_read(rooms: Store, name: str) -> None:
    with pytest.raises(RoomError):
        rooms.create(name, RUN, WORLD)


def test_events_come_back_in_order_with_their_number_and_time(rooms: Store, room: Room) -> None:
    done = rooms.append(room.token, [note(1, "first"), note(2, "second")])
    assert (done.seq, done.accepted, done.refused) == (2, (id_of(1), id_of(2)), ())
    events = rooms.events(room.token)
    assert [(one.seq, one.data["text"], one.at) for one in events] == [
        (1, "first", "2026-11-22T09:30:15Z"),
        (2, "second", "2026-11-22T09:30:15Z"),
    ]
    assert [one.seq for one in rooms.events(room.token, after=1)] == [2]
    found, seq, later = rooms.look(room.token, after=1)
    assert (found, seq, later) == (room, 2, events[1:])


def test_what_is_sent_again_is_accepted_and_stands_once(rooms: Store, room: Room) -> None:
    rooms.append(room.token, [note(1)])
    done = rooms.append(room.token, [note(1), note(1), note(2)])
    assert (done.seq, done.accepted) == (2, (id_of(1), id_of(1), id_of(2)))
    assert len(rooms.events(room.token)) == 2


def test_an_id_given_to_something_else_is_refused(rooms: Store, room: Room) -> None:
    rooms.append(room.token, [note(1, "mine")])
    done = rooms.append(room.token, [note(1, "other words")])
    assert done.accepted == ()
    assert done.refused[0][0] == id_of(1)
    assert "this id was given to something else" in done.refused[0][1]
    assert [one.text for one in replay(rooms.events(room.token)).notes] == ["mine"]


def test_one_refused_event_does_not_hold_back_the_others(rooms: Store, room: Room) -> None:
    hostile = [7, None, {}, {"id": [], "kind": "scene", "data": {}}, {**note(9), "more": 1}]
    done = rooms.append(room.token, [note(1), *hostile, note(2, "x" * 300), note(3)])
    assert done.accepted == (id_of(1), id_of(3))
    assert [id_ for id_, _ in done.refused] == ["", "", "", "", id_of(9), id_of(2)]
    assert done.seq == 2


def test_two_rooms_do_not_see_each_other(rooms: Store, room: Room) -> None:
    other = rooms.create("Another", RUN, WORLD)
    rooms.append(room.token, [note(1, "said here")])
    # The same ids are other events there.
    rooms.append(other.token, [note(1, "said there"), note(2, "more")])
    assert [one.data["text"] for one in rooms.events(room.token)] == ["said here"]
    assert rooms.look(other.token)[1] == 2
    assert rooms.append(room.token, [entered(3, "undo", event=id_of(2))]).accepted == ()
    rooms.end(other.token)
    rooms.erase(other.token)
    assert [one.data["text"] for one in rooms.events(room.token)] == ["said here"]
    assert not rooms.open(room.token).ended


@pytest.mark.parametrize("token", ["", "nothing", "' OR 1=1 --", "\x00", "ﬀ"])
def test_a_link_of_no_room_opens_nothing(rooms: Store, room: Room, token: str) -> None:
    for ask in (rooms.open, rooms.events, rooms.look, rooms.end, rooms.erase):
        with pytest.raises(NoRoomError):
            ask(token)
    with pytest.raises(NoRoomError):
        rooms.append(token, [note(1)])
    assert rooms.open(room.token) == room


def test_after_the_end_only_marks_on_commitments_are_taken(rooms: Store, room: Room) -> None:
    rooms.append(room.token, [note(1), commitment(2)])
    rooms.end(room.token)
    rooms.end(room.token)
    assert rooms.open(room.token).ended
    mark = entered(3, "commitment.mark", commitment=id_of(2), at="30", mark="kept")
    done = rooms.append(room.token, [note(4), mark, entered(5, "undo", event=id_of(1))])
    assert done.accepted == (id_of(3),)
    assert [id_ for id_, _ in done.refused] == [id_of(4), id_of(5)]
    assert all("the session has ended" in why for _, why in done.refused)
    assert rooms.append(room.token, [entered(6, "undo", event=id_of(3))]).accepted == (id_of(6),)
    # What was saved before the end may be sent again: its answer may have been lost.
    assert rooms.append(room.token, [note(1)]).accepted == (id_of(1),)


def test_nothing_is_undone_that_never_was(rooms: Store, room: Room) -> None:
    shown = entered(1, "scene", scene="round")
    undo = [entered(2, "undo", event=id_of(1)), entered(3, "undo", event=id_of("never"))]
    done = rooms.append(room.token, [shown, *undo])
    assert done.accepted == (id_of(1),)
    assert len(done.refused) == 2


def test_a_room_takes_so_many_notes_and_events_and_says_so(
    rooms: Store, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "MOST_NOTES", 2)
    monkeypatch.setattr(store, "MOST_EVENTS", 3)
    done = rooms.append(room.token, [note(1), note(2), note(3)])
    assert "2 notes were entered, and that is the most" in done.refused[0][1]
    shown = [entered(name, "scene", scene="round") for name in (4, 5)]
    done = rooms.append(room.token, shown)
    assert done.accepted == (id_of(4),)
    assert "3 things were entered" in done.refused[0][1]


def test_what_is_erased_leaves_nothing_in_the_file(rooms: Store, room: Room) -> None:
    secret = "Nobody may ever read this again"
    other = rooms.create("Stays", RUN, WORLD)
    rooms.append(room.token, [note(at, f"{secret} {at}") for at in range(200)])
    rooms.append(other.token, [note(1, "this one stays")])
    rooms.append(room.token, [entered("e", "note.edit", note=id_of(3), text=f"{secret}!")])
    folder = rooms.file.path.parent
    assert secret.encode() in bytes_in(folder)
    rooms.erase(room.token)
    left = bytes_in(folder)
    assert secret.encode() not in left
    assert room.token.encode() not in left
    assert b"Autumn retreat" not in left
    assert b"this one stays" in left
    with pytest.raises(NoRoomError):
        rooms.open(room.token)


def test_nothing_is_left_either_where_somebody_else_has_the_file_open(
    rooms: Store, room: Room
) -> None:
    rooms.append(room.token, [note(1, "Nobody may ever read this again")])
    other = sqlite3.connect(rooms.file.path)
    assert other.execute("SELECT count(*) FROM event").fetchone() == (1,)
    rooms.erase(room.token)
    left = bytes_in(rooms.file.path.parent)
    other.close()
    assert b"ever read this" not in left


def test_what_somebody_still_reads_is_overwritten_once_they_are_done(
    rooms: Store, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("insights.rooms.file._SECONDS_TO_WAIT", 0.05)
    other = rooms.create("Stays", RUN, WORLD)
    rooms.append(room.token, [note(1, "Nobody may ever read this again")])
    reader = sqlite3.connect(rooms.file.path, isolation_level=None)
    reader.execute("BEGIN")
    assert reader.execute("SELECT count(*) FROM event").fetchone() == (1,)
    rooms.erase(room.token)
    with pytest.raises(NoRoomError):
        rooms.open(room.token)
    assert b"ever read this" in bytes_in(rooms.file.path.parent)
    reader.execute("ROLLBACK")
    rooms.look(other.token)
    assert b"ever read this" not in bytes_in(rooms.file.path.parent)
    reader.close()


def test_a_room_is_let_go_after_its_last_day(tmp_path: Path) -> None:
    now = [DAY]
    rooms = Store(tmp_path, days=90, now=lambda: now[0])
    room = rooms.create("Short-lived", RUN, WORLD)
    rooms.append(room.token, [note(1, "Not for ever")])
    assert room.ends == "2027-02-20"
    now[0] = DAY + dt.timedelta(days=90)
    assert rooms.open(room.token) == room
    assert rooms.purge() == 0
    now[0] = DAY + dt.timedelta(days=91)
    with pytest.raises(NoRoomError):
        rooms.open(room.token)
    assert b"Not for ever" in bytes_in(tmp_path)
    # Whoever asks for any room on a new day has what is over taken away.
    with pytest.raises(NoRoomError):
        rooms.look("any")
    assert b"Not for ever" not in bytes_in(tmp_path)


def test_rooms_that_are_over_are_gone_once_another_is_started(tmp_path: Path) -> None:
    now = [DAY]
    rooms = Store(tmp_path, days=1, now=lambda: now[0])
    rooms.create("Over soon", RUN, WORLD)
    now[0] = DAY + dt.timedelta(days=2)
    rooms.create("Another", RUN, WORLD)
    assert b"Over soon" not in bytes_in(tmp_path)


def test_nobody_else_on_the_machine_reads_the_file(rooms: Store, room: Room) -> None:
    assert stat.S_IMODE(rooms.file.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(rooms.file.path.parent.stat().st_mode) == 0o700


def test_twenty_times_killed_while_entering_nothing_acknowledged_is_lost(
    rooms: Store, room: Room
) -> None:
    command = ["-m", "tests.room_writer", str(rooms.file.path.parent), room.token]
    acknowledged: list[str] = []
    with subprocess.Popen(
        [sys.executable, *command],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as writers:
        assert writers.stdin is not None
        assert writers.stdout is not None
        for kills in range(20):
            writers.stdin.write("\n")
            writers.stdin.flush()
            writer = int(writers.stdout.readline())
            # It goes on writing while this reads: the blow falls anywhere.
            said = [writers.stdout.readline() for _ in range(3 + kills)]
            os.kill(writer, signal.SIGKILL)
            said += iter(writers.stdout.readline, "gone\n")
            acknowledged += [line.strip() for line in said]
    kept_ids = [one.id for one in rooms.events(room.token)]
    assert len(acknowledged) >= 20 * 3
    assert [id_ for id_ in kept_ids if id_ in set(acknowledged)] == acknowledged
    # At most one in each process was saved without being acknowledged any more.
    assert len(kept_ids) <= len(acknowledged) + 20
    connection = sqlite3.connect(rooms.file.path)
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()


def test_many_who_enter_at_once_all_get_in(rooms: Store, room: Room) -> None:
    wrong: list[Exception] = []

    def enter(who: int) -> None:
        try:
            for at in range(10):
                assert rooms.append(room.token, [note(f"{who} {at}")]).accepted
        except Exception as error:
            wrong.append(error)

    people = [threading.Thread(target=enter, args=(who,)) for who in range(12)]
    for one in people:
        one.start()
    for one in people:
        one.join()
    assert not wrong
    assert [one.seq for one in rooms.events(room.token)] == list(range(1, 121))


def test_a_full_file_takes_nothing_more_and_loses_nothing(tmp_path: Path) -> None:
    rooms = Store(tmp_path, most_bytes=100_000)
    room = rooms.create("Full", RUN, WORLD)
    taken = 0

    def enter(batch: int) -> int:
        entries = [note(f"{batch} {at}", "x" * 200) for at in range(20)]
        return len(rooms.append(room.token, entries).accepted)

    full: NotKeptError | None = None
    while full is None and taken < 1_000:
        try:
            taken += enter(taken)
        except NotKeptError as error:
            full = error
    assert full is not None
    assert full.is_full
    assert "no space left" in full.what
    assert taken >= 20
    # All of a batch is there or nothing of it.
    assert len(rooms.events(room.token)) == taken
    rooms.erase(room.token)
    room = rooms.create("Room again", RUN, WORLD)
    assert rooms.append(room.token, [note(1)]).accepted


def test_a_folder_that_cannot_be_made_is_named_in_the_log_alone(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("in the way")
    rooms = Store(tmp_path / "file" / "rooms")
    problem = rooms.problem()
    assert problem is not None
    assert "Rooms cannot be kept in the folder" in problem.what
    assert "INSIGHTS_ROOMS" in problem.instead
    assert str(tmp_path) not in str(problem)
    assert f"Rooms cannot be kept in {tmp_path / 'file' / 'rooms'} (" in caplog.text
    with pytest.raises(NotKeptError):
        rooms.create("Nowhere", RUN, WORLD)
    assert Store(tmp_path / "sound").problem() is None


def test_a_file_that_cannot_be_opened_is_told_and_its_folder_logged(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "rooms.sqlite3").mkdir()
    problem = Store(tmp_path).problem()
    assert problem is not None
    assert str(tmp_path) not in str(problem)
    assert f"Rooms cannot be kept in {tmp_path} (unable to open database file)" in caplog.text


def test_a_file_that_is_no_file_of_rooms_is_left_alone(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "rooms.sqlite3").write_text("These are the minutes of something else. " * 99)
    problem = Store(tmp_path).problem()
    assert problem is not None
    assert str(problem).startswith("The file of the rooms is damaged, or is none.")
    assert str(tmp_path) not in str(problem)
    assert f"{tmp_path / 'rooms.sqlite3'} is damaged, or is no file of rooms (" in caplog.text
    assert (tmp_path / "rooms.sqlite3").read_text().startswith("These are the minutes")


def test_a_file_of_a_newer_version_is_left_alone(rooms: Store, room: Room) -> None:
    connection = sqlite3.connect(rooms.file.path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(NotKeptError, match="written by a newer version"):
        rooms.open(room.token)


def test_a_room_whose_scenes_cannot_be_read_any_more_says_so(rooms: Store, room: Room) -> None:
    connection = sqlite3.connect(rooms.file.path)
    with connection:
        connection.execute("UPDATE room SET run = ?", (json.dumps({"title": "Of another kind"}),))
    connection.close()
    with pytest.raises(NotKeptError, match="another version of the program"):
        rooms.open(room.token)


def test_a_file_that_somebody_holds_is_waited_for_and_then_named(
    rooms: Store, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("insights.rooms.file._SECONDS_TO_WAIT", 0.05)
    other = sqlite3.connect(rooms.file.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(NotKeptError, match="busy"):
        rooms.append(room.token, [note(1)])
    assert rooms.events(room.token) == ()
    other.execute("ROLLBACK")
    assert rooms.append(room.token, [note(1)]).accepted
    other.close()


def test_the_folder_and_the_days_come_from_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INSIGHTS_ROOMS", str(tmp_path / "here"))
    monkeypatch.setenv("INSIGHTS_ROOM_DAYS", "30")
    rooms = kept_rooms()
    assert rooms.file.path == tmp_path / "here" / "rooms.sqlite3"
    assert rooms.days == 30
    assert kept_rooms() is rooms
    monkeypatch.delenv("INSIGHTS_ROOMS")
    monkeypatch.delenv("INSIGHTS_ROOM_DAYS")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert kept_rooms().file.path == tmp_path / "insights" / "rooms.sqlite3"
    assert kept_rooms().days == 120
    monkeypatch.setenv("XDG_DATA_HOME", "relative")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    folder = tmp_path / "home" / ".local" / "share" / "insights"
    assert kept_rooms().file.path.parent == folder
    assert not folder.exists()
    assert kept.DAYS_KEPT > 90


@pytest.mark.parametrize("named", ["", "~/rooms", "~nobody-of-this-name/rooms"])
def test_a_user_without_a_home_is_told_to_name_a_folder(
    monkeypatch: pytest.MonkeyPatch, named: str
) -> None:
    def nobody(_: object) -> object:
        raise KeyError

    monkeypatch.delenv("HOME", raising=False)
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    monkeypatch.setenv("INSIGHTS_ROOMS", named)
    monkeypatch.setattr("pwd.getpwuid", nobody)
    with pytest.raises(NotKeptError, match="there is no home folder") as told:
        kept_rooms()
    assert "INSIGHTS_ROOMS" in told.value.instead


@pytest.mark.parametrize("days", ["0", "-3", "a year", "9" * 5000, "3651", "٣٠"])
def test_days_that_are_none_are_named(monkeypatch: pytest.MonkeyPatch, days: str) -> None:
    monkeypatch.setenv("INSIGHTS_ROOM_DAYS", days)
    with pytest.raises(NotKeptError, match="a number of days from 1 to 3,650"):
        kept_rooms()
