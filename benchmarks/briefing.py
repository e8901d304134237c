"""The brief: how soon somebody reads it, how many can ask for it, and Overview's first screen."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack

from playwright.sync_api import Browser, Page

from benchmarks import phone
from benchmarks.asking import asked
from benchmarks.browsing import loaded, shows, visitor
from benchmarks.measures import ms, p50, rate, times
from benchmarks.report import Row, compared, say
from benchmarks.servers import Server
from insights.brief import Brief
from insights.model import Dataset

VISITS = 9
PAUSE = 300  # milliseconds between visits, so that all servers are at rest
REQUESTS = 2_000
CHARTS = ("dash", "panel")
BRIEF_AIM, FRONT_AIM, RATE_AIM = 0.15, 0.6, 0.8

COLUMNS = {f".column.{one} li .statement": 1 for one in ("keep", "leave", "start")}
HEADLINES = {"brief": "main h1", "front": "header.message .headline"}
# What has to be seen on each page, and how many of it at least.
WANTED = {
    "brief": {HEADLINES["brief"]: 1, **COLUMNS},
    "front": {HEADLINES["front"]: 1, ".figures .number": 1, **COLUMNS},
    "dash": {".js-plotly-plot .barlayer .point path": 1},
    "panel": {".js-plotly-plot .barlayer .point path": 1},
}


def rows(chromium: Browser, servers: dict[str, Server], real: Dataset) -> Iterator[Row]:
    servers = {**servers, "brief": servers["ours"], "front": servers["ours"]}
    message = Brief(real.select()).message
    say("first visits to the brief")
    took = first(chromium, servers, message)
    what = f"first visit, /brief beside the first chart, {VISITS} visits, p50"
    yield _beside_charts(what, took, "brief", BRIEF_AIM)
    say("the brief on a phone")
    yield phone.row(chromium, servers["brief"])
    say("cached visits to Overview")
    took = cached(chromium, servers, message)
    what = f"cached visit, Overview beside the first chart, {VISITS} visits, p50"
    yield _beside_charts(what, took, "front", FRONT_AIM)
    say("rate of the brief")
    yield from rates(servers["brief"])


def first(chromium: Browser, servers: dict[str, Server], message: str) -> dict[str, list[float]]:
    """Milliseconds of each visit of somebody who was never here before: nothing is cached."""
    took: dict[str, list[float]] = {side: [] for side in ("brief", *CHARTS)}
    for number in range(VISITS + 1):
        for side in took:
            with visitor(chromium, shows(WANTED[side])) as context:
                one = _visit(context.new_page(), servers[side].url, side, message)
            if number:
                took[side].append(one)
    return took


def cached(chromium: Browser, servers: dict[str, Server], message: str) -> dict[str, list[float]]:
    """Milliseconds of each further visit of the same browser."""
    took: dict[str, list[float]] = {side: [] for side in ("front", *CHARTS)}
    with ExitStack() as stack:
        contexts = {
            side: stack.enter_context(visitor(chromium, shows(WANTED[side]))) for side in took
        }
        for number in range(VISITS + 2):
            for side, context in contexts.items():
                page = context.new_page()
                one = _visit(page, servers[side].url, side, message)
                page.close()
                if number >= 2:
                    took[side].append(one)
    return took


def _visit(page: Page, url: str, side: str, message: str) -> float:
    one = loaded(page, url, side)["shown"]
    if side in HEADLINES:
        said = page.inner_text(HEADLINES[side])
        if not said.startswith(message):  # behind it may stand a link to what bears it
            raise RuntimeError(f"{page.url} says {said!r} and not {message!r}")
    page.wait_for_timeout(PAUSE)
    return one


def rates(server: Server) -> Iterator[Row]:
    """Answers a second with a few connections that are kept, beside those of `/healthz`."""
    told = asked(server.url, "/brief", "/healthz", REQUESTS)
    brief, health, held = (rate(told.requests, one) for one in (told.path, told.other, told.held))
    one, other = p50(told.path_alone) * 1000, p50(told.other_alone) * 1000
    many = f"{REQUESTS:,} requests"
    yield Row(
        f"answers of /brief, {told.sent / 1000:.1f} kB as gzip, {many}",
        f"{brief:,.0f} a second",
        ratio=f"{times(brief, health)} /healthz",
        aim=f"at least {RATE_AIM} × /healthz",
        met=brief >= RATE_AIM * health,
    )
    what, ratio = f"answers of /brief, 304 as it is held already, {many}", times(held, health)
    yield Row(what, f"{held:,.0f} a second", ratio=f"{ratio} /healthz")
    what = "one answer of /brief after another on one connection, p50"
    yield Row(what, ms(one), ratio=f"{times(one, other)} /healthz")


def _beside_charts(what: str, took: dict[str, list[float]], side: str, aim: float) -> Row:
    return compared(what, p50(took[side]), {one: p50(took[one]) for one in CHARTS}, {"dash": aim})
