"""Rules on dates: a day that exists, and that has come."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any, NamedTuple

from insights.reading.draft import Draft, Mistake
from insights.reading.schema import Entry


class _Dated(NamedTuple):
    """A date and where it is written; `day` is None where there is no such day."""

    entry: Entry[Any]
    name: str
    written: str
    day: datetime.date | None


def date_in_calendar(draft: Draft) -> Iterator[Mistake]:
    """A date is a day that exists."""
    for entry, name, written, day in _dates(draft):
        if day is None:
            what = f"the day {written} does not exist"
            yield Mistake(entry, (name,), what, "look it up in the calendar")


def date_not_ahead(draft: Draft) -> Iterator[Mistake]:
    """A date is not in the future."""
    # Where the curator is, it may be tomorrow already.
    last = datetime.datetime.now(datetime.UTC).date() + datetime.timedelta(days=1)
    for entry, name, written, day in _dates(draft):
        if day is not None and day > last:
            what = f"the day {written} is still to come"
            yield Mistake(entry, (name,), what, "write the day it was, or wait until then")


def _dates(draft: Draft) -> Iterator[_Dated]:
    entries: list[tuple[Entry[Any], str]] = []
    entries += [(draft.about, "as_of")] if draft.about else []
    entries += [(source, "date") for source in draft.sources]
    entries += [(gone, "on") for gone in draft.withdrawn]
    entries += [(release, "as_of") for release in draft.ledger]
    for entry, name in entries:
        written = getattr(entry.record, name)
        if written is not None:
            yield _Dated(entry, name, written, _day(written))


def _day(written: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(written)
    except ValueError:
        return None
