"""A claim, a message or a chart as a picture that carries where it comes from.

Each is 1200 by 630 pixels, as PNG or SVG. The QR code leads back; where the server was not told
what it is called there is none, and the id of the finding stands alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urlencode

from insights import typeset
from insights.brief import Brief
from insights.exports.head import EVERYTHING, findings_of, seen_at, stamp
from insights.exports.printed import bar_parts, cut, looks, said
from insights.model import BASES, CATEGORIES, EVIDENCE, SORTED, Dataset, Finding
from insights.typeset import Picture
from insights.view import View

FORMS: tuple[Picture, ...] = ("png", "svg")
# Names of cards that are of no single finding.
OTHERS = ("brief", "themes")
MOST_BARS = 8
_LONG = 76
_LONGER = 150


def write_png(view: View, part: slice = EVERYTHING) -> bytes:
    """The card of the one finding, or of the message where there are several, as PNG."""
    return picture(view, "png", part)


def write_svg(view: View, part: slice = EVERYTHING) -> bytes:
    """The same as SVG, with its texts as shapes, a title and a description."""
    return picture(view, "svg", part)


def picture(view: View, form: Picture, part: slice = EVERYTHING) -> bytes:
    """The card of the one finding that is left, or of the message where there are several."""
    found = findings_of(view, part)
    return claim(view.dataset, found[0], form) if len(found) == 1 else message(view, form)


def claim(dataset: Dataset, finding: Finding, form: Picture) -> bytes:
    """The card of one finding: the claim, what it rests on, where it stands."""
    source, receipt = dataset.source_by_id[finding.source], dataset.receipt(finding)
    above = [EVIDENCE[finding.evidence]]
    if finding.basis:
        above.append(BASES[finding.basis].lower())
    place = f"{source.short}, {receipt.text}"
    given = {
        "kind": "claim",
        "category": finding.category,
        "above": above,
        "claim": said(finding.statement),
        "place": cut(place, _LONG),
        "below": [
            cut(dataset.about.title, _LONG),
            f"{stamp(dataset)}, finding {finding.id}",
        ],
    }
    told = f"{CATEGORIES[finding.category]}. {', '.join(above)}. {place}. {_foot(dataset)}"
    address = seen_at(dataset, "finding", urlencode({"id": finding.id}))
    return _card(given, form, finding.statement, told, address)


def message(view: View, form: Picture) -> bytes:
    """The card of a selection: its message, and how many findings it has of each category."""
    dataset, brief = view.dataset, Brief(view)
    tally = view.tally("category")
    counts = [(one, tally[one]) for one in (*SORTED, "context") if tally[one]]
    given = {
        "kind": "message",
        "category": None,
        "above": [cut(dataset.about.title, _LONG)],
        "claim": said(cut(brief.message, 300)),
        "counts": [
            {"category": category, "value": number, "label": CATEGORIES[category].lower()}
            for category, number in counts
        ],
        "place": f"{view.count} of {view.of} curated findings. A finding is not a vote.",
        "below": [stamp(dataset)],
    }
    split = ", ".join(f"{CATEGORIES[category]} {number}" for category, number in counts)
    told = f"{view.sentence} {f'{split}. ' if split else ''}{_foot(dataset)}"
    address = seen_at(dataset, "brief", view.selection.query)
    return _card(given, form, brief.message, told, address)


def themes(view: View, form: Picture) -> bytes:
    """The card of a chart: how many findings each theme has, by category."""
    dataset, chart = view.dataset, Brief(view).themes
    categories = [column.category for column in chart.columns]
    shown = chart.rows[:MOST_BARS]
    left_out = len(chart.rows) - len(shown)
    words = cut(view.words[:1].upper() + view.words[1:], 56)
    more = "1 theme with fewer" if left_out == 1 else f"{left_out} themes with fewer"
    given = {
        "kind": "themes",
        "category": None,
        "above": [cut(dataset.about.title, 36), words]
        if words
        else [cut(dataset.about.title, _LONG)],
        "claim": said(cut(f"{chart.title}.", _LONGER)),
        "most": chart.most,
        "rows": [
            {
                "label": cut(row.label, 34),
                "total": row.total,
                "parts": bar_parts(row.values, categories),
            }
            for row in shown
        ],
        "categories": categories,
        "left_out": f"and {more}" if left_out else "",
        "place": None,
        "below": [f"{view.count} of {view.of} curated findings per theme. {stamp(dataset)}"],
    }
    numbers = "; ".join(f"{row.label} {row.total}" for row in chart.rows)
    told = f"{chart.alt} {numbers}. {chart.subtitle}. {_foot(dataset)}"
    address = seen_at(dataset, "explore", view.selection.query)
    return _card(given, form, chart.title, told, address)


def card_address(name: str, form: Picture) -> str:
    """The relative address of a finding's card.

    >>> card_address("trust-decided-outcomes", "png")
    'card/trust-decided-outcomes.png'
    >>> card_address("brief", "png")  # that name is taken
    'card/brief.png?id=brief'
    """
    return f"card/brief.{form}?id={name}" if name in OTHERS else f"card/{name}.{form}"


def _foot(dataset: Dataset) -> str:
    return f"{dataset.about.title}. {stamp(dataset)}."


def _card(
    given: dict[str, Any], form: Picture, title: str, description: str, address: str | None
) -> bytes:
    import segno  # slow to import: only who draws a card pays

    code = list(_runs(segno.make_qr(address, error="m").matrix)) if address else None
    data = {**looks(), **given, "code": code}
    return typeset.picture("card.typ", data, form, title, description).content


def _runs(matrix: Sequence[Sequence[int]]) -> Iterator[list[tuple[int, int]]]:
    """For each row of a QR code: the unbroken runs of dark squares, as first column and length."""
    for row in matrix:
        runs: list[tuple[int, int]] = []
        for at, dark in enumerate(row):
            if not dark:
                continue
            if runs and sum(runs[-1]) == at:
                runs[-1] = (runs[-1][0], runs[-1][1] + 1)
            else:
                runs.append((at, 1))
        yield runs
