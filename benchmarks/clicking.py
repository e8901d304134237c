"""A click on a theme filter, ours and Dash's in turns, in two pages of one browser."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

from playwright.sync_api import Browser

from benchmarks.browsing import click, loaded, settle, visitor
from benchmarks.measures import ms, p50, p95, times
from benchmarks.report import Row, say
from benchmarks.servers import Server
from benchmarks.shown import shown
from insights.model import Dataset
from insights.view import select

THEME = {"ours": ".st-key-theme button", "dash": "#theme label"}
ROUNDS = 2  # each round clicks each theme on and off
AIMS = {"p50": 1.6, "p95": 2.0}


def steps(dataset: Dataset) -> Iterator[tuple[int, dict[str, Any]]]:
    """Which theme to click next, and what the page must show then: on, off, the next one on."""
    everything = shown(select(dataset))
    for at, theme in enumerate(dataset.themes):
        yield at, shown(select(dataset, f"theme={theme.id}"))
        yield at, everything


def clicks(
    chromium: Browser, servers: dict[str, Server], dataset: Dataset, rounds: int = ROUNDS
) -> dict[str, list[float]]:
    """Milliseconds of each click on each side; a first round of three themes only warms up."""
    took: dict[str, list[float]] = {side: [] for side in servers}
    with ExitStack() as stack:
        pages = {side: stack.enter_context(visitor(chromium)).new_page() for side in servers}
        for side, server in servers.items():
            loaded(pages[side], server.url)
            settle(pages[side], shown(select(dataset)), 1000)
        order = list(steps(dataset))
        for number, (at, want) in enumerate(order[:6] + order * rounds):
            for side in list(pages) if number % 2 else list(pages)[::-1]:
                page = pages[side]
                page.bring_to_front()
                one = click(page, f"{THEME[side]}:nth-of-type({at + 1})", want)
                settle(page, want)
                if number >= 6:
                    took[side].append(one)
    return took


def rows(chromium: Browser, servers: dict[str, Server], dataset: Dataset) -> list[Row]:
    say("clicks on a theme")
    took = clicks(chromium, servers, dataset)
    what = f"click on a theme to all painted, {len(took['ours'])} each"
    found = []
    for name, of in (("p50", p50), ("p95", p95)):
        ours, dash = of(took["ours"]), of(took["dash"])
        aim = f"at most {AIMS[name]:.1f} ×"
        met = ours / dash <= AIMS[name]
        found.append(Row(f"{what}, {name}", ms(ours), ms(dash), times(ours, dash), aim, met))
    return found
