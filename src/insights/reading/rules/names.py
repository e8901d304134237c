"""Rules on names: an id, an alias or a label leads to one thing only."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from insights.model import slug
from insights.reading.draft import Draft, Mistake
from insights.reading.faults import bare, shown
from insights.reading.places import Path
from insights.reading.schema import Entry

_SIGNS = re.compile(r"[\W_]+")

Named = tuple[Entry[Any], Path, str]


def finding_id_unique(draft: Draft) -> Iterator[Mistake]:
    """An id or alias belongs to one finding."""
    seen: dict[str, tuple[Entry[Any], Path]] = {}
    for entry in draft.findings:
        finding = entry.record
        for number, name in enumerate((finding.id, *finding.aliases)):
            path: Path = ("aliases", number - 1) if number else ("id",)
            if name in seen:
                what = f"the id {bare(name)} is taken, {_at(*seen[name])}"
                yield Mistake(entry, path, what, "write an id that no other finding has or had")
            seen.setdefault(name, (entry, path))


def withdrawn_id_unique(draft: Draft) -> Iterator[Mistake]:
    """An id is withdrawn once."""
    seen: dict[str, Entry[Any]] = {}
    for entry in draft.withdrawn:
        name = entry.record.id
        if (first := seen.setdefault(name, entry)) is not entry:
            what = f"{bare(name)} is withdrawn twice, {_at(first, ('id',))}"
            yield Mistake(entry, ("id",), what, "keep one of the two")


def withdrawn_id_not_alive(draft: Draft) -> Iterator[Mistake]:
    """A withdrawn id is not the id or alias of a finding."""
    alive: dict[str, tuple[Entry[Any], Path]] = {}
    for entry in draft.findings:
        for number, alias in enumerate(entry.record.aliases):
            alive[alias] = entry, ("aliases", number)
        alive[entry.record.id] = entry, ("id",)
    for gone in draft.withdrawn:
        name = gone.record.id
        if name in alive:
            what = f"{bare(name)} is withdrawn, but alive {_at(*alive[name])}"
            yield Mistake(gone, ("id",), what, "give the finding a new id, or take this one out")


def theme_name_unique(draft: Draft) -> Iterator[Mistake]:
    """The ids, aliases and labels of themes lead to one theme each."""
    names: list[Named] = []
    for entry in draft.themes:
        theme = entry.record
        names.append((entry, ("id",), theme.id))
        names += [(entry, ("aliases", at), alias) for at, alias in enumerate(theme.aliases)]
        names.append((entry, ("label",), theme.label))
    yield from _shared_names(names, "theme")


def source_name_unique(draft: Draft) -> Iterator[Mistake]:
    """The ids, short names and titles of sources lead to one source each."""
    names: list[Named] = []
    for entry in draft.sources:
        source = entry.record
        names.append((entry, ("id",), source.id))
        names.append((entry, ("short",), source.short))
        names.append((entry, ("title",), source.title))
    yield from _shared_names(names, "source")


def lens_name_unique(draft: Draft) -> Iterator[Mistake]:
    """The ids and titles of lenses lead to one lens each."""
    names: list[Named] = []
    for entry in draft.lenses:
        names.append((entry, ("id",), entry.record.id))
        names.append((entry, ("title",), entry.record.title))
    yield from _shared_names(names, "lens")


def part_id_unique(draft: Draft) -> Iterator[Mistake]:
    """The id of a part stands once in its lens."""
    for entry in draft.lenses:
        parts = [(entry, ("parts", at, "id")) for at in range(len(entry.record.parts))]
        names = [part.id for part in entry.record.parts]
        yield from _twice(parts, names, "part", "give each part an id of its own")


def tension_id_unique(draft: Draft) -> Iterator[Mistake]:
    """An id belongs to one tension."""
    yield from _ids_twice(draft.tensions, "tension")


def correction_id_unique(draft: Draft) -> Iterator[Mistake]:
    """An id belongs to one correction."""
    yield from _ids_twice(draft.corrections, "correction")


def run_name_unique(draft: Draft) -> Iterator[Mistake]:
    """The ids and titles of runs lead to one run each."""
    names: list[Named] = []
    for entry in draft.runs:
        names.append((entry, (), entry.record.id))
        names.append((entry, ("title",), entry.record.title))
    yield from _shared_names(names, "run")


def scene_id_unique(draft: Draft) -> Iterator[Mistake]:
    """The id of a scene stands once in its run."""
    for scenes in draft.scenes.values():
        yield from _ids_twice(scenes, "scene")


def section_unique(draft: Draft) -> Iterator[Mistake]:
    """A heading stands once in an outline."""
    for entry in draft.outlined:
        sections = entry.record.sections
        places = [(entry, (at, "section")) for at in range(len(sections))]
        names = [one.section for one in sections]
        yield from _twice(places, names, "heading", "write it once, with all that stands under it")


def release_unique(draft: Draft) -> Iterator[Mistake]:
    """A state of the dataset is released once."""
    places = [(entry, ("fingerprint",)) for entry in draft.ledger]
    names = [entry.record.fingerprint for entry in draft.ledger]
    yield from _twice(places, names, "fingerprint", "keep one of the two")


def level_unique(draft: Draft) -> Iterator[Mistake]:
    """A level stands once in dataset.yaml."""
    levels = draft.about.record.levels if draft.about else ()
    for number, level in enumerate(levels):
        if draft.about and level in levels[:number]:
            what = f"the level {bare(level)} stands twice"
            yield Mistake(draft.about, ("levels", number), what, "keep one of the two")


def statement_unique(draft: Draft) -> Iterator[Mistake]:
    """No two findings say the same."""
    seen: dict[str, Entry[Any]] = {}
    for entry in draft.findings:
        said = _SIGNS.sub(" ", entry.record.statement.casefold()).strip()
        if said and (first := seen.setdefault(said, entry)) is not entry:
            what = f"{bare(first.record.id)} says the same, {_at(first, ('statement',))}"
            advice = "keep one, with the ids of the other as its aliases, or say what differs"
            yield Mistake(entry, ("statement",), what, advice)


def _ids_twice(entries: Iterable[Entry[Any]], noun: str) -> Iterator[Mistake]:
    places = [(entry, ("id",)) for entry in entries]
    names = [entry.record.id for entry, _ in places]
    yield from _twice(places, names, noun, f"give each {noun} an id of its own")


def _twice(
    places: Iterable[tuple[Entry[Any], Path]], names: Iterable[str], noun: str, advice: str
) -> Iterator[Mistake]:
    seen: dict[str, tuple[Entry[Any], Path]] = {}
    for (entry, path), name in zip(places, names, strict=True):
        if name in seen:
            what = f"the {noun} {bare(name)} stands twice, first {_at(*seen[name])}"
            yield Mistake(entry, path, what, advice)
        seen.setdefault(name, (entry, path))


def _shared_names(names: Iterable[Named], noun: str) -> Iterator[Mistake]:
    """Names are compared as slugs, because a link may hold any of them."""
    seen: dict[str, tuple[Entry[Any], Path]] = {}
    for entry, path, name in names:
        compared = slug(name)
        if not compared:
            what = f"the name {shown(name)} has no letter and no digit"
            yield Mistake(entry, path, what, "write a name that can be read out")
            continue
        if compared not in seen:
            seen[compared] = entry, path
            continue
        first, where = seen[compared]
        # A label may say the same as the id of its own theme; an alias would be of no use.
        if first is not entry or path[0] == "aliases":
            what = f"the name {shown(name)} leads to a {noun} already, {_at(first, where)}"
            yield Mistake(entry, path, what, f"give each {noun} names of its own")


def _at(entry: Entry[Any], path: Path) -> str:
    line, _ = entry.document.place((*entry.path, *path))
    return f"in {entry.document.file} line {line}"
