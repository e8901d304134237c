"""Where the findings of a source stand in it: along its recording, or under its headings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from textwrap import shorten

from insights.charts import densest
from insights.charts.chart import every_finding, some_of
from insights.charts.chart import findings as count
from insights.charts.strip import STEPS, Group, Heading, Spot, Strip, Tick, clock, stacked
from insights.model import Finding, Outline, Place, Source, receipt_for
from insights.view import View

MOST_TICKS = 8  # beside the one at 0:00
MOST_LETTERS = 60  # of a heading in the title


def along_source(view: View, source: Source) -> Strip:
    """Each finding of a source at its place; what the filters hide leaves a faint trace."""
    receipts = view.dataset.receipts
    outline = view.dataset.outline_by_source.get(source.id)
    every = [finding for finding in view.dataset.findings if finding.source == source.id]
    matching = {finding.id for finding in view.findings}
    timed = sorted(
        ((receipts[f.id].seconds or 0, f) for f in every if receipts[f.id].state == "exact"),
        key=lambda pair: pair[0],
    )
    end = max((*_sound(outline, source), *(second for second, _ in timed)), default=None)
    length = end or 1  # nothing to divide by where all stands at 0:00
    shown = [(second, f) for second, f in timed if f.id in matching]
    zoom, lanes = stacked([second / length for second, _ in shown])
    doubtful = [f for f in every if receipts[f.id].state == "doubtful"]
    apart = _apart(outline, source, doubtful, matching)
    placed = [f for f in every if isinstance(f.locator, Place)]
    has_times = end is not None or bool(apart)
    how_many = sum(finding.id in matching for finding in every)
    seconds = [second for second, _ in shown]
    title = _title(
        len(every),
        how_many,
        seconds,
        length,
        sum(len(group.findings) for group in apart),
        Counter(_section(f) for f in placed if f.id in matching),
    )
    along = "along the recording" if has_times else "by heading and item"
    return Strip(
        source=source,
        title=title,
        subtitle=_subtitle(how_many, len(every), end, has_times, bool(apart)),
        alt=f"Findings of {source.short} {along}. {title}.",
        shown=how_many,
        of=len(every),
        has_times=has_times,
        end=end,
        zoom=zoom,
        stretch=densest.named(seconds, length),
        spots=tuple(
            Spot(finding, second, second / length, lane)
            for (second, finding), lane in zip(shown, lanes, strict=True)
        ),
        faint=tuple(dict.fromkeys(s / length for s, f in timed if f.id not in matching)),
        ticks=_ticks(end, zoom),
        apart=apart,
        untimed=tuple(_by_place(placed, matching)) if has_times else (),
        headings=tuple(_headings(outline, source, every, matching)),
    )


def places(view: View) -> str:
    """How many of the matching findings have a place to be trusted, in one sentence.

    As in `115 of 144 findings name a place that is not in doubt`.
    """
    if not view.count:
        return "No finding matches" if view.of else "No finding yet"
    sound = view.count - view.tally("receipt")["doubtful"]
    if view.count == 1:
        can = "names a place that is not in doubt" if sound else "has a time in doubt"
        return f"The one finding {can}"
    name = "names" if sound == 1 else "name"
    return f"{some_of(sound, view.count)} {name} a place that is not in doubt"


def _sound(outline: Outline | None, source: Source) -> Iterator[int]:
    """The seconds of all times of the outline that can be right."""
    for section in outline.sections if outline else ():
        yield from _seconds(section.times, source)


def _seconds(times: Iterable[str], source: Source) -> list[int]:
    judged = [receipt_for(time, source).seconds for time in times]
    return [second for second in judged if second is not None]


def _section(finding: Finding) -> str:
    return finding.locator.section if isinstance(finding.locator, Place) else ""


def _item(finding: Finding) -> int | None:
    return finding.locator.item if isinstance(finding.locator, Place) else None


def _group(label: str, findings: Iterable[Finding], matching: set[str]) -> Group:
    found = list(findings)
    shown = tuple(finding for finding in found if finding.id in matching)
    return Group(label, shown, len(found) - len(shown))


def _by_place(placed: list[Finding], matching: set[str]) -> Iterator[Group]:
    """Findings that name no time, by the heading and item they name."""
    found: dict[tuple[str, int | None], list[Finding]] = {}
    for finding in placed:
        found.setdefault((_section(finding), _item(finding)), []).append(finding)
    for (section, item), here in found.items():
        yield _group(f"{section}, {item}" if item else section, here, matching)


def _apart(
    outline: Outline | None, source: Source, doubtful: list[Finding], matching: set[str]
) -> tuple[Group, ...]:
    """Times in doubt, each once, as written, in the order of the document."""
    found: dict[str, list[Finding]] = {}
    for section in outline.sections if outline else ():
        for time in section.times:
            if receipt_for(time, source).state == "doubtful":
                found.setdefault(time, [])
    for finding in doubtful:
        found.setdefault(str(finding.locator), []).append(finding)
    return tuple(_group(time, here, matching) for time, here in found.items())


def _headings(
    outline: Outline | None, source: Source, every: list[Finding], matching: set[str]
) -> Iterator[Heading]:
    """The headings of the document; then those, if any, that only a finding names."""
    sections = outline.sections if outline else ()
    for section in sections:
        order = {time: at for at, time in enumerate(section.times)}
        here = [f for f in every if _section(f) == section.section or f.locator in order]
        here.sort(key=lambda f: order.get(str(f.locator), -1))
        seconds = _seconds(section.times, source)
        yield Heading(
            section.section,
            section.named_by == "curator",
            min(seconds, default=None),
            max(seconds, default=None),
            tuple(_items(here, section.items or 0, matching)),
            section.left_out,
        )
    known = {"", *(section.section for section in sections)}
    for name in dict.fromkeys(_section(finding) for finding in every):
        if name not in known:
            here = [finding for finding in every if _section(finding) == name]
            yield Heading(name, False, None, None, tuple(_items(here, 0, matching)), None)


def _items(here: list[Finding], items: int, matching: set[str]) -> Iterator[Group]:
    """A group for the heading itself, where something stands there, and one for each item."""
    found: dict[int, list[Finding]] = {number: [] for number in range(1, items + 1)}
    for finding in here:
        found.setdefault(_item(finding) or 0, []).append(finding)
    for number in sorted(found):
        yield _group(str(number or ""), found[number], matching)


def _ticks(end: int | None, zoom: int) -> tuple[Tick, ...]:
    """Round times from 0 on, at most nine on the shortest line, as far as it reaches."""
    if end is None:
        return ()
    step = next((step for step in STEPS if step * MOST_TICKS * zoom >= end), STEPS[-1])
    return tuple(Tick(second / (end or 1), clock(second)) for second in range(0, end + 1, step))


def _title(
    of: int, shown: int, seconds: list[int], length: int, apart: int, sections: Counter[str]
) -> str:
    """What the numbers say: the densest stretch, how many times are doubtful, the fullest heading.

    `seconds` are those of the matching findings that have a sound time, in rising order.
    """
    if not shown:
        return f"No finding of this source {'matches' if of else 'is curated yet'}"
    if seconds:
        such = "" if len(seconds) == shown else " with a sound time" if apart else " with a time"
        said = densest.title(seconds, length, such)
        have = "has" if apart == 1 else "have"
        return f"{said}; {apart} {have} one in doubt" if apart else said
    if apart:
        every = f"{every_finding(shown)} {'has' if shown == 1 else 'have'}"
        some = every if apart == shown else f"{apart} of {count(shown)} have"
        return f"{some} a time in doubt"
    (heading, most), *others = sections.most_common()
    fullest = shorten(heading, MOST_LETTERS, placeholder=" …")
    if not others:
        stand = "stands" if shown == 1 else "stand"
        return f"{every_finding(shown)} {stand} under {fullest}"
    if others[0][1] == most:
        return f"No heading has more than {most} of {count(shown)}"
    return f"{most} of {count(shown)} stand under {fullest}"


def _subtitle(shown: int, of: int, end: int | None, has_times: bool, is_doubtful: bool) -> str:
    """What is drawn, of how many, and how far the line reaches."""
    faint = "; the others are faint" if shown < of else ""
    if not has_times:
        return f"By heading and item, in the order of the document, {shown} of {of}{faint}"
    said = f"Along the recording, {shown} of {of}{faint}"
    if end is None:
        return f"{said}. No time in the document can be right, so there is no line"
    last = "sound time" if is_doubtful else "time"
    return (
        f"{said}. The line ends at the last {last} in the document, {clock(end)}; "
        "how long the recording is, is not known"
    )
