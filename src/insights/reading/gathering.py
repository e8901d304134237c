"""The files of a folder -> what they hold, and the faults in each.

A sound dataset may be as large as `folder` allows. Of a large one with mistakes only as much is
read as shows a person where to begin, so that no file can keep the program busy for long.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import TypeVar

from pydantic import BaseModel

from insights.model import (
    Correction,
    Finding,
    Lens,
    Outline,
    Release,
    Run,
    Section,
    Source,
    Tension,
    Theme,
    Withdrawn,
)
from insights.reading import folder
from insights.reading.document import Document
from insights.reading.draft import Draft
from insights.reading.faults import MOST_FAULTS_IN_ALL, Fault, count_of_errors
from insights.reading.folder import FINDINGS, OUTLINES, SCENES
from insights.reading.letters import decode
from insights.reading.namesakes import Namesakes
from insights.reading.one_file import chapters, is_one_file
from insights.reading.rules import is_mistaken
from insights.reading.schema import Entry, Records, read_about, read_records, read_run

R = TypeVar("R", bound=BaseModel)

# As much is read in a second. If it holds mistakes, what lies behind it is not read.
MOST_EVENTS_WITH_FAULTS = 600_000
MOST_BYTES_WITH_FAULTS = 16_000_000


def read_draft(directory: Path) -> tuple[Draft, list[Fault]]:
    """What the files of a folder hold, and all faults but those of the rules across files.

    A file whose name ends with .yaml may be a whole dataset as well.
    """
    if is_one_file(directory):
        return _read_one_file(directory)
    listing = folder.list_files(directory)
    gathering = _Gathering(listing.faults)
    # A file that is there and cannot be read may hold any id.
    gathering.draft.lens_ids = None if "lenses.yaml" in listing.files else frozenset()
    gathering.draft.tension_ids = None if "tensions.yaml" in listing.files else frozenset()
    for number, file in enumerate(listing.files):
        if gathering.is_enough():
            rest = len(listing.files) - number - 1
            what = f"this file was not read, and {rest} behind it" if rest else "it was not read"
            advice = "mend the mistakes in the files before, and check again"
            gathering.faults.append(Fault(file, 1, 1, "error", "too-many", what, advice))
            break
        gathering.read(directory, file)
    gathering.settle()
    draft = gathering.draft
    of_findings = {file for file in listing.files if file.startswith(f"{FINDINGS}/")}
    if all(fault.file != FINDINGS for fault in listing.faults):
        # Without a source an empty folder is sound: every dataset begins so.
        if not of_findings and draft.sources:
            gathering.faults.append(folder.missing_findings("no file of findings is here"))
        elif of_findings == gathering.ids_of.keys() and (
            of_findings or draft.source_ids == frozenset()
        ):
            draft.finding_ids = frozenset().union(*gathering.ids_of.values())
    return draft, gathering.faults


def _read_one_file(path: Path) -> tuple[Draft, list[Fault]]:
    gathering = _Gathering([])
    gathering.read_all(path)
    gathering.settle()
    # Known only where the list of findings could be read.
    gathering.draft.finding_ids = next(iter(gathering.ids_of.values()), None)
    return gathering.draft, gathering.faults


class _Gathering:
    """Takes up one file after another, until there are mistakes enough."""

    def __init__(self, faults: list[Fault]) -> None:
        self.draft = Draft()
        self.faults = list(faults)
        self.ids_of: dict[str, frozenset[str]] = {}  # of each file of findings that tells them all
        self._documents: dict[str, Document] = {}
        self._namesakes = Namesakes(self._documents.values())
        self._waiting: list[tuple[str, Document]] = []
        self._bytes = self._events = 0
        self._was_looked_through = False

    def read(self, directory: Path, file: str) -> None:
        """Read one file; what its records hold is judged once all are there, or very many."""
        if (document := self._open(directory, file)) is not None:
            self._put(file, document)

    def read_all(self, path: Path) -> None:
        """Read the one file of a dataset."""
        if (document := self._open(path.parent, path.name)) is not None:
            parts, faults = chapters(document)
            self.faults += faults
            for name, part in parts.items():
                self._put(name, part)

    def _open(self, directory: Path, file: str) -> Document | None:
        content, found = folder.read_bytes(directory, file)
        text = None
        if content is not None:
            text, found = decode(file, content)
            self._bytes += len(content)
        self.faults += found
        if text is None:
            return None
        document = Document(file, text)
        self.faults += document.faults
        self._events += document.events
        return document

    def _put(self, name: str, document: Document) -> None:
        self._documents[name] = document
        self._waiting.append((name, document))

    def is_enough(self) -> bool:
        """Whether the mistakes found so far are to be mended before more is read."""
        if self._is_full():
            return True
        if self._bytes < MOST_BYTES_WITH_FAULTS and self._events < MOST_EVENTS_WITH_FAULTS:
            return False
        self.settle()
        if count_of_errors(self.faults):
            return True
        if self._was_looked_through:
            return False
        self._was_looked_through = True
        # A copy, because what a draft works out it keeps.
        return is_mistaken(replace(self.draft))

    def settle(self) -> None:
        """Judge the records of the files read since the last time."""
        for name, document in self._waiting:
            self._take(name, document)
        self._waiting.clear()

    def _take(self, file: str, document: Document) -> None:
        draft = self.draft
        if file == "dataset.yaml":
            draft.about, found = read_about(document, self._namesakes)
            self.faults += found
        elif file == "themes.yaml":
            draft.themes, draft.theme_ids, _ = self._records(document, "themes", Theme)
        elif file == "sources.yaml":
            draft.sources, draft.source_ids, _ = self._records(document, "sources", Source)
        elif file == "withdrawn.yaml":
            draft.withdrawn = self._records(document, "withdrawn", Withdrawn).entries
        elif file == "lenses.yaml":
            draft.lenses, draft.lens_ids, _ = self._records(document, "lenses", Lens)
        elif file == "tensions.yaml":
            draft.tensions, draft.tension_ids, _ = self._records(document, "tensions", Tension)
        elif file == "corrections.yaml":
            draft.corrections = self._records(document, "corrections", Correction).entries
        elif file == "ledger.yaml":
            draft.ledger = self._records(document, "releases", Release).entries
        elif file.startswith(f"{OUTLINES}/"):
            self._take_outline(file, document)
        elif file.startswith(f"{SCENES}/"):
            self._take_run(file, document)
        else:
            entries, ids, _ = self._records(document, "findings", Finding)
            draft.findings += entries
            if ids is not None:
                self.ids_of[file] = ids

    def _take_outline(self, file: str, document: Document) -> None:
        entries, _, found = self._records(document, "outline", Section)
        is_whole = not (found or document.faults or self._is_full())
        sections = tuple(entry.record for entry in entries)
        # The name of the file is judged by a rule, which can tell what was meant.
        source = PurePosixPath(file).stem
        record = Outline.model_construct(source=source, sections=sections)
        broken = frozenset([] if is_whole else ["sections"])
        self.draft.outlined.append(Entry(record, document, ("outline",), broken))

    def _take_run(self, file: str, document: Document) -> None:
        if self._is_full():
            return
        entry, scenes, found = read_run(document, self._namesakes)
        self.faults += found
        if entry is not None:
            # The name of the file is judged by a rule; the scenes stand beside, one by one.
            name = PurePosixPath(file).stem
            head = entry.record
            record = Run.model_construct(
                id=name, title=head.title, audience=head.audience, text=head.text, scenes=()
            )
            self.draft.runs.append(Entry(record, document, (), entry.broken))
            self.draft.scenes[name] = scenes

    def _records(self, document: Document, key: str, model: type[R]) -> Records[R]:
        if self._is_full():
            return Records([], None, [])
        records = read_records(document, key, model, self._namesakes)
        self.faults += records.faults
        return records

    def _is_full(self) -> bool:
        return count_of_errors(self.faults) >= MOST_FAULTS_IN_ALL
