"""A view as a spreadsheet: the findings, what is counted about them, and what the file is.

Every text is written as text: nothing in it is ever a formula, and only the address of a receipt
is a link. The one date in it is that of the data.
"""

from __future__ import annotations

import datetime
import io
import unicodedata
from collections.abc import Container, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from insights.charts.chart import Chart
from insights.charts.findings_by_evidence import findings_by_evidence
from insights.charts.findings_by_source import findings_by_source
from insights.charts.findings_by_theme import findings_by_theme
from insights.exports.head import EVERYTHING, findings_of, head_of, sources_of, stamp
from insights.exports.table import COLUMN_MEANS, COLUMNS, Cell
from insights.model import (
    BASES,
    BASIS_MEANS,
    CATEGORIES,
    CATEGORY_MEANS,
    EVIDENCE,
    EVIDENCE_MEANS,
    RECEIPT_MEANS,
    RECEIPTS,
)
from insights.view import View

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook

# What Excel can hold: letters of a cell (of 16 bits), links of a sheet, letters of a link.
MOST_LETTERS = 32_767
_MOST_LINKS = 65_000
_LONGEST_LINK = 2_000

# How wide the columns are, in letters; the others have room for a word or two. They are narrow,
# since all of them stand side by side on two printed pages.
_WIDTHS = {"id": 20, "statement": 48, "themes": 18, "theme_ids": 16, "source": 16, "place": 14}
_WIDTHS |= {"url": 20, "actors": 14, "figures": 14, "note": 40, "source_id": 14}
_WIDTH = 12
_LINE, _HIGHEST = 15, 409  # points
_MARGIN, _FOOT = 0.4, 0.7  # inches of a printed page; in the last stands the footer


def write(view: View, part: slice = EVERYTHING) -> bytes:
    """The spreadsheet with its sheets Findings, Counts and About."""
    from xlsxwriter.workbook import Workbook  # no other format needs it

    content = io.BytesIO()
    settings = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(content, settings) as book:
        created = datetime.datetime.fromisoformat(view.dataset.about.as_of)
        book.set_properties({"title": _cut(view.dataset.about.title), "created": created})
        sheets = _Sheets(book, stamp(view.dataset))
        _findings(sheets, view, part)
        _counts(sheets, view)
        _about(sheets, view, part)
    return content.getvalue()


class _Sheets:
    """The sheets of a workbook, to which texts and tables are added from above to below."""

    def __init__(self, book: Workbook, state: str) -> None:
        self._book = book
        self._state = state
        self._sheet: Any = None
        self._row = 0
        self._widths: Sequence[int] = ()
        self._links = 0
        self._bold = book.add_format({"bold": True, "valign": "top"})
        self._bold_right = book.add_format({"bold": True, "valign": "top", "align": "right"})
        self._wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        self._link = book.add_format(
            {"text_wrap": True, "valign": "top", "underline": 1, "font_color": "#0B4F9E"}
        )

    def begin(self, name: str, widths: Sequence[int]) -> None:
        self._sheet = self._book.add_worksheet(name)
        self._row = 0
        self._widths = widths
        for column, width in enumerate(widths):
            self._sheet.set_column(column, column, width)
        self._sheet.set_landscape()
        self._sheet.set_paper(9)  # A4
        self._sheet.fit_to_pages(1, 0)  # one page wide, as many high as it takes
        self._sheet.set_margins(_MARGIN, _MARGIN, _MARGIN, _FOOT)
        self._sheet.set_footer(f"&L{self._state}&C&A&RPage &P of &N")

    def keep_header_in_view(self) -> None:
        """On the screen and on each printed page, as the ids are; two pages wide, to be legible."""
        self._sheet.fit_to_pages(2, 0)
        self._sheet.freeze_panes(1, 2)
        self._sheet.repeat_rows(0)
        self._sheet.repeat_columns(0)

    def heading(self, text: str) -> None:
        self._sheet.write_string(self._row, 0, _cut(text), self._bold)
        self._row += 1

    def line(self, text: str) -> None:
        self._sheet.write_string(self._row, 0, _cut(text))
        self._row += 1

    def gap(self) -> None:
        self._row += 1

    def table(
        self,
        name: str,
        header: Sequence[str],
        rows: Iterable[Sequence[Cell]],
        *,
        numbers: Container[str] = (),
        filters: bool = False,
    ) -> None:
        """A table with a header row; the cells of a column `url` are links."""
        first = self._row
        links = header.index("url") if "url" in header else None
        heads = [self._bold_right if title in numbers else self._bold for title in header]
        for column, title in enumerate(header):
            self._sheet.write_string(first, column, title, heads[column])
        for cells in rows:
            self._row += 1
            for column, cell in enumerate(cells):
                self._cell(column, cell, column == links)
            # Not every program finds out by itself how high a row has to be.
            lines = max(map(_lines, cells, self._widths))
            if lines > 1:
                self._sheet.set_row(self._row, min(lines * _LINE, _HIGHEST))
        if self._row > first:
            # A table of its own, so that it can be filtered, and read out with its header.
            options = {
                "name": name,
                "columns": [
                    {"header": title, "header_format": head}
                    for title, head in zip(header, heads, strict=True)
                ],
                "autofilter": filters,
                "style": "Table Style Light 1",
                "banded_rows": False,
            }
            self._sheet.add_table(first, 0, self._row, len(header) - 1, options)
        self._row += 1

    def _cell(self, column: int, cell: Cell, is_link: bool) -> None:
        if cell is None or cell == "":
            return
        if isinstance(cell, int):
            self._sheet.write_number(self._row, column, cell, self._wrapped)
        elif is_link and self._can_be_linked(cell):
            self._links += 1
            self._sheet.write_url(self._row, column, cell, self._link, cell)
        else:
            self._sheet.write_string(self._row, column, _cut(cell), self._wrapped)

    def _can_be_linked(self, text: str) -> bool:
        is_web = text.startswith(("https://", "http://"))
        return is_web and len(text) < _LONGEST_LINK and self._links < _MOST_LINKS


