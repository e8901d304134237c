"""The shapes of what the API answers: plain data classes, with what each field means beside it.

Answers are made of them, and `openapi.py` makes the published schemas from the same classes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import Field, WithJsonSchema

Plain = dict[str, Any]


# Under this key a schema names the record of the model that stands there as plain data.
RECORD = "x-record"


def _record(name: str) -> WithJsonSchema:
    return WithJsonSchema({RECORD: name})


Fingerprint = Annotated[
    str, Field(description="The state of the data: equal fingerprints, equal data.")
]
AsOf = Annotated[str, Field(description="The date that the data bear, YYYY-MM-DD.")]


@dataclass(frozen=True)
class Filter:
    """One filter of the question."""

    key: Annotated[str, Field(description="A key of the query.")]
    value: Annotated[str, Field(description="The id, or the text; empty for many picked findings.")]
    label: Annotated[str, Field(description="What people read.")]


@dataclass(frozen=True)
class Changes:
    """What changed since the state that as_of names, as ids of findings."""

    sentence: Annotated[
        str | None, Field(description="What to tell a reader; null where the data are the same.")
    ]
    is_known: Annotated[bool, Field(description="Whether a released state begins with as_of.")]
    touched: Annotated[
        tuple[str, ...],
        Field(description="What was changed, sorted anew or added, and can be read."),
    ]
    changed: Annotated[
        tuple[str, ...], Field(description="Saying something else in the same category.")
    ]
    recategorised: Annotated[tuple[str, ...], Field(description="Sorted into another category.")]
    added: Annotated[tuple[str, ...], Field(description="New since then.")]
    withdrawn: Annotated[tuple[str, ...], Field(description="Withdrawn since then.")]
    missing: Annotated[tuple[str, ...], Field(description="Gone without having been withdrawn.")]


@dataclass(frozen=True)
class Asked:
    """What a query asks for, and how much it matches."""

    count: Annotated[int, Field(description="How many findings match, on this page or not.")]
    of: Annotated[int, Field(description="How many findings the dataset holds.")]
    sentence: Annotated[
        str,
        Field(description="What is counted, of how many, filtered how: to stand beside a count."),
    ]
    filters: Annotated[list[Filter], Field(description="Each filter by itself.")]
    query: Annotated[str, Field(description="The same question in ids, in the one order.")]
    unknown: Annotated[
        list[str],
        Field(description="A sentence for each value that means nothing here: it matches nothing."),
    ]
    since: Annotated[Changes | None, Field(description="Null where the query has no as_of.")]
    fingerprint: Fingerprint
    as_of: AsOf


@dataclass(frozen=True)
class Findings(Asked):
    """The findings that match, or one page of them."""

    offset: Annotated[int, Field(description="How many matching findings come before these.")]
    limit: Annotated[int, Field(description="How many findings stand here at most.")]
    next: Annotated[
        str | None, Field(description="Where it goes on, relative to this address; null: nowhere.")
    ]
    findings: Annotated[
        list[Annotated[Plain, _record("Finding")]], Field(description="In the order of sort.")
    ]


@dataclass(frozen=True)
class OneFinding:
    """One finding, and how to cite it."""

    finding: Annotated[Plain, _record("Finding")]
    aliases: Annotated[list[str], Field(description="Ids it had before; each of them leads here.")]
    lenses: Annotated[list[str], Field(description="The ids of the lenses it is seen through.")]
    citation: Annotated[str, Field(description="Plain text that leads back to its place.")]
    fingerprint: Fingerprint
    as_of: AsOf


@dataclass(frozen=True)
class Sources:
    """The sources, in the order of the dataset."""

    sources: Annotated[
        list[Annotated[Plain, _record("Source")]], Field(description="Each with its count.")
    ]
    fingerprint: Fingerprint
    as_of: AsOf


@dataclass(frozen=True)
class Themes:
    """The themes, in the order of the dataset."""

    themes: Annotated[
        list[Annotated[Plain, _record("Theme")]], Field(description="Each with its count.")
    ]
    fingerprint: Fingerprint
    as_of: AsOf


@dataclass(frozen=True)
class Lenses:
    """The frameworks of the sources, and the tensions between findings."""

    lenses: Annotated[
        list[Annotated[Plain, _record("Lens")]], Field(description="Each with its parts.")
    ]
    tensions: Annotated[
        list[Annotated[Plain, _record("Tension")]],
        Field(description="Pairs of findings that pull against each other."),
    ]
    fingerprint: Fingerprint
    as_of: AsOf


@dataclass(frozen=True)
class Runs:
    """The runs of the dataset: what a room can be led through."""

    runs: Annotated[list[Annotated[Plain, _record("Run")]], Field(description="With their scenes.")]
    fingerprint: Fingerprint
    as_of: AsOf


@dataclass(frozen=True)
class OneRun:
    """One run."""

    run: Annotated[Plain, _record("Run")]
    fingerprint: Fingerprint
    as_of: AsOf


@dataclass(frozen=True)
class OptionCounts:
    """One value of a key."""

    id: Annotated[str, Field(description="What to write in a query.")]
    label: Annotated[str, Field(description="What people read; it works in a query as well.")]
    choosing: Annotated[
        int, Field(description="How many findings choosing it, under its key alone, would give.")
    ]
    matching: Annotated[int, Field(description="How many of the matching findings carry it.")]


@dataclass(frozen=True)
class FacetCounts:
    """One key of the query with its values."""

    key: Annotated[str, Field(description="A key of the query.")]
    title: Annotated[str, Field(description="What people read.")]
    options: Annotated[list[OptionCounts], Field(description="Its values.")]


@dataclass(frozen=True)
class ThemeRow:
    """One theme with its findings in each category."""

    id: Annotated[str, Field(description="The id of the theme.")]
    label: Annotated[str, Field(description="What people read.")]
    total: Annotated[int, Field(description="How many matching findings carry the theme.")]
    counts: Annotated[dict[str, int], Field(description="How many of them are in each category.")]
    empty: Annotated[
        dict[str, str], Field(description="For each category that has none: why it has none.")
    ]


@dataclass(frozen=True)
class ThemesByCategory:
    """Which theme has what to keep, leave and start; with filters, themes that match alone."""

    title: Annotated[str, Field(description="What the table shows, in one sentence.")]
    rows: Annotated[list[ThemeRow], Field(description="The theme with most findings first.")]
    empty_means: Annotated[
        dict[str, str], Field(description="The reasons under empty, each with what it means.")
    ]


@dataclass(frozen=True)
class Counts(Asked):
    """What matches, counted by every key."""

    facets: Annotated[list[FacetCounts], Field(description="Every key but id.")]
    themes_by_category: Annotated[ThemesByCategory, Field(description="The matrix of the page.")]


@dataclass(frozen=True)
class Problem:
    """Why there is no answer; more fields may stand beside these."""

    status: Annotated[int, Field(description="The status of the answer once more.")]
    error: Annotated[str, Field(description="One word for what is wrong, for programs.")]
    what: Annotated[str, Field(description="What is wrong, with the value, for people.")]
    write_instead: Annotated[str, Field(description="What to write instead, or to do.")]


@dataclass(frozen=True)
class NoSuchFinding(Problem):
    """There is no finding with this id, and never was."""

    nearest: Annotated[tuple[str, ...], Field(description="Ids that look like it.")]


@dataclass(frozen=True)
class Gone(Problem):
    """The finding was withdrawn."""

    id: Annotated[str, Field(description="The id it had; it is never used again.")]
    on: Annotated[str, Field(description="When it was withdrawn, YYYY-MM-DD.")]
    why: Annotated[str, Field(description="Why it was withdrawn.")]
    see: Annotated[tuple[str, ...], Field(description="The ids of findings that say it now.")]
