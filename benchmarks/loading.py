"""From the start of a server to the first chart, and the second visit of the same browser."""

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


def cold(chromium: Browser) -> list[Row]:
    """Process start to the first chart, for a visitor who asks as soon as the server answers."""
    took: dict[str, list[float]] = {side: [] for side in COMMANDS}
    ready: dict[str, list[float]] = {side: [] for side in COMMANDS}
    for number in range(STARTS):
        say(f"start {number + 1} of {STARTS}")
        for side, command in COMMANDS.items():
            with running(command) as server, visitor(chromium) as context:
                before = time.perf_counter()
                first = loaded(context.new_page(), server.url)
                ready[side].append((before - server.started) * 1000)
                took[side].append(ready[side][-1] + first["chart"])
    return [
        _row(f"server start to first answer, {STARTS} starts", ready),
        _row("server start to first chart, nothing cached", took),
    ]


def warm(chromium: Browser, servers: dict[str, Server]) -> list[Row]:
    """The second and later visits of the same browser."""
    say("warm loads")
    chart: dict[str, list[float]] = {side: [] for side in servers}
    whole: dict[str, list[float]] = {side: [] for side in servers}
    with ExitStack() as stack:
        contexts = {side: stack.enter_context(visitor(chromium)) for side in servers}
        for number in range(VISITS + 2):
            for side, server in servers.items():
                page = contexts[side].new_page()
                first = loaded(page, server.url)
                page.wait_for_timeout(300)
                page.close()
                if number >= 2:
                    chart[side].append(first["chart"])
                    whole[side].append(max(first.values()))
    return [
        _row(f"warm load to first chart, {VISITS} visits", chart),
        _row("warm load to first chart and list", whole),
    ]


def _row(what: str, took: dict[str, list[float]]) -> Row:
    ours, dash = p50(took["ours"]), p50(took["dash"])
    return Row(f"{what}, p50", ms(ours), ms(dash), times(ours, dash))
