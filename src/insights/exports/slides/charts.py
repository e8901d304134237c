"""A chart as PowerPoint's own: bars that can be edited, over a workbook with their numbers.

A colour means a category. Beside it stands its letter in the bar, or where the bar is too narrow
for that, its pattern.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Sequence
from typing import Any, NamedTuple
from xml.sax.saxutils import escape

from pptx.enum.chart import XL_CHART_TYPE

from insights.charts import Chart
from insights.charts.chart import Column
from insights.exports.slides.master import LANGUAGE, Box
from insights.exports.slides.words import clean
from insights.looks import INKS, MARKS

ALL = "All"  # the series that writes each bar's total behind it, itself without a colour
LABEL = 14  # points
_WIDE_ENOUGH = 0.53  # sizes of a label that one of its digits takes
_PATTERNS = {"": "", "/": "wdUpDiag", "x": "diagCross", ".": "pct60"}
_NAMESPACES = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


class Frame(NamedTuple):
    """Where a chart stands, the room for the names of its rows, and what its axis ends with."""

    box: Box
    names: float
    most: int

    @property
    def track(self) -> float:
        """How wide the longest bar is."""
        return (self.box.width - self.names) * 0.93


class ChartFile:
    """What python-pptx asks a chart for: the XML that draws it, and its workbook."""

    kind: Any = XL_CHART_TYPE.BAR_STACKED

    def __init__(self, chart: Chart, frame: Frame, as_of: str) -> None:
        self._chart = chart
        self._frame = frame
        self._as_of = as_of

    def xml_bytes(self, kind: object) -> bytes:
        """The chart, in the one kind that it is drawn in."""
        return _drawn(self._chart, self._frame).encode()

    @property
    def xlsx_blob(self) -> bytes:
        """The workbook that opens where somebody edits the chart. Every text in it is a text."""
        from xlsxwriter.workbook import Workbook

        chart, content = self._chart, io.BytesIO()
        with Workbook(content, {"in_memory": True}) as book:
            book.set_properties({"created": datetime.datetime.fromisoformat(self._as_of)})
            sheet = book.add_worksheet("Sheet1")
            sheet.set_column(0, 0, 32)
            header = [chart.row_title, *(column.label for column in chart.columns), ALL]
            for at, name in enumerate(header):
                sheet.write_string(0, at, clean(name))
            for at, row in enumerate(chart.rows, 1):
                sheet.write_string(at, 0, clean(row.label))
                for column, value in enumerate([*row.values, row.total], 1):
                    sheet.write_number(at, column, value)
        return content.getvalue()


def _drawn(chart: Chart, frame: Frame) -> str:
    series = "".join(_series(chart, frame, at) for at in range(len(chart.columns)))
    left = frame.names / frame.box.width
    names = (
        f'<c:delete val="0"/><c:axPos val="l"/>{_TICKS}<c:tickLblPos val="low"/>'
        f"<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>{_text(LABEL, INKS['light'].ink)}"
        if frame.names
        else f'<c:delete val="1"/><c:axPos val="l"/>{_TICKS}<c:tickLblPos val="none"/>'
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<c:chartSpace {_NAMESPACES}>'
        f'<c:date1904 val="0"/><c:lang val="{LANGUAGE}"/><c:roundedCorners val="0"/><c:chart>'
        '<c:autoTitleDeleted val="1"/><c:plotArea><c:layout><c:manualLayout>'
        '<c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
        f'<c:x val="{left:.4f}"/><c:y val="0"/>'
        f'<c:w val="{1 - left:.4f}"/><c:h val="1"/></c:manualLayout></c:layout>'
        '<c:barChart><c:barDir val="bar"/><c:grouping val="stacked"/><c:varyColors val="0"/>'
        f"{series}{_totals(chart)}"
        f'<c:gapWidth val="{40 if frame.names else 10}"/><c:overlap val="100"/>'
        '<c:axId val="111111111"/><c:axId val="222222222"/></c:barChart>'
        '<c:catAx><c:axId val="111111111"/><c:scaling><c:orientation val="maxMin"/></c:scaling>'
        f'{names}<c:crossAx val="222222222"/><c:crosses val="autoZero"/><c:auto val="0"/>'
        '<c:lblAlgn val="ctr"/><c:lblOffset val="60"/><c:noMultiLvlLbl val="1"/></c:catAx>'
        '<c:valAx><c:axId val="222222222"/><c:scaling><c:orientation val="minMax"/>'
        f'<c:max val="{frame.most / 0.93:.4f}"/><c:min val="0"/></c:scaling><c:delete val="1"/>'
        f'<c:axPos val="t"/><c:numFmt formatCode="General" sourceLinked="0"/>{_TICKS}'
        '<c:tickLblPos val="none"/><c:crossAx val="111111111"/><c:crosses val="autoZero"/>'
        f'</c:valAx></c:plotArea><c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/>'
        f"</c:chart><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
        f"{_text(LABEL, INKS['light'].ink)}</c:chartSpace>"
    )


_TICKS = '<c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
_SHOWN = (
    '<c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/>'
    '<c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/>'
)


def _series(chart: Chart, frame: Frame, at: int) -> str:
    column: Column = chart.columns[at]
    mark = MARKS[column.category]
    colour, paper = mark.fill["light"].removeprefix("#"), INKS["light"].paper.removeprefix("#")
    values = [row.values[at] for row in chart.rows]
    edge = f'<a:ln w="19050"><a:solidFill><a:srgbClr val="{paper}"/></a:solidFill></a:ln>'
    points, silent = "", ""
    for place, value in enumerate(values):
        room = frame.track * value / frame.most if frame.most else 0
        if value and room < LABEL * _WIDE_ENOUGH * (1 + len(str(value))):
            silent += f'<c:dLbl><c:idx val="{place}"/><c:delete val="1"/></c:dLbl>'
            if pattern := _PATTERNS[mark.pattern]:
                points += (
                    f'<c:dPt><c:idx val="{place}"/><c:invertIfNegative val="0"/>'
                    f'<c:bubble3D val="0"/><c:spPr><a:pattFill prst="{pattern}">'
                    f'<a:fgClr><a:srgbClr val="{colour}"/></a:fgClr>'
                    f'<a:bgClr><a:srgbClr val="{paper}"/></a:bgClr></a:pattFill>{edge}</c:spPr>'
                    "</c:dPt>"
                )
    # A number format writes the letter, so that a label follows when a number is edited.
    form = escape(f'"{mark.letter}"#,##0;;;', {'"': "&quot;"})
    return (
        f'<c:ser><c:idx val="{at}"/><c:order val="{at}"/>{_named(at, column.label)}'
        f'<c:spPr><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>{edge}</c:spPr>'
        f'<c:invertIfNegative val="0"/>{points}<c:dLbls>{silent}'
        f'<c:numFmt formatCode="{form}" sourceLinked="0"/><c:spPr><a:noFill/><a:ln><a:noFill/>'
        f"</a:ln></c:spPr>{_text(LABEL, mark.on_fill['light'], bold=True)}"
        f'<c:dLblPos val="ctr"/>{_SHOWN}</c:dLbls>{_rows(chart, at, values)}</c:ser>'
    )


def _totals(chart: Chart) -> str:
    at = len(chart.columns)
    return (
        f'<c:ser><c:idx val="{at}"/><c:order val="{at}"/>{_named(at, ALL)}'
        "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
        '<c:invertIfNegative val="0"/><c:dLbls><c:numFmt formatCode="#,##0" sourceLinked="0"/>'
        f"<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{_text(LABEL, INKS['light'].ink)}"
        f'<c:dLblPos val="inBase"/>{_SHOWN}</c:dLbls>'
        f"{_rows(chart, at, [row.total for row in chart.rows])}</c:ser>"
    )


def _named(at: int, label: str) -> str:
    return (
        f"<c:tx><c:strRef><c:f>Sheet1!${_letter(at)}$1</c:f><c:strCache>"
        f'<c:ptCount val="1"/><c:pt idx="0"><c:v>{escape(clean(label))}</c:v></c:pt></c:strCache>'
        "</c:strRef></c:tx>"
    )


def _rows(chart: Chart, at: int, values: Sequence[int]) -> str:
    count = len(chart.rows)
    names = "".join(
        f'<c:pt idx="{place}"><c:v>{escape(clean(row.label))}</c:v></c:pt>'
        for place, row in enumerate(chart.rows)
    )
    numbers = "".join(
        f'<c:pt idx="{place}"><c:v>{value}</c:v></c:pt>' for place, value in enumerate(values)
    )
    return (
        f"<c:cat><c:strRef><c:f>Sheet1!$A$2:$A${count + 1}</c:f><c:strCache>"
        f'<c:ptCount val="{count}"/>{names}</c:strCache></c:strRef></c:cat><c:val><c:numRef>'
        f"<c:f>Sheet1!${_letter(at)}$2:${_letter(at)}${count + 1}</c:f><c:numCache>"
        f'<c:formatCode>General</c:formatCode><c:ptCount val="{count}"/>{numbers}</c:numCache>'
        "</c:numRef></c:val>"
    )


def _letter(at: int) -> str:
    """The column of the workbook that a series stands in; there are five at most."""
    return "BCDEF"[at]


def _text(size: int, colour: str, *, bold: bool = False) -> str:
    return (
        '<c:txPr><a:bodyPr wrap="none" lIns="0" tIns="0" rIns="0" bIns="0"/><a:lstStyle/>'
        "<a:p><a:pPr>"
        f'<a:defRPr lang="{LANGUAGE}" sz="{size * 100}" b="{int(bold)}"><a:solidFill>'
        f'<a:srgbClr val="{colour.removeprefix("#")}"/></a:solidFill></a:defRPr></a:pPr>'
        f'<a:endParaRPr lang="{LANGUAGE}"/></a:p></c:txPr>'
    )
