"""A finding with its figures and its place, and what became of one that was withdrawn."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StrictInt

from insights.model.record import Record, refused
from insights.model.texts import Date, Id, Label, Text, Timestamp
from insights.model.vocabulary import Basis, Category, Evidence, Qualifier


class Place(Record):
    """A place in a source without timestamps: its heading, and the item counted under it."""

    section: Text = Field(
        description="The heading as the source writes it.",
        examples=["Key takeaways"],
        json_schema_extra=refused((2, "a number; the heading itself is needed")),
    )
    item: Annotated[StrictInt, Field(ge=1)] | None = Field(
        None,
        description="The bullet or paragraph under it, counted from 1.",
        examples=[2],
        json_schema_extra=refused((0, "the first item is 1")),
    )


class Figure(Record):
    """A number that stands in a source, with what it counts."""

    value: StrictInt | Annotated[float, Field(strict=True, allow_inf_nan=False)] = Field(
        description="The number itself, without unit or qualifier.",
        union_mode="left_to_right",
        examples=[72, 5500, 1.5],
        json_schema_extra=refused(
            ("5,500", "a text with a comma; the number is 5500"),
            ("72%", "the unit belongs into `unit`"),
        ),
    )
    unit: Label = Field(
        description="What one of it is: percent, events, participants, months.",
        examples=["percent", "participants"],
        json_schema_extra=refused(("", "empty; a number counts something")),
    )
    qualifier: Qualifier = Field(
        "",
        description="How the source hedges it.",
        examples=["over", ""],
        json_schema_extra=refused(("more than", "not one of the words; over is meant")),
    )
    of: Text | None = Field(
        None,
        description="Of what, never more than the source says: of the participants, of the events.",
        examples=["participants"],
        json_schema_extra=refused(("", "empty; left out where the source does not say")),
    )

    @property
    def text(self) -> str:
        """The number as people write it: `5,500`, `72%`."""
        number = f"{self.value:,.10g}" if self.value % 1 else f"{int(self.value):,}"
        return f"{number}%" if self.unit == "percent" else number


class Finding(Record):
    """One claim of one source, in the curator's own words, with its place."""

    id: Id = Field(
        description="Short, lasting name in kebab-case, never used for another finding.",
        examples=["trust-decided-outcomes"],
        json_schema_extra=refused(("Trust_decided", "a capital and an underline: trust-decided")),
    )
    aliases: Annotated[tuple[Id, ...], Field(max_length=50)] = Field(
        (),
        description="Ids it had before, so that old links work.",
        examples=[["trust-made-the-difference"]],
        json_schema_extra=refused(
            ("trust-made-the-difference", "one text; a list is needed, even for one")
        ),
    )
    statement: Annotated[Text, Field(max_length=240)] = Field(
        description="One sentence in the curator's own words; a hedge stays a hedge.",
        examples=[
            "Trust decided whether measures worked.",
            "Governments may be less willing to act than to learn.",
        ],
        json_schema_extra=refused(
            (["Leaders listen.", "Then they act."], "two; each is a finding of its own")
        ),
    )
    category: Category = Field(
        description="Keep, leave or start where the text bears it.",
        examples=["keep", "context"],
        json_schema_extra=refused(("stop", "not one of the words; leave is meant")),
    )
    basis: Basis | None = Field(
        None,
        description="Whether the source states the category or the curator inferred it.",
        examples=["stated", "inferred"],
        json_schema_extra=refused(("implied", "not one of the words; inferred is meant")),
    )
    themes: Annotated[tuple[Id, ...], Field(min_length=1, max_length=3)] = Field(
        description="One to three theme ids of themes.yaml.",
        examples=[["trust"], ["trust", "participation"]],
        json_schema_extra=refused(
            (["trust", "learning", "people", "systems"], "four; three are the most"),
            ("trust", "one text; a list is needed, even for one"),
        ),
    )
    source: Id = Field(
        description="The id of a source of sources.yaml.",
        examples=["aftershock-learning"],
        json_schema_extra=refused(
            ("After Shock, OECD OPSI", "the name people read; the id is needed")
        ),
    )
    locator: Timestamp | Place = Field(
        description="Where it stands: a quoted time as written, or section and item.",
        examples=["00:34:43", {"section": "Key takeaways", "item": 2}],
        json_schema_extra=refused(
            ("34:43", "the hours are missing: 00:34:43"), ({"item": 2}, "an item of no section")
        ),
    )
    evidence: Evidence = Field(
        description="On what kind of evidence the source rests it.",
        examples=["polled", "argued"],
        json_schema_extra=refused(("survey", "not one of the words; polled is meant")),
    )
    level: Id = Field(
        description="The level of government it is about, one of dataset.yaml.",
        examples=["local"],
        json_schema_extra=refused(("Local", "a capital letter")),
    )
    actors: Annotated[tuple[Label, ...], Field(max_length=50)] = Field(
        (),
        description="People and organisations the source names.",
        examples=[["Misha Core", "Australian Taxation Office"]],
        json_schema_extra=refused(("Misha Core", "one text; a list is needed, even for one")),
    )
    figures: Annotated[tuple[Figure, ...], Field(max_length=50)] = Field(
        (),
        description="Numbers that stand in the source.",
        examples=[[{"value": 72, "unit": "percent", "of": "participants"}]],
        json_schema_extra=refused(([72], "a bare number; it needs `value` and `unit`")),
    )
    terms: Annotated[tuple[Label, ...], Field(max_length=50)] = Field(
        (),
        description="Words the source coined.",
        examples=[["plastic hour"]],
        json_schema_extra=refused(("plastic hour", "one text; a list is needed, even for one")),
    )
    highlight: Annotated[StrictInt, Field(ge=1, le=99)] | None = Field(
        None,
        description="Rank among the leading findings; rare.",
        examples=[1],
        json_schema_extra=refused((0, "the first rank is 1")),
    )
    note: Text | None = Field(
        None,
        description="Why the curator read it so.",
        examples=["The source asks whether this can go on and gives no answer."],
        json_schema_extra=refused(("", "empty; left out where there is nothing to say")),
    )
    checked_by: Label | None = Field(
        None,
        description="Who else compared it with the source.",
        examples=["second-reader"],
        json_schema_extra=refused((True, "a yes; who it was is needed")),
    )


class Withdrawn(Record):
    """An id that was a finding once and is not any more."""

    id: Id = Field(
        description="The id it had.",
        examples=["old-split-claim"],
        json_schema_extra=refused(("Old split claim", "a capital and spaces: old-split-claim")),
    )
    on: Date = Field(
        description="When it was withdrawn.",
        examples=["2026-11-21"],
        json_schema_extra=refused(("November 2026", "no day: 2026-11-21")),
    )
    why: Text = Field(
        description="Why it was withdrawn.",
        examples=["It held two claims."],
        json_schema_extra=refused(("", "empty; whoever follows an old link asks why")),
    )
    see: Annotated[tuple[Id, ...], Field(max_length=50)] = Field(
        (),
        description="Findings that say it now.",
        examples=[["claim-a", "claim-b"]],
        json_schema_extra=refused(("claim-a", "one text; a list is needed, even for one")),
    )
