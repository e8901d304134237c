"""The rules for a dataset beside its documents: one function is one rule, as in reading.rules."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from insights.model import Correction
from insights.reading.draft import Draft, Mistake, name_of
from insights.reading.faults import Fault, Level, bare, closest, shown
from insights.workbench.copying import holds, words_of
from insights.workbench.outlines import compared
from insights.workbench.source_documents import SourceDocument

_NUMBER_WORDS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_NUMBER_WORDS += ["ten", "eleven", "twelve"]

# In digits, with commas or a fraction; no part of a time or of a word.
_NUMBER = re.compile(r"(?<![\w:.,])[0-9]+(?:[.,][0-9]+)*(?![\w:])")


class Beside(NamedTuple):
    """The records of a dataset, and the document of each source under the source's id."""

    draft: Draft
    documents: dict[str, SourceDocument]


DocumentRule = Callable[[Beside], Iterator[Mistake]]


def faults_of(rule: DocumentRule, beside: Beside, level: Level) -> Iterator[Fault]:
    """What a rule finds, with lines and columns."""
    for entry, path, what, advice in rule(beside):
        place = entry.document.place((*entry.path, *path))
        yield Fault(entry.document.file, *place, level, name_of(rule), what, advice)


def outline_as_document(beside: Beside) -> Iterator[Mistake]:
    """An outline has each heading of the document in order, with its times or number of items."""
    for source, entries in beside.draft.sections.items():
        if entries and (document := beside.documents.get(source)) is not None:
            yield from compared(entries, document.notes, document.name)


def as_written_occurs(beside: Beside) -> Iterator[Mistake]:
    """The faulty text of a correction stands in the document as often as it says."""
    for entry in beside.draft.corrections:
        correction = entry.record
        if (document := beside.documents.get(correction.source)) is not None:
            often = document.text.count(correction.as_written)
            if often != correction.occurs:
                field = "occurs" if often else "as_written"
                yield Mistake(entry, (field,), *_occurs(correction, document.name, often))


def source_has_document(beside: Beside) -> Iterator[Mistake]:
    """A source has a document."""
    for entry in beside.draft.sources:
        source = entry.record.id
        if source not in beside.documents:
            what = f"there is no document of {bare(source)}"
            yield Mistake(entry, ("id",), what, f"put it into the folder as {source}.txt")


def term_in_document(beside: Beside) -> Iterator[Mistake]:
    """A term of a finding stands in the document."""
    for entry in beside.draft.findings:
        if (document := beside.documents.get(entry.record.source)) is not None:
            for number, term in enumerate(entry.record.terms):
                if not holds(document.words, words_of(term)):
                    what = f"the term {shown(term)} does not stand in {document.name}"
                    advice = "write it as the source does, or take it out"
                    yield Mistake(entry, ("terms", number), what, advice)


def figure_in_document(beside: Beside) -> Iterator[Mistake]:
    """The number of a figure stands in the document, in digits or as a word."""
    for entry in beside.draft.findings:
        if (document := beside.documents.get(entry.record.source)) is not None:
            for number, figure in enumerate(entry.record.figures):
                spellings = _spellings(figure.value)
                if not any(holds(document.words, words_of(one)) for one in spellings):
                    what = f"the number {figure.text} does not stand in {document.name}"
                    advice = "read the source again, or take the figure out"
                    yield Mistake(entry, ("figures", number, "value"), what, advice)


def actor_in_document(beside: Beside) -> Iterator[Mistake]:
    """An actor of a finding stands in the document, unless a correction says it was misspelt."""
    for entry in beside.draft.findings:
        if (document := beside.documents.get(entry.record.source)) is not None:
            for number, actor in enumerate(entry.record.actors):
                is_there = holds(document.words, words_of(actor))
                if not is_there and not _is_corrected(beside, entry.record.id, actor):
                    what = f"the actor {shown(actor)} does not stand in {document.name}"
                    advice = "write the name as the source does, or take it out"
                    yield Mistake(entry, ("actors", number), what, advice)


def statement_number_in_document(beside: Beside) -> Iterator[Mistake]:
    """A number that a statement has in digits stands in the document, in digits or as a word."""
    for entry in beside.draft.findings:
        if (document := beside.documents.get(entry.record.source)) is not None:
            for written in _NUMBER.findall(entry.record.statement):
                spellings = [written, *(_spellings(int(written)) if written.isdigit() else ())]
                if not any(holds(document.words, words_of(one)) for one in spellings):
                    what = f"the number {shown(written)} does not stand in {document.name}"
                    advice = "read the source again, or take the number out of the statement"
                    yield Mistake(entry, ("statement",), what, advice)


ERRORS: tuple[DocumentRule, ...] = (outline_as_document, as_written_occurs)
WARNINGS: tuple[DocumentRule, ...] = (
    source_has_document,
    term_in_document,
    figure_in_document,
    actor_in_document,
    statement_number_in_document,
)


def _is_corrected(beside: Beside, finding: str, actor: str) -> bool:
    """Whether a fault of the document that touches the finding lies in this name."""
    for entry in beside.draft.corrections:
        correction = entry.record
        if finding in correction.affects:
            readings = [correction.as_written, correction.likely or ""]
            near = closest(actor, readings)
            if near or any(holds(words_of(one), words_of(actor)) for one in readings):
                return True
    return False


def _occurs(correction: Correction, name: str, often: int) -> tuple[str, str]:
    told = f"{shown(correction.as_written)} stands in {name}"
    if not often:
        advice = "copy it letter by letter, or take the correction out if the document is mended"
        return f"{told} nowhere, `occurs` says {correction.occurs}", advice
    times = "once" if often == 1 else f"{often} times"
    return f"{told} {times}, `occurs` says {correction.occurs}", f"write `occurs: {often}`"


def _spellings(value: float) -> list[str]:
    digits = f"{value:.15g}"
    if value == int(value) and 0 <= value < len(_NUMBER_WORDS):
        return [digits, _NUMBER_WORDS[int(value)]]
    return [digits]
