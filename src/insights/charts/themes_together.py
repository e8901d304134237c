"""Which themes occur together in one finding, split by category."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import combinations

from insights.charts.chart import (
    Chart,
    Row,
    category_columns,
    every_finding,
    findings,
    gaps,
    reasons,
    unfiltered,
)
from insights.model import Finding, listed
from insights.view import View

MOST_NAMED = 2  # pairs in the title


def themes_together(view: View) -> Chart:
    """One bar per pair of themes that a matching finding carries both of, longest first.

    The key of a row is the two ids in the order of the themes, with a space between.
    """
    columns = category_columns(view)
    labels = {theme.id: theme.label for theme in view.dataset.themes}
    here, everywhere = _counted(view), _counted(unfiltered(view))
    why = gaps(view, None, columns)
    order = list(labels)
    rows = []
    for pair in sorted({pair for pair, _ in here}, key=lambda pair: _ranks(pair, order)):
        values = tuple(here[pair, column.key] for column in columns)
        label = " + ".join(labels[theme] for theme in pair.split())
        empty = reasons(pair, columns, here, everywhere, why)
        rows.append(Row(pair, label, values, sum(values), empty))
    rows.sort(key=lambda row: -row.total)
    title = _title(view, rows)
    return Chart(
        kind="bars",
        title=title,
        subtitle=_subtitle(view),
        alt=f"Bar chart of themes that occur together. {title}.",
        row_title="Two themes",
        columns=columns,
        rows=tuple(rows),
    )


def _counted(view: View) -> Counter[tuple[str, str]]:
    """How many matching findings carry each pair of themes, by category."""
    order = [theme.id for theme in view.dataset.themes]
    return Counter(
        (pair, finding.category) for finding in view.findings for pair in _pairs(finding, order)
    )


def _pairs(finding: Finding, order: list[str]) -> Iterator[str]:
    return map(" ".join, combinations(sorted(finding.themes, key=order.index), 2))


def _ranks(pair: str, order: list[str]) -> list[int]:
    return [order.index(theme) for theme in pair.split()]


def _title(view: View, rows: list[Row]) -> str:
    if not view.count:
        return "No finding to count by pairs of themes"
    if not rows:
        return "No two themes occur together in a finding"
    most = rows[0].total
    leaders = [row.label for row in rows if row.total == most]
    if len(leaders) > 1:
        if most == 1:
            return "No two themes occur together in more than one finding"
        named = len(leaders) <= MOST_NAMED
        some = listed(leaders) if named else f"{len(leaders)} pairs of themes"
        return f"{some} occur together most, in {findings(most)} each"
    carried = _carried(view)
    such = "two or three themes" if max(carried) > 2 else "two themes"
    if most == len(carried):
        every = every_finding(most)
        return f"{leaders[0]} occur together in {every[0].lower()}{every[1:]} with {such}"
    return f"{leaders[0]} occur together most: {most} of {findings(len(carried))} with {such}"


def _subtitle(view: View) -> str:
    """Of how many, and why the bars add up to more than there are findings."""
    carried = _carried(view)
    said = f"Findings per pair of themes, {len(carried)} of {view.count} with several themes"
    threes = carried.count(3)
    if not threes:
        return said
    each = "the one" if threes == 1 else f"each of the {threes}"
    total = len(carried) + 2 * threes
    return f"{said}; {each} with three stands in three pairs, so the pairs add up to {total}"


def _carried(view: View) -> list[int]:
    """How many themes each matching finding has that has several."""
    return [len(one.themes) for one in view.findings if len(one.themes) > 1]
