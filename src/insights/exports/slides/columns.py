"""Slides with findings in columns: all of a view, and one slide for each theme."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from insights.brief import ThemePart
from insights.charts import Chart
from insights.charts.chart import EMPTY_MEANS, Empty
from insights.charts.chart import findings as counted
from insights.exports.head import seen_at
from insights.exports.slides.charts import LABEL, ChartFile, Frame
from insights.exports.slides.deck import Page
from insights.exports.slides.fitting import sentences, side_by_side
from insights.exports.slides.master import BOTTOM, INNER, LAYOUTS, MARGIN, TOP, Box, columns
from insights.exports.slides.receipts import numbers_of
from insights.exports.slides.telling import Telling
from insights.exports.slides.words import (
    LEADING,
    QUIET,
    SMALL,
    Paragraph,
    fitted,
    height,
    lines,
    one,
)
from insights.model import CATEGORIES, Category, Finding

IN_COLUMN = 4  # findings at most
_OF_THEME = 3
MOST_THEMES = 24  # slides of their own


def three_columns(telling: Telling) -> None:
    """What to keep, leave and start, the strongest findings first; where nothing is, context."""
    brief, chosen = telling.brief, telling.view.selection
    page = telling.deck.page("columns", brief.split)
    head = 60
    boxes = LAYOUTS["columns"].texts
    width, room = boxes[0].width, boxes[0].height - head
    findings = [column.findings for column in brief.columns]
    fits = side_by_side(telling.dataset, findings, width, room, IN_COLUMN)
    for at, (column, box, fit) in enumerate(zip(brief.columns, boxes, fits, strict=True)):
        said = _of(len(fit.shown), len(column.findings), column.said)
        wanted = chosen.choose("category", [column.category])
        seen = seen_at(telling.dataset, "explore", wanted.query) if column.findings else None
        telling.column_head(page, column.category, box)
        under = Box(box.left, box.top + 36, width, 18)
        page.box("Count", [one(said, SMALL, colour=QUIET, link=seen)], under)
        if fit.paragraphs:
            page.text(at, fit.paragraphs, Box(box.left, box.top + head, width, room))
    shown = [finding for fit in fits for finding in fit.shown]
    if not any(findings):
        shown += _context(telling, page, TOP + head + 16)
    telling.note_findings(page, shown)


def _context(telling: Telling, page: Page, top: float) -> tuple[Finding, ...]:
    """Where nothing is sorted: the strongest findings that the sources leave unsorted."""
    context = telling.brief.context
    room = BOTTOM - top - 32
    [fit] = side_by_side(telling.dataset, [context], INNER, room, IN_COLUMN)
    said = _of(len(fit.shown), len(context), f"{counted(len(context))} of context")
    page.box("Context", [one(said, 16, bold=True)], Box(MARGIN, top, INNER, 22))
    page.text(0, fit.paragraphs, Box(MARGIN, top + 28, INNER, room))
    return fit.shown


def themes(telling: Telling) -> None:
    """All themes in one chart, under the chart's own title."""
    chart = telling.brief.themes
    page = telling.deck.page("chart", chart.title)
    names = 236.0
    high = max(lines(one(row.label, LABEL), names - 12) for row in chart.rows[:40])
    room = BOTTOM - 174
    most = int(room / (high * LABEL * LEADING + 4))
    shown = replace(chart, rows=chart.rows[:most])
    box = Box(MARGIN, 174, INNER, min(room, 56 * len(shown.rows)))
    left = len(chart.rows) - len(shown.rows)
    subtitle = chart.subtitle
    if left:
        smaller = "1 smaller theme is" if left == 1 else f"{left} smaller themes are"
        subtitle += f"; {smaller} left out here and named in the notes"
    if len(telling.brief.by_theme) > MOST_THEMES:
        subtitle += f"; the first {MOST_THEMES} have a slide of their own"
    run = fitted(subtitle, (16, 15, 14), INNER, 36, colour=QUIET)
    page.text(0, [Paragraph((run,))], Box(MARGIN, 108, INNER, 36))
    _key(page, chart, MARGIN + names, 148)
    frame = Frame(box, names, chart.most)
    as_of = telling.dataset.about.as_of
    page.chart("Themes by category", chart.alt, box, ChartFile(shown, frame, as_of))
    page.notes([chart.alt, *numbers_of(chart)])


def _key(page: Page, chart: Chart, left: float, top: float) -> None:
    """What the colours and letters of a chart mean."""
    for column in chart.columns:
        page.mark(column.category, left, top, 18)
        said = one(column.label, SMALL)
        width = len(column.label) * 8 + 24
        page.box(f"Key: {column.label}", [said], Box(left + 24, top, width, 18))
        left += width + 24


def one_theme(telling: Telling, part: ThemePart) -> None:
    """One theme: how its findings are split, and the strongest of each category."""
    page = telling.deck.page("chart", part.title)
    defined = fitted(part.theme.definition, (16, 15, 14), INNER, 20, colour=QUIET)
    page.text(0, [Paragraph((defined,))])
    box = Box(MARGIN, 138, INNER, 34)
    frame = Frame(box, 0, telling.brief.themes.most)
    file = ChartFile(part.chart, frame, telling.dataset.about.as_of)
    page.chart("Findings by category", part.chart.alt, box, file)
    empty = {
        column.category: why
        for column, why in zip(part.columns, part.row.empty, strict=True)
        if why
    }
    found: dict[Category, tuple[Finding, ...]] = {
        column.category: part.in_category(column.category)
        for column in part.columns
        if column.category not in empty
    }
    reasons = sentences([_nothing(empty)] if empty else [], (SMALL,), INNER, 36)
    foot = height(reasons, INNER)
    top, head = 182.0, 40.0
    room = BOTTOM - top - head - (foot + 6 if foot else 0)
    boxes = columns(max(len(found), 2), top, room)[: len(found)]
    width = boxes[0].width
    fits = side_by_side(telling.dataset, [*found.values()], width, room, _OF_THEME)
    chosen = telling.view.selection.choose("theme", [part.theme.id])
    for (category, findings), place, fit in zip(found.items(), boxes, fits, strict=True):
        said = _of(len(fit.shown), len(findings), f"{len(findings)}")
        wanted = chosen.choose("category", [category])
        seen = seen_at(telling.dataset, "explore", wanted.query)
        telling.column_head(page, category, place, said, seen)
        name = f"{CATEGORIES[category]}: findings"
        page.box(name, fit.paragraphs, Box(place.left, top + head, width, room))
    if reasons:
        told = [one(reason.runs[0].text, SMALL, colour=QUIET) for reason in reasons]
        page.box("Nothing said", told, Box(MARGIN, BOTTOM - foot, INNER, foot))
    shown = [finding for fit in fits for finding in fit.shown]
    telling.note_findings(page, shown, [part.chart.alt, *numbers_of(part.chart)])


def _of(shown: int, count: int, said: str) -> str:
    """How many are shown of how many: `3 of 9 findings`, or `9 findings` where all are."""
    return said if shown == count else f"{shown} of {said}"


def _nothing(empty: Mapping[Category, Empty]) -> str:
    """For the categories without a finding: why there is none."""
    by_reason: dict[Empty, list[str]] = {}
    for category, why in empty.items():
        by_reason.setdefault(why, []).append(CATEGORIES[category])
    return " ".join(
        f"{', '.join(labels)}: none; {EMPTY_MEANS[why]}." for why, labels in by_reason.items()
    )
