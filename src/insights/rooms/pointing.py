"""What an entry of a room points at, in words: a finding, a part of a lens, one of its own notes.

A room outlives the state of the dataset that it began with. What was renamed or withdrawn since is
named as such.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from insights.model import (
    BASES,
    EVIDENCE,
    Category,
    Dataset,
    Finding,
    Place,
    Receipt,
    Source,
    receipt_for,
)
from insights.rooms.state import Note


@dataclass(frozen=True)
class Pointed:
    """What an entry points at: `said` is its text, the rest is empty where there is none.

    `rests_on` is its evidence in words, `place` where it stands, `address` opens that place,
    `since` a sentence on what became of it.
    """

    kind: str  # finding, part, lens, note, or nothing
    said: str = ""
    id: str = ""
    category: Category | None = None
    rests_on: str = ""
    place: str = ""
    address: str | None = None
    since: str = ""

    @property
    def receipt(self) -> str:
        """Evidence and place in one line: `Reported, sorted by the source · The talk, 0:10`."""
        return " · ".join(filter(None, (self.rests_on, self.place)))


NOTHING = Pointed("nothing")


def pointed(subject: str, dataset: Dataset, notes: Mapping[str, Note]) -> Pointed:
    """What `finding:ID`, `part:LENS/PART` or `note:ID` is; `notes` are the room's, by their ids."""
    kind, _, name = subject.partition(":")
    if kind == "finding":
        return _finding(name, dataset)
    if kind == "part":
        lens, _, part = name.partition("/")
        return of_lens(lens, part, dataset)
    if kind == "note":
        if (note := notes.get(name)) is None:
            return Pointed("note", since="The note that it came from was removed.")
        return Pointed(
            "note", note.text, name, note.category, place=f"the room's note {note.number}"
        )
    return NOTHING


def of_finding(finding: Finding, dataset: Dataset) -> Pointed:
    """A finding with its receipt."""
    source, receipt = dataset.source_by_id[finding.source], dataset.receipt(finding)
    basis = f", {BASES[finding.basis].lower()}" if finding.basis else ""
    return Pointed(
        "finding",
        finding.statement,
        finding.id,
        finding.category,
        f"{EVIDENCE[finding.evidence]}{basis}",
        _place(source, receipt),
        receipt.url,
    )


def of_lens(lens_id: str, part_id: str, dataset: Dataset) -> Pointed:
    """A part of a lens with its place, or the whole lens where `part_id` is empty."""
    lens = dataset.lens_by_id.get(lens_id)
    if lens is None:
        return Pointed(
            "part", id=lens_id, since=f"There is no lens “{lens_id}” in the dataset now."
        )
    if not part_id:
        return _located(
            "lens", lens.title, lens.id, lens.locator, dataset.source_by_id[lens.source]
        )
    part = next((one for one in lens.parts if one.id == part_id), None)
    if part is None:
        since = f"The lens “{lens.title}” has no part “{part_id}” now."
        return Pointed("part", id=f"{lens_id}/{part_id}", since=since)
    said = f"{lens.title} {part.label}: {part.text}"
    source = dataset.source_by_id[lens.source]
    return _located("part", said, f"{lens_id}/{part_id}", part.locator, source)


def _located(kind: str, said: str, id_: str, locator: str | Place, source: Source) -> Pointed:
    receipt = receipt_for(locator, source)
    return Pointed(kind, said, id_, place=_place(source, receipt), address=receipt.url)


def _finding(name: str, dataset: Dataset) -> Pointed:
    finding = dataset.finding_by_id.get(name)
    if finding is not None:
        found = of_finding(finding, dataset)
        if finding.id == name:
            return found
        return replace(found, since=f"It was called “{name}” when the room spoke of it.")
    if (gone := dataset.withdrawn_by_id.get(name)) is not None:
        see = [dataset.finding_by_id[id_].statement for id_ in gone.see]
        now = f" What is said now: {' '.join(see)}" if see else ""
        return Pointed(
            "finding", id=name, since=f"“{name}” was withdrawn on {gone.on}: {gone.why}{now}"
        )
    return Pointed("finding", id=name, since=f"There is no finding “{name}” in the dataset now.")


def _place(source: Source, receipt: Receipt) -> str:
    return f"{source.short}, {receipt.text}"
