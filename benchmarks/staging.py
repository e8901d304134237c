"""The stage of a room: how soon the next scene stands, and a note, on a board empty or full."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

from playwright.sync_api import Browser, Page

from benchmarks.browsing import PATIENCE
from benchmarks.measures import ms, p50, p95
from benchmarks.report import Row, say
from benchmarks.servers import OURS, running
from insights.model import Dataset
from insights.rooms.store import Store

RUN, BOARD = "keep-leave-start", "keep-notes"
SCREEN = {"width": 1280, "height": 720}
BOARDS = (0, 500)
ENTERED = 20
# Milliseconds: a scene as promised; a note as soon as is felt as at once.
SCENE_AIM, NOTE_AIM = 150, 100
TEXT = "A note of the usual length, as somebody says it in one breath, {}"
# From the key until the frame after it is painted.
WATCH = """
window.took = []
addEventListener("keydown", () => {
  const start = performance.now()
  requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => took.push(performance.now() - start)
    port2.postMessage(0)
  })
}, true)
"""


def rows(chromium: Browser, real: Dataset) -> Iterator[Row]:
    with TemporaryDirectory() as folder, running(OURS, rooms=Path(folder)) as server:
        store = Store(Path(folder))
        for number in BOARDS:
            say(f"the stage with {number} notes")
            room = store.create("Measured", real.run_by_id[RUN], real)
            themes = cycle(theme.id for theme in real.themes)
            for at in range(0, number, 100):
                store.append(room.token, [_note(at + one, next(themes)) for one in range(100)])
            page = chromium.new_context(viewport=SCREEN).new_page()
            page.set_default_timeout(PATIENCE)
            page.add_init_script(WATCH)
            page.goto(f"{server.url}/room/{room.token}")
            page.locator(".room-status[data-status=saved]").wait_for()
            scenes = len(room.run.scenes)
            _walk(page, scenes)  # once loaded: what is drawn for the first time is drawn now
            took = _walk(page, scenes)
            what = f"next scene of a room with {number} notes, {len(took)} steps, p50 / p95"
            yield _row(what, took, SCENE_AIM)
            page.goto(f"{server.url}/room/{room.token}#{BOARD}")
            took = _enter(page)
            what = f"a note on a board with {number}, {ENTERED} notes, p50 / p95"
            yield _row(what, took, NOTE_AIM)
            page.context.close()


def _walk(page: Page, scenes: int) -> list[float]:
    """Milliseconds of each step to the last scene and back to the first."""
    took = []
    for key in ("PageDown", "PageUp"):
        for _ in range(scenes - 1):
            took.append(_press(page, key))
    return took


def _enter(page: Page) -> list[float]:
    page.locator(f"#{BOARD}").get_by_role("textbox", name="Add a note to Keep").click()
    took = []
    for at in range(ENTERED):
        page.keyboard.insert_text(TEXT.format(f"entered {at}"))
        took.append(_press(page, "Enter"))
    return took


def _press(page: Page, key: str) -> float:
    before = page.evaluate("took.length")
    page.keyboard.press(key)
    while page.evaluate("took.length") == before:
        page.wait_for_timeout(20)
    found: float = page.evaluate("took.at(-1)")
    page.wait_for_timeout(150)
    return found


def _note(at: int, theme: str) -> dict[str, object]:
    category = ("keep", "leave", "start")[at % 3]
    data = {"note": str(uuid4()), "category": category, "text": TEXT.format(at), "theme": theme}
    return {"id": str(uuid4()), "kind": "note.add", "data": {**data, "scene": f"{category}-notes"}}


def _row(what: str, took: list[float], aim: int) -> Row:
    middle, late = p50(took), p95(took)
    return Row(what, f"{ms(middle)} / {ms(late)}", aim=f"p95 at most {aim} ms", met=late <= aim)
