"""Many visitors at once, in a process of their own: who click, who only look, who arrive.

It starts as `python -m benchmarks.crowd PORT PART`, reads from its first line which files a first
visit loads, as JSON, says "ready" once everybody is in place, goes on when it gets another line,
and writes what a `Told` holds, as JSON.
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import time
from collections.abc import Awaitable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from itertools import cycle, islice

from benchmarks.servers import ROOT
from benchmarks.visitors import Visitor
from insights.model import Dataset
from insights.reading import read

CLICKING, IDLE, ARRIVING = 20, 50, 100
ROUNDS = 15  # in each, all of them click in the same moment
PAUSE = 1.0  # seconds between the rounds
WITHIN = 10.0  # seconds in which all arrive
PAGES = ("", "explore", "board", "explore")
SOME_AT_ONCE = 5
LONGEST_ERROR = 200


@dataclass
class Told:
    """Seconds that were measured, and what went wrong.

    `clicked`: from a choice to the whole answer; `readable`: from the arrival to the first screen;
    `whole`: to all files and all of the page.
    """

    clicked: list[float] = field(default_factory=list)
    readable: list[float] = field(default_factory=list)
    whole: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


class Crowd:
    """The process, while its visitors are in place; `told` ends it."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def go(self) -> None:
        """Let them do what they came for."""
        self._say("")

    @property
    def is_busy(self) -> bool:
        return self._process.poll() is None

    def told(self) -> Told:
        """What they tell, once they have gone."""
        assert self._process.stdout
        said = self._process.stdout.read()
        if self._process.wait():
            raise RuntimeError("the crowd did not come to an end")
        return Told(**json.loads(said))

    def _say(self, line: str) -> None:
        assert self._process.stdin
        self._process.stdin.write(f"{line}\n")
        self._process.stdin.flush()

    def gather(self, files: Sequence[str]) -> None:
        """Wait until everybody is in place."""
        assert self._process.stdout
        self._say(json.dumps(list(files)))
        if self._process.stdout.readline() != "ready\n":
            raise RuntimeError("the crowd did not get in place")


@contextmanager
def crowd(url: str, part: str, files: Sequence[str] = ()) -> Iterator[Crowd]:
    """Visitors of a part (`click`, `idle`, `arrive`) who are in place and wait for `go`."""
    command = [sys.executable, "-m", "benchmarks.crowd", url, part]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True) as process:
        try:
            (gathered := Crowd(process)).gather(files)
            yield gathered
        finally:
            process.kill()


async def _clicking(url: str, dataset: Dataset, files: Sequence[str], told: Told) -> None:
    visitors = await _inside(url, dataset, CLICKING, told)
    await _ready()
    for number in range(ROUNDS):
        label = dataset.themes[number % len(dataset.themes)].label
        clicks = [visitor.choose("theme", label) for visitor in visitors]
        told.clicked += await _all(clicks, told)
        await asyncio.sleep(PAUSE)


async def _idle(url: str, dataset: Dataset, files: Sequence[str], told: Told) -> None:
    visitors = await _inside(url, dataset, IDLE, told)
    await _ready()
    # Nobody was lost meanwhile, and everybody can go on.
    await _all([visitor.is_there() for visitor in visitors], told)
    label = dataset.themes[0].label
    told.clicked += await _all([visitor.choose("theme", label) for visitor in visitors], told)


async def _arriving(url: str, dataset: Dataset, files: Sequence[str], told: Told) -> None:
    await _ready()

    async def one(number: int, page: str) -> None:
        await asyncio.sleep(number * WITHIN / ARRIVING)
        came = time.perf_counter()
        told.readable.append(await Visitor(url, dataset).come(page, files))
        told.whole.append(time.perf_counter() - came)

    pages = islice(cycle(PAGES), ARRIVING)
    await _all([one(number, page) for number, page in enumerate(pages)], told)


async def _inside(url: str, dataset: Dataset, many: int, told: Told) -> list[Visitor]:
    """So many visitors with an open page, a few coming at a time."""
    visitors = [Visitor(url, dataset) for _ in range(many)]
    pages = list(islice(cycle(PAGES), many))
    for at in range(0, many, SOME_AT_ONCE):
        some = zip(visitors[at : at + SOME_AT_ONCE], pages[at:], strict=False)
        await _all([visitor.come(page) for visitor, page in some], told)
    return visitors


async def _all(work: Sequence[Awaitable[float | bool | None]], told: Told) -> list[float]:
    """What each of them gives; what goes wrong is told, and keeps nobody else from it."""
    given: list[float] = []
    for one in await asyncio.gather(*work, return_exceptions=True):
        if isinstance(one, BaseException):
            told.errors.append(f"{type(one).__name__}: {one}"[:LONGEST_ERROR])
        elif isinstance(one, float):
            given.append(one)
    return given


async def _ready() -> None:
    print("ready", flush=True)
    await asyncio.to_thread(sys.stdin.readline)


PARTS = {"click": _clicking, "idle": _idle, "arrive": _arriving}


def main(url: str, part: str) -> Told:
    told, files = Told(), json.loads(sys.stdin.readline())
    asyncio.run(PARTS[part](url, read(), files, told))
    return told


if __name__ == "__main__":
    print(json.dumps(asdict(main(sys.argv[1], sys.argv[2]))))
