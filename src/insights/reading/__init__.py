"""YAML files -> Dataset, or every mistake at once with its line and what to write instead."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from insights.model import (
    Correction,
    Dataset,
    Finding,
    Lens,
    Release,
    Section,
    Source,
    Tension,
    Theme,
    Withdrawn,
)
from insights.reading import folder
from insights.reading.document import Document
from insights.reading.draft import Draft
from insights.reading.faults import DatasetFaults, Fault, in_order
from insights.reading.letters import decode
from insights.reading.rules import mistakes, oversights
from insights.reading.schema import read_about, read_records

__all__ = ["DatasetFaults", "Fault", "check", "default_directory", "read"]


def default_directory() -> Path:
    """The folder that INSIGHTS_DATA names, else the dataset that comes with this repository."""
    named = os.environ.get("INSIGHTS_DATA", "")
    return Path(named) if named else Path(__file__).resolve().parents[3] / "data"


def read(directory: str | os.PathLike[str] | None = None) -> Dataset:
    """The dataset in a folder, by default the bundled one.

    Raises
    ------
    DatasetFaults: if anything is wrong with it; holds all mistakes. Warnings alone raise nothing.
    """
    dataset, faults = check(directory)
    if dataset is None:
        raise DatasetFaults(faults)
    return dataset


def check(
    directory: str | os.PathLike[str] | None = None,
) -> tuple[Dataset | None, list[Fault]]:
    """The dataset in a folder (None where it has errors), and all errors and warnings."""
    with _collector_paused():
        return _check(default_directory() if directory is None else Path(directory))


def _check(directory: Path) -> tuple[Dataset | None, list[Fault]]:
    listing = folder.list_files(directory)
    faults = list(listing.faults)
    documents: dict[str, Document] = {}
    for file in listing.files:
        content, found = folder.read_bytes(directory, file)
        text = None
        if content is not None:
            text, found = decode(file, content)
        faults += found
        if text is not None:
            documents[file] = Document(file, text)
            faults += documents[file].faults
    draft, found = _draft(documents, listing.files)
    faults += found
    faults += mistakes(draft)
    if any(fault.level == "error" for fault in faults):
        return None, in_order(faults)
    faults += oversights(draft)
    return draft.dataset(), in_order(faults)


def _draft(documents: dict[str, Document], files: tuple[str, ...]) -> tuple[Draft, list[Fault]]:
    """What the files hold, as far as they could be read."""
    draft, faults = Draft(), []
    if document := documents.get("dataset.yaml"):
        draft.about, found = read_about(document)
        faults += found
    if document := documents.get("themes.yaml"):
        draft.themes, draft.theme_ids, found = read_records(document, "themes", Theme)
        faults += found
    if document := documents.get("sources.yaml"):
        draft.sources, draft.source_ids, found = read_records(document, "sources", Source)
        faults += found
    if document := documents.get("withdrawn.yaml"):
        draft.withdrawn, _, found = read_records(document, "withdrawn", Withdrawn)
        faults += found
    if document := documents.get("lenses.yaml"):
        draft.lenses, _, found = read_records(document, "lenses", Lens)
        faults += found
    if document := documents.get("tensions.yaml"):
        draft.tensions, _, found = read_records(document, "tensions", Tension)
        faults += found
    if document := documents.get("corrections.yaml"):
        draft.corrections, _, found = read_records(document, "corrections", Correction)
        faults += found
    if document := documents.get("ledger.yaml"):
        draft.ledger, _, found = read_records(document, "releases", Release)
        faults += found
    for file, document in documents.items():
        if file.startswith(f"{folder.OUTLINES}/"):
            sections, _, found = read_records(document, "outline", Section)
            faults += found
            if not found and not document.faults:
                draft.sections[PurePosixPath(file).stem] = sections
    ids: set[str] = set()
    of_findings = [file for file in files if file.startswith(f"{folder.FINDINGS}/")]
    are_ids_known = bool(of_findings)
    for file in of_findings:
        if (document := documents.get(file)) is None:
            are_ids_known = False
            continue
        entries, names, found = read_records(document, "findings", Finding)
        draft.findings += entries
        faults += found
        ids |= names or set()
        are_ids_known = are_ids_known and names is not None
    draft.finding_ids = frozenset(ids) if are_ids_known else None
    return draft, faults


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Reading makes many small objects and no rubbish: looking for rubbish doubles the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
