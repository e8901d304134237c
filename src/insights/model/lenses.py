"""A lens, which is a framework of a source with its parts, and a tension between two findings."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StrictBool

from insights.model.findings import Place
from insights.model.record import Record
from insights.model.texts import Id, Label, Text, Timestamp
from insights.model.vocabulary import Basis, NumberFrom


class Part(Record):
    """One part of a lens, with the findings that bear on it."""

    id: Id = Field(description="Short name in kebab-case, used once in its lens.")
    label: Label = Field(description="The name people read.")
    text: Annotated[Text, Field(max_length=240)] = Field(
        description="What the part says, in the curator's own words."
    )
    locator: Timestamp | Place = Field(
        description="Where the source of the lens says it: a quoted time, or section and item."
    )
    findings: tuple[Id, ...] = Field(
        (), description="The findings that bear on it, of any source, the strongest first."
    )
    bare: Text | None = Field(
        None, description="Why no finding bears on it; needed if and only if there is none."
    )


class Lens(Record):
    """A framework of a source through which its findings, and others, can be read."""

    id: Id = Field(description="Short, lasting name in kebab-case.")
    title: Annotated[Text, Field(max_length=80)] = Field(
        description="What it asks or explains, as people read it."
    )
    text: Annotated[Text, Field(max_length=240)] | None = Field(
        None, description="What the framework says as a whole, in the curator's own words."
    )
    source: Id = Field(description="The id of the source that brings it.")
    locator: Timestamp | Place = Field(
        description="Where the source brings it: a quoted time, or section and item."
    )
    number_from: NumberFrom = Field(
        description="Who gives the number of parts: the source itself, or the curator."
    )
    ordered: StrictBool = Field(
        False, description="Whether the order of the parts means something, as with steps."
    )
    note: Text | None = Field(None, description="How the curator read it.")
    parts: Annotated[tuple[Part, ...], Field(min_length=1)] = Field(description="Its parts.")


class Tension(Record):
    """Two findings that pull against each other, and the question they raise."""

    id: Id = Field(description="Short, lasting name in kebab-case.")
    between: tuple[Id, Id] = Field(description="The ids of the two findings.")
    question: Annotated[Text, Field(max_length=240)] = Field(
        description="The question they raise together."
    )
    basis: Basis = Field(
        description="Whether a source sets them against each other or the curator does."
    )
    source: Id | None = Field(None, description="The source that does; needed where stated.")
    locator: Timestamp | Place | None = Field(
        None, description="Where it does; needed where stated."
    )
    note: Text | None = Field(None, description="Why the curator does; needed where inferred.")
