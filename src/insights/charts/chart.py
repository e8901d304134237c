"""A chart before it is drawn: rows, columns, and the sentence it shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from insights.model import CATEGORIES, Category
from insights.selection import Selection
from insights.view import View

Empty = Literal["", "not said", "not asked", "not curated", "filtered out"]

EMPTY_MEANS: dict[Empty, str] = {
    "not said": "nobody said it, as far as the sources in view are curated",
    "not asked": "the sources in view do not ask for it, and none says it by itself",
    "not curated": "a source in view is not curated to its end yet",
    "filtered out": "there are findings, but the filters hide them",
}


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
    def gaps(self) -> dict[str, str]:
        """The reasons its empty cells give, each with what it means."""
        given = {reason for row in self.rows for reason in row.empty if reason}
        return {reason: says for reason, says in EMPTY_MEANS.items() if reason in given}

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
    totals = view.tally(key)
    # Without the other filters, what is missing is missing in the sources themselves.
    in_view = () if key == "source" else view.selection.values("source")
    unfiltered = Selection().choose("source", in_view)
    everywhere = View(view.dataset, unfiltered).cross(key, "category")
    gaps = {
        value: _gaps(view, value if key == "source" else None, columns)
        for value in (labels if key == "source" else [""])
    }
    rows = []
    for value, label in labels.items():
        cells = [(value, column.key) for column in columns]
        gap = gaps[value if key == "source" else ""]
        empty: list[Empty] = [
            "" if pairs[cell] else "filtered out" if everywhere[cell] else gap[at]
            for at, cell in enumerate(cells)
        ]
        rows.append(
            Row(value, label, tuple(pairs[cell] for cell in cells), totals[value], tuple(empty))
        )
    return rows


def _gaps(view: View, only: str | None, columns: tuple[Column, ...]) -> list[Empty]:
    """Why the sources in view (or the one named) give nothing to a column."""
    wanted = (only,) if only else view.selection.values("source")
    sources = [one for one in view.dataset.sources if not wanted or one.id in wanted]
    if any(source.coverage == "partial" for source in sources):
        return ["not curated"] * len(columns)
    asked = {category for source in sources for category in source.asks}
    return [
        "not said" if column.category in {*asked, "context"} else "not asked" for column in columns
    ]


def findings(count: int) -> str:
    """`1 finding`, `12 findings`."""
    return f"{count} finding" if count == 1 else f"{count} findings"
