"""The work that needs no browser: a selection, and reading the files."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import yaml

from benchmarks.measures import ms, p50, p95
from benchmarks.report import Detail, say
from benchmarks.worlds import Worlds
from insights.charts import findings_by_source, findings_by_theme, themes_by_category
from insights.model import Dataset
from insights.reading import default_directory, read
from insights.selection import FACETS
from insights.view import select

SIZES = (80, 1_000, 10_000, 100_000)
QUERIES = ("", "theme={}", "theme={}&category=keep", "theme={}&q=trust", "source={}&basis=stated")
ROUNDS = 6
READS = {1_000: 5, 10_000: 3, 100_000: 1}
READS_OF_OURS = 15
SELECTING, READING = "A selection with all counts and charts", "Reading and checking the files"


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


def selections(worlds: Worlds) -> Iterator[Detail]:
    say("selections")
    real, datasets = worlds.real, {size: worlds.dataset(size) for size in SIZES}
    first = {size: took(lambda d=world: select_all(d, "")) for size, world in datasets.items()}
    took_by: dict[int, list[float]] = {size: [] for size in SIZES}
    for number in range(ROUNDS):
        theme = real.themes[number % len(real.themes)].id
        source = real.sources[number % len(real.sources)].id
        for query in QUERIES:
            asked = query.format(source if query.startswith("source") else theme)
            for size, world in datasets.items():
                took_by[size].append(took(lambda d=world, q=asked: select_all(d, q)))
    for what, of in (("p50", p50), ("p95", p95)):
        yield Detail(SELECTING, what, {f"{size:,}": ms(of(took_by[size])) for size in SIZES})
    yield Detail(SELECTING, "first of all", {f"{size:,}": ms(first[size]) for size in SIZES})


def bare(texts: list[str]) -> None:
    for text in texts:
        yaml.load(text, Loader=yaml.CSafeLoader)


def bare_without_collector(texts: list[str]) -> None:
    gc.disable()
    try:
        bare(texts)
    finally:
        gc.enable()


def readings(worlds: Worlds) -> Iterator[Detail]:
    told = {f"{len(worlds.real.findings):,}": _reading(default_directory(), READS_OF_OURS)}
    for size, repeats in READS.items():
        say(f"reading {size:,} findings")
        told[f"{size:,}"] = _reading(worlds.folder(size), repeats)
    for what in ("ours", "bare CSafeLoader, checks nothing", "the same, its collector paused"):
        yield Detail(READING, what, {size: next(cells) for size, cells in told.items()})


def _reading(directory: Path, repeats: int) -> Iterator[str]:
    """Milliseconds, as written: read by us, by the bare loader, and without its collector."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(directory.rglob("*.yaml"))]
    works = (lambda: read(directory), lambda: bare(texts), lambda: bare_without_collector(texts))
    taken: list[list[float]] = [[] for _ in works]
    for _ in range(repeats):
        for work, own in zip(works, taken, strict=True):
            own.append(took(work))
    return iter([ms(p50(own)) for own in taken])
