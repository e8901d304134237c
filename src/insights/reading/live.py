"""A dataset that follows its folder: read again when a file changes, never broken by an edit."""

from __future__ import annotations

import logging
import os
import threading
import time
from pathlib import Path
from typing import NamedTuple

from insights.model import Dataset
from insights.reading import check
from insights.reading.faults import Fault
from insights.reading.folder import Signature, signature

RULES = {"internal": "Reading a dataset does not fail by itself."}

_log = logging.getLogger(__name__)

# Within one tick of the file system's clock a second edit leaves no trace, so that what was
# read this soon after an edit is read once more.
_TICK_NS = 100_000_000


class State(NamedTuple):
    """What the folder held when it was last looked at.

    `dataset` is the last sound one, None if there never was one; `is_stale` says that the folder
    holds a newer one with errors, which stand in `faults`.
    """

    dataset: Dataset | None
    faults: tuple[Fault, ...]
    is_stale: bool


class LiveDataset:
    """Keeps a dataset current with its folder; safe to ask from several threads."""

    def __init__(self, directory: str | os.PathLike[str]) -> None:
        self._directory = Path(directory)
        self._lock = threading.Lock()
        self._state: State | None = None
        self._seen: Signature | None = None

    def now(self) -> State:
        """The current state; costs a look at the files' times while nothing changes."""
        seen = signature(self._directory)
        state = self._state
        if state is not None and seen == self._seen:
            return state
        # While one thread reads, the others go on with what is there, if anything is.
        if not self._lock.acquire(blocking=state is None):
            return state if state is not None else self.now()
        try:
            seen = signature(self._directory)
            if self._state is None or seen != self._seen:
                self._state = self._read(self._state)
                self._seen = seen if _is_settled(seen) else None
            return self._state
        finally:
            self._lock.release()

    def _read(self, before: State | None) -> State:
        held = before.dataset if before else None
        try:
            dataset, faults = check(self._directory)
            if dataset is not None and held is not None:
                dataset = held if dataset.fingerprint == held.fingerprint else dataset
        except Exception:
            _log.exception("The dataset could not be read")
            what = "the dataset could not be read for a reason of the program's own"
            advice = "look into the log of the server, and report it"
            dataset, faults = None, [Fault(".", 1, 1, "error", "internal", what, advice)]
        if dataset is None:
            return State(held, tuple(faults), is_stale=held is not None)
        return State(dataset, tuple(faults), is_stale=False)


def _is_settled(seen: Signature) -> bool:
    """Whether all files are old enough for a new edit to show; a clock ahead of ours counts."""
    age = time.time_ns() - max((changed for _, _, changed, _, _ in seen), default=0)
    return not 0 <= age < _TICK_NS
