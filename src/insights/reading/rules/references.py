"""Rules on references: what one record names, another record is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import Any

from insights.reading.draft import Draft, Mistake
from insights.reading.faults import bare, closest, listed
from insights.reading.places import Path
from insights.reading.schema import Entry

_FEW = 12


def theme_exists(draft: Draft) -> Iterator[Mistake]:
    """Each theme of a finding is a theme of themes.yaml, named by its id."""
    if draft.theme_ids is None:
        return
    owner = _owners(draft.themes)
    known = draft.theme_ids - owner.keys()
    for entry in draft.findings:
        for number, theme in enumerate(entry.record.themes):
            if theme in owner:
                what = f"{bare(theme)} is an alias"
                yield Mistake(entry, ("themes", number), what, f"write the id {bare(owner[theme])}")
            elif theme not in known:
                what = f"there is no theme {bare(theme)} in themes.yaml"
                advice = _meant(theme, known, "add the theme there")
                yield Mistake(entry, ("themes", number), what, advice)


def source_exists(draft: Draft) -> Iterator[Mistake]:
    """The source of a finding is a source of sources.yaml."""
    if draft.source_ids is None:
        return
    for entry in draft.findings:
        source = entry.record.source
        if source not in draft.source_ids:
            what = f"there is no source {bare(source)} in sources.yaml"
            advice = _meant(source, draft.source_ids, "add the source there")
            yield Mistake(entry, ("source",), what, advice)


def level_exists(draft: Draft) -> Iterator[Mistake]:
    """The level of a finding is one of dataset.yaml."""
    if draft.about is None:
        return
    levels = frozenset(draft.about.record.levels)
    for entry in draft.findings:
        level = entry.record.level
        if level not in levels:
            what = f"there is no level {bare(level)} in dataset.yaml"
            yield Mistake(entry, ("level",), what, _meant(level, levels, "add the level there"))


def source_of_file(draft: Draft) -> Iterator[Mistake]:
    """A file in findings/ bears the id of the source of its findings."""
    for entry in draft.findings:
        source, file = entry.record.source, PurePosixPath(entry.document.file)
        is_known = draft.source_ids is None or source in draft.source_ids
        if source != file.stem and is_known:
            what = f"a finding of {bare(source)} stands in the file of {bare(file.stem)}"
            yield Mistake(entry, ("source",), what, f"move it to findings/{source}.yaml")


def message_finding_exists(draft: Draft) -> Iterator[Mistake]:
    """The findings that bear the message are alive."""
    if draft.about and (message := draft.about.record.message):
        path: Path = ("message", "findings")
        yield from _missing_findings(draft, draft.about, path, message.findings)


def see_exists(draft: Draft) -> Iterator[Mistake]:
    """The findings that a withdrawn id leads to are alive."""
    for entry in draft.withdrawn:
        yield from _missing_findings(draft, entry, ("see",), entry.record.see)


def _missing_findings(
    draft: Draft, entry: Entry[Any], path: Path, names: Iterable[str]
) -> Iterator[Mistake]:
    if draft.finding_ids is None:
        return
    gone = {one.record.id for one in draft.withdrawn}
    owner = _owners(draft.findings)
    known = draft.finding_ids - owner.keys()
    for number, name in enumerate(names):
        if name in owner:
            what = f"{bare(name)} is an alias"
            yield Mistake(entry, (*path, number), what, f"write the id {bare(owner[name])}")
        elif name in gone and name not in known:
            what = f"the finding {bare(name)} is withdrawn"
            yield Mistake(entry, (*path, number), what, "name a finding that is alive")
        elif name not in known:
            what = f"there is no finding {bare(name)}"
            advice = _meant(name, known, "name a finding that is in findings/")
            yield Mistake(entry, (*path, number), what, advice)


def _owners(entries: Iterable[Entry[Any]]) -> dict[str, str]:
    """The id behind each alias that is not an id itself."""
    records = [entry.record for entry in entries]
    ids = {record.id for record in records}
    return {alias: one.id for one in records for alias in one.aliases if alias not in ids}


def _meant(word: str, known: frozenset[str], otherwise: str) -> str:
    if meant := closest(word, sorted(known)):
        return f"did you mean {bare(meant)}? otherwise {otherwise}"
    if 0 < len(known) <= _FEW:
        return f"write one of {listed(sorted(known))}, or {otherwise}"
    return otherwise
