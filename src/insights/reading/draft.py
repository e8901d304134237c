"""All files of a dataset as far as they could be read: what the rules across files look at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from insights.model import (
    About,
    Correction,
    Dataset,
    Finding,
    Lens,
    Outline,
    Place,
    Release,
    Section,
    Source,
    Tension,
    Theme,
    Withdrawn,
)
from insights.reading.faults import Fault, Level
from insights.reading.places import Path
from insights.reading.schema import Entry


class Located(NamedTuple):
    """A place in a source that a record names, and where in the record it does."""

    entry: Entry[Any]
    path: Path
    source: str
    locator: str | Place


@dataclass
class Draft:
    """The records (faulty findings as stand-ins) and all ids, None where a file cannot be read."""

    about: Entry[About] | None = None
    themes: list[Entry[Theme]] = field(default_factory=list)
    sources: list[Entry[Source]] = field(default_factory=list)
    findings: list[Entry[Finding]] = field(default_factory=list)
    withdrawn: list[Entry[Withdrawn]] = field(default_factory=list)
    lenses: list[Entry[Lens]] = field(default_factory=list)
    tensions: list[Entry[Tension]] = field(default_factory=list)
    corrections: list[Entry[Correction]] = field(default_factory=list)
    ledger: list[Entry[Release]] = field(default_factory=list)
    sections: dict[str, list[Entry[Section]]] = field(default_factory=dict)
    theme_ids: frozenset[str] | None = None
    source_ids: frozenset[str] | None = None
    finding_ids: frozenset[str] | None = None

    @property
    def source_by_id(self) -> dict[str, Source]:
        """Each sound source under its id."""
        # Of two with the same id the first counts, so that the second is the only mistake.
        return {entry.record.id: entry.record for entry in reversed(self.sources)}

    @property
    def outlines(self) -> tuple[Outline, ...]:
        """The outline of each source whose file of outlines/ could be read whole."""
        return tuple(
            Outline(source=source, sections=tuple(entry.record for entry in entries))
            for source, entries in self.sections.items()
        )

    def located(self) -> Iterator[Located]:
        """Everything that names a place in a source: findings, lenses, tensions, corrections."""
        for finding in self.findings:
            yield Located(finding, ("locator",), finding.record.source, finding.record.locator)
        for lens in self.lenses:
            source = lens.record.source
            yield Located(lens, ("locator",), source, lens.record.locator)
            for number, part in enumerate(lens.record.parts):
                yield Located(lens, ("parts", number, "locator"), source, part.locator)
        others: list[Entry[Any]] = [*self.tensions, *self.corrections]
        for other in others:
            if other.record.locator is not None and other.record.source is not None:
                yield Located(other, ("locator",), other.record.source, other.record.locator)

    def dataset(self) -> Dataset:
        """The dataset; only for a draft in which no rule found a mistake."""
        if self.about is None:
            raise ValueError("a draft without dataset.yaml is no dataset")
        # The records were validated one by one, so that doing it again would only cost time.
        return Dataset.model_construct(
            about=self.about.record,
            themes=tuple(entry.record for entry in self.themes),
            sources=tuple(entry.record for entry in self.sources),
            findings=tuple(entry.record for entry in self.findings),
            withdrawn=tuple(entry.record for entry in self.withdrawn),
            lenses=tuple(entry.record for entry in self.lenses),
            tensions=tuple(entry.record for entry in self.tensions),
            corrections=tuple(entry.record for entry in self.corrections),
            outlines=self.outlines,
            ledger=tuple(entry.record for entry in self.ledger),
        )


class Mistake(NamedTuple):
    """What a rule found: in which record, where in it, what is wrong and what to write."""

    entry: Entry[Any]
    path: Path
    what: str
    advice: str


Rule = Callable[[Draft], Iterator[Mistake]]


def name_of(rule: Rule) -> str:
    """The name of a rule in messages, from the name of its function."""
    return rule.__name__.replace("_", "-")


def faults_of(rule: Rule, draft: Draft, level: Level) -> Iterator[Fault]:
    """What a rule finds in a draft, with lines and columns."""
    for entry, path, what, advice in rule(draft):
        if path and path[0] in entry.broken:
            continue
        place = entry.document.place((*entry.path, *path))
        yield Fault(entry.document.file, *place, level, name_of(rule), what, advice)
