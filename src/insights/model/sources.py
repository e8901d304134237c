"""A source, the outline of its document, and the faults of that document."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated

from pydantic import Field, StrictInt, StrictStr

from insights.model.findings import Place
from insights.model.record import Record, refused
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

    at: Timestamp = Field(
        description="The last believable time, as written.",
        examples=["01:18:50"],
        json_schema_extra=refused(("1 h 18", "words; hours, minutes and seconds are needed")),
    )
    why: Text = Field(
        description="What was observed in the source that makes later times doubtful.",
        examples=["All later times end in :00 and lie hours behind the end of the recording."],
        json_schema_extra=refused(("", "empty; a reader asks why a time is doubted")),
    )


class Source(Record):
    """A document the findings come from."""

    id: Id = Field(
        description="Short, lasting name in kebab-case.",
        examples=["aftershock-learning"],
        json_schema_extra=refused(("After Shock", "capitals and a space: after-shock")),
    )
    title: Text = Field(
        description="The title the document bears.",
        examples=["Political coalitions and public policy"],
        json_schema_extra=refused(("", "empty; the title is how a document is found")),
    )
    short: Annotated[Name, Field(max_length=32)] = Field(
        description="A name short enough for a receipt or an axis.",
        examples=["Coalitions talk, OECD OPSI"],
        json_schema_extra=refused(("Talk [2020]", "brackets, which a menu would read as markup")),
    )
    kind: SourceKind = Field(
        description="What sort of document it is.",
        examples=["video", "page"],
        json_schema_extra=refused(("podcast", "not one of the words; video is meant")),
    )
    publisher: Label = Field(
        description="Who published it, as far as the document says.",
        examples=["OECD OPSI"],
        json_schema_extra=refused(
            ("", "empty; what the document names is needed, were it only a channel")
        ),
    )
    video: Annotated[StrictStr, Field(pattern=r"^[A-Za-z0-9_-]{11}$")] | None = Field(
        None,
        description="The id of the recording on YouTube, if the document gives it.",
        examples=["9wQqZjxaqJc"],
        json_schema_extra=refused(
            ("https://youtu.be/9wQqZjxaqJc", "the address; the 11 letters behind it are needed")
        ),
    )
    url: WebAddress | None = Field(
        None,
        description="Its address, if the document gives it.",
        examples=["https://example.org/report"],
        json_schema_extra=refused(("example.org/report", "https:// is missing before it")),
    )
    date: Date | None = Field(
        None,
        description="Its date, if the document gives it.",
        examples=["2022-08-22"],
        json_schema_extra=refused(("22 August 2022", "words: 2022-08-22")),
    )
    via: Annotated[tuple[Label, ...], Field(max_length=20)] = Field(
        (),
        description="The way it took to us, step by step.",
        examples=[["recording", "written summary", "our own wording"]],
        json_schema_extra=refused(("recording", "one text; a list is needed, even for one")),
    )
    rights: Text = Field(
        description="What is known about the rights in it.",
        examples=["The document names no licence; only our own wording is kept here."],
        json_schema_extra=refused(("", "empty; where nothing is known, that is what to say")),
    )
    asks: Annotated[tuple[Category, ...], Field(max_length=4)] = Field(
        (),
        description="The categories the source itself asks about or sorts by.",
        examples=[["keep", "leave", "start"], []],
        json_schema_extra=refused((["stop"], "not one of the words; leave is meant")),
    )
    coverage: Coverage = Field(
        "partial",
        description="Whether every citable claim of it is curated: complete or partial.",
        examples=["complete", "partial"],
        json_schema_extra=refused(("80%", "not one of the words; partial is meant")),
    )
    latest_locator: LatestLocator | None = Field(
        None,
        description="The last time that can be right, with the reason.",
        examples=[{"at": "01:18:50", "why": "All later times end in :00."}],
        json_schema_extra=refused(("01:18:50", "the time alone; the reason is missing")),
    )

    @property
    def published(self) -> str:
        """By whom and, where the document says it, when: `OECD OPSI, 2022-08-22`."""
        return f"{self.publisher}, {self.date}" if self.date else self.publisher

    @property
    def address(self) -> str | None:
        """Where the document itself is, if it says so."""
        return f"https://www.youtube.com/watch?v={self.video}" if self.video else self.url


class Section(Record):
    """A heading of a source's document, with the times or the number of items under it."""

    section: Text = Field(
        description="The heading as the document writes it.",
        examples=["Key takeaways"],
        json_schema_extra=refused(
            ("", "empty; a text before the first heading is named by the curator")
        ),
    )
    named_by: NumberFrom = Field(
        "source",
        description="Whose words the heading is: the source's or the curator's.",
        examples=["source", "curator"],
        json_schema_extra=refused(("us", "not one of the words; curator is meant")),
    )
    times: Annotated[tuple[Timestamp, ...], Field(max_length=10_000)] = Field(
        (),
        description="Every time under it, as written, in the order of the document.",
        examples=[["00:10:38", "00:11:30"]],
        json_schema_extra=refused(
            ("00:10:38", "one text; a list is needed, even for one"),
            (["10:38"], "the hours are missing: 00:10:38"),
        ),
    )
    items: Annotated[StrictInt, Field(ge=0, le=10_000)] | None = Field(
        None,
        description="How many bullets or paragraphs it has, where it has no times.",
        examples=[3, 0],
        json_schema_extra=refused((-1, "less than none")),
    )
    left_out: Text | None = Field(
        None,
        description="Why nothing of it is curated.",
        examples=["Names no finding rests on."],
        json_schema_extra=refused((True, "a yes; the reason is needed")),
    )


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

    id: Id = Field(
        description="Short, lasting name in kebab-case.",
        examples=["damaged-dash"],
        json_schema_extra=refused(("Damaged dash", "a capital and a space: damaged-dash")),
    )
    source: Id = Field(
        description="The id of the source whose document has the fault.",
        examples=["coalitions"],
        json_schema_extra=refused(("Coalitions talk", "the name people read; the id is needed")),
    )
    locator: Timestamp | Place | None = Field(
        None,
        description="Where it stands, or stands first; left out where it has no place.",
        examples=["01:16:48", {"section": "Key takeaways"}],
        json_schema_extra=refused(("1:16:48", "one digit for the hours: 01:16:48")),
    )
    as_written: Annotated[StrictStr, Field(min_length=1, max_length=200)] = Field(
        description="The faulty text, letter by letter; no rule for texts holds here.",
        examples=["unsuccess"],
        json_schema_extra=refused(("", "empty; the faulty text itself is needed")),
    )
    occurs: Annotated[StrictInt, Field(ge=1)] = Field(
        description="How often exactly this text stands in the document.",
        examples=[1],
        json_schema_extra=refused(
            (0, "a text that is nowhere is no fault"), ("once", "a word; the number is 1")
        ),
    )
    likely: Annotated[Text, Field(max_length=200)] | None = Field(
        None,
        description="The likely reading; left out where nobody can say.",
        examples=["failure"],
        json_schema_extra=refused(("", "empty; left out where nobody can say")),
    )
    sure: Sureness = Field(
        description="How sure the likely reading is; without one, how sure it is that something is "
        "wrong or missing.",
        examples=["certain", "unsure"],
        json_schema_extra=refused(("90%", "not one of the words; likely is meant")),
    )
    why: Text = Field(
        description="What makes it a fault, and the reading likely.",
        examples=["The word does not exist; the sentence sets it against success."],
        json_schema_extra=refused(("", "empty; a reader asks what makes it a fault")),
    )
    status: CorrectionStatus = Field(
        description="`open`, or `settled` once somebody who knows confirmed it.",
        examples=["open"],
        json_schema_extra=refused(("fixed", "not one of the words; settled is meant")),
    )
    affects: Annotated[tuple[Id, ...], Field(max_length=1_000)] = Field(
        (),
        description="The findings it touches.",
        examples=[["trust-decided-outcomes"], []],
        json_schema_extra=refused(
            ("trust-decided-outcomes", "one text; a list is needed, even for one")
        ),
    )
