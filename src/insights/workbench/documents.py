"""A dataset beside the documents of its sources: what only they can tell to be wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from insights.model import Source, slug
from insights.reading import read_draft
from insights.reading.draft import Draft, name_of
from insights.reading.faults import Fault, bare, in_order
from insights.workbench.document_rules import ERRORS, WARNINGS, Beside, faults_of
from insights.workbench.own_words import copied_words
from insights.workbench.source_documents import SourceDocument

RULES = {
    "document-of-source": "A document belongs to one source: its file is named by the id of the "
    "source, or it has the video or the title of the source at its head.",
    "own-words": "No twelve words in a row are those of a document, but for damaged text, headings "
    "and terms.",
    **{name_of(rule): (rule.__doc__ or "").strip() for rule in (*ERRORS, *WARNINGS)},
}


class Compared(NamedTuple):
    """What comparing gave: every fault, and which document was that of which source."""

    faults: list[Fault]
    names: dict[str, str]


def check_documents(directory: Path, documents: Sequence[SourceDocument]) -> Compared:
    """What is wrong with the dataset in a folder, seen beside the documents of its sources.

    Records with faults of their own, which `reading.check` tells, are passed over.
    """
    draft, _ = read_draft(directory)
    faults = list(copied_words(directory, documents))
    owned: dict[str, SourceDocument] = {}
    faults += _assign(draft, documents, owned)
    beside = Beside(draft, owned)
    faults += [fault for rule in ERRORS for fault in faults_of(rule, beside, "error")]
    faults += [fault for rule in WARNINGS for fault in faults_of(rule, beside, "warning")]
    return Compared(in_order(faults), {source: document.name for source, document in owned.items()})


def _assign(
    draft: Draft, documents: Iterable[SourceDocument], owned: dict[str, SourceDocument]
) -> Iterator[Fault]:
    """Put the document of each source under its id, and tell which belong nowhere."""
    sources = [entry.record for entry in draft.sources]
    # A document can be that of a source with faults, which is not among them.
    are_all_known = draft.source_ids == frozenset(source.id for source in sources)
    for document in documents:
        source = source_of(document, sources)
        if source is not None and source.id not in owned:
            owned[source.id] = document
        elif source is not None:
            first = bare(owned[source.id].name)
            what = f"the document {bare(document.name)} is of {bare(source.id)}, as {first} is"
            yield _strayed(document, what, "keep one of the two")
        elif are_all_known:
            what = f"the document {bare(document.name)} belongs to no source"
            advice = "name it by the id of its source, or take it out of the folder"
            yield _strayed(document, what, advice)


def source_of(document: SourceDocument, sources: Sequence[Source]) -> Source | None:
    """The source a document belongs to: by the name of its file, else its video, else its title."""
    stem, video, title = Path(document.name).stem, document.notes.video, slug(document.title)
    by_name = (source for source in sources if source.id == stem)
    by_video = (source for source in sources if video and source.video == video)
    by_title = (source for source in sources if slug(source.title) == title)
    return next((source for found in (by_name, by_video, by_title) for source in found), None)


def _strayed(document: SourceDocument, what: str, advice: str) -> Fault:
    return Fault(document.name, 1, 1, "warning", "document-of-source", what, advice)
