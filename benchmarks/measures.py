"""Medians and 95th percentiles, and how a number is written."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median, quantiles


def p50(values: Sequence[float]) -> float:
    return median(values)


def p95(values: Sequence[float]) -> float:
    return quantiles(values, n=20, method="inclusive")[-1] if len(values) > 1 else values[0]


def quarters(values: Sequence[float]) -> tuple[float, float, float]:
    """Below the first lies a quarter of the values, and above the last; between them the median."""
    low, middle, high = quantiles(values, n=4, method="inclusive")
    return low, middle, high


def ms(value: float) -> str:
    """Milliseconds with two or three digits that mean something.

    >>> ms(0.1234), ms(45.6), ms(1234.5)
    ('0.12 ms', '46 ms', '1,234 ms')
    """
    return f"{value:.2f} ms" if value < 10 else f"{value:,.0f} ms"


def mb(value: float) -> str:
    """Megabytes.

    >>> mb(0.234), mb(183.4)
    ('0.2 MB', '183.4 MB')
    """
    return f"{value:.1f} MB"


def times(ours: float, theirs: float) -> str:
    return f"{ours / theirs:.2f} ×"


def rate(requests: int, seconds: Sequence[float]) -> float:
    """Answers a second, from the seconds of blocks of equal size; one slow block does not count.

    >>> rate(300, [0.1, 0.1, 0.9])
    1000.0
    """
    return requests / len(seconds) / median(seconds)
