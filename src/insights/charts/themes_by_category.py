"""Which theme has what to keep, leave and start: a matrix whose empty cells say why."""

from __future__ import annotations

from insights.charts.chart import Chart, Column, Row, category_columns, findings, rows_by
from insights.selection import listed
from insights.view import View


def themes_by_category(view: View) -> Chart:
    """One row per theme with a matching finding, one column per category.

    Nothing filtered, every theme has its row: then a gap is a gap of the sources.
    """
    columns = category_columns(view)
    labels = {theme.id: theme.label for theme in view.dataset.themes}
    rows = rows_by(view, "theme", labels, columns)
    if not view.selection.is_empty:
        rows = [row for row in rows if row.total]
    rows.sort(key=lambda row: -row.total)
    left_out = len(labels) - len(rows)
    themes = "1 theme" if left_out == 1 else f"{left_out} themes"
    title = _title(rows, columns, view)
    return Chart(
        kind="matrix",
        title=title,
        subtitle="Findings per theme and category; an empty cell says why"
        + (f"; {themes} without a match left out" if left_out else ""),
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
    fullest = max(
        ((row.values[at], row, c) for row in rows for at, c in enumerate(columns)),
        key=lambda cell: cell[0],
    )
    count, row, column = fullest
    return f"{row.label}, {column.label.lower()}: the fullest cell, with {findings(count)}"


def _verb(column: Column) -> str:
    return {"keep": "keep", "leave": "leave behind", "start": "start"}[column.key]
