"""A source before it is drawn: its findings along a line of time, and under its headings."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from heapq import heappop, heappush

from insights.model import Finding, Receipt, Source

# The line is at least RAIL rem long and a mark takes ROOM rem of it: what is nearer is stacked.
RAIL, ROOM = 52.0, 1.5
# A stack that would grow higher than this makes the line longer instead, up to eight times.
MOST_LANES = 12
ZOOMS = (1, 2, 4, 8)
STEPS = (60, 120, 300, 600, 900, 1800, 3600, 7200, 14400)  # round times, in seconds


@dataclass(frozen=True)
class Spot:
    """A finding at its second: `at` is 0 to 1 along the line, `lane` counts upwards from 0."""

    finding: Finding
    second: int
    at: float
    lane: int


@dataclass(frozen=True)
class Tick:
    """A round time on the line, 0 to 1 along it."""

    at: float
    label: str


@dataclass(frozen=True)
class Group:
    """The findings at one place, named as the document does; `hidden` more are filtered out."""

    label: str
    findings: tuple[Finding, ...]
    hidden: int


@dataclass(frozen=True)
class Heading:
    """A heading of the document: its first and last sound second, where known, and its findings.

    One group for each item under it, labelled with the number of the item; the group without a
    label holds what stands at its times, or names the heading alone.
    """

    title: str
    is_ours: bool
    first: int | None
    last: int | None
    groups: tuple[Group, ...]
    left_out: str | None

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The matching findings under it."""
        return tuple(finding for group in self.groups for finding in group.findings)

    @property
    def hidden(self) -> int:
        """How many findings under it are filtered out."""
        return sum(group.hidden for group in self.groups)


@dataclass(frozen=True)
class Strip:
    """What every drawing of a source shows of the places in it.

    The line runs from 0 to `end`, the last sound time that the document gives, in seconds; None
    where none can be right. `zoom` says how many times its shortest length the line needs, and
    `stretch` where most findings lie, from and to, 0 to 1, if the title names it. `faint` are the
    places of findings that are filtered out. Whose time is in doubt stands `apart`, as written
    and in the order of the document; `untimed` is what names a heading alone where others have
    times.
    """

    source: Source
    title: str
    subtitle: str
    alt: str
    shown: int
    of: int
    has_times: bool
    end: int | None
    zoom: int
    stretch: tuple[float, float] | None
    spots: tuple[Spot, ...]
    faint: tuple[float, ...]
    ticks: tuple[Tick, ...]
    apart: tuple[Group, ...]
    untimed: tuple[Group, ...]
    headings: tuple[Heading, ...]

    @property
    def lanes(self) -> int:
        """How many marks the highest stack has."""
        return max((spot.lane + 1 for spot in self.spots), default=0)

    @property
    def in_order(self) -> tuple[Finding, ...]:
        """The matching findings as drawn, each once: by time, then by heading, then apart."""
        if not self.has_times:
            return tuple(finding for heading in self.headings for finding in heading.findings)
        rest = [finding for group in self.untimed + self.apart for finding in group.findings]
        return (*(spot.finding for spot in self.spots), *rest)


def clock(seconds: int) -> str:
    """A second of a recording as receipts write it.

    >>> clock(584), clock(3824)
    ('9:44', '1:03:44')
    """
    return Receipt("exact", "", seconds=seconds).text


def stacked(places: list[float]) -> tuple[int, list[int]]:
    """How long the line must be so that no stack gets too high, and the lane of each place.

    >>> stacked([0.1, 0.1, 0.11, 0.5])
    (1, [0, 1, 2, 0])
    """
    tries = []
    for zoom in ZOOMS:
        lanes = _lanes(places, ROOM / RAIL / zoom)
        tries.append((zoom, lanes))
        if max(lanes, default=0) < MOST_LANES:
            return zoom, lanes
    return min(tries, key=lambda one: max(one[1]))


def _lanes(places: list[float], room: float) -> list[int]:
    """For places in rising order: the lowest lane in which each has room beside the one before."""
    taken: deque[tuple[float, int]] = deque()  # where each mark ends, with its lane, in that order
    free: list[int] = []  # a heap of the lanes below the highest that have room
    lanes = []
    for place in places:
        while taken and taken[0][0] <= place:
            heappush(free, taken.popleft()[1])
        lane = heappop(free) if free else len(taken)
        taken.append((place + room, lane))
        lanes.append(lane)
    return lanes
