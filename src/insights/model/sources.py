"""A source, the outline of its document, and the faults of that document."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated

from pydantic import Field, StrictInt, StrictStr

from insights.model.findings import Place
from insights.model.record import Record
from insights.model.texts import Date, Id, Label, Name, Text, Timestamp, WebAddress
from insights.model.vocabulary import (
    Category,
    CorrectionStatus,
    Coverage,
    NumberFrom,
    SourceKind,
    Sureness,
)


class LatestLocator(Record):
    """The last time of a recording that can be right; what lies beyond is doubtful."""

    at: Timestamp = Field(description="The last believable time, as written.")
    why: Text = Field(
        description="What was observed in the source that makes later times doubtful."
    )


class Source(Record):
    """A document the findings come from."""

    id: Id = Field(description="Short, lasting name in kebab-case.")
    title: Text = Field(description="The title the document bears.")
    short: Annotated[Name, Field(max_length=32)] = Field(
        description="A name short enough for a receipt or an axis."
    )
    kind: SourceKind = Field(description="What sort of document it is.")
    publisher: Label = Field(description="Who published it, as far as the document says.")
    video: Annotated[StrictStr, Field(pattern=r"^[A-Za-z0-9_-]{11}$")] | None = Field(
        None, description="The id of the recording on YouTube, if the document gives it."
    )
    url: WebAddress | None = Field(None, description="Its address, if the document gives it.")
    date: Date | None = Field(None, description="Its date, if the document gives it.")
    via: tuple[Label, ...] = Field((), description="The way it took to us, step by step.")
    rights: Text = Field(description="What is known about the rights in it.")
    asks: tuple[Category, ...] = Field(
        (), description="The categories the source itself asks about or sorts by."
    )
    coverage: Coverage = Field(
        "partial", description="Whether every citable claim of it is curated: complete or partial."
    )
    latest_locator: LatestLocator | None = Field(
        None, description="The last time that can be right, with the reason."
    )


class Section(Record):
    """A heading of a source's document, with the times or the number of items under it."""

    section: Text = Field(description="The heading as the document writes it.")
    named_by: NumberFrom = Field(
        "source", description="Whose words the heading is: the source's or the curator's."
    )
    times: tuple[Timestamp, ...] = Field(
        (), description="Every time under it, as written, in the order of the document."
    )
    items: Annotated[StrictInt, Field(ge=0, le=10_000)] | None = Field(
        None, description="How many bullets or paragraphs it has, where it has no times."
    )
    left_out: Text | None = Field(None, description="Why nothing of it is curated.")


class Outline(Record):
    """All headings of a source's document in their order: a file of outlines/."""

    source: Id = Field(description="The id of the source, which is the name of the file.")
    sections: tuple[Section, ...] = Field(description="The sections of the document.")

    @cached_property
    def times(self) -> frozenset[str]:
        """Every time that the document has."""
        return frozenset(time for section in self.sections for time in section.times)

    def holds(self, locator: str | Place) -> bool:
        """Whether the document has this place."""
        if not isinstance(locator, Place):
            return locator in self.times
        return any(
            section.section == locator.section
            and (locator.item is None or locator.item <= (section.items or 0))
            for section in self.sections
        )


class Correction(Record):
    """A fault of a source's document, never of ours: as it stands there, and how it is meant."""

    id: Id = Field(description="Short, lasting name in kebab-case.")
    source: Id = Field(description="The id of the source whose document has the fault.")
    locator: Timestamp | Place | None = Field(
        None, description="Where it stands, or stands first; left out where it has no place."
    )
    as_written: Annotated[StrictStr, Field(min_length=1, max_length=200)] = Field(
        description="The faulty text, letter by letter; no rule for texts holds here."
    )
    occurs: Annotated[StrictInt, Field(ge=1)] = Field(
        description="How often exactly this text stands in the document."
    )
    likely: Annotated[Text, Field(max_length=200)] | None = Field(
        None, description="The likely reading; left out where nobody can say."
    )
    sure: Sureness = Field(description="How sure the likely reading is.")
    why: Text = Field(description="What makes it a fault, and the reading likely.")
    status: CorrectionStatus = Field(
        description="`open`, or `settled` once somebody who knows confirmed it."
    )
    affects: tuple[Id, ...] = Field((), description="The findings it touches.")
