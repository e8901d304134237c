"""A server whose clock is set forward and back while people use it.

moved_clock.c, compiled here and loaded before the server, moves the clock of that process alone.
Where there is no C compiler, or the system is not Linux, this is skipped.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import json
import os
import shutil
import struct
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen
from uuid import uuid4

import pytest

import insights
from benchmarks.visitors import Visitor
from insights.model import Dataset
from insights.rooms.room import Room
from insights.rooms.store import Store
from insights.web.api_query import formats
from tests.browser.server import Server

SOURCE = Path(__file__).with_name("moved_clock.c")
FILE = "findings/coalitions.yaml"
DAY = 86_400
DAYS_KEPT = 3
ADDRESSES = (
    "/brief",
    "/explorer.html",
    "/api/findings?theme=trust",
    *(f"/api/findings?theme=trust&format={name}" for name in formats()),
)


class Clock:
    """The clock of the servers that are started with it."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "moved"
        self.library = folder / "moved_clock.so"
        self.move(0)

    def move(self, days: int) -> None:
        """Set it so many days ahead of the real one."""
        if not self.file.exists():
            self.file.write_bytes(bytes(8))
        with self.file.open("r+b") as kept:
            kept.write(struct.pack("q", days * DAY))

    @staticmethod
    def day(days: int) -> str:
        """The day that a clock moved by so many days shows."""
        return (dt.datetime.now(dt.UTC) + dt.timedelta(days=days)).date().isoformat()


@pytest.fixture
def clock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Clock:
    compiler = shutil.which("cc")
    if sys.platform != "linux" or not compiler:
        pytest.skip("needs Linux and a C compiler")
    one = Clock(tmp_path)
    command = [compiler, "-shared", "-fPIC", "-O1", "-o", one.library, SOURCE, "-ldl"]
    subprocess.run(command, check=True)
    monkeypatch.setenv("LD_PRELOAD", str(one.library))
    monkeypatch.setenv("MOVED_CLOCK", str(one.file))
    seen = subprocess.run(
        [sys.executable, "-c", "import time; print(time.time_ns())"],
        env={**os.environ, "MOVED_CLOCK": str(moved_file(tmp_path, 10))},
        capture_output=True,
        check=True,
    )
    ahead = int(seen.stdout) / 1e9 - dt.datetime.now(dt.UTC).timestamp()
    assert abs(ahead - 10 * DAY) < 60, "the clock does not move: nothing would be proved"
    return one


def moved_file(folder: Path, days: int) -> Path:
    file = folder / "elsewhere"
    file.write_bytes(struct.pack("q", days * DAY))
    return file


def held(server: Server) -> dict[str, tuple[str, bytes]]:
    """Tag and body of every answer that browsers keep."""
    kept = {}
    for address in ADDRESSES:
        status, headers, body = server.answer(address)
        assert status == 200, address
        kept[address] = (headers["ETag"], body)
    return kept


def expect_the_same(server: Server, kept: dict[str, tuple[str, bytes]]) -> None:
    """What a browser holds is still right, and what is made anew has the same bytes."""
    for address, (tag, body) in kept.items():
        assert server.answer(address)[2] == body, address
        asked = Request(server.url + address, headers={"If-None-Match": tag})
        try:
            with urlopen(asked, timeout=10) as answer:
                status = answer.status
        except OSError as error:  # urllib takes 304 for an error
            status = getattr(error, "code", 0)
        assert status == 304, address


def enter(server: Server, room: Room, text: str) -> int:
    id_ = str(uuid4())
    data = {"note": id_, "category": "keep", "text": text, "scene": "keep-notes"}
    body = json.dumps({"events": [{"id": id_, "kind": "note.add", "data": data}]}).encode()
    asked = Request(
        f"{server.url}/room/{room.token}/events", body, {"Content-Type": "application/json"}
    )
    with urlopen(asked, timeout=10) as answer:
        return int(answer.status)


def events(server: Server, room: Room) -> list[dict[str, Any]]:
    status, _, body = server.answer(f"/room/{room.token}/events")
    assert status == 200, body
    listed: list[dict[str, Any]] = json.loads(body)["events"]
    return listed


def test_pages_tags_and_rooms_are_right_whatever_the_clock_says(
    clock: Clock, start: Callable[..., Server], own_data: Path, dataset: Dataset
) -> None:
    server = start(own_data)
    room = Store(server.rooms).create("Harbour", dataset.run_by_id["keep-leave-start"], dataset)
    kept = held(server)
    asyncio.run(looks_on(clock, server, room, dataset, kept))

    # An edit is seen though its file is a day younger than the clock, or a day ahead of it.
    file = own_data / FILE
    first = next(one for one in dataset.findings if one.source == "coalitions")
    text = file.read_text("utf-8")
    for days, statement in ((1, "Edited a day ahead."), (-1, "Edited a day behind.")):
        clock.move(days)
        file.write_text(text.replace(first.statement, statement), "utf-8")
        health = server.health()[1]
        assert health["fingerprint"] == insights.load(own_data).fingerprint
        assert (health["stale"], health["as_of"]) == (False, dataset.about.as_of)
        answer = json.loads(server.answer(f"/api/findings/{first.id}")[2])
        assert answer["finding"]["statement"] == statement
    assert not server.mishaps()


async def looks_on(
    clock: Clock, server: Server, room: Room, dataset: Dataset, kept: dict[str, tuple[str, bytes]]
) -> None:
    """The same session and the same room, under four clocks."""
    visitor = Visitor(server.url, dataset)
    await visitor.come("board")
    themes = iter(dataset.themes)
    entered = []
    for days in (0, 1, -1, -400, 0):
        clock.move(days)
        await visitor.choose("theme", next(themes).label)
        expect_the_same(server, kept)
        assert server.health()[1]["as_of"] == dataset.about.as_of
        assert enter(server, room, f"With the clock at {days}") == 200
        entered.append((f"With the clock at {days}", clock.day(days)))
    assert await visitor.is_there()
    await visitor.leave()
    # In the order of entering, whatever the times say.
    assert [(one["data"]["text"], one["at"][:10]) for one in events(server, room)] == entered


def test_a_room_is_kept_for_its_days_by_the_clock_of_the_server(
    clock: Clock, start: Callable[..., Server], dataset: Dataset
) -> None:
    server = start()
    store = Store(server.rooms, days=DAYS_KEPT)
    room = store.create("Harbour", dataset.run_by_id["keep-leave-start"], dataset)
    assert enter(server, room, "Kept") == 200
    for days in (DAYS_KEPT, -DAYS_KEPT, 0):
        clock.move(days)
        assert [one["data"]["text"] for one in events(server, room)] == ["Kept"]
    # What is over by the clock is gone for good: setting it back brings nothing back.
    clock.move(DAYS_KEPT + 1)
    status, _, body = server.answer(f"/room/{room.token}/events")
    assert (status, json.loads(body)["what"][:26]) == (404, "There is no such room: it ")
    clock.move(0)
    assert server.answer(f"/room/{room.token}/events")[0] == 404
    assert not server.mishaps()


def test_a_server_that_starts_with_a_clock_far_behind_serves_and_says_which_dates_are_to_come(
    clock: Clock, start: Callable[..., Server], dataset: Dataset
) -> None:
    clock.move(-400)
    server = start()
    status, health = server.health()
    assert (status, health["stale"], health["fingerprint"]) == (200, False, dataset.fingerprint)
    assert f"the day {dataset.about.as_of} is still to come" in server.log.read_text("utf-8")
    assert not server.mishaps()
