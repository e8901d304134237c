"""Commitments as calendar entries, opened again by a library that knows nothing of how."""

import datetime as dt

import pytest
import vobject

from insights.rooms.calendar import entries
from insights.rooms.minute_taking import minutes_of
from insights.rooms.minutes import NothingToKeepError
from tests.hostile_texts import TEXTS
from tests.room_sessions import Session, filled, of_texts


@pytest.fixture(autouse=True)
def _no_address(monkeypatch):
    monkeypatch.delenv("INSIGHTS_PUBLIC_URL", raising=False)


def written(room):
    return entries(room.room, minutes_of(room.room, room.state, room.world, room.events))


def opened(room):
    return vobject.readOne(written(room).decode()).vevent_list


def test_each_commitment_comes_back_after_thirty_and_after_ninety_days():
    found = [(one.summary.value, one.dtstart.value, one.dtend.value) for one in opened(filled())]
    days = [
        (dt.date(2026, 3, 12), dt.date(2026, 3, 13)),
        (dt.date(2026, 5, 11), dt.date(2026, 5, 12)),
    ]
    said = [
        "Ana: Keeps the stand-ups short",
        "Bo; =1+1: Writes the budget down",
        "Che: Asks every week",
    ]
    assert found == [(summary, *day) for summary in said for day in days]


def test_an_entry_says_by_when_from_what_and_asks_what_became_of_it():
    entry = opened(filled())[2]
    assert entry.description.value.split("\n") == [
        "After 30 days: was it kept, has it slipped, or was it dropped?",
        "To be done by 2026-04-15.",
        "From: Statement of budgets.",
        "Named speaker, sorted by the curator · The paper, Takeaways, 1",
        "Session: Harbour team, 2026-02-10.",
        "Open the room's link to mark it.",
    ]
    assert "url" not in entry.contents
    assert entry.dtstamp.value == dt.datetime(2026, 2, 10, 9, 0, tzinfo=dt.UTC)


def test_where_the_server_has_a_name_an_entry_leads_back_to_the_room(monkeypatch):
    monkeypatch.setenv("INSIGHTS_PUBLIC_URL", "https://example.org/insights")
    link = "https://example.org/insights/room/a-token-that-nobody-guesses#commitments"
    for entry in opened(filled()):
        assert entry.url.value == link
        assert entry.description.value.endswith(f"Mark it here: {link}")


def test_an_entry_keeps_its_name_whatever_is_changed_and_tells_nobody_the_link():
    room = filled()
    before = [one.uid.value for one in opened(room)]
    [first, *_] = room.state.commitments
    room.enter(
        "commitment.edit",
        commitment=first.id,
        who="Ana and Bo",
        what="Keep them short",
        by="2026-03-02",
        source="",
    )
    after = opened(room)
    assert [one.uid.value for one in after] == before
    assert len(set(before)) == len(before) == 6
    assert after[0].summary.value == "Ana and Bo: Keep them short"
    assert room.token not in written(room).decode()


def test_two_rooms_name_their_entries_differently():
    one, other = filled(), filled()
    other.token = "another-token"
    names = {entry.uid.value for room in (one, other) for entry in opened(room)}
    assert len(names) == 12


def test_any_text_comes_back_as_it_was_entered():
    texts = tuple(text.strip() for text in TEXTS)
    found = [one.summary.value for one in opened(of_texts(texts))]
    assert found[::2] == found[1::2] == [f"{text[:80].strip()}: {text}" for text in texts]


def test_lines_are_as_short_as_calendars_ask_for():
    for line in written(of_texts(tuple(text.strip() for text in TEXTS))).split(b"\r\n"):
        assert len(line) <= 75
        assert b"\n" not in line


def test_equal_rooms_give_equal_bytes():
    assert written(filled()) == written(filled())


def test_without_a_commitment_there_is_no_calendar_and_it_says_so():
    with pytest.raises(NothingToKeepError, match="Nobody has committed to anything yet"):
        written(Session())
