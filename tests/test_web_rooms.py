"""Rooms over HTTP: who may enter what, and what is said to whoever may not."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

import insights
from insights.reading.live import LiveDataset
from insights.rooms.kept import kept_rooms
from insights.rooms.room import Room
from insights.web import also_below, room_pages, rooms
from insights.web.elsewhere import with_elsewhere
from insights.web.headers import SecurityHeaders
from tests.room_events import RUN, commitment, entered, id_of, note
from tests.worlds import small_world

WORLD = small_world()
REAL = Path(__file__).parents[1] / "data"
HERE = {"Origin": "http://testserver"}
Answer = Any


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("INSIGHTS_ROOMS", str(tmp_path))
    monkeypatch.delenv("INSIGHTS_PUBLIC_URL", raising=False)
    monkeypatch.delenv("INSIGHTS_ROOM_DAYS", raising=False)
    live = LiveDataset(REAL)
    monkeypatch.setattr(room_pages, "served", lambda: live)
    return tmp_path


@pytest.fixture
def client() -> TestClient:
    found = [
        *with_elsewhere("/room", [*rooms.routes, *room_pages.routes], "Open the room itself."),
        *with_elsewhere("/rooms", room_pages.listing, "The list stands at /rooms."),
    ]
    app = Starlette(routes=also_below("base", found), middleware=[Middleware(SecurityHeaders)])
    return TestClient(app, follow_redirects=False)


@pytest.fixture
def room() -> Room:
    return kept_rooms().create("Retreat", RUN, WORLD)


@pytest.fixture
def post(client: TestClient, room: Room) -> Callable[..., Answer]:
    def post(*events: object, token: str = room.token, **headers: str) -> Answer:
        body = json.dumps({"events": events})  # in ASCII, whatever stands in it
        sent = HERE | {"Content-Type": "application/json"} | headers
        return client.post(f"/room/{token}/events", content=body, headers=sent)

    return post


def test_what_is_entered_comes_back(
    client: TestClient, room: Room, post: Callable[..., Answer]
) -> None:
    answer = post(note(1, "<b>first</b>"), note(2))
    assert (answer.status_code, answer.json()) == (
        200,
        {"seq": 2, "accepted": [id_of(1), id_of(2)], "refused": []},
    )
    found = client.get(f"/room/{room.token}/events?after=0").json()
    assert (found["seq"], found["ended"]) == (2, False)
    assert [one["data"]["text"] for one in found["events"]] == [
        "<b>first</b>",
        "Stand-ups on the roof",
    ]
    assert set(found["events"][0]) == {"seq", "id", "kind", "data", "at"}
    later = client.get(f"/base/room/{room.token}/events?after=1").json()
    assert [one["seq"] for one in later["events"]] == [2]


def test_what_is_refused_is_named_and_the_rest_is_saved(post: Callable[..., Answer]) -> None:
    answer = post(note(1), note(2, ""), {"id": "x"})
    assert answer.status_code == 200
    assert answer.json()["accepted"] == [id_of(1)]
    assert [one["id"] for one in answer.json()["refused"]] == [id_of(2), "x"]
    assert "Write at least one letter" in answer.json()["refused"][0]["why"]


def test_every_answer_is_for_nobody_else_and_nobody_keeps_it(
    client: TestClient, room: Room, post: Callable[..., Answer]
) -> None:
    answers = [
        post(note(1)),
        post(note(1), Origin="https://elsewhere.example"),
        client.get(f"/room/{room.token}/events"),
        client.get("/room/nothing/events"),
        client.get(f"/room/{room.token}"),
        client.get(f"/room/{room.token}/prompter"),
        client.get("/rooms"),
        client.post(f"/room/{room.token}/end", json={}, headers=HERE),
    ]
    for answer in answers:
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["x-robots-tag"] == "noindex, nofollow"
        policy = answer.headers["content-security-policy"]
        assert policy.startswith("default-src 'none'")
        assert "unsafe" not in policy


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://elsewhere.example"},
        {"Origin": "http://testserver.elsewhere.example"},
        {"Origin": "http://testserver:8080"},
        {"Origin": "http://somebody@testserver"},
        {"Origin": "null"},
        {"Origin": ""},
        {"Origin": "file://"},
        {"Origin": "http://testserver:99999"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
    ],
)
@pytest.mark.parametrize("what", ["events", "end", "erase"])
def test_pages_of_other_origins_change_nothing(
    client: TestClient, room: Room, headers: dict[str, str], what: str
) -> None:
    body = {"events": [note(1)]} if what == "events" else {}
    answer = client.post(f"/room/{room.token}/{what}", json=body, headers=headers)
    assert answer.status_code == 403
    assert answer.json()["what"] == "A page of another site sent this."
    assert kept_rooms().look(room.token)[:2] == (room, 0)


def test_two_origins_are_as_bad_as_a_foreign_one(client: TestClient, room: Room) -> None:
    both = [("Origin", "http://testserver"), ("Origin", "https://elsewhere.example")]
    assert client.post(f"/room/{room.token}/end", json={}, headers=both).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://testserver"},
        {"Origin": "http://testserver:80"},
        {"Origin": "https://testserver"},  # a proxy in front took off TLS
        {"Sec-Fetch-Site": "same-origin"},
        {},  # a program
    ],
)
def test_own_pages_and_programs_may_enter(
    client: TestClient, room: Room, headers: dict[str, str]
) -> None:
    sent = client.post(f"/room/{room.token}/events", json={"events": [note(1)]}, headers=headers)
    assert sent.status_code == 200


def test_the_public_address_is_an_own_one_behind_a_proxy_that_changes_the_host(
    post: Callable[..., Answer], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert post(note(1), Origin="https://insights.example").status_code == 403
    monkeypatch.setenv("INSIGHTS_PUBLIC_URL", "https://insights.example/dashboard/")
    assert post(note(1), Origin="https://insights.example").status_code == 200
    assert post(note(2), Origin="http://insights.example").status_code == 403


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/x-www-form-urlencoded", b"events=1"),
        ("multipart/form-data; boundary=x", b"--x--"),
        ("text/plain", json.dumps({"events": [note(1)]}).encode()),
        ("", b"{}"),
    ],
)
@pytest.mark.parametrize("what", ["events", "end", "erase"])
def test_forms_change_nothing(
    client: TestClient, room: Room, kind: str, body: bytes, what: str
) -> None:
    headers = {**HERE, "Content-Type": kind}
    answer = client.post(f"/room/{room.token}/{what}", content=body, headers=headers)
    assert answer.status_code == 415
    assert kept_rooms().look(room.token)[:2] == (room, 0)


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS"])
@pytest.mark.parametrize("what", ["end", "erase"])
def test_nothing_but_a_post_ends_or_erases(
    client: TestClient, room: Room, method: str, what: str
) -> None:
    answer = client.request(method, f"/room/{room.token}/{what}", headers=HERE)
    assert answer.status_code == (204 if method == "OPTIONS" else 405)
    assert answer.headers["allow"] == "POST, OPTIONS"
    assert not [name for name in answer.headers if name.startswith("access-control")]
    assert kept_rooms().open(room.token) == room


def test_who_opens_an_address_that_takes_only_posts_reads_why_nothing_happened(
    client: TestClient, room: Room
) -> None:
    for folder, home in (("", "../../"), ("/base", "../../")):
        page = client.get(f"{folder}/room/{room.token}/erase", headers={"Accept": "text/html"})
        assert page.status_code == 405
        assert "This address takes POST, and it was asked GET. Nothing was changed." in page.text
        assert "Open the room itself." in page.text
        assert f'href="{home}present"' in page.text
        assert page.headers["referrer-policy"] == "no-referrer"
        assert page.headers["cache-control"] == "no-store"
        assert "unsafe" not in page.headers["content-security-policy"]
    told = client.put(f"/room/{room.token}/events", json={}).json()
    assert told == {
        "what": "This address takes GET, HEAD or POST, and it was asked PUT. Nothing was changed.",
        "instead": "Open the room itself.",
    }
    assert client.head(f"/room/{room.token}").status_code == 200
    assert client.options(f"/room/{room.token}").headers["allow"] == "GET, HEAD, OPTIONS"
    assert client.post("/rooms").status_code == 405


@pytest.mark.parametrize(
    ("path", "said", "home"),
    [
        ("/room", "This link is not whole.", ""),
        ("/room/", "This link is not whole.", "../"),
        ("/room/token/minutes.doc", "There is no “minutes.doc” here.", "../../"),
        ("/room/token/a/b", "There is no “a/b” here.", "../../../"),
        ("/room/token/" + "x" * 90, f"There is no “{'x' * 60}…” here.", "../../"),
        ("/room/token/<b>", "There is no “&lt;b&gt;” here.", "../../"),
        ("/rooms/", "This link is not whole.", "../"),
    ],
)
def test_below_a_room_what_is_nothing_says_so(
    client: TestClient, path: str, said: str, home: str
) -> None:
    page = client.get(path, headers={"Accept": "text/html"})
    assert page.status_code == 404
    assert said in page.text
    assert f'href="{home}present"' in page.text
    assert client.delete(path).json()["what"].startswith(("There is no", "This link"))


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b"[]", 400),
        (b"null", 400),
        (b'{"events": {}}', 400),
        (b'{"events": [], "more": 1}', 400),
        (b"\xff\xfe", 400),
        (b"[" * 100_000, 400),
        (b'{"events": [' + b"9" * 10_000 + b"]}", 400),
        (b'{"events": ["' + b"x" * 256_000 + b'"]}', 413),
        (json.dumps({"events": [1] * 201}).encode(), 413),
    ],
)
def test_what_is_no_list_of_events_is_refused_in_words(
    client: TestClient, room: Room, body: bytes, status: int
) -> None:
    headers = {**HERE, "Content-Type": "application/json"}
    answer = client.post(f"/room/{room.token}/events", content=body, headers=headers)
    assert answer.status_code == status
    assert set(answer.json()) == {"what", "instead"}
    assert kept_rooms().look(room.token)[1] == 0


def test_a_body_without_an_end_is_cut_off(client: TestClient, room: Room) -> None:
    given = 0

    def pieces() -> Any:
        nonlocal given
        for _ in range(100):
            given += 1
            yield b" " * 10_000

    headers = {**HERE, "Content-Type": "application/json"}
    answer = client.post(f"/room/{room.token}/events", content=pieces(), headers=headers)
    assert answer.status_code == 413


def test_hostile_values_inside_are_refused_one_by_one(post: Callable[..., Answer]) -> None:
    hostile = [
        None,
        [],
        {"id": id_of(1), "kind": "note.add", "data": {"__proto__": {}}},
        note(2, "\x00\u202e\u200b"),
        {**note(3), "id": id_of(3).upper()},
        {**note(3), "id": "half \ud83d of a pair"},
        {**note(3), "id": "x" * 10_000},
        entered(4, "note.move", note=id_of(1), category="keep", order="1"),
    ]
    answer = post(*hostile, note(5, "a\x00b \u202ec\nd"))
    assert answer.status_code == 200
    assert answer.json()["accepted"] == [id_of(5)]
    assert len(answer.json()["refused"]) == len(hostile)


@pytest.mark.parametrize("after", ["-1", "x", "1.5", "9" * 10, ""])
def test_after_is_a_number(client: TestClient, room: Room, after: str) -> None:
    answer = client.get(f"/room/{room.token}/events?after={after}")
    assert (answer.status_code, "seq" in answer.json()["instead"]) == (400, True)


@pytest.mark.parametrize("token", ["nothing", "x" * 5_000, "%00", "..%2f..", "%ff"])
def test_a_link_of_no_room_is_answered_like_any_other(client: TestClient, token: str) -> None:
    answers = [
        client.get(f"/room/{token}/events"),
        client.post(f"/room/{token}/events", json={"events": []}, headers=HERE),
        client.post(f"/room/{token}/erase", json={}, headers=HERE),
        client.get(f"/room/{token}"),
        client.get(f"/room/{token}/prompter"),
    ]
    assert {answer.status_code for answer in answers} == {404}


def test_one_room_says_nothing_of_another(
    client: TestClient, room: Room, post: Callable[..., Answer]
) -> None:
    other = kept_rooms().create("Another", RUN, WORLD)
    post(note(1, "Said in the first"))
    post(note(1, "Said in the second"), token=other.token)
    first = client.get(f"/room/{room.token}/events").text
    second = client.get(f"/room/{other.token}/events").text
    assert "Said in the first" in first
    assert "second" not in first
    assert "Said in the first" not in second
    page = client.get(f"/room/{other.token}").text
    assert other.token in page
    assert room.token not in page
    assert room.token not in client.get("/rooms").text


def test_after_the_end_an_entry_is_refused_and_a_mark_is_taken(
    client: TestClient, room: Room, post: Callable[..., Answer]
) -> None:
    post(commitment(1))
    ended = client.post(f"/room/{room.token}/end", json={}, headers=HERE)
    assert (ended.status_code, ended.json()) == (200, {"ended": True})
    answer = post(note(2))
    assert answer.status_code == 409
    assert answer.json()["refused"][0]["id"] == id_of(2)
    mark = entered(3, "commitment.mark", commitment=id_of(1), at="30", mark="kept")
    answer = post(mark, note(4))
    assert (answer.status_code, answer.json()["accepted"]) == (200, [id_of(3)])
    assert client.get(f"/room/{room.token}/events").json()["ended"] is True


def test_an_erased_room_is_gone(
    client: TestClient, room: Room, post: Callable[..., Answer], folder: Path
) -> None:
    post(note(1, "Nobody may ever read this again"))
    erased = client.post(f"/room/{room.token}/erase", json={}, headers=HERE)
    assert (erased.status_code, erased.json()) == (200, {"erased": True})
    assert post(note(2)).status_code == 404
    assert client.get(f"/room/{room.token}").status_code == 404
    left = b"".join(one.read_bytes() for one in folder.iterdir())
    assert b"ever read this" not in left


def test_a_folder_that_cannot_be_written_is_told_and_the_server_stays_up(
    client: TestClient, post: Callable[..., Answer], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "file").write_text("in the way")
    monkeypatch.setenv("INSIGHTS_ROOMS", str(folder / "file"))
    answer = post(note(1))
    assert answer.status_code == 503
    assert "Rooms cannot be kept in" in answer.json()["what"]
    assert client.get("/room/any").status_code == 503
    assert client.get("/rooms").status_code == 200
    monkeypatch.setenv("INSIGHTS_ROOMS", str(folder))
    assert post(note(1)).status_code == 200


def test_a_full_disk_is_told_as_such(
    post: Callable[..., Answer], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_rooms().file, "most_bytes", 20_000)
    answer = None
    for at in range(40):
        answer = post(*(note(f"{at} {one}", "x" * 240) for one in range(20)))
        if answer.status_code != 200:
            break
    assert answer is not None
    assert answer.status_code == 507
    assert "no space left" in answer.json()["what"]


def test_days_that_are_none_are_told(
    post: Callable[..., Answer], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INSIGHTS_ROOM_DAYS", "for ever")
    answer = post(note(1))
    assert answer.status_code == 503
    assert "INSIGHTS_ROOM_DAYS is “for ever”" in answer.json()["what"]


def test_the_stage_of_a_room_is_that_of_the_run_it_was_started_with(
    client: TestClient, room: Room
) -> None:
    page = client.get(f"/room/{room.token}")
    assert page.status_code == 200
    assert f'data-room="{room.token}"' in page.text
    assert "What is worth keeping?" in page.text
    assert client.get(f"/room/{room.token}?theme=trust").status_code == 200
    assert client.get(f"/room/{room.token}?theme={'x' * 9_000}").status_code == 414
    long = client.get(f"/room/{room.token}?theme={'x' * 2_000}")
    assert (long.status_code, "2000 are the most that a room remembers" in long.text) == (414, True)
    prompter = client.get(f"/base/room/{room.token}/prompter")
    assert "What is worth keeping?" in prompter.text


def test_a_room_goes_on_where_the_dataset_has_lost_what_its_scenes_show(client: TestClient) -> None:
    real = insights.load(REAL)
    run = real.runs[0]
    scenes = tuple(one.model_copy(update={"of": "gone-since"}) for one in run.scenes if one.of)
    room = kept_rooms().create("Old", run.model_copy(update={"scenes": scenes}), real)
    page = client.get(f"/room/{room.token}")
    assert page.status_code == 200
    assert all(f'id="{scene.id}"' in page.text for scene in scenes)


def test_while_the_dataset_cannot_be_read_a_room_says_so_and_goes_on_entering(
    client: TestClient,
    room: Room,
    post: Callable[..., Answer],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    live = LiveDataset(tmp_path / "nothing-here")
    monkeypatch.setattr(room_pages, "served", lambda: live)
    page = client.get(f"/room/{room.token}")
    assert page.status_code == 503
    assert "What the room entered is safe" in page.text
    assert post(note(1)).status_code == 200
    assert client.get("/rooms").status_code == 200


def test_hostile_names_of_rooms_are_text(client: TestClient) -> None:
    room = kept_rooms().create("</script><script>alert(1)</script>", RUN, WORLD)
    page = client.get(f"/room/{room.token}").text
    assert "<script>alert(1)" not in page
