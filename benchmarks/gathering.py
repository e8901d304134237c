"""Twenty people who click at once, fifty pages left open, a hundred people within ten seconds.

Who they are says `visitors.py`. Beside them, somebody with a real browser does what people do: what
it takes until she sees it is told as well.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from playwright.sync_api import Browser

from benchmarks import crowd
from benchmarks.briefing import WANTED
from benchmarks.browsing import click, loaded, settle, shows, visitor
from benchmarks.clicking import steps, themes
from benchmarks.crowd import ARRIVING, CLICKING, IDLE, WITHIN, Told
from benchmarks.measures import ms, p50, p95
from benchmarks.report import Row, say
from benchmarks.servers import OURS, Server, mishaps, running
from benchmarks.shown import shown
from insights.model import Dataset
from insights.view import select

CLICK_AIM = 2.0  # seconds, of 95 in 100 clicks
REST = 10.0  # seconds in which nobody does anything


def rows(chromium: Browser, real: Dataset) -> Iterator[Row]:
    with TemporaryDirectory() as folder:
        log = Path(folder, "log")
        with running(OURS, rooms=Path(folder, "rooms"), log=log) as server:
            files = first_files(chromium, server)
            yield from _clicking(chromium, server, real)
            yield from _idle(chromium, server)
            yield from _arriving(chromium, server, files)
        if wrong := mishaps(log):
            raise RuntimeError(f"the log of the server tells of {wrong[0]}")


def first_files(chromium: Browser, server: Server) -> list[str]:
    """What a browser that was never here before asks for besides the page, in its order."""
    asked: list[str] = []
    with visitor(chromium) as context:
        context.on("response", lambda answer: asked.append(answer.url if answer.ok else ""))
        page = context.new_page()
        loaded(page, server.url)
        page.wait_for_timeout(1000)
    paths = [urlsplit(url) for url in asked[1:] if url.startswith(server.url)]
    return [path.path + (f"?{path.query}" if path.query else "") for path in paths]


def _clicking(chromium: Browser, server: Server, real: Dataset) -> Iterator[Row]:
    say(f"{CLICKING} who click")
    seen = []
    with crowd.crowd(server.url, "click") as people, visitor(chromium) as context:
        page = context.new_page()
        loaded(page, server.url)
        settle(page, shown(select(real)), 1000)
        choices = themes(page, "ours")
        worked = server.worked
        people.go()
        for at, want in steps(real):
            if not people.is_busy:
                break
            seen.append(click(page, choices.nth(at), want))
            settle(page, want, 400)
        told = sound(people.told())
        worked = (server.worked - worked) / (len(told.clicked) + len(seen))
    what = f"{CLICKING} people click at once, {len(told.clicked)} clicks, the whole answer is there"
    longest = f"longest {ms(max(told.clicked) * 1000)}"
    met = p95(told.clicked) <= CLICK_AIM
    aim = f"p95 under {CLICK_AIM:.0f} s"
    yield Row(f"{what}, p50 / p95", _both(told.clicked), longest, "", aim, met)
    yield Row("processor time of the server for each of these clicks", ms(worked))
    seen = [one / 1000 for one in seen]
    yield Row(
        f"meanwhile a click on Explore to all painted, {len(seen)} clicks, p50 / p95", _both(seen)
    )


def _idle(chromium: Browser, server: Server) -> Iterator[Row]:
    say(f"{IDLE} who only look")
    before = server.resident
    alone = _visits(chromium, server)
    with crowd.crowd(server.url, "idle") as people:
        more = (server.resident - before) / IDLE
        worked, begun = server.worked, time.perf_counter()
        time.sleep(REST)
        load = (server.worked - worked) / (time.perf_counter() - begun) / 10
        beside = _visits(chromium, server)
        people.go()
        told = sound(people.told())
    yield Row(
        f"{IDLE} pages open and idle: memory of each, processor time",
        f"{more:.2f} MB, {load:.1f} %",
    )
    what = f"beside them, first visit to Overview until it can be read, {len(beside)} visits, p50"
    yield Row(what, ms(p50(beside)), f"alone {ms(p50(alone))}")
    yield Row(f"then all {IDLE} click at once, p50 / p95", _both(told.clicked))


def _arriving(chromium: Browser, server: Server, files: list[str]) -> Iterator[Row]:
    say(f"{ARRIVING} who arrive")
    most_threads = most_handles = 0
    seen = []
    with crowd.crowd(server.url, "arrive", files) as people:
        worked = server.worked
        people.go()
        while people.is_busy:
            seen += _visits(chromium, server, 1)
            most_threads = max(most_threads, server.threads)
            most_handles = max(most_handles, server.handles)
        told = sound(people.told())
        worked = (server.worked - worked) / (ARRIVING + len(seen))
    what = f"{ARRIVING} people arrive within {WITHIN:.0f} s, nothing cached"
    yield Row(f"{what}: first screen is there, p50 / p95", _both(told.readable))
    yield Row(f"{what}: page and {len(files)} files are there, p50 / p95", _both(told.whole))
    yield Row("processor time of the server for each who arrives", ms(worked))
    yield Row(
        f"{what}: most memory, threads, handles",
        f"{server.resident:.0f} MB, {most_threads}, {most_handles}",
    )
    yield Row(
        f"meanwhile first visit to Overview until it can be read, {len(seen)} visits, p50",
        ms(p50(seen)),
    )


def _visits(chromium: Browser, server: Server, many: int = 5) -> list[float]:
    """Milliseconds until headline, figures and columns stand, nothing cached."""
    took = []
    for _ in range(many):
        with visitor(chromium, shows(WANTED["front"])) as context:
            took.append(loaded(context.new_page(), server.url, "front")["shown"])
    return took


def sound(told: Told) -> Told:
    """The same, where nothing went wrong for anybody."""
    if told.errors:
        raise RuntimeError(f"{len(told.errors)} went wrong, the first: {told.errors[0]}")
    return told


def _both(seconds: list[float]) -> str:
    return f"{ms(p50(seconds) * 1000)} / {ms(p95(seconds) * 1000)}"
