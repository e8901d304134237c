"""How the explorer grows with the dataset: load, click and memory, in the file and in the app."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import Browser, Locator, Page

import insights
from benchmarks.browsing import click, loaded, settle, visitor
from benchmarks.clicking import steps, themes
from benchmarks.measures import mb, ms, p50, quarters, times
from benchmarks.report import Detail, Row, say
from benchmarks.servers import OURS, Server, running
from benchmarks.shown import shown
from benchmarks.worlds import Worlds
from insights.explorer.page import page as explorer_file
from insights.view import select

SMALL, LARGE = 80, 10_000
SIZES = (SMALL, 1_000, LARGE, 100_000)
NAMES = {"file": "explorer.html", "ours": "Explore"}
AIM = 1.5
WARMING = 4
CLICKS = {SMALL: 40, LARGE: 40}  # of the others fewer, for nothing was promised of them
FEW = 8
TITLE = "Growth with the number of findings"


@dataclass
class Opened:
    """One dataset in one of the two hosts, open in a browser of its own."""

    side: str
    size: int
    page: Page
    load: float
    steps: list[tuple[int, dict[str, Any]]]
    choices: Locator
    took: list[float] = field(default_factory=list)

    @property
    def clicks(self) -> int:
        return WARMING + CLICKS.get(self.size, FEW)

    def click(self, number: int) -> None:
        at, want = self.steps[number % len(self.steps)]
        self.page.bring_to_front()
        took = click(self.page, self.choices.nth(at), want)
        settle(self.page, want, 400)
        if number >= WARMING:
            self.took.append(took)

    @property
    def middle(self) -> float:
        """Milliseconds of a click.

        In a small dataset to choose a theme leaves a few findings to draw, to clear it brings fifty
        back: of each kind the click in the middle counts, and then their mean. The median of all
        would be the one or the other by chance.
        """
        return (p50(self.took[0::2]) + p50(self.took[1::2])) / 2

    @property
    def held(self) -> float:
        """Megabytes that the scripts of the page hold."""
        devtools = self.page.context.new_cdp_session(self.page)
        devtools.send("HeapProfiler.collectGarbage")
        held: float = devtools.send("Runtime.getHeapUsage")["usedSize"]
        return held / 1e6


def rows(chromium: Browser, worlds: Worlds) -> Iterator[Row | Detail]:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory()))
        servers: dict[int, Server] = {}
        weights: dict[int, str] = {}
        started: dict[int, str] = {}
        opened: list[Opened] = []
        for size in SIZES:
            say(f"the explorer over {size:,} findings")
            file = folder / str(size) / "explorer.html"
            file.parent.mkdir()
            dataset = insights.load(worlds.folder(size))  # in the order that a server gives it
            file.write_bytes(explorer_file(dataset))
            weights[size] = mb(file.stat().st_size / 1e6)
            server = stack.enter_context(running(OURS, worlds.folder(size)))
            started[size] = ms((time.perf_counter() - server.started) * 1000)
            servers[size] = server
            wanted = shown(select(dataset))
            walk = list(steps(dataset))
            for side, url in (("file", file.parent.as_uri()), ("ours", server.url)):
                page = stack.enter_context(visitor(chromium)).new_page()
                load = max(loaded(page, url, side).values())
                settle(page, wanted, 1500)
                opened.append(Opened(side, size, page, load, walk, themes(page, side)))
        say("clicks in all of them")
        for number in range(max(one.clicks for one in opened)):
            for one in opened if number % 2 else opened[::-1]:
                if number < one.clicks:
                    one.click(number)
        yield from _promised(opened)
        held = {size: mb(server.resident) for size, server in servers.items()}
        yield _line("explorer.html, size of the file", weights)
        yield from _details(opened)
        yield _line("server start to its first answer", started)
        yield _line("memory of the server with one visitor", held)


def _promised(opened: list[Opened]) -> Iterator[Row]:
    middle = {(one.side, one.size): one.middle for one in opened}
    for side, name in NAMES.items():
        small, large = middle[side, SMALL], middle[side, LARGE]
        yield Row(
            f"click at {LARGE:,} findings, {name}, {CLICKS[LARGE]} clicks",
            ms(large),
            f"{ms(small)} at {SMALL}",
            f"{times(large, small)} that at {SMALL}",
            f"at most {AIM} ×",
            large <= AIM * small,
        )


def _details(opened: list[Opened]) -> Iterator[Detail]:
    for side, name in NAMES.items():
        own = {one.size: one for one in opened if one.side == side}
        yield _line(f"{name}, load", {size: ms(one.load) for size, one in own.items()})
        yield _line(f"{name}, click", {size: ms(one.middle) for size, one in own.items()})
        spread = {size: quarters(one.took) for size, one in own.items()}
        half = {size: f"{low:.0f} to {high:.0f} ms" for size, (low, _, high) in spread.items()}
        yield _line(f"{name}, the middle half of its clicks", half)
        yield _line(f"{name}, memory of its scripts", {size: mb(own[size].held) for size in own})


def _line(what: str, cells: dict[int, str]) -> Detail:
    return Detail(TITLE, what, {f"{size:,}": cell for size, cell in cells.items()})
