"""What the engine holds in the browser: the findings, and for each option which of them carry it.

Whatever Python can work out once for all selections is worked out here, so that the engine repeats
as little as possible: the orders, the values of the facets, what changed since a release, how
letters are compared.
"""

from __future__ import annotations

import json
import unicodedata
from functools import lru_cache
from typing import Any

from insights.charts import along_source
from insights.charts.chart import EMPTY_MEANS
from insights.citation import public_address
from insights.looks import MARKS
from insights.model import (
    BASES,
    CATEGORIES,
    EVIDENCE,
    RECEIPTS,
    Dataset,
    Finding,
    Source,
    is_unseen,
)
from insights.selection import FACETS, SORTS, Selection
from insights.view import View, orders
from insights.workbench.ledger import since

# Up to here loading and clicking were measured and are quick: see docs/decisions.md.
MOST_FINDINGS = 50_000


@lru_cache(maxsize=2)
def world(dataset: Dataset) -> bytes:
    """The dataset as the engine reads it, as UTF-8 JSON."""
    return json.dumps(_world(dataset), ensure_ascii=False, separators=(",", ":")).encode()


def _world(dataset: Dataset) -> dict[str, Any]:
    about = dataset.about
    return {
        "title": about.title,
        "as_of": about.as_of,
        "licence": about.licence,
        "fingerprint": dataset.fingerprint,
        "home": public_address(""),
        "facets": [_facet(dataset, key) for key in FACETS if key != "id"],
        "id_facet": {"title": FACETS["id"].title, "phrase": FACETS["id"].phrase},
        "sorts": SORTS,
        "orders": orders(dataset),
        "labels": {
            "category": CATEGORIES,
            "basis": BASES,
            "evidence": EVIDENCE,
            "receipt": RECEIPTS,
        },
        "empty_means": EMPTY_MEANS,
        "marks": {category: mark.letter for category, mark in MARKS.items()},
        "sources": [_source(dataset, source) for source in dataset.sources],
        "themes": [{"id": theme.id, "label": theme.label} for theme in dataset.themes],
        "findings": [_finding(dataset, finding) for finding in dataset.findings],
        "withdrawn": [gone.model_dump(mode="json") for gone in dataset.withdrawn],
        "since": _since(dataset),
        "letters": letters(),
        "too_many": too_many(len(dataset.findings)),
    }


def too_many(findings: int) -> str | None:
    """What a reader is told where there are more findings than the explorer is made for."""
    if findings <= MOST_FINDINGS:
        return None
    return (
        f"This dataset holds {findings:,} findings. The explorer is quick up to {MOST_FINDINGS:,}; "
        "with more, loading and each click take noticeably longer."
    )


def _facet(dataset: Dataset, key: str) -> dict[str, Any]:
    """A facet with its options: what each means, and the places of the findings that carry it."""
    facet = FACETS[key]
    options = {option.id: option for option in facet.options(dataset)}
    carried: dict[str, list[int]] = {value: [] for value in options}
    for place, finding in enumerate(dataset.findings):
        for value in dict.fromkeys(facet.values(dataset, finding)):
            carried[value].append(place)
    return {
        "key": key,
        "title": facet.title,
        "phrase": facet.phrase,
        "note": facet.note,
        "options": [
            {
                "id": one.id,
                "label": one.label,
                "aliases": one.aliases,
                "means": one.means,
                "places": carried[one.id],
            }
            for one in options.values()
        ],
    }


def _source(dataset: Dataset, source: Source) -> dict[str, Any]:
    """What charts and filters say of a source, and how far the line of its recording reaches."""
    strip = along_source(View(dataset, Selection()), source)
    return {
        "id": source.id,
        "title": source.title,
        "short": source.short,
        "kind": source.kind,
        "publisher": source.publisher,
        "date": source.date,
        "address": source.address,
        "asks": source.asks,
        "coverage": source.coverage,
        "has_times": strip.has_times,
        "end": strip.end,
    }


def _finding(dataset: Dataset, finding: Finding) -> dict[str, Any]:
    """The finding as everywhere, and what only a list of them needs."""
    return dataset.record(finding) | {
        "aliases": finding.aliases,
        "highlight": finding.highlight,
        "place": dataset.receipt(finding).text,
        "figure_texts": [figure.text for figure in finding.figures],
    }


def _since(dataset: Dataset) -> dict[str, Any]:
    """For each release, under its first eight digits: what changed since; and for any other."""
    told: dict[str, Any] = {}
    for release in dataset.ledger:
        stamp = release.fingerprint[:8]
        changed = since(dataset, stamp)
        told[stamp] = {"sentence": changed.sentence, "touched": changed.touched}
    told[dataset.fingerprint[:8]] = {"sentence": None, "touched": []}
    return told | {"": {"sentence": since(dataset, "").sentence, "touched": []}}


@lru_cache(maxsize=1)
def letters() -> dict[str, Any]:
    """How Python compares letters, for an engine whose own tables may be older or newer.

    `cases` are the letters that case folding turns into something else than lower case does;
    `accents` and `unseen` are ranges of code points, from and to, as pairs in one flat list.
    """
    codes = [*range(0xD800), *range(0xE000, 0x20000), *range(0xE0000, 0xE0200)]  # the rest is Han
    every = [chr(code) for code in codes]
    return {
        "cases": {one: one.casefold() for one in every if one.casefold() != one.lower()},
        "accents": _ranges([ord(one) for one in every if unicodedata.combining(one)]),
        "unseen": _ranges([ord(one) for one in every if is_unseen(one)]),
    }


def _ranges(codes: list[int]) -> list[int]:
    ends: list[int] = []
    for code in codes:
        if ends and ends[-1] == code - 1:
            ends[-1] = code
        else:
            ends += [code, code]
    return ends
