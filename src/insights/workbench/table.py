"""A table as a spreadsheet saves it (CSV) -> findings, or what is wrong with which cell."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from insights.model import Finding, Place, listed
from insights.reading import Fault
from insights.reading.faults import bare, closest, in_order, shown
from insights.reading.letters import decode
from insights.reading.nodes import BROKEN
from insights.reading.words import is_id
from insights.workbench.judging import Judge
from insights.workbench.naming import proposed_id
from insights.workbench.times import changed_time
from insights.workbench.typed import Typed, lacking_of, value_of, whole_number

RULES = {
    "table-columns": "The first row of a table names fields of a finding, each once.",
    "table-row": "A row has a cell for each column, and names its place once.",
    "table-cell": "A cell is one line of text, and a time in it is that of the document.",
    "percent-of": "A figure in percent says of whom.",
}

_SEPARATORS = (",", ";", "\t")
_PLACE = tuple(Place.model_fields)
_COLUMNS = (*Finding.model_fields, *_PLACE)
_LONGEST_HEAD = 10_000
_NOWHERE = 0  # the column of a fault that stands in none

# What people call a column, far from its name.
_OTHERWISE_CALLED = {"where": "locator", "time": "locator", "place": "locator"}

# Spreadsheets, and our own exports, disarm a text that would be read as a formula.
_DISARMED = re.compile(r"'(?=[=+@-])")


class Taken(NamedTuple):
    """What a table gives: its sound findings, and every fault; `rows` counts all but empty ones.

    `can_be_parted` says that every fault is told and concerns one row: the others can be taken.
    """

    findings: list[Finding]
    faults: list[Fault]
    rows: int
    can_be_parted: bool


def read_table(file: str, content: bytes, judge: Judge, source: str | None = None) -> Taken:
    """The findings of a table for a dataset.

    Parameters
    ----------
    file: the name of the table in messages
    content: UTF-8 text; the cells are divided by commas, semicolons or tabs
    source: the source of the rows that name none
    """
    # Tabs are no mistake here; everything else that is one in a file is one in a table.
    text, faults = decode(file, content.replace(b"\t", b" "))
    if text is None:
        return Taken([], [_for_spreadsheets(fault) for fault in faults], 0, False)
    rows, faults = _rows(file, content.removeprefix(codecs.BOM_UTF8).decode())
    if faults:
        return Taken([], faults, 0, False)
    columns, faults = _columns(file, rows, source)
    if faults:
        return Taken([], faults, 0, False)
    # A place that lacks is told where its section would stand.
    places = {"locator": columns["section"], **columns} if "section" in columns else columns
    typed = []
    for number, cells in enumerate(rows[1:], 2):
        if any(map(str.strip, cells)):
            row = _Row(file, number, columns, cells)
            values, found = _values(row, len(rows[0]))
            if source:
                values.setdefault("source", source)
            faults += found + _changed_times(row, values, judge) + _open_percent(row)
            typed.append((number, values, places))
    _propose_ids([values for _, values, _ in typed], judge)
    entries, found = judge.findings(Typed(file, "findings", typed, _NOWHERE))
    faults = in_order(_named(fault, file, rows[0]) for fault in faults + found)
    faulty = {fault.line for fault in faults if fault.file == file and fault.level == "error"}
    sound = [entry.record for entry in entries if entry.document.place(entry.path)[0] not in faulty]
    # Of very many faults only the first are told, so that the other rows need not be sound.
    is_all_told = all(fault.file == file and fault.rule != "too-many" for fault in faults)
    return Taken(sound, faults, len(typed), is_all_told)


class _Row(NamedTuple):
    """A row with its number, from 1; `columns` holds the number of each known column, from 1."""

    file: str
    number: int
    columns: Mapping[str, int]
    cells: Sequence[str]

    def text(self, name: str) -> str:
        column = self.columns[name]
        written = self.cells[column - 1] if column <= len(self.cells) else ""
        return _DISARMED.sub("", written.strip(), count=1)

    def fault(self, column: int, rule: str, what: str, advice: str) -> Fault:
        return Fault(self.file, self.number, column, "error", rule, what, advice)


def _rows(file: str, text: str) -> tuple[list[list[str]], list[Fault]]:
    """All rows with their cells; the separator is the one that gives the most known columns."""
    head = text.lstrip("\r\n")[:_LONGEST_HEAD].splitlines()[:1]
    names = {one: {*map(_name, next(csv.reader(head, delimiter=one), []))} for one in _SEPARATORS}
    separator = max(_SEPARATORS, key=lambda one: len(names[one].intersection(_COLUMNS)))
    rows: list[list[str]] = []
    try:
        rows.extend(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error:
        what = "the quotation marks of this row do not match"
        advice = 'write " before and after a cell, and "" for a quotation mark inside it'
        return rows, [Fault(file, len(rows) + 1, 1, "error", "table-row", what, advice)]
    return rows, []


def _columns(
    file: str, rows: Sequence[Sequence[str]], source: str | None
) -> tuple[dict[str, int], list[Fault]]:
    """The number of each known column, from 1; faults where the first row is none of names."""
    columns: dict[str, int] = {}
    meant: set[str] = set()
    told: list[tuple[int, str, str]] = []
    strange: list[tuple[int, str]] = []
    for number, written in enumerate(rows[0] if rows else (), 1):
        name = _name(written)
        if name in columns:
            told.append((number, f"the column {bare(name)} stands twice", "keep one of the two"))
        elif name in _COLUMNS:
            columns[name] = number
        elif name:
            strange.append((number, written.strip()))
        elif any(len(row) >= number and row[number - 1].strip() for row in rows[1:]):
            what = f"column {number} has no name"
            told.append((number, what, f"write one of {listed(_COLUMNS, 'or')} above it"))
    if not columns:
        advice = f"begin with a row such as {', '.join(_needed(source))}"
        told = [(1, "the first row names no field of a finding", advice)]
    else:
        given = {*columns, *(["locator"] if "section" in columns else [])}
        lacking = [name for name in _needed(source) if name not in given]
        for number, written in strange:
            name = _name(written)
            near = _OTHERWISE_CALLED.get(name) or closest(name, lacking) or closest(name, _COLUMNS)
            if near is None and len(strange) == len(lacking) == 1:
                near = lacking[0]
            # A section is a place too.
            meant.add("locator" if near == "section" else near or "")
            advice = f"did you mean {bare(near)}? " if near else ""
            advice += f"the columns are {listed(_COLUMNS)}"
            told.append((number, f"a finding has no field {bare(written)}", advice))
        for name in lacking:
            if name not in meant:
                what = f"there is no column {bare(name)}"
                told.append((1, what, _adding(name)))
    told.sort(key=lambda one: one[0])
    return columns, [Fault(file, 1, at, "error", "table-columns", *words) for at, *words in told]


def _adding(name: str) -> str:
    """How a column that is needed comes in."""
    if name == "source":
        return "add it, or give --source ID"
    description = (Finding.model_fields[name].description or "").rstrip(".")
    return f"add it: {description[:1].lower()}{description[1:]}"


def _values(row: _Row, width: int) -> tuple[dict[str, Any], list[Fault]]:
    """The plain values of a row; a cell with a fault of its own is not judged again."""
    values: dict[str, Any] = {}
    place: dict[str, Any] = {}
    faults = []
    if any(map(str.strip, row.cells[width:])):
        what = f"the row has {len(row.cells)} cells, the first row has {width}"
        advice = "put a text that holds the separator in quotation marks"
        faults.append(row.fault(width + 1, "table-row", what, advice))
    for name, column in row.columns.items():
        text = row.text(name)
        if "\n" in text or "\r" in text:
            what = f"{bare(name)} holds a line break"
            faults.append(row.fault(column, "table-cell", what, "write it on one line"))
            values["locator" if name in _PLACE else name] = BROKEN
        elif name in _PLACE and text:
            place[name] = whole_number(text) if name == "item" else text
        elif text:
            values[name] = value_of(Finding, name, text)
    if place and values.setdefault("locator", place) not in (place, BROKEN):
        what = "the place is given twice, as a locator and as a section with an item"
        column = min(row.columns[name] for name in place)
        faults.append(row.fault(column, "table-row", what, "keep one of the two"))
    return values, faults


def _changed_times(row: _Row, values: dict[str, Any], judge: Judge) -> list[Fault]:
    """Faults of times that a spreadsheet changed; their cells are not judged again."""
    faults = []
    outline = judge.dataset.outline_by_source.get(str(values.get("source")))
    headings = {section.section for section in outline.sections} if outline else set()
    for name in ("locator", "section"):
        text = row.text(name) if name in row.columns else ""
        if text not in headings and (meant := changed_time(text, outline)):
            what = f"a spreadsheet has changed this time to {shown(text)}"
            advice = f"format the column as text and write {meant}"
            faults.append(row.fault(row.columns[name], "table-cell", what, advice))
            values["locator"] = BROKEN
    return faults


def _open_percent(row: _Row) -> list[Fault]:
    """A warning for a figure in percent that does not say of whom."""
    told = lacking_of(row.text("figures")) if "figures" in row.columns else None
    if told is None:
        return []
    what, advice = "a percentage does not say of whom it is", told.partition("? ")[2]
    column = row.columns["figures"]
    return [Fault(row.file, row.number, column, "warning", "percent-of", what, advice)]


def _named(fault: Fault, file: str, head: Sequence[str]) -> Fault:
    """The fault with the name of its column, as the first row writes it."""
    if fault.file != file:
        return fault
    if fault.column == _NOWHERE:
        return fault._replace(column=1)
    if fault.column > len(head):
        return fault
    return fault._replace(what=f"in column {shown(head[fault.column - 1].strip())}: {fault.what}")


def _for_spreadsheets(fault: Fault) -> Fault:
    if fault.rule != "encoding":
        return fault
    return fault._replace(advice=f"{fault.advice} (in Excel: Save as, CSV UTF-8)")


def _propose_ids(rows: Sequence[dict[str, Any]], judge: Judge) -> None:
    """Give an id to each row without one."""
    taken = judge.taken_ids | {str(values["id"]) for values in rows if "id" in values}
    for values in rows:
        if "id" not in values:
            statement, source = values.get("statement"), values.get("source")
            said = statement if isinstance(statement, str) else ""
            stem = source if isinstance(source, str) and is_id(source) else "finding"
            values["id"] = proposed_id(said, taken, stem)
            taken.add(values["id"])


def _name(written: str) -> str:
    return written.strip().lower().replace(" ", "_").replace("-", "_")


def _needed(source: str | None) -> list[str]:
    given = {"id"} if source is None else {"id", "source"}
    fields = Finding.model_fields.items()
    return [name for name, field in fields if field.is_required() and name not in given]
