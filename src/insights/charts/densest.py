"""The stretch of a recording that holds most findings, and the sentence that says so."""

from __future__ import annotations

from bisect import bisect_left
from typing import NamedTuple

from insights.charts.chart import every_finding, some_of
from insights.charts.strip import STEPS, clock

# A stretch is the longest round time that goes into the recording at least so often.
FEWEST_STRETCHES = 8
FEWEST_FINDINGS = 3


class Stretch(NamedTuple):
    """From and to, in seconds at whole minutes, and how many findings lie between."""

    begin: int
    end: int
    many: int


def width_of(length: int) -> int:
    """How long the stretches to be compared are, in seconds."""
    return max((step for step in STEPS if step * FEWEST_STRETCHES <= length), default=STEPS[0])


def densest(seconds: list[int], length: int) -> list[Stretch]:
    """The stretches with most findings: one, or several that share no finding.

    Each begins at a whole minute and is cut to the minutes that its findings take. Those that
    overlap are one, the shortest of them.

    >>> densest([10, 20, 30, 600], 3600)
    [Stretch(begin=0, end=60, many=3)]
    """
    width = width_of(length)
    minutes = {second // 60 * 60 for second in seconds}
    starts = {max(0, minute - back) for minute in minutes for back in range(0, width, 60)}
    runs = {(bisect_left(seconds, at), bisect_left(seconds, at + width)) for at in starts}
    most = max((end - begin for begin, end in runs), default=0)
    found: list[list[int]] = []
    for begin, end in sorted(run for run in runs if run[1] - run[0] == most):
        run = seconds[begin:end]
        if found and run[0] <= found[-1][-1]:
            found[-1] = min(found[-1], run, key=lambda run: run[-1] - run[0])
        else:
            found.append(run)
    return [Stretch(r[0] // 60 * 60, (r[-1] // 60 + 1) * 60, most) for r in found if r]


def title(seconds: list[int], length: int, such: str = "") -> str:
    """Where along a recording the findings lie; `such` says which, as in ` with a time`.

    `seconds` in rising order, at least one.
    """
    many = len(seconds)
    first, last = clock(seconds[0]), clock(seconds[-1])
    if many == 1:
        return f"The one finding{such} stands at {first}"
    if first == last:
        return f"{every_finding(many)}{such} stand at {first}"
    fullest, *others = densest(seconds, length)
    if fullest.many < FEWEST_FINDINGS:
        return f"{many} findings{such} lie between {first} and {last}"
    if others:
        minutes = width_of(length) // 60
        hold = "minute holds" if minutes == 1 else f"{minutes} minutes hold"
        return f"No {hold} more than {fullest.many} of {many} findings{such}"
    between = f"between {clock(fullest.begin)} and {clock(fullest.end)}"
    return f"{some_of(fullest.many, many)}{such} lie {between}"


def named(seconds: list[int], length: int) -> tuple[float, float] | None:
    """The stretch that the title names, from and to as parts of the line; None where it is none."""
    runs = densest(seconds, length)
    if len(runs) != 1 or runs[0].many < FEWEST_FINDINGS or seconds[0] == seconds[-1]:
        return None
    return runs[0].begin / length, min(1.0, runs[0].end / length)
