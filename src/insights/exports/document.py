"""A view as a document: a brief, then all its findings, as a tagged PDF to read, search and print.

Nothing is worked out here: the brief, the charts and the texts are those of every other face.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from insights import typeset
from insights.brief import Brief, Column
from insights.charts import Chart, themes_by_category
from insights.charts.chart import findings as counted
from insights.charts.lenses import TensionPicture
from insights.citation import citation_of_all
from insights.exports.head import EVERYTHING, Head, findings_of, head_of, stamp
from insights.exports.printed import (
    bar_parts,
    figure_facts,
    looks,
    receipt_facts,
    said,
    web_address,
)
from insights.model import (
    BASES,
    BASIS_MEANS,
    CATEGORIES,
    CATEGORY_MEANS,
    EVIDENCE,
    EVIDENCE_MEANS,
    RECEIPT_MEANS,
    RECEIPTS,
    TENSION_BASES,
    VERBS,
    Category,
    Dataset,
    Finding,
    Source,
)
from insights.view import View

# What a reader turns pages through, and what one file is made of in a few seconds.
MOST_FINDINGS = 5_000
MOST_CONTESTED = 6
MOST_BARS = 24
IN_COLUMN = 3


def write(view: View, part: slice = EVERYTHING) -> bytes:
    """The document; it holds at most 5,000 findings, and says so where there are more."""
    return typeset.document("document.typ", document_data(view, part)).content


def document_data(view: View, part: slice = EVERYTHING) -> dict[str, Any]:
    """All that the template needs, as plain data."""
    brief, head, dataset = Brief(view), head_of(view, part), view.dataset
    findings = findings_of(view, part)
    shown = findings[:MOST_FINDINGS]
    return {
        **looks(),
        "head": _head(head),
        "as_of": head.as_of,
        "footer": f"{view.count} of {view.of} curated findings. {stamp(dataset)}",
        "message": said(brief.message),
        "bearing": brief.bearing[0] if brief.bearing else None,
        "figures": [figure_facts(dataset, *one) for one in brief.figures],
        "columns_title": "What to keep, leave behind and start",
        "columns": [_column(dataset, column) for column in brief.columns] if view.count else [],
        "contested": [_contested(dataset, one) for one in brief.contested[:MOST_CONTESTED]],
        "contested_left_out": _contested_left_out(len(brief.contested)),
        "gaps": [gap.sentence for gap in brief.gaps],
        "themes": _bars(brief.themes),
        "matrix": _matrix(themes_by_category(view)),
        "sections": list(_sections(view, shown)),
        "left_out": _left_out(len(findings), head),
        "sources": [_source(source, number) for source, number in brief.sources],
        "counted": _counted(view, head),
        "words": list(_words(shown, dataset)),
        "cited": _cited(head, dataset),
        "seen_at": head.address,
    }


def _head(head: Head) -> dict[str, Any]:
    filters = head.filters[:1].upper() + head.filters[1:]
    return {
        "title": head.title,
        "filters": filters,
        "unknown": head.unknown,
        "counted": head.counted,
    }


def _column(dataset: Dataset, column: Column) -> dict[str, Any]:
    nothing = f"No finding here says what to {VERBS[column.category]}."
    is_bare = not column.findings and not column.is_hidden
    return {
        "category": column.category,
        "said": nothing if is_bare else column.said,
        "top": [receipt_facts(dataset, one) for one in column.findings[:IN_COLUMN]],
    }


def _contested(dataset: Dataset, one: TensionPicture) -> dict[str, Any]:
    where = [f"{one.source.short}, {one.receipt.text}"] if one.source and one.receipt else []
    told = ": ".join([TENSION_BASES[one.tension.basis], *where])
    return {
        "question": said(one.tension.question),
        "sides": [
            {**receipt_facts(dataset, side), "is_hidden": not matches}
            for side, matches in zip(one.findings, one.matches, strict=True)
        ],
        "said": f"{told}. {one.tension.note}" if one.tension.note else f"{told}.",
    }


def _contested_left_out(number: int) -> str:
    if number <= MOST_CONTESTED:
        return ""
    return f"{MOST_CONTESTED} of {number} pairs of findings that pull against each other."


def _bars(chart: Chart) -> dict[str, Any]:
    categories = [column.category for column in chart.columns]
    left_out = max(len(chart.rows) - MOST_BARS, 0)
    themes = "1 theme" if left_out == 1 else f"{left_out} themes"
    return {
        "title": f"{chart.title}.",
        "subtitle": f"{chart.subtitle}. The numbers by category stand under “Themes by category”.",
        "alt": f"{chart.alt} {'; '.join(f'{row.label} {row.total}' for row in chart.rows)}.",
        "most": chart.most,
        "shown": MOST_BARS,
        "left_out": f"{themes} with fewer findings are in the table alone." if left_out else "",
        "categories": categories,
        "rows": [
            {"label": row.label, "total": row.total, "parts": bar_parts(row.values, categories)}
            for row in chart.rows
        ],
    }


def _matrix(chart: Chart) -> dict[str, Any]:
    return {
        "heading": "Themes by category",
        "title": f"{chart.title}.",
        "subtitle": f"{chart.subtitle}.",
        "row_title": chart.row_title,
        "columns": [column.category for column in chart.columns],
        "rows": [
            {
                "label": row.label,
                "total": row.total,
                "cells": [
                    {"value": value, "why": why or "0"}
                    for value, why in zip(row.values, row.empty, strict=True)
                ],
            }
            for row in chart.rows
        ],
        "gaps": [
            f"{reason[:1].upper()}{reason[1:]}: {says}." for reason, says in chart.gaps.items()
        ],
    }


def _sections(view: View, findings: Sequence[Finding]) -> Iterator[dict[str, Any]]:
    """The findings by category and there by theme, or in the order that the reader asked for."""
    brief = Brief(view)
    ranked: dict[Category, Sequence[Finding]] = {
        column.category: column.findings for column in brief.columns
    }
    ranked["context"] = brief.context
    shown = {finding.id for finding in findings}
    for category, label in CATEGORIES.items():
        in_order = [one for one in findings if one.category == category]
        if not in_order:
            continue
        number = len(in_order)
        if view.selection.sort:
            groups = [("", in_order)]
        else:
            strongest = [one for one in ranked[category] if one.id in shown]
            groups = list(_by_theme(view.dataset, strongest))
        yield {
            "category": category,
            "title": f"{label} ({number})",
            "said": f"{counted(number)}: {CATEGORY_MEANS[category]}.",
            "groups": [
                {"title": title, "findings": [_finding(view.dataset, one) for one in of_group]}
                for title, of_group in groups
            ],
        }


def _by_theme(dataset: Dataset, findings: Sequence[Finding]) -> Iterator[tuple[str, list[Finding]]]:
    """Each finding once, under the first of its themes."""
    for theme in dataset.themes:
        if found := [one for one in findings if one.themes[0] == theme.id]:
            yield f"{theme.label} ({len(found)})", found


def _finding(dataset: Dataset, finding: Finding) -> dict[str, Any]:
    others = [dataset.theme_by_id[theme].label for theme in finding.themes[1:]]
    return {
        **receipt_facts(dataset, finding),
        "more": [*([f"also {' and '.join(others)}"] if others else []), finding.id],
        "note": said(finding.note) if finding.note else None,
    }


def _left_out(number: int, head: Head) -> str:
    if number <= MOST_FINDINGS:
        return ""
    where = f" They stand at {head.address}." if head.address else ""
    return (
        f"This document holds the first {MOST_FINDINGS:,} of {number:,} findings; its charts and "
        f"counts are of all of them. The others are in every table, as CSV or Excel, of the same "
        f"selection, and in documents that ask for a part: limit={MOST_FINDINGS}"
        f"&offset={MOST_FINDINGS}.{where}"
    )


def _source(source: Source, number: int) -> dict[str, Any]:
    return {
        "title": source.title,
        "address": web_address(source.address),
        "said": f"{source.short}: {source.published}, {counted(number)} here.",
        "more": [f"Rights: {source.rights}", *_doubt(source)],
    }


def _doubt(source: Source) -> list[str]:
    """Why late times of the source are not trusted, said once and not with each finding."""
    latest = source.latest_locator
    return (
        [f"Times after {latest.at} are shown as written and not linked. {latest.why}"]
        if latest
        else []
    )


def _counted(view: View, head: Head) -> list[str]:
    query = f"Query: {head.query}" if head.query else ""
    no_share = (
        "A count of findings says how often something is written down, never how many people "
        "think so."
    )
    return [one for one in (head.counted, no_share, *head.unknown, query) if one]


def _words(findings: Sequence[Finding], dataset: Dataset) -> Iterator[dict[str, str]]:
    """The words of the receipts that stand in the document, each with what it means."""
    found = [
        *((BASES[one], BASIS_MEANS[one]) for one in BASES if _any(findings, "basis", one)),
        *(
            (EVIDENCE[one], EVIDENCE_MEANS[one])
            for one in EVIDENCE
            if _any(findings, "evidence", one)
        ),
        *(
            (RECEIPTS[state], RECEIPT_MEANS[state])
            for state in RECEIPTS
            if any(dataset.receipt(one).state == state for one in findings)
        ),
    ]
    for word, means in found:
        yield {"word": word, "means": f"{means}."}


def _any(findings: Sequence[Finding], field: str, value: str) -> bool:
    return any(getattr(one, field) == value for one in findings)


def _cited(head: Head, dataset: Dataset) -> list[str]:
    return [
        f"The wording of the findings is licensed under {head.licence}; the sources keep their "
        "own rights.",
        citation_of_all(dataset),
    ]
