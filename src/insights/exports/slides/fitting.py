"""How many findings fit side by side, and in what size: statements give way before numbers do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from insights.exports.slides.receipts import block
from insights.exports.slides.words import Paragraph, clean, cut, height, lines_in, one
from insights.model import Dataset, Finding

SIZES = (18, 17, 16, 15, 14)  # of statements; the last two only where else none would fit
_USUAL = 16
_BETWEEN = 9


class Fit(NamedTuple):
    """The paragraphs of one column, and the findings that they show."""

    paragraphs: list[Paragraph]
    shown: tuple[Finding, ...]


def side_by_side(
    dataset: Dataset,
    columns: Sequence[Sequence[Finding]],
    width: float,
    room: float,
    most: int,
) -> list[Fit]:
    """The first findings of each column, all columns in one size, the largest that shows enough.

    Where a statement is too long even in the smallest size it is cut; the notes have it in full.
    """
    for size in SIZES:
        wanted = most if size > _USUAL else 1
        fits = [_column(dataset, findings, size, width, room, most) for findings in columns]
        if all(
            len(fit.shown) >= min(len(findings), wanted)
            for fit, findings in zip(fits, columns, strict=True)
        ):
            return fits
    return [
        fit if fit.shown or not findings else _cut(dataset, findings[0], width, room)
        for fit, findings in zip(fits, columns, strict=True)
    ]


def _column(
    dataset: Dataset,
    findings: Sequence[Finding],
    size: float,
    width: float,
    room: float,
    most: int,
) -> Fit:
    paragraphs: list[Paragraph] = []
    shown: list[Finding] = []
    for finding in findings[:most]:
        more = block(dataset, finding, size, before=_BETWEEN if shown else 0)
        if height([*paragraphs, *more], width) > room:
            break
        paragraphs += more
        shown.append(finding)
    return Fit(paragraphs, tuple(shown))


def _cut(dataset: Dataset, finding: Finding, width: float, room: float) -> Fit:
    statement, receipt = block(dataset, finding, SIZES[-1])
    receipt = cut(receipt, width, 4)
    left = room - 2 - height([receipt], width)
    statement = cut(statement, width, lines_in(left, statement))
    return Fit([statement, receipt], (finding,))


def that_fit(paragraphs: Sequence[Paragraph], width: float, room: float) -> int:
    """How many of the paragraphs fit one below the other."""
    for count in range(len(paragraphs), 0, -1):
        if height(paragraphs[:count], width) <= room:
            return count
    return 0


def sentences(
    texts: Sequence[str], sizes: Sequence[float], width: float, room: float, *, before: float = 0
) -> list[Paragraph]:
    """Sentences as paragraphs in the largest size that holds them; else long ones are cut short."""
    texts = [clean(text) for text in texts]
    for size in sizes:
        told = [one(text, size, before=before) for text in texts]
        if height(told, width) <= room:
            return told
    told = [one(text, sizes[-1], before=before) for text in texts]
    each = room / len(texts) - before
    told = [cut(paragraph, width, max(lines_in(each, paragraph), 3)) for paragraph in told]
    return told[: that_fit(told, width, room)]
