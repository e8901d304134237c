"""Visitors who come, look, click and leave, for as long as is asked: what stays of them?

python -m benchmarks.lasting [VISITS] [SECONDS]

Each of VISITS (otherwise 360) begins SECONDS (otherwise 10) after the one before: so an hour by the
clock; `600 0.5` is more than an hour has, in five minutes. Each stays for twenty times SECONDS, so
that some twenty are there at a time. With each one, memory, threads and handles of the server are
written down. Streamlit keeps what up to 128 visitors left behind for two minutes, and Python takes
it away when it next tidies up, so that the figures go up and down; the first quarter counts as
filling up. What stays is the lowest they fall to: from the second quarter to the last one, that may
not grow by more than is said below.
"""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Callable
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from benchmarks.servers import OURS, Server, mishaps, running
from benchmarks.visitors import Visitor
from insights.model import Dataset
from insights.reading import read

PAGES = ("", "board", "explore", "sources", "lenses", "present")
BESIDE = ("/brief", "/api/findings", "/api/counts?theme=trust", "/explorer.html", "/healthz")
MOST_INSIDE = 30  # at a time
MOST_MEMORY = 1.1  # times what it was
MOST_MORE = 10  # threads, handles
TOLD = 100  # moments of all that are printed


class Sample(NamedTuple):
    """What the server holds at one moment: seconds since the start, megabytes, and how many."""

    seconds: float
    visits: int
    resident: float
    threads: int
    handles: int


class Lasted(NamedTuple):
    """What became of it; `wrong` says what went wrong or grew, in words."""

    samples: list[Sample]
    wrong: list[str]


def lasted(
    server: Server,
    dataset: Dataset,
    visits: int,
    seconds: float,
    tell: Callable[[Sample], None] = lambda sample: None,
) -> Lasted:
    """Let so many visitors come, one after so many seconds, each staying for twenty of these."""
    return asyncio.run(_lasted(server, dataset, visits, seconds, tell))


async def _lasted(
    server: Server,
    dataset: Dataset,
    visits: int,
    seconds: float,
    tell: Callable[[Sample], None],
) -> Lasted:
    begun, samples, wrong = time.monotonic(), [], []
    pages, beside = cycle(PAGES), cycle(BESIDE)
    inside: set[asyncio.Task[None]] = set()
    for number in range(visits):
        await asyncio.sleep(max(0.0, begun + number * seconds - time.monotonic()))
        if len(inside) == MOST_INSIDE:  # a busy machine: they come later, and do not pile up
            await asyncio.wait(inside, return_when=asyncio.FIRST_COMPLETED)
        visit = _visit(Visitor(server.url, dataset), next(pages), next(beside), number, seconds)
        inside.add(task := asyncio.create_task(visit))
        task.add_done_callback(inside.discard)
        task.add_done_callback(lambda task: wrong.extend(_why(task)))
        samples.append(_sample(server, begun, number))
        if number * TOLD // visits != (number - 1) * TOLD // visits:
            tell(samples[-1])
    await asyncio.gather(*inside, return_exceptions=True)
    samples.append(_sample(server, begun, visits))
    tell(samples[-1])
    return Lasted(samples, [*wrong, *grown(samples)])


def _why(task: asyncio.Task[None]) -> list[str]:
    error = task.exception()
    return [] if error is None else [f"{type(error).__name__}: {error}"]


async def _visit(visitor: Visitor, page: str, beside: str, number: int, seconds: float) -> None:
    themes = visitor.dataset.themes
    try:
        await visitor.come(page)
        for at in range(4):
            await asyncio.sleep(seconds * 4)
            await visitor.choose("theme", themes[(number + at) % len(themes)].label)
        await visitor.get(beside)
        await asyncio.sleep(seconds * 4)
    finally:
        await visitor.leave()


def _sample(server: Server, begun: float, visits: int) -> Sample:
    now = time.monotonic() - begun
    return Sample(now, visits, server.resident, server.threads, server.handles)


def grown(samples: list[Sample]) -> list[str]:
    """What never falls as low in the last quarter as in the second, by more than it may be."""
    quarter = len(samples) // 4
    early, late = samples[quarter : 2 * quarter], samples[-quarter:]
    wrong = []
    for name in ("resident", "threads", "handles"):
        before, after = (min(getattr(one, name) for one in some) for some in (early, late))
        if after > (before * MOST_MEMORY if name == "resident" else before + MOST_MORE):
            wrong.append(f"{name} grew from {before:.0f} to {after:.0f}")
    return wrong


def main(visits: int = 360, seconds: float = 10.0) -> int:
    def tell(sample: Sample) -> None:
        print(
            f"{sample.seconds:6.0f} s {sample.visits:5d} visits {sample.resident:6.1f} MB"
            f" {sample.threads:3d} threads {sample.handles:3d} handles",
            flush=True,
        )

    with TemporaryDirectory() as folder:
        log = Path(folder, "log")
        with running(OURS, rooms=Path(folder, "rooms"), log=log) as server:
            said = lasted(server, read(), visits, seconds, tell)
            wrong = said.wrong + mishaps(log)
    print("\n".join(wrong) or "nothing went wrong, nothing grew")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main(*(kind(one) for kind, one in zip((int, float), sys.argv[1:], strict=False))))
