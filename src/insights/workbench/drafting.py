"""Notes -> the outline of a source, and a stub for each place where a finding can stand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from insights.model import Finding
from insights.reading.faults import Fault, shown
from insights.reading.scalars import as_timestamp
from insights.workbench.notes import Notes, NotesPlace, NotesSection
from insights.workbench.typed import is_list
from insights.workbench.yaml_text import Plain, records

STUBS = "stubs"  # a folder that reading passes over
MOST_WORDS = 6  # of a source in a stub: enough to find the place again, too few to copy it

_HEAD = """\
# Stubs of findings from {title}: places, no findings yet. Nothing reads this file.
# Read each place (its line in {notes} stands above the stub), and write in your
# own words what it says; then the other fields. Delete a stub that needs no finding, copy one that
# needs two. What is written moves to findings/{source}.yaml. There `insights check` names each stub
# whose statement is still to be written.
"""


def outline_of(notes: Notes, is_video: bool) -> list[Plain]:
    """The sections of an outline: those of a video with their times, others with their items."""
    return [_section(section, is_video) for section in notes.sections]


def places_of(notes: Notes, is_video: bool) -> list[tuple[NotesPlace, str | Plain]]:
    """Each place where a finding can stand, with its locator as plain data.

    In a video these are the sentences with a time, elsewhere the items; in a video without any
    time they are the items too, located by their heading alone.
    """
    places: list[tuple[NotesPlace, str | Plain]] = []
    for section in notes.sections:
        here = section.timed if is_video and notes.has_times else section.counted
        for number, place in enumerate(here, 1):
            under: Plain = {"section": section.heading}
            if not is_video:
                under = {**under, "item": number}
            places.append((place, place.time or under))
    return places


def stubs_of(notes: Notes, source: str, is_video: bool, file: str) -> str:
    """A file of stubs: a finding for each place, in which all but source and locator is empty.

    Parameters
    ----------
    source: the id of the source
    file: the name of the notes
    """
    stubs = "\n".join(
        f"  # line {place.line}: {_hint(place)}\n{records([_stub(locator, source)])}"
        for place, locator in places_of(notes, is_video)
    )
    head = _HEAD.format(title=shown(notes.title or source), notes=shown(file), source=source)
    return f"{head}findings:\n{stubs}" if stubs else f"{head}findings: []\n"


def stray_times(notes: Notes, file: str) -> Iterator[Fault]:
    """A warning for everything in brackets that looks like a time and is none."""
    for stray in notes.stray_times:
        full = as_timestamp(stray.text) or "00:34:43"
        what = f"{shown(f'[{stray.text}]')} is not a time, so its stub has none"
        advice = f"write hours, minutes and seconds, like [{full}]"
        yield Fault(file, stray.line, stray.column, "warning", "time-spelling", what, advice)


def _section(section: NotesSection, is_video: bool) -> Plain:
    fields: dict[str, Any] = {"section": section.heading}
    if not section.is_named_by_source:
        fields["named_by"] = "curator"
    if not is_video:
        fields["items"] = section.items
    elif section.times:
        fields["times"] = section.times
    return fields


def _stub(locator: str | Plain, source: str) -> Plain:
    known = {"source": source, "locator": locator}
    return {
        name: known.get(name, [] if is_list(field.annotation) else "")
        for name, field in Finding.model_fields.items()
        if field.is_required()
    }


def _hint(place: NotesPlace) -> str:
    return shown(" ".join(place.words.split()[:MOST_WORDS]))
