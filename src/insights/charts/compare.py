"""Two selections beside each other: which values their findings carry, on the same axes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from insights.charts.chart import findings
from insights.selection import FACETS
from insights.view import View

Compared = Literal["theme", "category", "source", "evidence"]

NOUNS: dict[Compared, str] = {
    "theme": "theme",
    "category": "category",
    "source": "source",
    "evidence": "kind of evidence",
}
FEWEST = 10  # findings on each side, or shares mean nothing


@dataclass(frozen=True)
class Side:
    """One of the two selections: its filters in words, and how many findings match."""

    words: str
    count: int


@dataclass(frozen=True)
class ComparedRow:
    """How many findings of each side carry a value, and their share of that side, 0 to 1.

    `by_filter` where the filters of the two sides differ in it, so that they make the difference.
    """

    key: str
    label: str
    a: int
    b: int
    share_a: float
    share_b: float
    by_filter: bool


@dataclass(frozen=True)
class Comparison:
    """Two sides by the values of one facet, the greatest difference of shares first.

    `shared`, `only_a` and `only_b` are ids in the order of the dataset, and `overlap` says in one
    sentence how many they are; empty where a side is. `is_few` where a side has so few findings
    that shares mean nothing: then the counts are to be shown.
    """

    kind: Literal["compare"]
    key: Compared
    title: str
    subtitle: str
    alt: str
    row_title: str
    a: Side
    b: Side
    rows: tuple[ComparedRow, ...]
    shared: tuple[str, ...]
    only_a: tuple[str, ...]
    only_b: tuple[str, ...]
    overlap: str
    is_few: bool

    @property
    def most(self) -> float:
        """The greatest share of either side, which fixes the axis."""
        return max((share for row in self.rows for share in (row.share_a, row.share_b)), default=0)


def compared(view: View, other: View, key: Compared) -> Comparison:
    """The findings of `view`, here, and of `other`, there: how many carry each value of a facet.

    What neither side carries is left out. Equal differences stay in the order of the facet.
    """
    here, there = ({finding.id for finding in one.findings} for one in (view, other))
    ids = [finding.id for finding in view.dataset.findings]
    shared = tuple(one for one in ids if one in here and one in there)
    only_a = tuple(one for one in ids if one in here and one not in there)
    only_b = tuple(one for one in ids if one in there and one not in here)
    a, b = (Side(one.words or "All findings", one.count) for one in (view, other))
    rows = _rows(view, other, key)
    is_few = 0 < min(a.count, b.count) < FEWEST
    title = _title(view, other, rows, key, not only_a and not only_b)
    overlap = _overlap(a, b, len(shared))
    return Comparison(
        kind="compare",
        key=key,
        title=title,
        subtitle=_subtitle(view, other, a, b, key, overlap),
        alt=f"Two selections by {NOUNS[key]}. {title}.",
        row_title=NOUNS[key].capitalize(),
        a=a,
        b=b,
        rows=tuple(rows),
        shared=shared,
        only_a=only_a,
        only_b=only_b,
        overlap=overlap,
        is_few=is_few,
    )


def _rows(view: View, other: View, key: Compared) -> list[ComparedRow]:
    a, b = view.tally(key), other.tally(key)
    # Where a finding carries one value alone, a filter for one decides about all of them.
    chosen, there = set(view.selection.values(key)), set(other.selection.values(key))
    differ = chosen != there
    rows = [
        ComparedRow(
            option.id,
            option.label,
            a[option.id],
            b[option.id],
            a[option.id] / (view.count or 1),
            b[option.id] / (other.count or 1),
            differ and (key != "theme" or option.id in chosen | there),
        )
        for option in FACETS[key].options(view.dataset)
        if a[option.id] or b[option.id]
    ]
    # Shares are compared as whole numbers, so that equal ones are equal.
    return sorted(rows, key=lambda row: -_difference(row, view, other))


def _difference(row: ComparedRow, view: View, other: View) -> int:
    return abs(row.a * other.count - row.b * view.count)


def _title(view: View, other: View, rows: list[ComparedRow], key: Compared, is_same: bool) -> str:
    if not (view.count and other.count):
        empty = "here" if other.count else "there" if view.count else "on either side"
        return f"Nothing to compare: no finding matches {empty}"
    if replace(view.selection, sort="") == replace(other.selection, sort=""):
        return f"Both sides ask for the same {findings(view.count)}"
    if is_same:
        return f"Both sides hold the same {findings(view.count)}"
    if min(view.count, other.count) < FEWEST:
        return f"Too few findings to compare shares: {view.count} here, {other.count} there"
    telling = [row for row in rows if not row.by_filter]
    if not telling:
        return f"Every difference by {NOUNS[key]} is made by the filters"
    row = telling[0]
    if not _difference(row, view, other):
        return f"No {NOUNS[key]} has another share here than there"
    here = f"{_some(row.a, view.count)} {view.count} findings here"
    return f"{row.label}: {here}, {_some(row.b, other.count)} {other.count} there"


def _some(number: int, of: int) -> str:
    return "all" if number == of else f"{number or 'none'} of"


def _overlap(a: Side, b: Side, shared: int) -> str:
    """How many findings both sides count, so that nobody takes them for two groups."""
    if not (a.count and b.count):
        return ""
    if not shared:
        return "No finding is on both sides"
    if shared == a.count == b.count:
        return "Each finding is on both sides"
    only = [f"{one.count - shared or 'none'} only {at}" for one, at in ((a, "here"), (b, "there"))]
    return f"{findings(shared)} on both sides, {only[0]}, {only[1]}"


def _subtitle(view: View, other: View, a: Side, b: Side, key: Compared, overlap: str) -> str:
    """What is counted, of what, and how the sides and the themes overlap."""
    said = [
        f"Findings per {NOUNS[key]}, here of {a.count} ({a.words}), there of {b.count} ({b.words})"
    ]
    said += [overlap] if overlap else []
    if key == "theme" and (view.overlap or other.overlap):
        said.append("A finding can carry several themes, so shares add up to more than the whole")
    return ". ".join([*said, "A finding is not a vote"])
