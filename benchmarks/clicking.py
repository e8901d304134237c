"""A click on a theme, in all pages in turns: the app, the file, Dash, Panel, a static page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

from playwright.sync_api import Browser, Locator, Page

from benchmarks.browsing import click, loaded, settle, visitor
from benchmarks.measures import ms, p50, p95, quarters
from benchmarks.report import BESIDE, Detail, Row, compared, say
from benchmarks.servers import Server
from benchmarks.shown import shown
from insights.model import Dataset
from insights.view import select

# Where the choices of the facet are on each page, in the order of the dataset.
THEMES = {
    "ours": "fieldset.theme label.option",
    "file": "fieldset.theme label.option",
    "dash": "#theme label",
    "panel": ".theme label",
    "static": "#facet-theme label",
}
NAMES = {"ours": "Explore", "file": "explorer.html"}
ROUNDS = 2  # each round clicks each theme on and off
WARMING = 6
PERCENTILES = {"p50": p50, "p95": p95}
AIMS = {"p50": {"dash": 0.55, "static": 1.25}, "p95": {"dash": 0.6, "static": 1.25}}


def steps(dataset: Dataset) -> Iterator[tuple[int, dict[str, Any]]]:
    """Which theme to click next, and what the page must show then: on, off, the next one on."""
    everything = shown(select(dataset))
    for at, theme in enumerate(dataset.themes):
        yield at, shown(select(dataset, f"theme={theme.id}"))
        yield at, everything


def themes(page: Page, side: str) -> Locator:
    """The choices of the facet, all of them to be seen."""
    more = page.locator("fieldset.theme button.more")
    if more.count():
        more.click()
    return page.locator(THEMES[side])


def clicks(
    chromium: Browser, servers: dict[str, Server], dataset: Dataset, rounds: int = ROUNDS
) -> tuple[dict[str, list[float]], dict[str, float]]:
    """Milliseconds of each click on each side, and processor time of its server for all of them.

    The first clicks only warm up.
    """
    took: dict[str, list[float]] = {side: [] for side in servers}
    worked = dict.fromkeys(servers, 0.0)
    with ExitStack() as stack:
        pages = {side: stack.enter_context(visitor(chromium)).new_page() for side in servers}
        choices = {}
        for side, server in servers.items():
            loaded(pages[side], server.url, side)
            settle(pages[side], shown(select(dataset)), 1000)
            choices[side] = themes(pages[side], side)
        order = list(steps(dataset))
        for number, (at, want) in enumerate(order[:WARMING] + order * rounds):
            for side in list(pages) if number % 2 else list(pages)[::-1]:
                pages[side].bring_to_front()
                before = servers[side].worked
                one = click(pages[side], choices[side].nth(at), want)
                settle(pages[side], want, 400)  # until the server has followed as well
                if number >= WARMING:
                    took[side].append(one)
                    worked[side] += servers[side].worked - before
    return took, worked


def rows(chromium: Browser, servers: dict[str, Server], dataset: Dataset) -> Iterator[Row | Detail]:
    say("clicks on a theme")
    took, worked = clicks(chromium, servers, dataset)
    many = len(took["ours"])
    for side, name in NAMES.items():
        for percentile, of in PERCENTILES.items():
            others = {other: of(took[other]) for other in BESIDE}
            what = f"click on a theme, {name}, {many} clicks, {percentile}"
            yield compared(what, of(took[side]), others, AIMS[percentile])
    each = {side: spent / many for side, spent in worked.items()}
    beside = {side: each[side] for side in ("dash", "panel")}
    yield compared("processor time of the server for a click, Explore", each["ours"], beside)
    # The page works by itself: this is what its server does meanwhile, with nobody asking.
    yield compared("processor time of the server for a click, explorer.html", each["file"], {})
    for side, name in (NAMES | BESIDE).items():
        low, middle, high = quarters(took[side])
        cells = {"a quarter below": low, "p50": middle, "a quarter above": high}
        cells["p95"] = p95(took[side])
        yield Detail(f"{many} clicks on a theme", name, {of: ms(one) for of, one in cells.items()})
