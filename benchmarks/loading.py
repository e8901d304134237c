"""How long a visitor waits: after a start of the server, on a first visit, and on a later one."""

from __future__ import annotations

import time
from contextlib import ExitStack

from playwright.sync_api import Browser

from benchmarks.browsing import loaded, visitor
from benchmarks.measures import ms, p50, times
from benchmarks.report import Row, say
from benchmarks.servers import DASH, OURS, Server, running

STARTS = 5
VISITS = 9
COMMANDS = {"ours": OURS, "dash": DASH}
NAMES = {"ours": "Explore", "file": "explorer.html"}
FIRST_AIMS = {"ours": 0.8, "file": 0.5}


def cold(chromium: Browser) -> list[Row]:
    """Process start to the first chart, for a visitor who asks as soon as the server answers."""
    took: dict[str, list[float]] = {side: [] for side in COMMANDS}
    ready: dict[str, list[float]] = {side: [] for side in COMMANDS}
    for number in range(STARTS):
        say(f"start {number + 1} of {STARTS}")
        for side, command in COMMANDS.items():
            with running(command) as server, visitor(chromium) as context:
                before = time.perf_counter()
                first = loaded(context.new_page(), server.url, side)
                ready[side].append((before - server.started) * 1000)
                took[side].append(ready[side][-1] + first["chart"])
    return [
        _row(f"server start to first answer, {STARTS} starts", ready),
        _row("server start to first chart, nothing cached", took),
    ]


def first(chromium: Browser, servers: dict[str, Server]) -> list[Row]:
    """Visitors who were never here before: to all charts and the list."""
    say("first visits")
    sides = ("ours", "file", "dash")
    took: dict[str, list[float]] = {side: [] for side in sides}
    for number in range(VISITS + 1):
        for side in sides if number % 2 else sides[::-1]:
            with visitor(chromium) as context:
                page = context.new_page()
                whole = max(loaded(page, servers[side].url, side).values())
                page.wait_for_timeout(300)
            if number:
                took[side].append(whole)
    return [
        _row(f"first visit to all charts and list, {name}, {VISITS} visits", took, side, aim)
        for side, name, aim in ((side, NAMES[side], FIRST_AIMS[side]) for side in NAMES)
    ]


def warm(chromium: Browser, servers: dict[str, Server]) -> list[Row]:
    """The second and later visits of the same browser."""
    say("warm loads")
    sides = ("ours", "file", "dash")
    took: dict[str, list[float]] = {side: [] for side in sides}
    with ExitStack() as stack:
        contexts = {side: stack.enter_context(visitor(chromium)) for side in sides}
        for number in range(VISITS + 2):
            for side in sides:
                page = contexts[side].new_page()
                whole = max(loaded(page, servers[side].url, side).values())
                page.wait_for_timeout(300)
                page.close()
                if number >= 2:
                    took[side].append(whole)
    return [
        _row(f"cached visit to all charts and list, {name}, {VISITS} visits", took, side)
        for side, name in NAMES.items()
    ]


def _row(
    what: str, took: dict[str, list[float]], side: str = "ours", aim: float | None = None
) -> Row:
    ours, dash = p50(took[side]), p50(took["dash"])
    promised = ("", None) if aim is None else (f"at most {aim} ×", ours <= aim * dash)
    return Row(f"{what}, p50", ms(ours), f"Dash {ms(dash)}", times(ours, dash), *promised)
