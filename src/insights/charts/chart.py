"""A chart before it is drawn: rows, columns, and the sentence it shows."""

from __future__ import annotations

from collections.abc import Mapping
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
    everywhere = unfiltered(view, within=key != "source").cross(key, "category")
    why = gaps(view, None, columns)
    rows = []
    for value, label in labels.items():
        if key == "source":
            why = gaps(view, value, columns)
        values = tuple(pairs[value, column.key] for column in columns)
        empty = reasons(value, columns, pairs, everywhere, why)
        rows.append(Row(value, label, values, totals[value], empty))
    return rows


def unfiltered(view: View, *, within: bool = True) -> View:
    """The view without its filters, but `within` the sources that it is filtered to.

    What is missing there is missing in the sources themselves.
    """
    in_view = view.selection.values("source") if within else ()
    return View(view.dataset, Selection().choose("source", in_view))


def reasons(
    value: str,
    columns: tuple[Column, ...],
    here: Mapping[tuple[str, str], int],
    everywhere: Mapping[tuple[str, str], int],
    why: list[Empty],
) -> tuple[Empty, ...]:
    """For each column of a row why it is empty; `why` where no filter hides anything."""
    cells = [(value, column.key) for column in columns]
    return tuple(
        "" if here[cell] else "filtered out" if everywhere[cell] else why[at]
        for at, cell in enumerate(cells)
    )


def gaps(view: View, only: str | None, columns: tuple[Column, ...]) -> list[Empty]:
    """Why the sources in view (or the one named) give nothing to a column."""
    wanted = (only,) if only else view.selection.values("source")
    sources = [one for one in view.dataset.sources if not wanted or one.id in wanted]
    if any(source.coverage == "partial" for source in sources):
        return ["not curated"] * len(columns)
    asked = {category for source in sources for category in source.asks}
    return [
        "not said" if column.category in {*asked, "context"} else "not asked" for column in columns
    ]


# Of fewer findings no value leads or is most: they are told one by one.
FEW_FINDINGS = 5


def findings(count: int) -> str:
    """`1 finding`, `12 findings`."""
    return f"{count} finding" if count == 1 else f"{count} findings"


def every_finding(count: int) -> str:
    """`The one finding`, `Both findings`, `All 12 findings`."""
    few = {1: "The one finding", 2: "Both findings"}
    return few.get(count, f"All {findings(count)}")


def some_of(number: int, of: int) -> str:
    """`3 of 12 findings`, `None of 12 findings`; where it is all of them, as `every_finding`."""
    return every_finding(of) if number == of else f"{number or 'None'} of {findings(of)}"
