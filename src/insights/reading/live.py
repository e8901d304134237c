"""A dataset that follows its folder: read again when a file changes, never broken by an edit."""

from __future__ import annotations

import datetime
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
# Files that were changed while they were read are read again, so often before the next look.
_MOST_READINGS = 3


class State(NamedTuple):
    """What the folder held when it was last looked at.

    `dataset` is the last sound one, None if there never was one, and `since` the time it was read,
    with its zone; `is_stale` says that the folder holds a newer one with errors, which stand in
    `faults`.
    """

    dataset: Dataset | None
    faults: tuple[Fault, ...]
    is_stale: bool
    since: datetime.datetime | None = None


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
            if self._state is None or signature(self._directory) != self._seen:
                before = self._state
                self._state, self._seen = self._read(before)
                _tell(before, self._state)
            return self._state
        finally:
            self._lock.release()

    def _read(self, before: State | None) -> tuple[State, Signature | None]:
        """The new state, and what the files look like; None where they are still being written."""
        for _ in range(_MOST_READINGS):
            seen = signature(self._directory)
            state = self._read_once(before)
            if signature(self._directory) == seen:
                if before and _is_half_written(before.dataset, state.dataset, seen):
                    return before, None
                return state, seen if _is_settled(seen) else None
        # What was read may be half old and half new: better what was sound before.
        return (state if before is None else before), None

    def _read_once(self, before: State | None) -> State:
        held, since = (before.dataset, before.since) if before else (None, None)
        try:
            dataset, faults = check(self._directory)
        except Exception:
            _log.exception("The dataset could not be read")
            what = "the dataset could not be read for a reason of the program's own"
            advice = "look into the log of the server, and report it"
            dataset, faults = None, [Fault(".", 1, 1, "error", "internal", what, advice)]
        if dataset is None:
            return State(held, tuple(faults), held is not None, since)
        if held is not None and _are_same(held, dataset):
            return State(held, tuple(faults), False, since)
        return State(dataset, tuple(faults), False, datetime.datetime.now(datetime.UTC))


def _are_same(one: Dataset, other: Dataset) -> bool:
    # What was released before is no part of the fingerprint.
    return one.fingerprint == other.fingerprint and one.ledger == other.ledger


def _is_half_written(held: Dataset | None, found: Dataset | None, seen: Signature) -> bool:
    """Whether findings are gone and a save may still be under way: the next look will tell."""
    if held is None or found is None or _is_settled(seen):
        return False
    return len(found.findings) < len(held.findings)


def _is_settled(seen: Signature) -> bool:
    """Whether all files are old enough for a new edit to show; a clock ahead of ours counts."""
    age = time.time_ns() - max((changed for _, _, changed, _, _ in seen), default=0)
    return not 0 <= age < _TICK_NS


def _tell(before: State | None, state: State) -> None:
    """One line in the log for each change, none while nothing changes."""
    if before == state:
        return
    held = before.dataset if before else None
    if state.dataset is not None and not any(one.level == "error" for one in state.faults):
        _log.info(
            "Read the dataset: %d findings, %d themes, %d sources, %d lenses; fingerprint %s -> %s",
            len(state.dataset.findings),
            len(state.dataset.themes),
            len(state.dataset.sources),
            len(state.dataset.lenses),
            held.fingerprint[:8] if held else "none",
            state.dataset.fingerprint[:8],
        )
    else:
        fault = next(one for one in state.faults if one.level == "error")
        instead = f"that of {state.since:%Y-%m-%d %H:%M:%S %Z} stays" if state.since else "no other"
        _log.warning("The dataset has errors, %s; the first: %s", instead, fault)
