"""Chart -> a Plotly figure as a plain dict, the same bytes for the same chart and mode."""

from __future__ import annotations

import html
import textwrap
from typing import Any

from insights.charts import Chart, Column
from insights.looks import INKS, MARKS, Mode, plotly_layout

ROW_HEIGHT = 30
LINE_HEIGHT = 17
LABEL_WIDTH = 24  # letters of a row label on one line
LETTER = 7.4  # pixels, the widest common letter of the sans at 14 px


def figure(chart: Chart, mode: Mode) -> dict[str, Any]:
    """Horizontal stacked bars, one per row, in the order of the rows from the top.

    Values stand at the end of each bar: text on a pattern cannot be read.
    """
    labels = ["<br>".join(_lines(row.label)) for row in chart.rows]
    longest = max((len(line) for row in chart.rows for line in _lines(row.label)), default=0)
    height = sum(
        max(ROW_HEIGHT, 8 + LINE_HEIGHT * len(_lines(row.label))) for row in chart.rows
    )
    layout = plotly_layout(mode) | {
        "barmode": "stack",
        "bargap": 0.36,
        "height": max(height, ROW_HEIGHT) + 4,
        "margin": {"l": round(longest * LETTER) + 12, "r": 4, "t": 2, "b": 2, "pad": 6},
    }
    layout["xaxis"] = layout["xaxis"] | {"visible": False, "range": [0, chart.most * 1.12 or 1]}
    layout["yaxis"] = layout["yaxis"] | {
        "autorange": False,
        "range": [len(labels) - 0.5, -0.5],
        "tickmode": "array",
        "tickvals": list(range(len(labels))),
        "ticktext": labels,
    }
    bars = [_bars(chart, at, column, mode) for at, column in enumerate(chart.columns)]
    return {"data": [*bars, _totals(chart, mode)], "layout": layout}


def _lines(label: str) -> list[str]:
    """A label broken into lines; Plotly reads markup, so `<` and `&` are escaped."""
    return [html.escape(line, quote=False) for line in textwrap.wrap(label, LABEL_WIDTH)]


def _bars(chart: Chart, at: int, column: Column, mode: Mode) -> dict[str, Any]:
    mark, inks = MARKS[column.category], INKS[mode]
    return {
        "type": "bar",
        "orientation": "h",
        "name": html.escape(column.label, quote=False),
        "x": [row.values[at] for row in chart.rows],
        "y": list(range(len(chart.rows))),
        "customdata": [row.key for row in chart.rows],
        "marker": {
            "color": mark.fill[mode],
            # The gap between neighbours: two pixels of background.
            "line": {"color": inks.paper, "width": 2},
            "pattern": {
                "shape": mark.pattern,
                "fillmode": "overlay",
                "fgcolor": inks.paper,
                "fgopacity": 0.85,
                "size": 6,
                "solidity": 0.22,
            },
        },
        "hovertemplate": "%{x} " + html.escape(column.label.lower(), quote=False) + "<extra></extra>",
    }


def _totals(chart: Chart, mode: Mode) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "text",
        "x": [sum(row.values) for row in chart.rows],
        "y": list(range(len(chart.rows))),
        "text": [f" {row.total}" for row in chart.rows],
        "textposition": "middle right",
        "textfont": {"color": INKS[mode].ink, "size": 14},
        "hoverinfo": "skip",
        "cliponaxis": False,
    }
