"""A finding with its figures and its place, and what became of one that was withdrawn."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StrictInt

from insights.model.record import Record
from insights.model.texts import Date, Id, Label, Text, Timestamp
from insights.model.vocabulary import Basis, Category, Evidence, Qualifier


class Place(Record):
    """A place in a source without timestamps: its heading, and the item counted under it."""

    section: Text = Field(description="The heading as the source writes it.")
    item: Annotated[StrictInt, Field(ge=1)] | None = Field(
        None, description="The bullet or paragraph under it, counted from 1."
    )


class Figure(Record):
    """A number that stands in a source, with what it counts."""

    value: StrictInt | Annotated[float, Field(strict=True, allow_inf_nan=False)] = Field(
        description="The number itself, without unit or qualifier.", union_mode="left_to_right"
    )
    unit: Label = Field(description="What one of it is: percent, events, participants, months.")
    qualifier: Qualifier = Field("", description="How the source hedges it.")
    of: Text | None = Field(
        None, description="Of what, never more than the source says: `of participants`."
    )

    @property
    def text(self) -> str:
        """The number as people write it: `5,500`, `72%`."""
        number = f"{self.value:,.10g}" if self.value % 1 else f"{int(self.value):,}"
        return f"{number}%" if self.unit == "percent" else number


class Finding(Record):
    """One claim of one source, in the curator's own words, with its place."""

    id: Id = Field(description="Short, lasting name in kebab-case, never used for another finding.")
    aliases: tuple[Id, ...] = Field((), description="Ids it had before, so that old links work.")
    statement: Annotated[Text, Field(max_length=240)] = Field(
        description="One sentence in the curator's own words; a hedge stays a hedge."
    )
    category: Category = Field(description="Keep, leave or start where the text bears it.")
    basis: Basis | None = Field(
        None, description="Whether the source states the category or the curator inferred it."
    )
    themes: Annotated[tuple[Id, ...], Field(min_length=1, max_length=3)] = Field(
        description="One to three theme ids of themes.yaml."
    )
    source: Id = Field(description="The id of a source of sources.yaml.")
    locator: Timestamp | Place = Field(
        description="Where it stands: a quoted time as written, or section and item."
    )
    evidence: Evidence = Field(description="On what kind of evidence the source rests it.")
    level: Id = Field(description="The level of government it is about, one of dataset.yaml.")
    actors: tuple[Label, ...] = Field((), description="People and organisations the source names.")
    figures: tuple[Figure, ...] = Field((), description="Numbers that stand in the source.")
    terms: tuple[Label, ...] = Field((), description="Words the source coined.")
    highlight: Annotated[StrictInt, Field(ge=1, le=99)] | None = Field(
        None, description="Rank among the leading findings; rare."
    )
    note: Text | None = Field(None, description="Why the curator read it so.")
    checked_by: Label | None = Field(None, description="Who else compared it with the source.")


class Withdrawn(Record):
    """An id that was a finding once and is not any more."""

    id: Id = Field(description="The id it had.")
    on: Date = Field(description="When it was withdrawn.")
    why: Text = Field(description="Why it was withdrawn.")
    see: tuple[Id, ...] = Field((), description="Findings that say it now.")
