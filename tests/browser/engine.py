"""The engine alone in a page, to be asked what it makes of a dataset and a selection."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

from insights.explorer.bundle import engine
from insights.explorer.world import world
from insights.model import Dataset


class Engine:
    """Modules of the engine in a blank page; `ask` runs a script that sees all their names."""

    def __init__(self, page: Page, *entries: str) -> None:
        self.page = page
        self.script = engine(*entries)

    def ask(self, body: str, **given: Any) -> Any:
        """What the body of a function returns; it sees the engine's names and `given`."""
        return self.page.evaluate(f"given => {{ {self.script}\n{body} }}", given)

    def ask_of(self, dataset: Dataset, body: str, **given: Any) -> Any:
        """The same with `world`, this dataset as the engine holds it."""
        opened = "const world = openWorld(JSON.parse(given.world))\n"
        return self.ask(opened + body, world=world(dataset).decode(), **given)
