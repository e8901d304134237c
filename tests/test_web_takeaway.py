"""What a room takes away over HTTP: each file for whoever has the link, and for nobody else."""

import io
import re
import zipfile
from pathlib import Path

import pypdf
import pytest
import vobject
from pptx import Presentation
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from insights.reading.live import LiveDataset
from insights.rooms.kept import kept_rooms
from insights.web import also_below, takeaway
from insights.web.headers import SecurityHeaders
from insights.workbench.yaml_text import write
from tests.room_sessions import RUN, dataset, filled

HOUSE = Path(__file__).parents[1]
MINUTES = ("minutes.pdf", "minutes.pptx", "minutes.md", "minutes.csv")
FILES = (*MINUTES, "commitments.ics", "dataset.zip")


@pytest.fixture(autouse=True)
def data(tmp_path, monkeypatch):
    monkeypatch.setenv("INSIGHTS_ROOMS", str(tmp_path / "rooms"))
    monkeypatch.delenv("INSIGHTS_PUBLIC_URL", raising=False)
    monkeypatch.delenv("INSIGHTS_ROOM_DAYS", raising=False)
    write(dataset(), tmp_path / "data")
    live = LiveDataset(tmp_path / "data")
    monkeypatch.setattr(takeaway, "served", lambda: live)
    return tmp_path / "data"


@pytest.fixture
def client():
    routes = also_below("base", takeaway.routes)
    return TestClient(Starlette(routes=routes, middleware=[Middleware(SecurityHeaders)]))


@pytest.fixture
def room():
    """A room of the server, filled as in `filled`."""
    made = kept_rooms().create("Harbour team: spring", RUN, dataset())
    events = [{"id": one.id, "kind": one.kind, "data": one.data} for one in filled().events]
    assert not kept_rooms().append(made.token, events).refused
    return made


def test_each_file_opens_and_holds_what_was_entered(client, room):
    got = {name: client.get(f"/room/{room.token}/{name}") for name in FILES}
    assert {one.status_code for one in got.values()} == {200}
    pages = pypdf.PdfReader(io.BytesIO(got["minutes.pdf"].content)).pages
    assert "Stand-ups of ten minutes" in pages[0].extract_text()
    assert len(Presentation(io.BytesIO(got["minutes.pptx"].content)).slides) > 5
    assert "- Stand-ups of ten minutes" in got["minutes.md"].text
    assert "Stand-ups of ten minutes" in got["minutes.csv"].text
    assert len(vobject.readOne(got["commitments.ics"].text).vevent_list) == 6
    names = zipfile.ZipFile(io.BytesIO(got["dataset.zip"].content)).namelist()
    assert any(name.endswith("/dataset.yaml") for name in names)


def test_the_page_on_taking_away_names_each_file_and_no_other():
    page = (HOUSE / "docs" / "taking-away.md").read_text("utf-8")
    assert sorted(re.findall(r"^\| `/([\w.]+)` \|", page, re.M)) == sorted(FILES)


def test_a_file_is_named_after_the_room_and_its_day(client, room):
    for name in FILES:
        answer = client.get(f"/base/room/{room.token}/{name}")
        wanted = f'attachment; filename="harbour-team-spring_{room.created[:10]}_{name}"'
        assert answer.headers["content-disposition"] == wanted


def test_no_answer_is_kept_found_or_told_on(client, room):
    for token in (room.token, "no-such-room"):
        for name in FILES:
            headers = client.get(f"/room/{token}/{name}").headers
            assert headers["cache-control"] == "no-store"
            assert headers["referrer-policy"] == "no-referrer"
            assert headers["x-content-type-options"] == "nosniff"
            assert "noindex" in headers["x-robots-tag"]
            assert headers["content-security-policy"].startswith("default-src 'none'")


def test_an_unknown_link_gives_nothing_and_says_what_to_do(client, room):
    for name in FILES:
        answer = client.get(f"/room/{room.token[:-1]}/{name}")
        assert answer.status_code == 404
        assert "There is no such room" in answer.text


def test_an_erased_room_gives_nothing(client, room):
    kept_rooms().erase(room.token)
    assert {client.get(f"/room/{room.token}/{name}").status_code for name in FILES} == {404}


def test_a_room_that_has_ended_still_gives_everything_with_later_marks(client, room):
    kept_rooms().end(room.token)
    [_, second, _] = filled().state.commitments
    mark = {"commitment": second.id, "at": "90", "mark": "slipped"}
    event = {"id": "00000000-0000-0000-0000-0000000000ff", "kind": "commitment.mark", "data": mark}
    assert kept_rooms().append(room.token, [event]).accepted
    text = client.get(f"/room/{room.token}/minutes.md").text
    assert "After 30 days: not marked yet. After 90 days: slipped." in text


def test_two_rooms_do_not_see_each_other(client, room):
    other = kept_rooms().create("Harbour team: spring", RUN, dataset())
    text = client.get(f"/room/{other.token}/minutes.md").text
    assert "Stand-ups" not in text
    assert "0 commitments, 0 notes, 0 verdicts and 0 guesses." in text


def test_a_room_without_a_commitment_has_no_calendar_and_says_so(client):
    empty = kept_rooms().create("Quiet", RUN, dataset())
    answer = client.get(f"/room/{empty.token}/commitments.ics")
    assert answer.status_code == 404
    assert "Nobody has committed to anything yet" in answer.text


def test_nothing_is_changed_by_taking_away_and_nothing_can_be_posted(client, room):
    before = kept_rooms().events(room.token)
    for name in FILES:
        assert client.get(f"/room/{room.token}/{name}").status_code == 200
        assert client.post(f"/room/{room.token}/{name}").status_code == 405
    assert kept_rooms().events(room.token) == before


def test_while_there_is_no_sound_dataset_it_says_so(client, room, data, monkeypatch):
    (data / "themes.yaml").write_text("themes: [")
    live = LiveDataset(data)
    monkeypatch.setattr(takeaway, "served", lambda: live)
    answer = client.get(f"/room/{room.token}/minutes.md")
    assert answer.status_code == 503
    assert "no sound dataset" in answer.text


def test_where_rooms_cannot_be_kept_it_says_so(client, room, tmp_path, monkeypatch):
    (tmp_path / "a-file").write_text("")
    monkeypatch.setenv("INSIGHTS_ROOMS", str(tmp_path / "a-file"))
    answer = client.get(f"/room/{room.token}/minutes.md")
    assert answer.status_code == 503
    assert "Rooms cannot be kept" in answer.text
