"""How each answer of the API is made: from the dataset, or from a view of it."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from insights.charts import themes_by_category
from insights.citation import citation
from insights.model import Dataset, Finding, Run
from insights.selection import FACETS, parts
from insights.view import View
from insights.web.api_shapes import (
    Changes,
    Counts,
    FacetCounts,
    Filter,
    Findings,
    Lenses,
    OneFinding,
    OneRun,
    OptionCounts,
    Plain,
    Runs,
    Sources,
    ThemeRow,
    Themes,
    ThemesByCategory,
)
from insights.workbench import ledger


@lru_cache(maxsize=2)
def records(dataset: Dataset) -> dict[str, Plain]:
    """Each finding as plain data under its id, made once for each state of the dataset."""
    return {one.id: dataset.record(one) for one in dataset.findings}


def findings(
    view: View, since: Changes | None, offset: int, limit: int, following: str | None
) -> Findings:
    """One page of a view; `following` is the address of the next one."""
    plain = records(view.dataset)
    return Findings(
        **_asked(view, since),
        offset=offset,
        limit=limit,
        next=following,
        findings=[plain[one.id] for one in view.findings[offset : offset + limit]],
    )


def one_finding(dataset: Dataset, finding: Finding) -> OneFinding:
    """All about one finding."""
    return OneFinding(
        finding=records(dataset)[finding.id],
        aliases=list(finding.aliases),
        lenses=list(dataset.lenses_of.get(finding.id, ())),
        citation=citation(dataset, finding),
        fingerprint=dataset.fingerprint,
        as_of=dataset.about.as_of,
    )


def sources(dataset: Dataset) -> Sources:
    """Every source, with the number of its findings."""
    tally = dataset.select().tally("source")
    plain = [one.model_dump(mode="json") | {"count": tally[one.id]} for one in dataset.sources]
    return Sources(plain, dataset.fingerprint, dataset.about.as_of)


def themes(dataset: Dataset) -> Themes:
    """Every theme, with the number of findings that carry it."""
    tally = dataset.select().tally("theme")
    plain = [one.model_dump(mode="json") | {"count": tally[one.id]} for one in dataset.themes]
    return Themes(plain, dataset.fingerprint, dataset.about.as_of)


def lenses(dataset: Dataset) -> Lenses:
    """Every lens and every tension."""
    return Lenses(
        [one.model_dump(mode="json") for one in dataset.lenses],
        [one.model_dump(mode="json") for one in dataset.tensions],
        dataset.fingerprint,
        dataset.about.as_of,
    )


def runs(dataset: Dataset) -> Runs:
    """Every run with its scenes."""
    plain = [one.model_dump(mode="json") for one in dataset.runs]
    return Runs(plain, dataset.fingerprint, dataset.about.as_of)


def one_run(dataset: Dataset, run: Run) -> OneRun:
    """One run with its scenes."""
    return OneRun(run.model_dump(mode="json"), dataset.fingerprint, dataset.about.as_of)


def counts(view: View, since: Changes | None) -> Counts:
    """All counts of a view."""
    chart = themes_by_category(view)
    keys = [column.key for column in chart.columns]
    rows = [
        ThemeRow(
            row.key,
            row.label,
            row.total,
            dict(zip(keys, row.values, strict=True)),
            {key: why for key, why in zip(keys, row.empty, strict=True) if why},
        )
        for row in chart.rows
    ]
    return Counts(
        **_asked(view, since),
        facets=[_facet(view, key) for key in FACETS if key != "id"],
        themes_by_category=ThemesByCategory(chart.title, rows, chart.gaps),
    )


def _facet(view: View, key: str) -> FacetCounts:
    choosing, matching = view.counts(key), view.tally(key)
    options = [
        OptionCounts(one.id, one.label, choosing[one.id], matching[one.id])
        for one in FACETS[key].options(view.dataset)
    ]
    return FacetCounts(key, FACETS[key].title, options)


def _asked(view: View, since: Changes | None) -> dict[str, Any]:
    dataset = view.dataset
    named = parts(view.selection, dataset)
    return {
        "count": view.count,
        "of": view.of,
        "sentence": view.sentence,
        "filters": [Filter(part.key, part.value, part.label) for part in named],
        "query": view.selection.query,
        "unknown": list(view.unknown),
        "since": since,
        "fingerprint": dataset.fingerprint,
        "as_of": dataset.about.as_of,
    }


@lru_cache(maxsize=32)
def changes(dataset: Dataset, as_of: str) -> Changes:
    """What changed since the released state whose fingerprint begins with `as_of`."""
    told = ledger.since(dataset, as_of)
    return Changes(
        sentence=told.sentence,
        is_known=told.is_known,
        touched=told.touched,
        changed=told.changed,
        recategorised=told.recategorised,
        added=told.added,
        withdrawn=told.withdrawn,
        missing=told.missing,
    )
