"""Rules on places: what a record names as its place, the outline of its source has."""

from __future__ import annotations

import bisect
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from insights.model import Outline, Place, seconds_of
from insights.reading.draft import Draft, Mistake
from insights.reading.faults import Names, bare, shown
from insights.reading.folder import FINDINGS
from insights.reading.places import Path
from insights.reading.schema import Entry


class _Plan:
    """An outline, arranged so that a place in it is found at once."""

    def __init__(self, entry: Entry[Outline]) -> None:
        self.entry = entry
        self.file = entry.document.file
        self.headings: dict[str, int] = {}
        self.under: dict[str, list[int]] = {}
        for number, section in enumerate(entry.record.sections):
            self.headings.setdefault(section.section, number)
            for time in section.times:
                self.under.setdefault(time, []).append(number)

    @cached_property
    def names(self) -> Names:
        """The headings, to guess which one is meant."""
        return Names(self.headings)

    @cached_property
    def _in_order(self) -> list[tuple[int, str]]:
        return sorted((seconds_of(time), time) for time in self.under)

    def nearest(self, time: str) -> str | None:
        """The time of the document that is the least seconds away."""
        seconds = seconds_of(time)
        at = bisect.bisect_left(self._in_order, (seconds, ""))
        near = self._in_order[max(0, at - 1) : at + 1]
        return min(near, key=lambda one: abs(one[0] - seconds))[1] if near else None

    def left_out(self, locator: str | Place) -> int | None:
        """The number of the section of a place of which nothing is curated."""
        if isinstance(locator, Place):
            number = self.headings.get(locator.section)
            numbers = [] if number is None else [number]
        else:
            numbers = self.under.get(locator, [])
        sections = self.entry.record.sections
        if numbers and all(sections[number].left_out is not None for number in numbers):
            return numbers[0]
        return None


def _plans(draft: Draft) -> dict[str, _Plan]:
    return {source: _Plan(entry) for source, entry in draft.outline_by_source.items()}


def time_only_in_video(draft: Draft) -> Iterator[Mistake]:
    """A time is a place in a video only; other sources have sections."""
    for entry, path, name, locator in draft.located():
        source = draft.source_by_id.get(name)
        if source and source.kind != "video" and not isinstance(locator, Place):
            what = f"{bare(source.id)} is a {source.kind} and has no times"
            advice = "write the heading it stands under: {section: Key takeaways, item: 2}"
            yield Mistake(entry, path, what, advice)


def locator_in_outline(draft: Draft) -> Iterator[Mistake]:
    """The place that a record names is one that the outline of its source has."""
    plans = _plans(draft)
    for entry, path, name, locator in draft.located():
        plan, source = plans.get(name), draft.source_by_id.get(name)
        # A finding in the file of another source is one mistake, not two.
        of_findings = entry.document.file.startswith(f"{FINDINGS}/")
        is_elsewhere = of_findings and entry.document.file != f"{FINDINGS}/{name}.yaml"
        if plan is None or source is None or is_elsewhere:
            continue
        if isinstance(locator, Place):
            yield from _missing_place(entry, path, locator, plan, source.kind == "video")
        elif source.kind == "video" and locator not in plan.under:
            what = f"{plan.file} has no time {locator}"
            nearest = plan.nearest(locator)
            advice = f'the nearest is "{nearest}"' if nearest else "add the times of the document"
            yield Mistake(entry, path, what, f"{advice}; write a time that the document has")


def _missing_place(
    entry: Entry[Any], path: Path, place: Place, plan: _Plan, is_video: bool
) -> Iterator[Mistake]:
    number = plan.headings.get(place.section)
    if number is None:
        what = f"{plan.file} has no heading {shown(place.section)}"
        meant = plan.names.closest(place.section)
        advice = f"did you mean {shown(meant)}? " if meant else ""
        advice += "write the heading as it stands there"
        yield Mistake(entry, (*path, "section"), what, advice)
        return
    section = plan.entry.record.sections[number]
    have = section.items or 0
    # Times in the outline of what is no video are told there.
    if place.item is None or place.item <= have or (section.times and not is_video):
        return
    what = f"the section {shown(place.section)} has {have} {'item' if have == 1 else 'items'}"
    advice = f"write an item from 1 to {have}" if have > 1 else "write 1"
    if have == 0:
        advice = "leave `item` out"
    if section.times:
        what = f"the section {shown(place.section)} has times, not items"
        advice = "write a time, or leave `item` out"
    yield Mistake(entry, (*path, "item"), what, advice)


def section_not_left_out(draft: Draft) -> Iterator[Mistake]:
    """No finding stands in a section of which nothing is curated."""
    plans = _plans(draft)
    for entry in draft.findings:
        plan = plans.get(entry.record.source)
        number = plan.left_out(entry.record.locator) if plan else None
        if plan is not None and number is not None:
            line, _ = plan.entry.document.place(("outline", number, "left_out"))
            what = f"nothing of this section is curated, says {plan.file} line {line}"
            advice = "take `left_out` out there, or name the right place"
            yield Mistake(entry, ("locator",), what, advice)


def outline_fits_source(draft: Draft) -> Iterator[Mistake]:
    """The outline of a video has times, that of another source the number of items."""
    for name, entry in draft.outline_by_source.items():
        source = draft.source_by_id.get(name)
        for number, section in enumerate(entry.record.sections if source else ()):
            is_video = source is not None and source.kind == "video"
            if is_video and section.items is not None:
                what, advice = f"{bare(name)} is a video and has no items", "write its times"
                yield Mistake(entry, (number, "items"), what, advice)
            elif not is_video and section.times:
                what = f"{bare(name)} is no video and has no times"
                yield Mistake(entry, (number, "times"), what, "write `items:` and how many")
            elif not is_video and section.items is None and section.left_out is None:
                what = "the section does not say how many items it has"
                advice = "add `items:` and the number of bullets or paragraphs, 0 for none"
                yield Mistake(entry, (number, "section"), what, advice)
