"""A view as CSV: one row a finding, as Excel and pandas read it without being asked.

UTF-8 with a byte order mark, lines that end with CR LF, one header row. What is counted stands in
the last columns of every row, so that the table stays one table. Where nothing matches, one row
has these columns alone.
"""

from __future__ import annotations

import codecs
import csv
import io
import re

from insights.exports.head import EVERYTHING, findings_of, head_of
from insights.exports.table import COLUMNS, Cell
from insights.view import View

# What a spreadsheet takes for the beginning of a formula, also behind spaces and in other forms;
# and where `;` divides its columns, each `;` begins a cell.
_SPACES = "\t\r\n \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_SIGNS = "=+\\-@\t\r＝＋－＠\u207a\u208a\u2212\ufe62\ufe63\ufe66\ufe6b"
_FORMULA = re.compile(f"(^|; ?)(?=[{_SPACES}]*[{_SIGNS}])")


def write(view: View, part: slice = EVERYTHING) -> bytes:
    """The findings as CSV in UTF-8."""
    head = head_of(view, part)
    counted: dict[str, Cell] = {
        "counted": head.counted,
        "filters": head.filters,
        "query": head.query,
        "dataset": head.title,
        "as_of": head.as_of,
        "fingerprint": head.fingerprint,
        "licence": head.licence,
        "address": head.address,
    }
    last = [disarmed(cell) for cell in counted.values()]
    text = io.StringIO(newline="")
    table = csv.writer(text, lineterminator="\r\n")
    table.writerow([*COLUMNS, *counted])
    for finding in findings_of(view, part):
        cells = (disarmed(of(view.dataset, finding)) for of in COLUMNS.values())
        table.writerow([*cells, *last])
    if not findings_of(view, part):
        table.writerow([*[""] * len(COLUMNS), *last])
    return codecs.BOM_UTF8 + text.getvalue().encode()


def disarmed(cell: Cell) -> Cell:
    """A cell in which no text is a formula, nor any part of it; a number stays a number.

    >>> disarmed("An Office; =1+1"), disarmed("  @here"), disarmed(-5)
    ("An Office; '=1+1", "'  @here", -5)
    """
    return _FORMULA.sub(r"\1'", cell) if isinstance(cell, str) else cell
