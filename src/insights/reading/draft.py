"""All files of a dataset as far as they could be read: what the rules across files look at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
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
    Run,
    Scene,
    Section,
    Source,
    Tension,
    Theme,
    Withdrawn,
)
from insights.reading.faults import MOST_FAULTS, Fault, Level, Names
from insights.reading.places import Path
from insights.reading.schema import Entry
from insights.reading.texts import texts_in


class Located(NamedTuple):
    """A place in a source that a record names, and where in the record it does."""

    entry: Entry[Any]
    path: Path
    source: str
    locator: str | Place


# A curated text: its record, where in the record it stands, the text itself.
Written = tuple[Entry[Any], Path, str]


class Known(NamedTuple):
    """Ids that may be named, and the id behind each alias that is not an id itself."""

    ids: frozenset[str]
    owner: dict[str, str]
    names: Names


@dataclass
class Draft:
    """The records (some faulty ones as stand-ins) and all ids, None where a file cannot be read.

    It is filled once and then looked at: what is worked out from it is kept.
    """

    about: Entry[About] | None = None
    themes: list[Entry[Theme]] = field(default_factory=list)
    sources: list[Entry[Source]] = field(default_factory=list)
    findings: list[Entry[Finding]] = field(default_factory=list)
    withdrawn: list[Entry[Withdrawn]] = field(default_factory=list)
    lenses: list[Entry[Lens]] = field(default_factory=list)
    tensions: list[Entry[Tension]] = field(default_factory=list)
    corrections: list[Entry[Correction]] = field(default_factory=list)
    ledger: list[Entry[Release]] = field(default_factory=list)
    # Of a file of outlines/ with a mistake the sections are broken: they do not count.
    outlined: list[Entry[Outline]] = field(default_factory=list)
    # A run without its scenes, and the scenes of each run under its id.
    runs: list[Entry[Run]] = field(default_factory=list)
    scenes: dict[str, list[Entry[Scene]]] = field(default_factory=dict)
    theme_ids: frozenset[str] | None = None
    source_ids: frozenset[str] | None = None
    finding_ids: frozenset[str] | None = None
    lens_ids: frozenset[str] | None = frozenset()
    tension_ids: frozenset[str] | None = frozenset()

    @cached_property
    def source_by_id(self) -> dict[str, Source]:
        """Each sound source under its id."""
        # Of two with the same id the first counts, so that the second is the only mistake.
        return {entry.record.id: entry.record for entry in reversed(self.sources)}

    @cached_property
    def outline_by_source(self) -> dict[str, Entry[Outline]]:
        """The outline of each source whose file could be read whole and has sections."""
        # One without sections is still to be written: nothing can be told from it.
        whole = (one for one in self.outlined if not one.broken and one.record.sections)
        return {entry.record.source: entry for entry in whole}

    @cached_property
    def sections(self) -> dict[str, list[Entry[Section]]]:
        """The sections of each source whose file of outlines/ could be read whole."""
        return {
            source: [
                Entry(section, entry.document, (*entry.path, number))
                for number, section in enumerate(entry.record.sections)
            ]
            for source, entry in self.outline_by_source.items()
        }

    @cached_property
    def known_themes(self) -> Known | None:
        """The ids of themes; None where a file of theirs cannot be read."""
        return _known(self.theme_ids, self.themes)

    @cached_property
    def known_findings(self) -> Known | None:
        """The ids of findings; None where a file of theirs cannot be read."""
        return _known(self.finding_ids, self.findings)

    @cached_property
    def known_sources(self) -> Known | None:
        """The ids of sources; None where their file cannot be read."""
        return _known(self.source_ids, ())

    @cached_property
    def known_lenses(self) -> Known | None:
        """The ids of lenses; None where their file cannot be read."""
        return _known(self.lens_ids, ())

    @cached_property
    def known_tensions(self) -> Known | None:
        """The ids of tensions; None where their file cannot be read."""
        return _known(self.tension_ids, ())

    @cached_property
    def withdrawn_ids(self) -> frozenset[str]:
        """The ids that are withdrawn."""
        return frozenset(entry.record.id for entry in self.withdrawn)

    def texts(self) -> Iterator[Written]:
        """Every curated text."""
        for entry in self._records():
            for path, text in texts_in(entry.record):
                yield entry, path, text

    @cached_property
    def all_texts(self) -> str:
        """Every curated text behind a line break, to look for a letter in all of them at once."""
        found = (text for one in self._records() for _, text in texts_in(one.record))
        return "\n" + "\n".join(found)

    def _records(self) -> Iterator[Entry[Any]]:
        if self.about:
            yield self.about
        yield from chain(self.themes, self.sources, self.findings, self.withdrawn)
        yield from chain(self.lenses, self.tensions, self.corrections, *self.sections.values())
        yield from chain(self.runs, *self.scenes.values())

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
            outlines=tuple(entry.record for entry in self.outlined),
            runs=tuple(
                entry.record.model_copy(
                    update={"scenes": tuple(one.record for one in self.scenes[entry.record.id])}
                )
                for entry in self.runs
            ),
            ledger=tuple(entry.record for entry in self.ledger),
        )


def _known(ids: frozenset[str] | None, entries: Iterable[Entry[Any]]) -> Known | None:
    if ids is None:
        return None
    records = [entry.record for entry in entries]
    own = {record.id for record in records}
    owner = {alias: one.id for one in records for alias in one.aliases if alias not in own}
    return Known(ids - owner.keys(), owner, Names(sorted(ids - owner.keys())))


class Mistake(NamedTuple):
    """What a rule found: in which record, where in it, what is wrong and what to write."""

    entry: Entry[Any]
    path: Path
    what: str
    advice: str


Rule = Callable[[Draft], Iterator[Mistake]]


def name_of(rule: Callable[..., Iterator[Mistake]]) -> str:
    """The name of a rule in messages, from the name of its function."""
    return rule.__name__.replace("_", "-")


def faults_of(rule: Rule, draft: Draft, level: Level) -> Iterator[Fault]:
    """What a rule finds in a draft, with lines and columns; it stops after many mistakes."""
    count = 0
    for entry, path, what, advice in rule(draft):
        if path and path[0] in entry.broken:
            continue
        place = entry.document.place((*entry.path, *path))
        if count == MOST_FAULTS:
            what = f"there are more than {MOST_FAULTS} mistakes against the rule {name_of(rule)}"
            advice = "mend the first ones"
            yield Fault(entry.document.file, *place, level, "too-many", what, advice)
            return
        count += 1
        yield Fault(entry.document.file, *place, level, name_of(rule), what, advice)
