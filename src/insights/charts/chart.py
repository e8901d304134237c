"""A chart before it is drawn: rows, columns, and the sentence it shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from insights.model import CATEGORIES, Category
from insights.view import View

Empty = Literal["", "no finding", "filtered out"]


@dataclass(frozen=True)
class Column:
    """One series of the chart; `category` gives it its colour and second mark."""

    key: str
    label: str
    category: Category


@dataclass(frozen=True)
class Row:
    """One thing that is counted: a value for each column, and how many findings in all.

    `empty` says for each column why there is nothing, where there is nothing.
    """

    key: str
    label: str
    values: tuple[int, ...]
    total: int
    empty: tuple[Empty, ...]


@dataclass(frozen=True)
class Chart:
    """What every drawing of it shows: on the screen, on paper, in a table, read aloud."""

    kind: Literal["bars", "matrix"]
    title: str
    subtitle: str
    alt: str
    row_title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    @property
    def most(self) -> int:
        """The greatest total of a row, which fixes the axis."""
        return max((row.total for row in self.rows), default=0)


def category_columns(view: View) -> tuple[Column, ...]:
    """The categories that a view can hold: all four, or those it is filtered to."""
    wanted = view.selection.values("category") or tuple(CATEGORIES)
    return tuple(Column(key, label, key) for key, label in CATEGORIES.items() if key in wanted)


def rows_by(view: View, key: str, labels: dict[str, str], columns: tuple[Column, ...]) -> list[Row]:
    """One row per value of a facet: its findings in each category, in the order of `labels`."""
    pairs = view.cross(key, "category")
    everywhere = View(view.dataset, type(view.selection)()).cross(key, "category")
    totals = view.tally(key)
    rows = []
    for value, label in labels.items():
        cells = [(value, column.key) for column in columns]
        rows.append(
            Row(
                value,
                label,
                tuple(pairs[cell] for cell in cells),
                totals[value],
                tuple(
                    "" if pairs[cell] else "filtered out" if everywhere[cell] else "no finding"
                    for cell in cells
                ),
            )
        )
    return rows


def findings(count: int) -> str:
    """`1 finding`, `12 findings`."""
    return f"{count} finding" if count == 1 else f"{count} findings"
