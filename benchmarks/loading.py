"""How long a visitor waits: after a start of the server, on a first visit, and on a later one."""

from __future__ import annotations

import time
from contextlib import ExitStack

from playwright.sync_api import Browser

from benchmarks.browsing import loaded, visitor
from benchmarks.measures import p50
from benchmarks.report import BESIDE, Row, compared, say
from benchmarks.servers import DASH, OURS, PANEL, Server, running

STARTS = 5
VISITS = 9
COMMANDS = {"ours": OURS, "dash": DASH, "panel": PANEL}
NAMES = {"ours": "Explore", "file": "explorer.html"}
FIRST_AIMS = {"ours": {"dash": 0.8}, "file": {"dash": 0.5}}
SIDES = (*NAMES, *BESIDE)


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
        _row(f"cold start to the first answer, {STARTS} starts, p50", ready),
        _row(f"cold start to the first chart, nothing cached, {STARTS} starts, p50", took),
    ]


def first(chromium: Browser, servers: dict[str, Server]) -> list[Row]:
    """Visitors who were never here before: to all charts and the list."""
    say("first visits")
    took: dict[str, list[float]] = {side: [] for side in SIDES}
    for number in range(VISITS + 1):
        for side in SIDES if number % 2 else SIDES[::-1]:
            with visitor(chromium) as context:
                page = context.new_page()
                whole = max(loaded(page, servers[side].url, side).values())
                page.wait_for_timeout(300)
            if number:
                took[side].append(whole)
    return [
        _row(f"first visit, {name}, {VISITS} visits, p50", took, side, FIRST_AIMS[side])
        for side, name in NAMES.items()
    ]


def warm(chromium: Browser, servers: dict[str, Server]) -> list[Row]:
    """The second and later visits of the same browser."""
    say("cached visits")
    took: dict[str, list[float]] = {side: [] for side in SIDES}
    with ExitStack() as stack:
        contexts = {side: stack.enter_context(visitor(chromium)) for side in SIDES}
        for number in range(VISITS + 2):
            for side in SIDES:
                page = contexts[side].new_page()
                whole = max(loaded(page, servers[side].url, side).values())
                page.wait_for_timeout(300)
                page.close()
                if number >= 2:
                    took[side].append(whole)
    return [
        _row(f"cached visit, {name}, {VISITS} visits, p50", took, side)
        for side, name in NAMES.items()
    ]


def _row(
    what: str,
    took: dict[str, list[float]],
    side: str = "ours",
    aims: dict[str, float] | None = None,
) -> Row:
    others = {other: p50(took[other]) for other in BESIDE if other in took}
    return compared(what, p50(took[side]), others, aims)
