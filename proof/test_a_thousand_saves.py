"""Somebody saves a file of the dataset a thousand times in a minute, half of them broken."""

from __future__ import annotations

import asyncio
import json
import os
import time
from collections.abc import Callable
from itertools import cycle
from pathlib import Path
from typing import Any

import insights
from benchmarks.servers import Server as Vitals
from benchmarks.visitors import Visitor
from insights.model import Dataset
from tests.browser.server import Server

FILE = "findings/coalitions.yaml"
SAVES, SECONDS = 1_000, 60.0
# So many in a row, then a rest in which the files can be read: after a sound one or a broken one.
ROW, REST = 100, 2.0
BETWEEN = (SECONDS - SAVES / ROW * REST) / SAVES
VISITORS = 5
SECONDS_TO_FOLLOW = 20  # how long it took is printed
MOST_MEMORY = 1.1  # times what it was in the first third


class Saved:
    """A file of findings as it is saved: a sound state with its number in it, or a broken one."""

    def __init__(self, folder: Path, dataset: Dataset) -> None:
        self.file = folder / FILE
        self._text = self.file.read_text("utf-8")
        self.finding = next(one for one in dataset.findings if one.source == "coalitions")
        assert self._text.count(self.finding.statement) == 1
        self.sound = 0

    def save(self, number: int) -> None:
        """Write the next state as editors do: all at once, or over what is there."""
        if number % 2 == 0 and number % (2 * ROW) != ROW:
            self.sound = number
            text = self._text.replace(self.finding.statement, self.statement(number))
        elif number % 4 == 1:
            text = self._text + "  - {id: unfinished, statement: [One\n"
        else:
            text = self._text[: len(self._text) // 2]  # as a disk that was full leaves it
        if number % 3:
            beside = self.file.with_suffix(".new")
            beside.write_text(text, "utf-8")
            os.replace(beside, self.file)
        else:
            self.file.write_text(text, "utf-8")

    @staticmethod
    def statement(number: int) -> str:
        return f"This is state number {number} of the finding."


class Seen:
    """What visitors and a machine that watches saw meanwhile."""

    def __init__(self) -> None:
        self.clicks = 0
        self.states: list[str] = []
        self.health: list[dict[str, Any]] = []
        self.resident: list[float] = []


def test_visitors_always_have_a_sound_state_and_at_the_end_the_newest(
    start: Callable[..., Server], own_data: Path
) -> None:
    server, dataset = start(own_data), insights.load(own_data)
    saved, seen = Saved(own_data, dataset), Seen()
    asyncio.run(a_minute_of_saves(server, dataset, saved, seen))

    assert seen.clicks > SECONDS
    assert {one["findings"] for one in seen.health} == {len(dataset.findings)}
    assert all(one["ready"] for one in seen.health)
    assert {one["stale"] for one in seen.health} == {True, False}
    # Never half a state, never an older one after a newer one.
    first = saved.finding.statement
    sound = {first: 0, **{Saved.statement(at): at for at in range(2, SAVES + 1, 2)}}
    numbers = [sound[state] for state in seen.states]
    assert numbers == sorted(numbers)
    assert set(range(2 * ROW, SAVES, 2 * ROW)) <= set(numbers)

    begun = time.monotonic()
    while (health := server.health()[1])["stale"] or (
        health["fingerprint"] != insights.load(own_data).fingerprint
    ):
        assert time.monotonic() < begun + SECONDS_TO_FOLLOW, health
    took = time.monotonic() - begun
    answer = json.loads(server.answer(f"/api/findings/{saved.finding.id}")[2])
    assert answer["finding"]["statement"] == Saved.statement(SAVES)
    third = len(seen.resident) // 3
    early, late = min(seen.resident[:third]), min(seen.resident[-third:])
    print(
        f"{seen.clicks} clicks, {len(seen.health)} looks at /healthz, "
        f"{len(set(numbers))} states seen, the newest {took:.1f} s after the last save; "
        f"memory {early:.0f} MB, at the end {late:.0f} MB"
    )
    assert late <= early * MOST_MEMORY
    assert not server.mishaps()


async def a_minute_of_saves(server: Server, dataset: Dataset, saved: Saved, seen: Seen) -> None:
    is_over = asyncio.Event()
    async with asyncio.TaskGroup() as tasks:
        for page in ("", "board", "explore", "board", "sources")[:VISITORS]:
            tasks.create_task(clicks(Visitor(server.url, dataset), page, seen, is_over))
        tasks.create_task(watches(Visitor(server.url, dataset), server, saved, seen, is_over))
        begun = time.monotonic()
        for number in range(1, SAVES + 1):
            await asyncio.to_thread(saved.save, number)
            due = begun + number * BETWEEN + number // ROW * REST
            await asyncio.sleep(max(0.0, due - time.monotonic()))
        took = time.monotonic() - begun
        is_over.set()
    print(f"{SAVES} saves in {took:.1f} s")


async def clicks(visitor: Visitor, page: str, seen: Seen, is_over: asyncio.Event) -> None:
    """Click until it is over; the visitor looks whether each answer is right."""
    await visitor.come(page)
    for theme in cycle(visitor.dataset.themes):
        await visitor.choose("theme", theme.label)
        seen.clicks += 1
        if is_over.is_set():
            break
        await asyncio.sleep(0.2)
    await visitor.leave()


async def watches(
    visitor: Visitor, server: Server, saved: Saved, seen: Seen, is_over: asyncio.Event
) -> None:
    vitals = Vitals(server.url, server.process.pid, 0)
    while not is_over.is_set():
        seen.health.append(json.loads(await visitor.get("/healthz")))
        finding = json.loads(await visitor.get(f"/api/findings/{saved.finding.id}"))
        seen.states.append(finding["finding"]["statement"])
        await visitor.get("/brief")
        seen.resident.append(vitals.resident)
        await asyncio.sleep(0.1)
