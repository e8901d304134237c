"""YAML files -> Dataset, or every mistake at once with its line and what to write instead."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from insights.model import Dataset
from insights.reading.faults import (
    MOST_FAULTS_IN_ALL,
    DatasetFaults,
    Fault,
    count_of_errors,
    in_order,
)
from insights.reading.gathering import read_draft
from insights.reading.rules import mistakes, oversights

__all__ = ["DatasetFaults", "Fault", "check", "default_directory", "read", "read_draft"]


def default_directory() -> Path:
    """The folder that INSIGHTS_DATA names, else the dataset that comes with this repository."""
    named = os.environ.get("INSIGHTS_DATA", "")
    return Path(named) if named else Path(__file__).resolve().parents[3] / "data"


def read(directory: str | os.PathLike[str] | None = None) -> Dataset:
    """The dataset in a folder, by default the bundled one.

    Raises
    ------
    DatasetFaults: if anything is wrong with it; holds all mistakes. Warnings alone raise nothing.
    """
    dataset, faults = check(directory)
    if dataset is None:
        raise DatasetFaults(faults)
    return dataset


def check(
    directory: str | os.PathLike[str] | None = None,
) -> tuple[Dataset | None, list[Fault]]:
    """The dataset in a folder (None where it has errors), and all errors and warnings."""
    with _collector_paused():
        return _check(default_directory() if directory is None else Path(directory))


def _check(directory: Path) -> tuple[Dataset | None, list[Fault]]:
    draft, faults = read_draft(directory)
    if count_of_errors(faults) < MOST_FAULTS_IN_ALL:
        faults += mistakes(draft)
    if count_of_errors(faults):
        return None, in_order(faults)
    faults += oversights(draft)
    return draft.dataset(), in_order(faults)


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Reading makes many small objects and no rubbish: looking for rubbish doubles the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
