"""A room in a browser: its page, and what the server has of it."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from insights.model import Dataset, Run, Scene
from insights.rooms.room import Room
from insights.rooms.state import State, replay
from insights.rooms.store import Store
from tests.browser.screen import expect_faces
from tests.browser.server import Server

LABELS = {"keep": "Keep", "leave": "Leave behind", "start": "Start"}


def run_of(dataset: Dataset) -> Run:
    """A short run with every part that a room fills."""
    finding = next(one for one in dataset.findings if one.category == "keep")
    lens = dataset.lenses[0]
    scenes = [
        Scene(id="welcome", title="Welcome", show="words", prompt="What brought you?", minutes=3),
        Scene(id="claim", title="A claim", show="finding", of=finding.id, minutes=3),
        Scene(id="parts", title="Its parts", show="lens", of=lens.id, minutes=3),
        Scene(id="all", title="What we say", show="notes", prompt="What do we say?", minutes=9),
        Scene(id="only-keep", title="What we keep", show="notes", query="category=keep", minutes=9),
        Scene(id="side", title="Side by side", show="beside", minutes=9),
        Scene(id="promises", title="Who does what?", show="commitments", minutes=9),
    ]
    return Run(id="short", title="A short run", audience="A team", scenes=tuple(scenes))


class InRoom:
    """One window on a room."""

    def __init__(self, page: Page, server: Server, room: Room) -> None:
        self.page = page
        self.url = f"{server.url}/room/{room.token}"
        self.token = room.token
        self.store = Store(server.rooms)

    def open(self, scene: str = "") -> Page:
        """Load the room, at a scene, and wait until it was read."""
        self.page.goto(f"{self.url}#{scene}" if scene else self.url)
        self.expect_saved()
        expect_faces(self.page)
        return self.page

    def show(self, scene: str) -> None:
        """Go to another scene by its link, within the page."""
        self.page.evaluate("id => { location.hash = id }", scene)
        expect(self.page.locator(f"#{scene}")).to_be_visible()
        expect_faces(self.page)

    def expect_saved(self) -> None:
        """Wait until the server has all that was entered here."""
        expect(self.page.locator(".room-status")).to_have_attribute("data-status", "saved")

    def field(self, category: str) -> Locator:
        """Where notes for one column are typed."""
        return self.page.get_by_role("textbox", name=f"Add a note to {LABELS[category]}")

    def add(self, category: str, *texts: str) -> None:
        """Type notes as people do: the text, Enter, the next."""
        self.field(category).click()
        for text in texts:
            self.page.keyboard.insert_text(text)
            self.page.keyboard.press("Enter")

    def column(self, category: str) -> Locator:
        """The notes of one column, in their order."""
        return self.page.locator(f".scene:not([hidden]) [data-column={category}] .note-text")

    def note(self, text: str) -> Locator:
        """One note of the board that is shown."""
        return self.page.locator(".scene:not([hidden]) .note", has_text=text)

    def heard(self) -> Locator:
        """What was said aloud last."""
        return self.page.locator("body > .heard")

    def state(self) -> State:
        """What the server makes of all that it has."""
        return replay(self.store.events(self.token))

    def texts(self, category: str) -> list[str]:
        """The notes of one column as the server has them."""
        return [one.text for one in self.state().notes if one.category == category]
