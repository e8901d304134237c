"""Memory of the servers: idle, and for each further open session."""

from __future__ import annotations

from contextlib import ExitStack

from playwright.sync_api import Browser

from benchmarks.browsing import loaded, visitor
from benchmarks.loading import COMMANDS
from benchmarks.measures import mb
from benchmarks.report import Row, compared, say
from benchmarks.servers import running

SESSIONS = 10
NAMES = (
    "memory of the server before the first visit",
    "memory of the server after the first visit",
    f"memory of the server for each session more, mean of {SESSIONS}",
)


def rows(chromium: Browser) -> list[Row]:
    say("memory")
    held = {side: _measured(chromium, side) for side in COMMANDS}
    ours = held.pop("ours")
    return [
        compared(what, ours[at], {side: one[at] for side, one in held.items()}, write=mb)
        for at, what in enumerate(NAMES)
    ]


def _measured(chromium: Browser, side: str) -> tuple[float, float, float]:
    with running(COMMANDS[side]) as server, ExitStack() as stack:
        idle = server.resident

        def visit() -> None:
            page = stack.enter_context(visitor(chromium)).new_page()
            loaded(page, server.url, side)
            page.wait_for_timeout(300)

        visit()
        first = server.resident
        for _ in range(SESSIONS):
            visit()
        return idle, first, (server.resident - first) / SESSIONS
