"""New records judged as `insights check` would judge them, before they stand in a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from insights.model import Dataset, Finding, Source, listed
from insights.reading import Fault, check, read_draft
from insights.reading.draft import Draft, faults_of
from insights.reading.faults import in_order
from insights.reading.folder import FINDINGS, list_files, read_bytes
from insights.reading.rules import ERRORS
from insights.reading.rules.references import source_of_file
from insights.reading.schema import Entry, read_records
from insights.workbench.times import shifted_time
from insights.workbench.typed import FIGURE_FORMS, QUALIFIERS, Typed

# The rule on files does not count: what is typed is put into the right one.
_RULES = tuple(rule for rule in ERRORS if rule is not source_of_file)


class Judge:
    """A sound dataset to which records are to be added."""

    def __init__(self, directory: Path, dataset: Dataset) -> None:
        self.directory = directory
        self.dataset = dataset
        self._draft, _ = read_draft(directory)

    @property
    def taken_ids(self) -> set[str]:
        """Every id that a finding has, had or gave up."""
        return {*self.dataset.finding_by_id, *self.dataset.withdrawn_by_id}

    def findings(self, typed: Typed) -> tuple[list[Entry[Finding]], list[Fault]]:
        """Typed findings, faulty ones as stand-ins, and every fault they bring."""
        entries, ids, faults = read_records(typed, "findings", Finding)
        known = self._draft.finding_ids
        draft = replace(
            self._draft,
            findings=[*self._draft.findings, *entries],
            finding_ids=None if known is None or ids is None else known | ids,
        )
        found = self._faults(draft, faults)
        return entries, [self._with_meant(fault, typed, entries) for fault in found]

    def sources(self, typed: Typed) -> tuple[list[Entry[Source]], list[Fault]]:
        """Typed sources that are sound in themselves, and every fault they bring."""
        entries, ids, faults = read_records(typed, "sources", Source)
        known = self._draft.source_ids
        draft = replace(
            self._draft,
            sources=[*self._draft.sources, *entries],
            source_ids=None if known is None or ids is None else known | ids,
        )
        return entries, self._faults(draft, faults)

    def _with_meant(self, fault: Fault, typed: Typed, entries: list[Entry[Finding]]) -> Fault:
        """The fault with what was probably meant, where how people type tells more than a file."""
        if fault.file != typed.file:
            return fault
        if fault.rule == "group-needed" and "`figures`" in fault.what:
            advice = f"write it like {FIGURE_FORMS}; what may stand before a number is "
            return fault._replace(advice=f"{advice}{listed(QUALIFIERS, 'or')}")
        if fault.rule != "locator-in-outline":
            return fault
        for entry in entries:
            place, time = entry.document.place((*entry.path, "locator")), entry.record.locator
            if isinstance(time, str) and place == (fault.line, fault.column):
                outline = self.dataset.outline_by_source.get(entry.record.source)
                if meant := shifted_time(time, outline):
                    return fault._replace(advice=f"did you mean {meant}?")
        return fault

    def _faults(self, draft: Draft, faults: list[Fault]) -> list[Fault]:
        found = [fault for rule in _RULES for fault in faults_of(rule, draft, "error")]
        return in_order(faults + found)


def tried(directory: Path, changes: Mapping[str, bytes]) -> tuple[Dataset | None, list[Fault]]:
    """What `check` would say if files of a dataset had this content; nothing is changed.

    Parameters
    ----------
    changes: the new content of files under their names inside the folder
    """
    with TemporaryDirectory() as temporary:
        world = Path(temporary)
        (world / FINDINGS).mkdir()
        for name in (*list_files(directory).files, *changes):
            content = changes.get(name)
            if content is None:
                content, _ = read_bytes(directory, name)
            if content is not None:
                (world / name).parent.mkdir(exist_ok=True)
                (world / name).write_bytes(content)
        return check(world)
