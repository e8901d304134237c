"""A client of the API over any dataset, and a small dataset in which everything has happened."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.testclient import TestClient

from insights import web
from insights.model import Dataset, Lens, Part, Run, Scene, Tension, Withdrawn
from insights.reading.live import State
from insights.web import api
from insights.workbench.ledger import release_of
from tests.worlds import finding, small_world, world

_PLAIN = small_world()
# A release before: one finding read otherwise, one was in another category, one is gone since.
OLD = world(
    *(
        one.model_copy(
            update={
                "loops": {"statement": "Loops help."},
                "red-tape": {"category": "context", "basis": None},
            }.get(one.id, {})
        )
        for one in _PLAIN.findings
        if one.id != "deficit"
    ),
    finding("old-claim"),
)
DATA = _PLAIN.model_copy(
    update={
        "withdrawn": (
            Withdrawn(id="old-claim", on="2026-01-15", why="It held two claims.", see=("survey",)),
            Withdrawn(id="lost-claim", on="2026-01-16", why="Nobody said it."),
        ),
        "lenses": (
            Lens(
                id="asked",
                title="What was asked for?",
                source="talk",
                locator="00:00:10",
                number_from="curator",
                parts=(
                    Part(
                        id="kept",
                        label="Kept",
                        text="What works.",
                        locator="00:00:10",
                        findings=("loops",),
                    ),
                ),
            ),
        ),
        "tensions": (
            Tension(
                id="loops-or-tape",
                between=("loops", "red-tape"),
                question="Can both be?",
                basis="inferred",
                note="They pull against each other.",
            ),
        ),
        "runs": (
            Run(
                id="evening",
                title="An evening",
                audience="Everybody",
                scenes=(
                    Scene(id="hello", title="Hello", show="words", prompt="Hello?", minutes=3),
                    Scene(id="kept", title="Kept", show="view", query="category=keep", minutes=5),
                ),
            ),
        ),
        "ledger": (release_of(OLD),),
    }
)


class Serving:
    """Serves one dataset, or none."""

    def __init__(self, dataset: Dataset | None) -> None:
        self.dataset = dataset

    def now(self) -> State:
        """The state as a folder that never changes would have it."""
        return State(self.dataset, (), False)


def client(patch: pytest.MonkeyPatch, dataset: Dataset | None, below: str = "") -> TestClient:
    """A client of all plain routes with all middleware; `below` is where they are mounted."""
    patch.setattr(api, "served", lambda: Serving(dataset))
    routes = [Mount(below, routes=web.routes)] if below else web.routes
    app = Starlette(routes=routes, middleware=web.middleware)
    return TestClient(app, follow_redirects=False)
