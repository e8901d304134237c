"""The one dataset that a server serves, shared by its pages and its plain routes."""

from __future__ import annotations

from functools import lru_cache

from insights.reading import default_directory
from insights.reading.live import LiveDataset


@lru_cache(maxsize=1)
def served() -> LiveDataset:
    """The dataset of INSIGHTS_DATA, else the bundled one, kept current with its folder."""
    return LiveDataset(default_directory())
