"""Where a finding stands in its source, and how far that place can be trusted."""

from __future__ import annotations

from typing import NamedTuple

from insights.model.findings import Place
from insights.model.sources import Source
from insights.model.vocabulary import ReceiptState


class Receipt(NamedTuple):
    """Where a finding stands in its source, and how far that place can be trusted."""

    state: ReceiptState
    as_written: str
    seconds: int | None = None
    section: str | None = None
    item: int | None = None
    reason: str | None = None
    url: str | None = None

    @property
    def text(self) -> str:
        """The place as people read it: `9:44`, `Key takeaways, 2`, `as written 07:54:00`."""
        if self.state == "doubtful":
            return f"as written {self.as_written}"
        if self.seconds is None:
            return self.as_written
        hours, rest = divmod(self.seconds, 3600)
        minutes, seconds = divmod(rest, 60)
        if hours:
            return f"{hours}:{minutes:02}:{seconds:02}"
        return f"{minutes}:{seconds:02}"


def seconds_of(timestamp: str) -> int:
    """The second that a time `HH:MM:SS` stands for.

    >>> seconds_of("01:03:38")
    3818
    """
    hours, minutes, seconds = (int(part) for part in timestamp.split(":"))
    return hours * 3600 + minutes * 60 + seconds


def receipt_for(locator: str | Place, source: Source) -> Receipt:
    """Judge a locator by the rule its source carries; a doubtful place never becomes a link."""
    if isinstance(locator, Place):
        written = locator.section if locator.item is None else f"{locator.section}, {locator.item}"
        return Receipt(
            "section", written, section=locator.section, item=locator.item, url=source.url
        )
    seconds, latest = seconds_of(locator), source.latest_locator
    if latest is not None and seconds > seconds_of(latest.at):
        return Receipt("doubtful", locator, reason=latest.why)
    url = f"{source.address}&t={seconds}s" if source.video else None
    return Receipt("exact", locator, seconds=seconds, url=url)
