"""How commands print faults: not more than a person reads, and a line that counts."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from typing import TextIO

from insights.model import Dataset
from insights.reading import Fault
from insights.reading.faults import in_order

MOST_PRINTED = 100


def print_faults(
    faults: Sequence[Fault],
    file: TextIO,
    are_all_asked: bool = False,
    how: str = "insights check --all",
) -> None:
    """Print the first faults, errors before warnings, and with `how` more can be had."""
    printed = list(faults)
    if len(faults) > MOST_PRINTED and not are_all_asked:
        printed = in_order(sorted(faults, key=lambda one: one.level != "error")[:MOST_PRINTED])
    for fault in printed:
        print(fault, file=file)
    if more := len(faults) - len(printed):
        print(f"and {counted(more, 'more fault')}: {how} prints all", file=file)


def summary(directory: str, dataset: Dataset | None, faults: Sequence[Fault]) -> str:
    """The last line of a check: what the dataset holds, or how many mistakes there are."""
    name = os.path.basename(os.path.abspath(directory))
    levels = Counter(fault.level for fault in faults)
    told = [counted(levels[level], level) for level in ("error", "warning") if levels[level]]
    found = ", ".join(told) or "no fault"
    if dataset is None:
        files = len({fault.file for fault in faults if fault.level == "error"})
        return f"{name}: {found}, in {counted(files, 'file')}; mend the errors and check again"
    held = (
        counted(len(dataset.findings), "finding"),
        counted(len(dataset.themes), "theme"),
        counted(len(dataset.sources), "source"),
    )
    return f"{name}: {', '.join(held)}; {found}"


def counted(number: int, noun: str) -> str:
    """A number with its noun: `1 finding`, `1,200 findings`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
