"""Memory of the two servers: idle, and for each further open session."""

from __future__ import annotations

from contextlib import ExitStack

from playwright.sync_api import Browser

from benchmarks.browsing import loaded, visitor
from benchmarks.measures import times
from benchmarks.report import Row, say
from benchmarks.servers import DASH, OURS, running

SESSIONS = 10


def rows(chromium: Browser) -> list[Row]:
    say("memory")
    ours, dash = _measured(chromium, OURS), _measured(chromium, DASH)
    names = (
        "server before the first visit",
        "server after the first visit",
        f"each session more, mean of {SESSIONS}",
    )
    found = []
    for name, one, other in zip(names, ours, dash, strict=True):
        ratio = times(one, other) if other > 1 else ""
        found.append(Row(f"memory, {name}", f"{one:.1f} MB", f"{other:.1f} MB", ratio))
    return found


def _measured(chromium: Browser, command: tuple[str, ...]) -> tuple[float, float, float]:
    with running(command) as server, ExitStack() as stack:
        idle = server.resident

        def visit() -> None:
            page = stack.enter_context(visitor(chromium)).new_page()
            loaded(page, server.url, "dash" if command == DASH else "ours")
            page.wait_for_timeout(300)

        visit()
        first = server.resident
        for _ in range(SESSIONS):
            visit()
        return idle, first, (server.resident - first) / SESSIONS
