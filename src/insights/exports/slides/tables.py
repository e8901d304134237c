"""Slides with a table: the pairs of findings that pull against each other, and the sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from insights.charts.chart import findings as counted
from insights.charts.lenses import TensionPicture
from insights.exports.slides.deck import Row
from insights.exports.slides.master import BOTTOM, TOP
from insights.exports.slides.receipts import block, in_full, place_in_full
from insights.exports.slides.telling import Telling
from insights.exports.slides.words import QUIET, SMALL, Paragraph, Run, cut, height, one
from insights.model import Source

_PAIRS = 4
_LINES_OF_PAIR = 14
_ROWS = BOTTOM - TOP  # room for the rows of a table
MOST_SOURCES = 30


def contested(telling: Telling) -> None:
    """Up to four pairs of findings that pull against each other, on as many slides as they need."""
    pairs = telling.brief.contested
    many = f"{len(pairs)} pairs of findings pull"
    said = "1 pair of findings pulls" if len(pairs) == 1 else many
    title = f"What is contested: {said} against each other"
    widths = (236, 314, 314)
    parts = list(_pairs(telling, pairs[:_PAIRS], widths))
    for at, (rows, shown) in enumerate(parts, 1):
        which = f" ({at} of {len(parts)})" if len(parts) > 1 else ""
        page = telling.deck.page("heading", f"{title}{which}")
        alt = "Each question, and the two findings that raise it"
        page.table("Contested", alt, widths, rows)
        if at == len(parts):
            telling.more(page, len(pairs) - _PAIRS)
        page.notes(_contested_notes(telling, shown))


def _contested_notes(telling: Telling, pairs: Sequence[TensionPicture]) -> list[str]:
    notes: list[str] = []
    for pair in pairs:
        notes += ["", pair.tension.question, _against(telling, pair)]
        if pair.source and pair.receipt:
            notes += place_in_full(pair.source, pair.receipt)
        if pair.tension.note:
            notes.append(f"Note: {pair.tension.note}")
        for finding in pair.findings:
            telling.shown[finding.id] = None
            notes += in_full(telling.dataset, finding)
    return notes


def _pairs(
    telling: Telling, pairs: Sequence[TensionPicture], widths: Sequence[float]
) -> Iterator[tuple[list[Row], Sequence[TensionPicture]]]:
    """The rows of each table of pairs, so many in each as fit in a size."""
    header = header_row(("The question", "One finding", "The other"), widths)
    room = _ROWS - header.height - 22
    while pairs:
        rows, count = [_pair(telling, pairs[0], SMALL, widths, _LINES_OF_PAIR)], 1
        for size in (18, 17, 16, 15, 14):
            every = [_pair(telling, pair, size, widths) for pair in pairs]
            fitting = rows_that_fit(every, room)
            if fitting >= min(len(pairs), 2 if size > 14 else 1):
                rows, count = every[:fitting], fitting
                break
        yield [header, *rows], pairs[:count]
        pairs = pairs[count:]


def _pair(
    telling: Telling, pair: TensionPicture, size: int, widths: Sequence[float], most: int = 99
) -> Row:
    question = cut(one(pair.tension.question, size, serif=True), widths[0] - 16, most)
    cells = [[question, one(_against(telling, pair), SMALL, before=2, colour=QUIET)]]
    for finding, matches, width in zip(pair.findings, pair.matches, widths[1:], strict=True):
        statement, receipt = block(telling.dataset, finding, size, with_mark=True)
        if not matches:
            outside = Run(" · outside the filters", SMALL, colour=QUIET)
            receipt = Paragraph((*receipt.runs, outside), receipt.before)
        cells.append([cut(statement, width - 16, most), receipt])
    return row_of(cells, widths)


def _against(telling: Telling, pair: TensionPicture) -> str:
    """Who sets the two findings against each other."""
    if pair.source is None:
        return "Set against each other by the curator"
    place = f", {pair.receipt.text}" if pair.receipt else ""
    return f"Set against each other by {pair.source.short}{place}"


def sources(telling: Telling) -> None:
    """Every source with what it gives, on as many slides as they need."""
    given = telling.brief.sources
    widths = (274, 100, 210, 280)  # no word of the header breaks, even in a wider typeface
    header = header_row(("Source", "Findings", "Address", "Rights"), widths)
    rows = [_source(source, count, widths) for source, count in given[:MOST_SOURCES]]
    left = len(given) - len(rows)
    room = _ROWS - header.height - 20
    parts: list[list[Row]] = []
    while rows:
        fitting = max(1, rows_that_fit(rows, room))
        parts.append(rows[:fitting])
        rows = rows[fitting:]
    several = f"{len(given)} sources" if len(given) > 1 else "1 source"
    for at, part in enumerate(parts, 1):
        which = f" ({at} of {len(parts)})" if len(parts) > 1 else ""
        page = telling.deck.page("heading", f"{several} of {counted(telling.view.count)}{which}")
        alt = "Each source with its publisher, date, address and rights"
        page.table("Sources", alt, widths, [header, *part])
        if at == len(parts):
            telling.more(page, left)
        page.notes(_source_notes(given) if at == 1 else [page.title])


def header_row(names: Sequence[str], widths: Sequence[float]) -> Row:
    """The first row of a table: what its columns hold."""
    return row_of([[one(name, SMALL, bold=True)] for name in names], widths)


def row_of(cells: Sequence[Sequence[Paragraph]], widths: Sequence[float]) -> Row:
    """A row as high as the highest of its cells."""
    high = max(height(cell, width - 16) for cell, width in zip(cells, widths, strict=True))
    return Row(cells, high + 12)


def rows_that_fit(rows: Sequence[Row], room: float) -> int:
    """How many of the rows fit one below the other."""
    used = 0.0
    for at, row in enumerate(rows):
        used += row.height
        if used > room:
            return at
    return len(rows)


def _source(source: Source, count: int, widths: Sequence[float]) -> Row:
    address = source.address or "No address in the document"
    cells = [
        [one(source.title, 16, serif=True), one(source.published, SMALL, colour=QUIET, before=2)],
        [one(f"{count}", 16)],
        [one(address, SMALL, link=source.address)],
        [one(source.rights, SMALL)],
    ]
    inside = [width - 16 for width in widths]
    short = [
        [cut(paragraph, width, 6) for paragraph in cell]
        for cell, width in zip(cells, inside, strict=True)
    ]
    return row_of(short, widths)


def _source_notes(sources: Sequence[tuple[Source, int]]) -> list[str]:
    notes = []
    for source, count in sources:
        notes += [f"{source.title}. {source.published}. {counted(count)}.", source.rights]
        notes += [source.address] if source.address else []
        notes.append("")
    return notes
