"""A disk that fills up while people enter notes: it is told in words, and nothing is lost.

The server has a small disk of its own for its rooms and its temporary files. That takes namespaces
of Linux, which need no root; where they are switched off, this is skipped.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from insights.model import Dataset
from insights.rooms.room import Room
from insights.rooms.store import Store
from insights.web.api_query import formats
from tests.browser.in_room import InRoom
from tests.browser.server import ROOT, Server, free_port

APART = ["unshare", "--user", "--map-root-user", "--mount"]
SIZE = 2_000_000
DESKTOP = {"width": 1280, "height": 720}


def may_mount(folder: Path) -> bool:
    if not shutil.which("unshare"):
        return False
    tried = [*APART, "mount", "-t", "tmpfs", "-o", f"size={SIZE}", "none", folder]
    return subprocess.run(tried, capture_output=True, check=False).returncode == 0


@dataclass(frozen=True)
class SmallDisk:
    """A server with a small disk, and that disk as it is seen from here."""

    server: Server
    disk: Path

    @property
    def ballast(self) -> Path:
        return self.disk / "ballast"

    def fill(self) -> None:
        """Leave not one byte."""
        with self.ballast.open("ab", buffering=0) as ballast:
            for size in (1 << 12, 1):
                try:
                    while True:
                        ballast.write(b"x" * size)
                except OSError:
                    pass
        assert os.statvfs(self.disk).f_bavail == 0

    def make_space(self) -> None:
        self.ballast.unlink()


@contextmanager
def small_disk(folder: Path, is_full: bool = False) -> Iterator[SmallDisk]:
    """A server whose rooms and temporary files are on a small disk, maybe full from the start.

    The rooms in `folder / "before"` are there already: SQLite cannot be used across the border.
    """
    disk, log, port = folder / "disk", folder / "log", free_port()
    disk.mkdir()
    (folder / "before").mkdir(exist_ok=True)
    if not may_mount(disk):
        pytest.skip("this system lets nobody but root mount a disk of their own")
    begin = [
        'mount -t tmpfs -o "size=$1" none "$2"',
        'mkdir "$2/tmp" && cp -r "$3" "$2/rooms"',
        *(["! cat /dev/zero > $2/ballast 2> /dev/null"] if is_full else []),
        "shift 3",
        'exec "$@"',
    ]
    command = [
        *APART, "sh", "-c", " && ".join(begin), "sh", str(SIZE), str(disk), str(folder / "before"),
        sys.executable, "-m", "streamlit", "run", "dashboard.py", f"--server.port={port}",
    ]  # fmt: skip
    own = {"INSIGHTS_ROOMS": str(disk / "rooms"), "TMPDIR": str(disk / "tmp")}
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, cwd=ROOT, env={**os.environ, **own}, stdout=output, stderr=subprocess.STDOUT
        )
    try:
        seen = Path(f"/proc/{process.pid}/root{disk}")
        server = Server(f"http://127.0.0.1:{port}", log, process, seen / "rooms")
        deadline = time.monotonic() + 60
        while not answers(server):
            assert process.poll() is None, log.read_text()
            assert time.monotonic() < deadline
            time.sleep(0.1)
        yield SmallDisk(server, seen)
    finally:
        process.kill()
        process.wait()


def answers(server: Server) -> bool:
    try:
        return server.health()[0] == 200
    except OSError:
        return False


def enter(server: Server, room: Room, *texts: str) -> tuple[int, dict[str, Any]]:
    """Status and words of the answer to new notes."""
    events = []
    for text in texts:
        id_ = str(uuid.uuid4())
        data = {"note": id_, "category": "keep", "text": text, "scene": "keep-notes"}
        events.append({"id": id_, "kind": "note.add", "data": data})
    request = urllib.request.Request(
        f"{server.url}/room/{room.token}/events",
        json.dumps({"events": events}).encode(),
        {"Content-Type": "application/json"},
    )
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status, json.loads(answer.read())
    except urllib.error.HTTPError as error:
        with error:
            return error.code, json.loads(error.read())


def notes(server: Server, room: Room) -> list[str]:
    status, _, body = server.answer(f"/room/{room.token}/events")
    assert status == 200, body
    events = json.loads(body)["events"]
    return [one["data"]["text"] for one in events if one["kind"] == "note.add"]


def test_a_full_disk_is_told_in_words_and_nothing_acknowledged_is_lost(
    tmp_path: Path, browser: Browser, dataset: Dataset
) -> None:
    run = dataset.run_by_id["keep-leave-start"]
    room = Store(tmp_path / "before").create("Harbour", run, dataset)
    with small_disk(tmp_path) as small, browser.new_context(viewport=DESKTOP) as context:
        server = small.server
        stage = InRoom(context.new_page(), server, room)
        stage.open("keep-notes")
        stage.add("keep", "Before")
        stage.expect_saved()

        small.fill()
        kept = ["Before"]
        # What the file still has space for is taken, and then it is said that there is none.
        for at in range(10_000):
            texts = [f"Note {at}, {one}: {'x' * 180}" for one in range(20)]
            status, said = enter(server, room, *texts)
            if status != 200:
                break
            kept += texts
        assert status == 507, said
        assert "no space left" in said["what"]
        assert "make space" in said["instead"]
        assert notes(server, room) == kept
        stage.add("keep", "While it is full")
        status_line = stage.page.locator(".room-status")
        expect(status_line).to_contain_text("no space left", timeout=30_000)
        expect(status_line).to_contain_text("1 change")
        assert notes(server, room) == kept

        # All that only reads goes on, files and pages included.
        expect_all_to_be_read(server, f"/room/{room.token}")
        for name in ("minutes.pdf", "minutes.pptx", "minutes.csv", "minutes.md"):
            status, _, body = server.answer(f"/room/{room.token}/{name}")
            assert (status, bool(body)) == (200, True), (name, body[:300])
        page = context.new_page()
        page.goto(f"{server.url}/workshop")
        expect(page.get_by_role("main")).to_contain_text("no space left", timeout=30_000)

        small.make_space()
        stage.expect_saved()
        assert notes(server, room) == [*kept, "While it is full"]
        assert enter(server, room, "Afterwards")[0] == 200
        assert not server.mishaps()


def expect_all_to_be_read(server: Server, *more: str) -> None:
    for path in ("/healthz", "/brief", "/rooms", "/explorer.html", *more):
        assert server.answer(path)[0] == 200, path
    for name in formats():
        status, _, body = server.answer(f"/api/findings?theme=trust&format={name}")
        assert (status, bool(body)) == (200, True), name


def test_a_server_that_starts_on_a_full_disk_shows_the_evidence_and_says_why_no_room(
    tmp_path: Path, browser: Browser, dataset: Dataset
) -> None:
    run = dataset.run_by_id["keep-leave-start"]
    room = Store(tmp_path / "before").create("Harbour", run, dataset)
    with small_disk(tmp_path, is_full=True) as small, browser.new_context() as context:
        assert os.statvfs(small.disk).f_bavail == 0
        expect_all_to_be_read(small.server, f"/room/{room.token}", f"/room/{room.token}/events")
        page = context.new_page()
        page.goto(f"{small.server.url}/workshop")
        expect(page.get_by_role("main")).to_contain_text("no space left", timeout=30_000)
        small.make_space()
        page.reload()
        expect(page.get_by_label("Name of the session")).to_be_visible(timeout=30_000)
        assert not small.server.mishaps()
