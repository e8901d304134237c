"""How the explorer grows with the dataset: load and click, in the file and in the app."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from playwright.sync_api import Browser

import insights
from benchmarks.browsing import click, loaded, settle, visitor
from benchmarks.clicking import steps, themes
from benchmarks.measures import ms, p50, times
from benchmarks.report import Row, say
from benchmarks.servers import OURS, Server, running
from benchmarks.shown import shown
from benchmarks.worlds import enlarged, written
from insights.explorer.page import page as explorer_file
from insights.model import Dataset
from insights.view import select

SMALL, LARGE = 80, 10_000
SIZES = (SMALL, 1_000, LARGE, 50_000)
THEMES_CLICKED = 6
AIM = 1.5


def rows(chromium: Browser, real: Dataset) -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        small: dict[str, float] = {}
        for size in SIZES:
            say(f"the explorer over {size:,} findings")
            data = written(enlarged(real, size), folder / str(size))
            dataset = insights.load(data)  # in the order that a server gives it
            file = folder / f"explorer-{size}.html"
            file.write_bytes(explorer_file(dataset))
            weight = file.stat().st_size / 1e6
            measured = {"file": _measured(chromium, file.as_uri(), "", dataset)}
            if size in (SMALL, LARGE):
                server: Server = stack.enter_context(running(OURS, data))
                measured["ours"] = _measured(chromium, server.url, "ours", dataset)
            for side, (load, one) in measured.items():
                name = "Explore" if side == "ours" else f"explorer.html ({weight:.1f} MB)"
                what = f"{name}, {size:,} findings: load {ms(load)}, click"
                small.setdefault(side, one)
                if size == SMALL:
                    yield Row(what, ms(one))
                    continue
                promised = (f"at most {AIM} ×", one <= AIM * small[side])
                yield Row(
                    what,
                    ms(one),
                    f"{ms(small[side])} at {SMALL}",
                    times(one, small[side]),
                    *(promised if size == LARGE else ()),
                )


def _measured(chromium: Browser, url: str, side: str, dataset: Dataset) -> tuple[float, float]:
    """Milliseconds to the first charts and list, and of a click.

    In a small dataset to choose a theme leaves a few findings to draw, to clear it brings fifty
    back: of each kind the click in the middle counts, and then their mean. The median of all would
    be the one or the other by chance.
    """
    with visitor(chromium) as context:
        page = context.new_page()
        if side:
            load = max(loaded(page, url, side).values())
        else:
            page.goto(url, wait_until="commit")
            load = max(page.evaluate("bench.first").values())
        settle(page, shown(select(dataset)), 1500)
        choices = themes(page, "file")
        took = []
        for number, (at, want) in enumerate(steps(dataset)):
            if number == 2 * THEMES_CLICKED:
                break
            one = click(page, choices.nth(at), want)
            settle(page, want, 400)
            if number >= 2:
                took.append(one)
        return load, (p50(took[0::2]) + p50(took[1::2])) / 2
