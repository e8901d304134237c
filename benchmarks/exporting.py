"""Files of a whole dataset, each format in processes of its own: time, memory, size, bytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from benchmarks.export_once import Made, made
from benchmarks.measures import ms, p50
from benchmarks.report import Detail, Row, say
from benchmarks.worlds import Worlds
from insights.exports import FORMATS

LARGE, HUGE = 10_000, 100_000
SEEDS = (1, 2, 3)  # one process for each: the order of a set must not reach a file
AIMS = {"csv": 1, "xlsx": 3, "pptx": 10, "pdf": 10}  # seconds, for the bundled dataset
TITLE = "Exports: from the start of a process to the file, writing alone, size, most memory"


def rows(worlds: Worlds) -> Iterator[Row | Detail]:
    real = len(worlds.real.findings)
    found = {
        real: _made(real, None, SEEDS, FORMATS),
        1_000: _made(1_000, worlds.folder(1_000), SEEDS[:1], FORMATS),
        LARGE: _made(LARGE, worlds.folder(LARGE), SEEDS, FORMATS),
        HUGE: _made(HUGE, worlds.folder(HUGE), SEEDS[:1], AIMS),  # each a quarter of a minute
    }
    for ending, seconds in AIMS.items():
        took = p50([run.whole for run in found[real][ending]])
        what = f"export of all {real} findings as {ending}, p50 of {len(SEEDS)}"
        yield Row(what, ms(took * 1000), aim=f"at most {seconds} s", met=took <= seconds)
    for size in (real, LARGE):
        same = [len({run.digest for run in runs}) == 1 for runs in found[size].values()]
        what = f"exports with the same bytes from {len(SEEDS)} processes, {size:,} findings"
        yield Row(what, f"{sum(same)} of {len(same)}", aim="all", met=all(same))
    for ending in FORMATS:
        runs = {size: of[ending] for size, of in found.items() if ending in of}
        yield Detail(TITLE, ending, {f"{size:,}": _cell(own) for size, own in runs.items()})


def _made(
    size: int, folder: Path | None, seeds: tuple[int, ...], endings: Iterable[str]
) -> dict[str, list[Made]]:
    runs = {}
    for ending in endings:
        say(f"{ending} of {size:,} findings")
        runs[ending] = [made(ending, folder, seed) for seed in seeds]
    return runs


def _cell(runs: list[Made]) -> str:
    whole, writing = p50([run.whole for run in runs]), p50([run.writing for run in runs])
    peak = max(run.peak for run in runs)
    size = f"{runs[0].size / 1000:,.0f} kB"
    return f"{ms(whole * 1000)}, {ms(writing * 1000)}, {size}, {peak:,.0f} MB"
