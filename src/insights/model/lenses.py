"""A lens, which is a framework of a source with its parts, and a tension between two findings."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StrictBool

from insights.model.findings import Place
from insights.model.record import Record, refused
from insights.model.texts import Id, Label, Text, Timestamp
from insights.model.vocabulary import Basis, NumberFrom


class Part(Record):
    """One part of a lens, with the findings that bear on it."""

    id: Id = Field(
        description="Short name in kebab-case, used once in its lens.",
        examples=["momentum"],
        json_schema_extra=refused(("Momentum before", "a capital and a space: momentum-before")),
    )
    label: Label = Field(
        description="The name people read.",
        examples=["Momentum before"],
        json_schema_extra=refused((1, "a number; a name is needed")),
    )
    text: Annotated[Text, Field(max_length=240)] = Field(
        description="What the part says, in the curator's own words.",
        examples=["Some force for change was there already."],
        json_schema_extra=refused(("", "empty; a reader must learn what the part says")),
    )
    locator: Timestamp | Place = Field(
        description="Where the source of the lens says it: a quoted time, or section and item.",
        examples=["01:18:31", {"section": "Key takeaways", "item": 2}],
        json_schema_extra=refused(("1:18:31", "one digit for the hours: 01:18:31")),
    )
    findings: Annotated[tuple[Id, ...], Field(max_length=1_000)] = Field(
        (),
        description="The findings that bear on it, of any source, the strongest first.",
        examples=[["change-had-roots"]],
        json_schema_extra=refused(("change-had-roots", "one text; a list is needed, even for one")),
    )
    bare: Text | None = Field(
        None,
        description="Why no finding bears on it; needed if and only if there is none.",
        examples=["No source gives a case."],
        json_schema_extra=refused((True, "a yes; the reason is needed")),
    )


class Lens(Record):
    """A framework of a source through which its findings, and others, can be read."""

    id: Id = Field(
        description="Short, lasting name in kebab-case.",
        examples=["lasting-change"],
        json_schema_extra=refused(("lasting_change", "an underline: lasting-change")),
    )
    title: Annotated[Text, Field(max_length=80)] = Field(
        description="What it asks or explains, as people read it.",
        examples=["When does a crisis change things for good?"],
        json_schema_extra=refused(("", "empty; it is what people choose by")),
    )
    text: Annotated[Text, Field(max_length=240)] | None = Field(
        None,
        description="What the framework says as a whole, in the curator's own words.",
        examples=["Three conditions decide whether change lasts."],
        json_schema_extra=refused(
            (["Three conditions.", "All must hold."], "two texts; one sentence is needed")
        ),
    )
    source: Id = Field(
        description="The id of the source that brings it.",
        examples=["coalitions"],
        json_schema_extra=refused((["coalitions", "public-value"], "two; a lens is of one source")),
    )
    locator: Timestamp | Place = Field(
        description="Where the source brings it: a quoted time, or section and item.",
        examples=["01:18:24", {"section": "Key takeaways"}],
        json_schema_extra=refused(("01:18", "two parts; hours, minutes and seconds are needed")),
    )
    number_from: NumberFrom = Field(
        description="Who gives the number of parts: the source itself, or the curator.",
        examples=["source", "curator"],
        json_schema_extra=refused((3, "the number of parts; who gives it is needed")),
    )
    ordered: StrictBool = Field(
        False,
        description="Whether the order of the parts means something, as with steps.",
        examples=[True],
        json_schema_extra=refused(("steps", "a word; it is true or false")),
    )
    note: Text | None = Field(
        None,
        description="How the curator read it.",
        examples=["The three conditions are the talk's; the cases come from all sources."],
        json_schema_extra=refused(("", "empty; left out where there is nothing to say")),
    )
    parts: Annotated[tuple[Part, ...], Field(min_length=1, max_length=100)] = Field(
        description="Its parts.",
        examples=[
            [
                {
                    "id": "momentum",
                    "label": "Momentum before",
                    "text": "Some force for change was there already.",
                    "locator": "01:18:31",
                    "findings": ["change-had-roots"],
                }
            ]
        ],
        json_schema_extra=refused(
            ([], "a framework without a part"),
            (["momentum"], "a name alone; a part has fields of its own"),
        ),
    )


class Tension(Record):
    """Two findings that pull against each other, and the question they raise."""

    id: Id = Field(
        description="Short, lasting name in kebab-case.",
        examples=["digital-or-relational"],
        json_schema_extra=refused(
            ("digital / relational", "spaces and a stroke: digital-or-relational")
        ),
    )
    between: tuple[Id, Id] = Field(
        description="The ids of the two findings.",
        examples=[["digital-push", "relational-push"]],
        json_schema_extra=refused(
            (["digital-push"], "one finding; a tension has two"),
            (
                ["digital-push", "relational-push", "being-over-doing"],
                "three findings; a tension has two",
            ),
        ),
    )
    question: Annotated[Text, Field(max_length=240)] = Field(
        description="The question they raise together.",
        examples=["Can one model hold both?"],
        json_schema_extra=refused(("", "empty; the question is what a room talks about")),
    )
    basis: Basis = Field(
        description="Whether a source sets them against each other or the curator does.",
        examples=["stated", "inferred"],
        json_schema_extra=refused(("implied", "not one of the words; inferred is meant")),
    )
    source: Id | None = Field(
        None,
        description="The source that does; needed where stated.",
        examples=["coalitions"],
        json_schema_extra=refused(("Coalitions talk", "the name people read; the id is needed")),
    )
    locator: Timestamp | Place | None = Field(
        None,
        description="Where it does; needed where stated.",
        examples=["02:22:00"],
        json_schema_extra=refused(("2:22", "two parts; hours, minutes and seconds are needed")),
    )
    note: Text | None = Field(
        None,
        description="Why the curator does; needed where inferred.",
        examples=["Both stand in the same source, which does not compare them."],
        json_schema_extra=refused(("", "empty; left out where a source says it")),
    )
