"""Which theme has what to keep, leave and start: a matrix whose empty cells say why."""

from __future__ import annotations

from insights.charts.chart import Chart, Column, Row, category_columns, findings, rows_by
from insights.selection import listed
from insights.view import View


def themes_by_category(view: View) -> Chart:
    """One row per theme (all, or those filtered to), one column per category."""
    columns = category_columns(view)
    wanted = view.selection.values("theme")
    labels = {t.id: t.label for t in view.dataset.themes if not wanted or t.id in wanted}
    rows = sorted(rows_by(view, "theme", labels, columns), key=lambda row: -row.total)
    title = _title(rows, columns, view)
    return Chart(
        kind="matrix",
        title=title,
        subtitle="Findings per theme and category; an empty cell says why",
        alt=f"Table of findings per theme and category. {title}.",
        row_title="Theme",
        columns=columns,
        rows=tuple(rows),
    )


def _title(rows: list[Row], columns: tuple[Column, ...], view: View) -> str:
    """The gap that matters most: a theme with most findings and none in one of the three."""
    if not view.count:
        return "No finding to set out by theme and category"
    sorted_into = [(at, c) for at, c in enumerate(columns) if c.key != "context"]
    for at, column in sorted_into:
        bare = [row.label for row in rows if row.empty[at] == "not said"]
        if bare and len(bare) <= 2:
            return f"No finding says what to {_verb(column)} about {listed(bare, 'or')}"
    fullest = max(((row.values[at], row, c) for row in rows for at, c in enumerate(columns)),
                  key=lambda cell: cell[0])
    count, row, column = fullest
    return f"{row.label}, {column.label.lower()}: the fullest cell, with {findings(count)}"


def _verb(column: Column) -> str:
    return {"keep": "keep", "leave": "leave behind", "start": "start"}[column.key]
