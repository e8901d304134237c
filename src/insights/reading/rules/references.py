"""Rules on references: what one record names, another record is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import Any

from insights.model import listed
from insights.reading.draft import Draft, Mistake
from insights.reading.faults import Names, bare
from insights.reading.folder import FINDINGS
from insights.reading.places import Path
from insights.reading.schema import Entry

_FEW = 12


def theme_exists(draft: Draft) -> Iterator[Mistake]:
    """Each theme of a finding is a theme of themes.yaml, named by its id."""
    if (known := draft.known_themes) is None:
        return
    for entry in draft.findings:
        for number, theme in enumerate(entry.record.themes):
            if theme in known.owner:
                advice = f"write the id {bare(known.owner[theme])}"
                yield Mistake(entry, ("themes", number), f"{bare(theme)} is an alias", advice)
            elif theme not in known.ids:
                what = f"there is no theme {bare(theme)} in themes.yaml"
                advice = meant(theme, known.names, "add the theme there")
                yield Mistake(entry, ("themes", number), what, advice)


def source_exists(draft: Draft) -> Iterator[Mistake]:
    """A source that a record names is a source of sources.yaml."""
    if (known := draft.known_sources) is None:
        return
    entries: list[Entry[Any]] = [
        *draft.findings,
        *draft.lenses,
        *draft.tensions,
        *draft.corrections,
    ]
    for entry in entries:
        source = entry.record.source
        if source is not None and source not in known.ids:
            what = f"there is no source {bare(source)} in sources.yaml"
            advice = meant(source, known.names, "add the source there")
            yield Mistake(entry, ("source",), what, advice)


def outline_of_source(draft: Draft) -> Iterator[Mistake]:
    """A file in outlines/ bears the id of a source."""
    if (known := draft.known_sources) is None:
        return
    for entry in draft.outlined:
        source = entry.record.source
        if source not in known.ids:
            what = f"there is no source {bare(source)} in sources.yaml"
            advice = meant(source, known.names, "name the file after its source")
            yield Mistake(entry, (), what, advice)


def level_exists(draft: Draft) -> Iterator[Mistake]:
    """The level of a finding is one of dataset.yaml."""
    if draft.about is None:
        return
    levels = frozenset(draft.about.record.levels)
    names = Names(sorted(levels))
    for entry in draft.findings:
        level = entry.record.level
        if level not in levels:
            what = f"there is no level {bare(level)} in dataset.yaml"
            yield Mistake(entry, ("level",), what, meant(level, names, "add the level there"))


def source_of_file(draft: Draft) -> Iterator[Mistake]:
    """A file in findings/ bears the id of the source of its findings."""
    files = {entry.document.file for entry in draft.findings}
    # A dataset in one file has them all there.
    stems = {file: PurePosixPath(file).stem for file in files if file.startswith(f"{FINDINGS}/")}
    for entry in draft.findings:
        source = entry.record.source
        stem = stems.get(entry.document.file, source)
        is_known = draft.source_ids is None or source in draft.source_ids
        if source != stem and is_known:
            what = f"a finding of {bare(source)} stands in the file of {bare(stem)}"
            yield Mistake(entry, ("source",), what, f"move it to findings/{source}.yaml")


def message_finding_exists(draft: Draft) -> Iterator[Mistake]:
    """The findings that bear the message are alive."""
    if draft.about and (message := draft.about.record.message):
        path: Path = ("message", "findings")
        yield from missing_findings(draft, draft.about, path, message.findings)


def see_exists(draft: Draft) -> Iterator[Mistake]:
    """The findings that a withdrawn id leads to are alive."""
    for entry in draft.withdrawn:
        yield from missing_findings(draft, entry, ("see",), entry.record.see)


def part_finding_exists(draft: Draft) -> Iterator[Mistake]:
    """The findings that bear on a part of a lens are alive."""
    for entry in draft.lenses:
        for number, part in enumerate(entry.record.parts):
            path: Path = ("parts", number, "findings")
            yield from missing_findings(draft, entry, path, part.findings)


def tension_finding_exists(draft: Draft) -> Iterator[Mistake]:
    """The two findings of a tension are alive."""
    for entry in draft.tensions:
        yield from missing_findings(draft, entry, ("between",), entry.record.between)


def affected_finding_exists(draft: Draft) -> Iterator[Mistake]:
    """The findings that a correction affects are alive."""
    for entry in draft.corrections:
        yield from missing_findings(draft, entry, ("affects",), entry.record.affects)


def missing_findings(
    draft: Draft,
    entry: Entry[Any],
    path: Path,
    names: Iterable[str],
    *,
    is_list: bool = True,
) -> Iterator[Mistake]:
    """What is wrong with names of findings under a path, a list of them or one."""
    if (known := draft.known_findings) is None:
        return
    for number, name in enumerate(names):
        if name in known.ids:
            continue
        if name in known.owner:
            what, advice = f"{bare(name)} is an alias", f"write the id {bare(known.owner[name])}"
        elif name in draft.withdrawn_ids:
            what, advice = f"the finding {bare(name)} is withdrawn", "name a finding that is alive"
        else:
            what = f"there is no finding {bare(name)}"
            advice = meant(name, known.names, "name a finding that is in findings/")
        yield Mistake(entry, (*path, number) if is_list else path, what, advice)


def meant(word: str, names: Names, otherwise: str) -> str:
    """What to write instead of a name that does not exist."""
    if near := names.closest(word):
        return f"did you mean {bare(near)}? otherwise {otherwise}"
    if 0 < len(names) <= _FEW:
        return f"write one of {listed(names, 'or')}, or {otherwise}"
    return otherwise
