"""Which theme has what to keep, leave and start: a matrix whose empty cells say why."""

from __future__ import annotations

from insights.charts.chart import (
    FEW_FINDINGS,
    Chart,
    Column,
    Row,
    category_columns,
    findings,
    rows_by,
)
from insights.model import VERBS, Category, listed
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
    """The widest gap of the whole; of a part the fullest cell, context only if nothing else.

    A few findings, or one cell alone, are told as they are.
    """
    if not view.count:
        return "No finding to set out by theme and category"
    to_do = [(at, column) for at, column in enumerate(columns) if column.key != "context"]
    if view.selection.is_empty and (gap := _widest_gap(rows, to_do)):
        return gap
    filled = sum(value > 0 for row in rows for value in row.values)
    if view.count < FEW_FINDINGS or filled == 1:
        return _few(rows, columns, view)
    is_sorted = any(row.values[at] for row in rows for at, _ in to_do)
    counted = to_do if is_sorted else list(enumerate(columns))
    cells = [
        (row.values[at], f"{row.label} has most {_MOST[column.category]}")
        for row in rows
        for at, column in counted
    ]
    most = max(count for count, _ in cells)
    fullest = [said for count, said in cells if count == most]
    if len(fullest) > 1 or not most:
        names = listed((column.label for _, column in counted), "or")
        where = "in one category" if len(counted) == len(columns) else f"in {names}"
        return f"No theme has more than {findings(most)} {where}"
    return f"{fullest[0]}: {findings(most)}"


def _few(rows: list[Row], columns: tuple[Column, ...], view: View) -> str:
    """How many are about what, and how many of each category, in the order of the columns."""
    tally = view.tally("category")
    counted = [(tally[one.key], _MOST[one.category]) for one in columns if tally[one.key]]
    about = [row.label for row in rows if row.total]
    theme = about[0] if len(about) == 1 else f"{len(about)} themes"
    if len(counted) > 1:
        said = listed(f"{many} {what}" for many, what in counted)
    else:
        every = "" if view.count == 1 else "both " if view.count == 2 else "all "
        said = f"{every}{counted[0][1]}"
    return f"{findings(view.count)} about {theme}: {said}"


def _widest_gap(rows: list[Row], to_do: list[tuple[int, Column]]) -> str:
    """The theme with most findings of which none says what to keep, leave or start."""
    for row in rows:  # the fullest first
        bare = [VERBS[column.category] for at, column in to_do if not row.values[at]]
        if bare and row.total:
            what = listed(bare, "or")
            some = f"None of the {findings(row.total)}" if row.total > 1 else "The one finding"
            says = "says" if row.total > 1 else "does not say"
            return f"{some} on {row.label} {says} what to {what}"
    return ""


_MOST: dict[Category, str] = {one: f"to {verb}" for one, verb in VERBS.items()}
_MOST["context"] = "context"
