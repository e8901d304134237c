"""Warnings: what may be right, but looks as if something was forgotten or taken over blindly."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from insights.model import Place, Source, seconds_of
from insights.reading.draft import Draft, Mistake
from insights.reading.faults import bare, shown

# Nobody speaks for an hour without a sentence worth a time: what lies beyond is in doubt.
_LONGEST_GAP_SECONDS = 3600


def place_curated_where_complete(draft: Draft) -> Iterator[Mistake]:
    """Each place of a source that is curated completely has a finding, or a reason why not."""
    times: defaultdict[str, set[str]] = defaultdict(set)
    headings: defaultdict[str, set[str]] = defaultdict(set)
    for finding in draft.findings:
        locator = finding.record.locator
        if isinstance(locator, Place):
            headings[finding.record.source].add(locator.section)
        else:
            times[finding.record.source].add(locator)
    for name, entry in draft.outline_by_source.items():
        source = draft.source_by_id.get(name)
        if source is None or source.coverage != "complete":
            continue
        advice = "add one, give its section `left_out:` and why, or write `coverage: partial`"
        for number, section in enumerate(entry.record.sections):
            if section.left_out is not None:
                continue
            for at, time in enumerate(section.times):
                if time not in times[name] and time not in section.times[:at]:
                    what = f"no finding of {bare(name)} stands at {time}, and coverage is complete"
                    yield Mistake(entry, (number, "times", at), what, advice)
            # Single items may be no claim, as a caption is not: a section without any is a gap.
            if section.items and section.section not in headings[name]:
                what = f"no finding stands under {shown(section.section)}"
                yield Mistake(
                    entry, (number, "section"), f"{what}, and coverage is complete", advice
                )


def time_believable(draft: Draft) -> Iterator[Mistake]:
    """No time of a recording lies far beyond all others, unless `latest_locator` speaks of it."""
    for name, entry in draft.outline_by_source.items():
        source = draft.source_by_id.get(name)
        if source is None or source.kind != "video" or source.latest_locator is not None:
            continue
        places = {
            time: (number, "times", at)
            for number, section in reversed(list(enumerate(entry.record.sections)))
            for at, time in reversed(list(enumerate(section.times)))
        }
        for before, time in pairwise(sorted(places, key=seconds_of)):
            if seconds_of(time) - seconds_of(before) > _LONGEST_GAP_SECONDS:
                what = f"{time} lies over an hour behind {before}, and no time stands between"
                yield Mistake(entry, places[time], what, _doubt(source, before))
                break


def _doubt(source: Source, before: str) -> str:
    return (
        f"if it cannot be right, keep it as written and give {bare(source.id)} in sources.yaml: "
        f'latest_locator: {{at: "{before}", why: ...}}'
    )


def figure_where_counted(draft: Draft) -> Iterator[Mistake]:
    """A finding that rests on a count or a poll has the number as its figure."""
    for entry in draft.findings:
        if entry.record.evidence in ("counted", "polled") and not entry.record.figures:
            what = f"evidence is {entry.record.evidence}, but there is no figure"
            advice = "add `figures:` with the number, or write reported, argued or attributed"
            yield Mistake(entry, ("evidence",), what, advice)
