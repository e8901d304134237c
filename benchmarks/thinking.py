"""The work that needs no browser: a selection, and reading the files."""

from __future__ import annotations

import gc
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import yaml

from benchmarks.measures import ms, p50, p95, times
from benchmarks.report import Row, say
from benchmarks.worlds import enlarged, written
from insights.charts import findings_by_source, findings_by_theme, themes_by_category
from insights.model import Dataset
from insights.reading import default_directory, read
from insights.selection import FACETS
from insights.view import select

SIZES = (80, 1_000, 10_000)
QUERIES = ("", "theme={}", "theme={}&category=keep", "theme={}&q=trust", "source={}&basis=stated")
ROUNDS = 12
READS = {131: 15, 1_000: 7, 10_000: 3}


def took(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def select_all(dataset: Dataset, query: str) -> None:
    """Everything that the page Explore asks of the library for one click."""
    view = select(dataset, query)
    for key in FACETS:
        view.counts(key)
    for chart in (findings_by_theme, themes_by_category, findings_by_source):
        chart(view)
    _ = view.findings, view.sentence


def selections(real: Dataset) -> list[Row]:
    say("selections")
    worlds = {size: enlarged(real, size) for size in SIZES}
    first = {size: took(lambda d=world: select_all(d, "")) for size, world in worlds.items()}
    took_by: dict[int, list[float]] = {size: [] for size in SIZES}
    for number in range(ROUNDS):
        theme = real.themes[number % len(real.themes)].id
        source = real.sources[number % len(real.sources)].id
        for query in QUERIES:
            asked = query.format(source if query.startswith("source") else theme)
            for size, world in worlds.items():
                took_by[size].append(took(lambda d=world, q=asked: select_all(d, q)))
    found = []
    for before, size in zip((None, *SIZES), SIZES, strict=False):
        mid, slow = p50(took_by[size]), p95(took_by[size])
        other = ratio = ""
        if before:
            other = f"{ms(p50(took_by[before]))} at {before:,}"
            ratio = times(mid, p50(took_by[before]))
        text = f"{ms(mid)} (p95 {ms(slow)}; first of all {ms(first[size])})"
        found.append(
            Row(f"selection with counts and charts, {size:,} findings", text, other, ratio)
        )
    return found


def bare(texts: list[str]) -> None:
    for text in texts:
        yaml.load(text, Loader=yaml.CSafeLoader)


def bare_without_collector(texts: list[str]) -> None:
    gc.disable()
    try:
        bare(texts)
    finally:
        gc.enable()


def readings(real: Dataset) -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as folder:
        for size, repeats in READS.items():
            say(f"reading {size:,} findings")
            directory = default_directory()
            if size != 131:
                directory = written(enlarged(real, size), Path(folder) / str(size))
            yield _reading(directory, repeats)


def _reading(directory: Path, repeats: int) -> Row:
    texts = [path.read_text(encoding="utf-8") for path in sorted(directory.rglob("*.yaml"))]
    count = len(read(directory).findings)
    ours, plain, paused = [], [], []
    for _ in range(repeats):
        ours.append(took(lambda: read(directory)))
        plain.append(took(lambda: bare(texts)))
        paused.append(took(lambda: bare_without_collector(texts)))
    other = f"CSafeLoader {ms(p50(plain))}, collector paused {ms(p50(paused))}"
    ratio = f"{times(p50(ours), p50(plain))}, {times(p50(ours), p50(paused))}"
    return Row(f"reading and checking {count:,} findings", ms(p50(ours)), other, ratio)
