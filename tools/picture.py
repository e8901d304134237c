"""Write the pictures of README and guides, taken from a server of its own: `make picture`."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

from playwright.sync_api import sync_playwright

import insights
from insights.rooms.store import DAYS_KEPT, Store
from tests.browser.server import ROOT, running
from tools.chromium import launch_options

# Each page, and what is drawn last on it.
PICTURES = {
    "overview": ("/", "ul.bars .bar"),
    "explore": ("/explore?theme=trust&theme=collaboration", ".explorer .bars"),
    "lenses": ("/lenses?show=steps-to-public-value", "section.lens li.part"),
    "sources": ("/sources", "section.source .line a"),
    "present": ("/present", ".stMain h3"),
}
RUN = "keep-leave-start"
# Scenes of a room, and what is drawn last on each.
ROOM_PICTURES = {
    "room-notes": ("keep-notes", ".note"),
    "room-beside": ("side-by-side", "h2"),
}
# Made up, as the guide says: under which heading, what, which theme, how many dots.
NOTES = (
    ("keep", "The short weekly call with the front line", "participation", 4),
    ("keep", "Deciding with the data we have, then correcting", "experimentation", 2),
    ("keep", "One situation room for health, schools and police", "collaboration", 5),
    ("leave", "Asking three units before anybody may answer", "trust", 3),
    ("start", "Writing down what we try, also where it fails", "learning", 3),
)


def main() -> None:
    """Start the server on the bundled data, take each picture at 1280x720, stop it."""
    with (
        TemporaryDirectory() as scratch,
        running(Path(scratch) / "log", ROOT / "data") as server,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(**launch_options(os.environ["INSIGHTS_CHROMIUM"]))
        for name, (path, drawn_last) in PICTURES.items():
            page = browser.new_page(viewport={"width": 1280, "height": 720})
            page.goto(server.url + path)
            page.locator(drawn_last).first.wait_for()
            page.screenshot(path=ROOT / "docs" / f"{name}.png")
        room = _room(server.rooms)
        for name, (scene, drawn_last) in ROOM_PICTURES.items():
            page = browser.new_page(viewport={"width": 1280, "height": 720})
            page.goto(f"{server.url}/room/{room}#{scene}")
            page.locator(f"#{scene} {drawn_last}").first.wait_for()
            page.screenshot(path=ROOT / "docs" / f"{name}.png")
        browser.close()


def _room(folder: Path) -> str:
    """The token of a room in which some notes were taken."""
    dataset = insights.load(ROOT / "data")
    rooms = Store(folder, DAYS_KEPT)
    room = rooms.create("Team Harbour", dataset.run_by_id[RUN], dataset)
    events: list[tuple[str, dict[str, object]]] = []
    for category, text, theme, votes in NOTES:
        note = str(uuid4())
        said = {"note": note, "category": category, "text": text, "theme": theme}
        events.append(("note.add", {**said, "scene": f"{category}-notes"}))
        events.append(("note.vote", {"note": note, "votes": votes}))
    sent = [{"id": str(uuid4()), "kind": kind, "data": data} for kind, data in events]
    appended = rooms.append(room.token, sent)
    if appended.refused:
        raise RuntimeError(f"a note of the pictures was refused: {appended.refused}")
    return room.token


if __name__ == "__main__":
    main()
