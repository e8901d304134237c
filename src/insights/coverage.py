"""How far a dataset can be trusted: what was compared, what is in doubt, what is known to be wrong.

Everything here counts the whole dataset: how far it can be trusted does not depend on a filter.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from insights.model import (
    BASES,
    CATEGORIES,
    EVIDENCE,
    RECEIPTS,
    Basis,
    Category,
    Correction,
    Dataset,
    Evidence,
    Finding,
    ReceiptState,
    Section,
    Source,
)


@dataclass(frozen=True)
class Coverage:
    """What some findings rest on: how many there are of each kind, and how many were compared."""

    findings: int
    compared: int
    categories: Mapping[Category, int]
    sorted_by: Mapping[tuple[Category, Basis], int]
    evidence: Mapping[Evidence, int]
    receipts: Mapping[ReceiptState, int]


@dataclass(frozen=True)
class SourceCoverage:
    """The coverage of one source, with the known faults of its document and what was left out."""

    source: Source
    coverage: Coverage
    corrections: tuple[Correction, ...]
    left_out: tuple[Section, ...]
    has_outline: bool


def coverage(dataset: Dataset) -> Coverage:
    """The coverage of the whole dataset."""
    return _cover(dataset, dataset.findings)


def by_source(dataset: Dataset) -> tuple[SourceCoverage, ...]:
    """The coverage of each source, in the order of the dataset."""
    found = []
    for source in dataset.sources:
        outline = dataset.outline_by_source.get(source.id)
        sections = outline.sections if outline else ()
        found.append(
            SourceCoverage(
                source,
                _cover(dataset, [one for one in dataset.findings if one.source == source.id]),
                tuple(one for one in dataset.corrections if one.source == source.id),
                tuple(section for section in sections if section.left_out),
                outline is not None,
            )
        )
    return tuple(found)


def answer(dataset: Dataset) -> str:
    """How far the dataset can be trusted, in one sentence made from its counts."""
    whole = coverage(dataset)
    if not whole.findings:
        return "There is nothing to trust yet: the dataset holds no finding"
    by = "compared with the document by a second reader"
    if whole.findings == 1:
        said = f"The one finding was {'' if whole.compared else 'not yet '}{by}"
    elif whole.compared == whole.findings:
        every = "Both" if whole.findings == 2 else f"All {whole.findings}"
        said = f"{every} findings were {by}"
    else:
        verb = "was" if whole.compared <= 1 else "were"
        said = f"{whole.compared or 'None'} of {whole.findings} findings {verb} {by}"
    doubtful = whole.receipts["doubtful"]
    if doubtful:
        said += f"; {doubtful} {'stands' if doubtful == 1 else 'stand'} at a doubtful place"
    return said


def _cover(dataset: Dataset, findings: tuple[Finding, ...] | list[Finding]) -> Coverage:
    categories = Counter(one.category for one in findings)
    sorted_by = Counter((one.category, one.basis) for one in findings if one.basis)
    evidence = Counter(one.evidence for one in findings)
    receipts = Counter(dataset.receipt(one).state for one in findings)
    return Coverage(
        len(findings),
        sum(one.checked_by is not None for one in findings),
        {key: categories[key] for key in CATEGORIES},
        {(one, two): sorted_by[one, two] for one in CATEGORIES for two in BASES},
        {key: evidence[key] for key in EVIDENCE},
        {key: receipts[key] for key in RECEIPTS},
    )
