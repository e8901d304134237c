"""A finding as slides say it: its statement with a short receipt, and in the notes all of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from insights.charts import Chart
from insights.citation import public_address
from insights.exports.slides.words import QUIET, SMALL, Paragraph, Run
from insights.looks import MARKS
from insights.model import (
    BASES,
    CATEGORIES,
    EVIDENCE,
    EVIDENCE_MEANS,
    Dataset,
    Finding,
    Receipt,
    Source,
)

_LONGEST_PLACE = 64  # letters; a heading may have hundreds, and the notes have it in full


def block(
    dataset: Dataset, finding: Finding, size: float, *, before: float = 0, with_mark: bool = False
) -> list[Paragraph]:
    """The statement in this size, and below it where it comes from."""
    statement = Paragraph((Run(finding.statement, size, serif=True),), before)
    runs = [*_mark(finding)] if with_mark else []
    runs += receipt_runs(dataset, finding)
    return [statement, Paragraph(tuple(runs), 2)]


def receipt_runs(dataset: Dataset, finding: Finding) -> list[Run]:
    """As in `9:14 · After Shock, OECD OPSI · reported, stated`; the place opens it."""
    receipt, source = dataset.receipt(finding), dataset.source_by_id[finding.source]
    kind = EVIDENCE[finding.evidence].lower()
    basis = f", {finding.basis}" if finding.basis else ""
    return [
        Run(_short(receipt.text), SMALL, colour=QUIET, link=receipt.url),
        Run(f" · {source.short} · {kind}{basis}", SMALL, colour=QUIET),
    ]


def in_full(dataset: Dataset, finding: Finding) -> Iterator[str]:
    """All that is known of where a finding comes from, in lines of plain text."""
    receipt, source = dataset.receipt(finding), dataset.source_by_id[finding.source]
    themes = ", ".join(dataset.theme_by_id[theme].label for theme in finding.themes)
    basis = f" ({BASES[finding.basis].lower()})" if finding.basis else ""
    yield f"{CATEGORIES[finding.category]}: {finding.statement}"
    yield f"Evidence: {EVIDENCE[finding.evidence].lower()} ({EVIDENCE_MEANS[finding.evidence]})"
    yield f"Category: {CATEGORIES[finding.category].lower()}{basis}"
    yield f"Themes: {themes}"
    if finding.note:
        yield f"Note: {finding.note}"
    yield from place_in_full(source, receipt)
    own = public_address(f"finding?id={finding.id}")
    yield f"Finding: {finding.id}{f' {own}' if own else ''}"


def place_in_full(source: Source, receipt: Receipt) -> Iterator[str]:
    """The source, the place in it and the address that opens it."""
    yield f"Source: {source.title}, {source.published}"
    doubt = f" (doubtful: {receipt.reason})" if receipt.reason else ""
    yield f"Place: {receipt.as_written}{doubt}"
    if receipt.url:
        yield f"Link: {receipt.url}"


def all_in_full(dataset: Dataset, findings: Sequence[Finding]) -> Iterator[str]:
    """The receipts of several findings, an empty line before each."""
    for finding in findings:
        yield ""
        yield from in_full(dataset, finding)


def numbers_of(chart: Chart) -> Iterator[str]:
    """The numbers of a chart, a row a line, and why there is nothing where there is nothing."""
    yield f"{chart.title}. {chart.subtitle}."
    for row in chart.rows:
        cells = [
            f"{column.label} {value}" + (f" ({why})" if why else "")
            for column, value, why in zip(chart.columns, row.values, row.empty, strict=True)
        ]
        yield f"{row.label}: {', '.join(cells)}; all {row.total}"
    yield from (f"“{reason}”: {meaning}" for reason, meaning in chart.gaps.items())


def _short(place: str) -> str:
    return place if len(place) <= _LONGEST_PLACE else f"{place[:_LONGEST_PLACE].rstrip()} …"


def _mark(finding: Finding) -> Iterator[Run]:
    mark = MARKS[finding.category]
    label = CATEGORIES[finding.category]
    yield Run(f"{mark.letter} {label}", SMALL, bold=True, colour=mark.text["light"])
    yield Run(" · ", SMALL, colour=QUIET)
