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
    """A gap, if there are few; else the fullest cell, context only where nothing else is shown."""
    if not view.count:
        return "No finding to set out by theme and category"
    to_do = [(at, column) for at, column in enumerate(columns) if column.key != "context"]
    for at, column in to_do:
        bare = [row.label for row in rows if row.empty[at] not in ("", "filtered out")]
        if bare and len(bare) <= 2:
            return f"No finding says what to {_DOES[column.key]} about {listed(bare, 'or')}"
    cells = [
        (row.values[at], f"{row.label} has most {_MOST[column.key]}")
        for row in rows
        for at, column in (to_do or list(enumerate(columns)))
    ]
    most = max(count for count, _ in cells)
    fullest = [said for count, said in cells if count == most]
    if len(fullest) > 1 or not most:
        return f"No theme has more than {findings(most)} in one category"
    return f"{fullest[0]}: {findings(most)}"


_DOES = {"keep": "keep", "leave": "leave behind", "start": "start"}
_MOST = {"context": "context", **{key: f"to {does}" for key, does in _DOES.items()}}