def _findings(sheets: _Sheets, view: View, part: slice) -> None:
    sheets.begin("Findings", [_WIDTHS.get(name, _WIDTH) for name in COLUMNS])
    rows = (
        [of(view.dataset, finding) for of in COLUMNS.values()]
        for finding in findings_of(view, part)
    )
    sheets.table("Findings", list(COLUMNS), rows, numbers={"seconds"}, filters=True)
    sheets.keep_header_in_view()


def _counts(sheets: _Sheets, view: View) -> None:
    """All that match, also where limit and offset leave fewer for the sheet Findings."""
    sheets.begin("Counts", [34, *[14] * 5])
    sheets.line(view.sentence)
    for name, chart in (
        ("Themes", findings_by_theme(view)),
        ("Sources", findings_by_source(view)),
        ("Evidence", findings_by_evidence(view)),
    ):
        sheets.gap()
        sheets.heading(chart.title)
        sheets.line(chart.subtitle)
        header, rows = _of_chart(view, chart)
        sheets.table(name, header, rows, numbers=header[1:])


def _of_chart(view: View, chart: Chart) -> tuple[list[str], list[list[Cell]]]:
    header = [chart.row_title, *(column.label for column in chart.columns), "All"]
    rows: list[list[Cell]] = [[row.label, *row.values, row.total] for row in chart.rows]
    tally = view.tally("category")
    once = [tally[column.key] for column in chart.columns]
    return header, [*rows, ["All findings, each once", *once, view.count]]


def _about(sheets: _Sheets, view: View, part: slice) -> None:
    head = head_of(view, part)
    sheets.begin("About", [34, 70, 30, 12, 44, 60])
    facts = {
        "Dataset": head.title,
        "Counted": head.counted,
        "Unknown": " ".join(head.unknown),
        "Filters": head.filters or "none",
        "Query": head.query or "none",
        "As of": head.as_of,
        "Fingerprint": head.fingerprint,
        "Licence": f"{head.licence} for the wording; each source keeps its own rights",
        "Address": head.address or "",
    }
    sheets.heading("What this file is")
    told = [(name, text) for name, text in facts.items() if text]
    sheets.table("File", ["Fact", "Value"], told)
    if used := sources_of(view, part):
        sheets.gap()
        sheets.heading("Sources")
        sheets.table(
            "SourceList",
            ["Source", "Title", "Publisher", "Date", "url", "Rights"],
            [
                (one.short, one.title, one.publisher, one.date, one.address, one.rights)
                for one in used
            ],
        )
    sheets.gap()
    sheets.heading("Columns of the sheet Findings")
    sheets.table("Columns", ["Column", "Meaning"], list(COLUMN_MEANS.items()))
    sheets.gap()
    sheets.heading("What the words mean")
    meanings: list[tuple[str, Any, Any]] = [
        ("category", CATEGORIES, CATEGORY_MEANS),
        ("basis", BASES, BASIS_MEANS),
        ("evidence", EVIDENCE, EVIDENCE_MEANS),
        ("receipt", RECEIPTS, RECEIPT_MEANS),
    ]
    words = [
        (f"{column}: {value} ({label})", means[value])
        for column, labels, means in meanings
        for value, label in labels.items()
    ]
    sheets.table("Words", ["Word", "Meaning"], words)


def _lines(cell: Cell, width: int) -> int:
    """How many lines a cell takes, rather one too many; letters of Asia are twice as wide."""
    if not isinstance(cell, str) or len(cell) <= width // 2:
        return 1
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in cell)
    return -(-(len(cell) + wide) * 11 // (width * 10))


def _cut(text: str) -> str:
    """A text that fits into a cell, with a mark where it was cut."""
    if len(text) <= MOST_LETTERS // 2:
        return text
    wide = text.encode("utf-16-le")
    if len(wide) <= 2 * MOST_LETTERS:
        return text
    mark = f" … (cut; {len(text):,} letters in all)"
    return wide[: 2 * (MOST_LETTERS - len(mark))].decode("utf-16-le", "ignore") + mark
