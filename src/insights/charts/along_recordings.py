"""All recordings under each other, with the matching findings at their seconds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from insights.charts.along_source import along_source
from insights.charts.chart import findings as count
from insights.charts.chart import some_of
from insights.charts.strip import Strip, Tick
from insights.model import Category, listed
from insights.view import View

MOST_NAMED = 3  # sources in the subtitle


@dataclass(frozen=True)
class Point:
    """A finding at its second: `at` is 0 to 1 along the line, `lane` counts upwards from 0."""

    finding: str
    category: Category
    second: int
    at: float
    lane: int
    place: str


@dataclass(frozen=True)
class Recording:
    """The line of one source, from 0 to `end` in seconds, as in `Strip`; None: no time is sound.

    `shown` of its `of` findings match; of those, `doubtful` have a time in doubt and `untimed`
    have none, so they are not drawn, as `note` says. `lanes` is the height of the highest stack.
    """

    source: str
    label: str
    title: str
    note: str
    shown: int
    of: int
    end: int | None
    zoom: int
    lanes: int
    stretch: tuple[float, float] | None
    points: tuple[Point, ...]
    faint: tuple[float, ...]
    ticks: tuple[Tick, ...]
    doubtful: int
    untimed: int


@dataclass(frozen=True)
class PlaceRow:
    """A finding of a recording in the table: its id, its place as people read it, its source."""

    finding: str
    place: str
    source: str


@dataclass(frozen=True)
class Recordings:
    """The recordings that have a matching finding; `rows` are all these findings as a table."""

    kind: Literal["strips"]
    title: str
    subtitle: str
    alt: str
    row_title: str
    recordings: tuple[Recording, ...]
    rows: tuple[PlaceRow, ...]


def along_recordings(view: View) -> Recordings:
    """One line for each source with times that has a matching finding, in the order of the sources.

    In the table the findings of a source stand by time; those that are not drawn come last.
    """
    wanted = view.selection.values("source")
    sources = [one for one in view.dataset.sources if not wanted or one.id in wanted]
    strips = [along_source(view, source) for source in sources]
    drawn = [strip for strip in strips if strip.has_times and strip.shown]
    recordings = tuple(_recording(view, strip) for strip in drawn)
    title = _title(view, recordings)
    return Recordings(
        kind="strips",
        title=title,
        subtitle=_subtitle(view, recordings, strips),
        alt=f"Findings along the recordings they come from. {title}.",
        row_title="Finding",
        recordings=recordings,
        rows=tuple(row for strip in drawn for row in _rows(view, strip)),
    )


def _recording(view: View, strip: Strip) -> Recording:
    receipts = view.dataset.receipts
    doubtful = sum(len(group.findings) for group in strip.apart)
    untimed = sum(len(group.findings) for group in strip.untimed)
    return Recording(
        source=strip.source.id,
        label=strip.source.short,
        title=strip.title if strip.spots or doubtful else _timeless(untimed),
        note=_note(doubtful, untimed),
        shown=strip.shown,
        of=strip.of,
        end=strip.end,
        zoom=strip.zoom,
        lanes=strip.lanes,
        stretch=strip.stretch,
        points=tuple(
            Point(
                spot.finding.id,
                spot.finding.category,
                spot.second,
                spot.at,
                spot.lane,
                receipts[spot.finding.id].text,
            )
            for spot in strip.spots
        ),
        faint=strip.faint,
        ticks=strip.ticks,
        doubtful=doubtful,
        untimed=untimed,
    )


def _timeless(number: int) -> str:
    return "The one finding has no time" if number == 1 else f"None of {number} findings has a time"


def _note(doubtful: int, untimed: int) -> str:
    """How many of its matching findings are not on the line, and why."""
    without = f"{untimed} without one" if doubtful else f"{untimed} without a time"
    kinds = [f"{doubtful} with a time in doubt"] if doubtful else []
    kinds += [without] if untimed else []
    if not kinds:
        return ""
    return f"{listed(kinds)} {'is' if doubtful + untimed == 1 else 'are'} not drawn"


def _rows(view: View, strip: Strip) -> list[PlaceRow]:
    drawn = [spot.finding for spot in strip.spots]
    stand = {finding.id for finding in drawn}
    shown = {finding.id for finding in strip.in_order}
    rest = [
        finding
        for finding in view.dataset.findings
        if finding.id in shown and finding.id not in stand
    ]
    return [
        PlaceRow(finding.id, view.dataset.receipt(finding).text, strip.source.short)
        for finding in [*drawn, *rest]
    ]


def _title(view: View, recordings: tuple[Recording, ...]) -> str:
    if not view.count:
        return "No finding to place along a recording"
    if not recordings:
        return _timeless(view.count)
    if len(recordings) == 1:
        return f"{recordings[0].label}: {recordings[0].title}"
    drawn = sum(len(one.points) for one in recordings)
    doubtful = sum(one.doubtful for one in recordings)
    stand = "stand" if drawn > 1 else "stands"
    said = f"{some_of(drawn, view.count)} {stand} at a second of {len(recordings)} recordings"
    have = "has" if doubtful == 1 else "have"
    return f"{said}; {doubtful} {have} a time in doubt" if doubtful else said


def _subtitle(view: View, recordings: tuple[Recording, ...], strips: list[Strip]) -> str:
    """What is drawn, of how many, how far the lines reach, and what has no line."""
    drawn = sum(len(one.points) for one in recordings)
    faint = "; what the filters leave out is faint" if any(one.faint for one in recordings) else ""
    said = [f"Findings along their recordings, {drawn} of {view.count}{faint}"]
    if any(one.end is not None for one in recordings):
        said.append(
            "Each line ends at the last sound time in its document; how long a recording is, is "
            "not known"
        )
    timeless = [strip for strip in strips if strip.shown and not strip.has_times]
    if timeless:
        many = count(sum(strip.shown for strip in timeless))
        said.append(f"Without times: {_named(timeless)} ({many})")
    silent = [strip for strip in strips if strip.has_times and not strip.shown]
    if silent:
        said.append(f"No finding to show in {_named(silent)}")
    return ". ".join(said)


def _named(strips: list[Strip]) -> str:
    if len(strips) > MOST_NAMED:
        return f"{len(strips)} sources"
    return listed(strip.source.short for strip in strips)
