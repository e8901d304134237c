"""Warnings: what nobody uses is no mistake, but somebody may have forgotten it."""

from __future__ import annotations

from collections.abc import Iterator

from insights.reading.draft import Draft, Mistake
from insights.reading.faults import bare


def theme_used(draft: Draft) -> Iterator[Mistake]:
    """A theme has a finding."""
    used = {theme for entry in draft.findings for theme in entry.record.themes}
    for entry in draft.themes:
        if entry.record.id not in used:
            what = f"no finding has the theme {bare(entry.record.id)}"
            yield Mistake(entry, ("id",), what, "give it to a finding, or take it out")


def source_used(draft: Draft) -> Iterator[Mistake]:
    """A source has a finding."""
    used = {entry.record.source for entry in draft.findings}
    for entry in draft.sources:
        name = entry.record.id
        if name not in used:
            what = f"no finding is of the source {bare(name)}"
            yield Mistake(
                entry, ("id",), what, f"write one in findings/{name}.yaml, or take it out"
            )


def outline_there(draft: Draft) -> Iterator[Mistake]:
    """A source with findings has an outline, which their places are checked with."""
    used = {entry.record.source for entry in draft.findings}
    for entry in draft.sources:
        name = entry.record.id
        if name in used and name not in draft.outline_by_source:
            what = f"the places of {bare(name)} cannot be checked without its outline"
            advice = f"write outlines/{name}.yaml; `insights draft` makes one"
            yield Mistake(entry, ("id",), what, advice)
