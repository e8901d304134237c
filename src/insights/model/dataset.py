"""A whole dataset: its records, how to find one by its id, its fingerprint."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any, Literal, Self

from pydantic import Field, StrictStr

from insights.model.findings import Finding, Withdrawn
from insights.model.lenses import Lens, Tension
from insights.model.receipts import Receipt, receipt_for
from insights.model.record import Record, refused
from insights.model.scenes import Run
from insights.model.sources import Correction, Outline, Source
from insights.model.texts import Date, Id, Label, Name, ReportAddress, Text

if TYPE_CHECKING:
    from insights.view import View


class Theme(Record):
    """A tag that several findings share."""

    id: Id = Field(
        description="Short, lasting name in kebab-case.",
        examples=["trust"],
        json_schema_extra=refused(("Trust", "a capital letter")),
    )
    aliases: Annotated[tuple[Id, ...], Field(max_length=50)] = Field(
        (),
        description="Other names that work in links.",
        examples=[["openness", "transparency"]],
        json_schema_extra=refused(("openness", "one text; a list is needed, even for one")),
    )
    label: Name = Field(
        description="The name people read.",
        examples=["Trust and openness"],
        json_schema_extra=refused(
            ("Trust: openness", "a colon, which a menu would read as markup")
        ),
    )
    definition: Text = Field(
        description="When a finding belongs to it, so that two people agree.",
        examples=["Whether people believe government, and how open it is with them."],
        json_schema_extra=refused(("", "empty, so that nobody can tell what belongs to it")),
    )


class Message(Record):
    """The one sentence over the whole dataset."""

    text: Annotated[Text, Field(max_length=200)] = Field(
        description="One curated sentence.",
        examples=["Government can change fast; making it last is the task."],
        json_schema_extra=refused(
            (["Change fast.", "Make it last."], "a list; one sentence is needed")
        ),
    )
    findings: Annotated[tuple[Id, ...], Field(min_length=1, max_length=50)] = Field(
        description="The ids of the findings that bear it.",
        examples=[["trust-decided-outcomes", "short-term-fixes"]],
        json_schema_extra=refused(([], "no finding bears it")),
    )


class About(Record):
    """The file dataset.yaml: what the dataset as a whole is."""

    format: Literal[1] = Field(
        description="The version of this format.",
        examples=[1],
        json_schema_extra=refused((2, "a version that does not exist")),
    )
    title: Text = Field(
        description="The title of the dataset.",
        examples=["Government After Shock and two related sources"],
        json_schema_extra=refused((2020, "a number; a title is text")),
    )
    as_of: Date = Field(
        description="The date that screens and exports print.",
        examples=["2026-11-21"],
        json_schema_extra=refused(("21.11.2026", "the year comes first: 2026-11-21")),
    )
    licence: Label = Field(
        description="The licence of the curator's own wording.",
        examples=["CC-BY-4.0"],
        json_schema_extra=refused((4.0, "a number; the name of the licence is needed")),
    )
    levels: Annotated[tuple[Id, ...], Field(min_length=1, max_length=100)] = Field(
        description="The levels a finding may name.",
        examples=[["local", "national", "system"]],
        json_schema_extra=refused(
            (["Local government"], "a capital and a space: local-government")
        ),
    )
    message: Message | None = Field(
        None,
        description="The message of the whole dataset.",
        examples=[
            {"text": "Government can change fast.", "findings": ["government-can-adapt-fast"]}
        ],
        json_schema_extra=refused(
            ("Government can change fast.", "the text alone; the findings that bear it are missing")
        ),
    )
    report_to: ReportAddress | None = Field(
        None,
        description="Where a mistake is reported: mailto: and an address, or a page whose {id} and "
        "{fingerprint} are filled in.",
        examples=[
            "mailto:findings@example.org",
            "https://example.org/report?finding={id}&state={fingerprint}",
        ],
        json_schema_extra=refused(
            ("findings@example.org", "mailto: is missing before it"),
            ("http://example.org/report", "not https://"),
        ),
    )


class Release(Record):
    """What a released state of the dataset held, so that an old link can say what changed since."""

    fingerprint: Annotated[StrictStr, Field(pattern="^[0-9a-f]{64}$")] = Field(
        description="The fingerprint of the released dataset, 64 hexadecimal digits.",
        examples=["0123456789abcdef" * 4],
        json_schema_extra=refused(("01234567", "only the first 8 digits")),
    )
    as_of: Date = Field(
        description="The date it bore.",
        examples=["2026-11-21"],
        json_schema_extra=refused(("21.11.2026", "the year comes first: 2026-11-21")),
    )
    findings: dict[Id, Annotated[StrictStr, Field(pattern="^[0-9a-f]{12} [a-z]+$")]] = Field(
        description="For each finding 12 hexadecimal digits for its content, and its category.",
        examples=[{"trust-decided-outcomes": "0123456789ab context"}],
        json_schema_extra=refused(
            ({"trust-decided-outcomes": "context"}, "the 12 digits for its content are missing")
        ),
    )


class Dataset(Record):
    """A whole, sound dataset. `insights.load` makes one; every view is made from it."""

    about: About
    themes: tuple[Theme, ...]
    sources: tuple[Source, ...]
    findings: tuple[Finding, ...]
    withdrawn: tuple[Withdrawn, ...] = ()
    lenses: tuple[Lens, ...] = ()
    tensions: tuple[Tension, ...] = ()
    corrections: tuple[Correction, ...] = ()
    outlines: tuple[Outline, ...] = ()
    runs: tuple[Run, ...] = ()
    # What was released before is no part of what is released now.
    ledger: tuple[Release, ...] = Field((), exclude=True)

    def __hash__(self) -> int:
        return hash(self.fingerprint)

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """A copy, changed; what was worked out from the original is worked out anew."""
        copied = super().model_copy(update=update, deep=deep)
        for name, value in vars(type(self)).items():
            if isinstance(value, cached_property):
                copied.__dict__.pop(name, None)
        return copied

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 over the content as canonical JSON, 64 hexadecimal digits."""
        # A dataset without runs keeps the one it had before there were any.
        absent = set() if self.runs else {"runs"}
        plain = self.model_dump(mode="json", exclude=absent)
        content = json.dumps(plain, sort_keys=True, ensure_ascii=True)
        return hashlib.sha256(content.encode()).hexdigest()

    @cached_property
    def theme_by_id(self) -> dict[str, Theme]:
        """Each theme under its id."""
        return {theme.id: theme for theme in self.themes}

    @cached_property
    def source_by_id(self) -> dict[str, Source]:
        """Each source under its id."""
        return {source.id: source for source in self.sources}

    @cached_property
    def lens_by_id(self) -> dict[str, Lens]:
        """Each lens under its id."""
        return {lens.id: lens for lens in self.lenses}

    @cached_property
    def run_by_id(self) -> dict[str, Run]:
        """Each run under its id."""
        return {run.id: run for run in self.runs}

    @cached_property
    def tension_by_id(self) -> dict[str, Tension]:
        """Each tension under its id."""
        return {tension.id: tension for tension in self.tensions}

    @cached_property
    def lenses_of(self) -> dict[str, tuple[str, ...]]:
        """For each finding that bears on a part of a lens: the ids of those lenses."""
        found: dict[str, dict[str, None]] = {}
        for lens in self.lenses:
            for part in lens.parts:
                for finding in part.findings:
                    found.setdefault(finding, {})[lens.id] = None
        return {finding: tuple(lenses) for finding, lenses in found.items()}

    @cached_property
    def outline_by_source(self) -> dict[str, Outline]:
        """The outline of each source that has one, under the id of the source."""
        return {outline.source: outline for outline in self.outlines}

    @cached_property
    def finding_by_id(self) -> dict[str, Finding]:
        """Each finding under its id and under every id it had before."""
        found = {alias: finding for finding in self.findings for alias in finding.aliases}
        return found | {finding.id: finding for finding in self.findings}

    @cached_property
    def withdrawn_by_id(self) -> dict[str, Withdrawn]:
        """Each withdrawn finding under the id it had."""
        return {gone.id: gone for gone in self.withdrawn}

    @cached_property
    def receipts(self) -> dict[str, Receipt]:
        """The receipt of each finding, under its id."""
        sources = self.source_by_id
        return {one.id: receipt_for(one.locator, sources[one.source]) for one in self.findings}

    def receipt(self, finding: Finding) -> Receipt:
        """Where this finding stands in its source."""
        return self.receipts[finding.id]

    def select(self, query: str = "") -> View:
        """The view of the findings that a query matches, as in `select("theme=trust")`."""
        # The one import against the direction of the house: it lets a reader of the dataset
        # write data.select(...) without learning where selections live.
        from insights.view import select

        return select(self, query)

    def record(self, finding: Finding) -> dict[str, Any]:
        """The finding as plain data, the same shape in JSON, YAML and the HTTP interface."""
        receipt = self.receipt(finding)
        plain = finding.model_dump(mode="json", exclude={"locator", "aliases", "highlight"})
        plain["locator"] = {
            "as_written": receipt.as_written,
            "seconds": receipt.seconds,
            "section": receipt.section,
            "item": receipt.item,
            "receipt": receipt.state,
            "reason": receipt.reason,
        }
        plain["url"] = receipt.url
        del plain["checked_by"]
        return plain
