"""Files of a whole dataset, each format in processes of its own: time, memory, size, bytes."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.export_once import Made, made
from benchmarks.measures import ms, p50
from benchmarks.report import Row, say
from benchmarks.worlds import enlarged, written
from insights.exports import FORMATS
from insights.model import Dataset

LARGE = 10_000
SEEDS = (1, 2, 3)  # one process for each: the order of a set must not reach a file
AIMS = {"csv": 1, "xlsx": 3, "pptx": 10, "pdf": 10}  # seconds, for the bundled dataset


def rows(real: Dataset) -> Iterator[Row]:
    yield from _of(len(real.findings), None, AIMS)
    with tempfile.TemporaryDirectory() as name:
        folder = written(enlarged(real, LARGE), Path(name) / str(LARGE))
        yield from _of(LARGE, folder, {})


def _of(count: int, folder: Path | None, aims: dict[str, int]) -> Iterator[Row]:
    differing = []
    for ending in FORMATS:
        say(f"{ending} of {count:,} findings")
        runs = [made(ending, folder, seed) for seed in SEEDS]
        yield _row(count, ending, runs, aims.get(ending))
        if len({run.digest for run in runs}) > 1:
            differing.append(ending)
    yield Row(
        f"exports with the same bytes from {len(SEEDS)} processes, {count:,} findings",
        f"{len(FORMATS) - len(differing)} of {len(FORMATS)}",
        f"differing: {', '.join(differing)}" if differing else "",
        aim="all",
        met=not differing,
    )


def _row(count: int, ending: str, runs: list[Made], aim: int | None) -> Row:
    whole, writing = p50([run.whole for run in runs]), p50([run.writing for run in runs])
    peak = max(run.peak for run in runs)
    return Row(
        f"export {ending}, {count:,} findings, {runs[0].size / 1000:,.0f} kB, "
        f"peak memory {peak:.0f} MB",
        ms(whole * 1000),
        f"without imports and reading {ms(writing * 1000)}",
        aim="" if aim is None else f"at most {aim} s",
        met=None if aim is None else whole <= aim,
    )
