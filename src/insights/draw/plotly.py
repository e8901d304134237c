"""Chart -> a Plotly figure as a plain dict, the same bytes for the same chart and mode."""

from __future__ import annotations

import html
import textwrap
from typing import Any

from insights.charts import Chart, Column
from insights.looks import INKS, MARKS, Mode, plotly_layout

ROW_HEIGHT = 29
LINE_HEIGHT = 17
LABEL_WIDTH = 28  # letters of a row label on one line
LETTER = 6.9  # pixels of a letter of the sans at 14 px, with some room to spare


def figure(chart: Chart, mode: Mode) -> dict[str, Any]:
    """Horizontal stacked bars, one per row, in the order of the rows from the top.

    Values stand at the end of each bar: text on a pattern cannot be read.
    """
    lines = [textwrap.wrap(row.label, LABEL_WIDTH) for row in chart.rows]
    longest = max((len(line) for label in lines for line in label), default=0)
    row_height = max((8 + LINE_HEIGHT * len(label) for label in lines), default=0)
    height = len(lines) * max(ROW_HEIGHT, row_height)
    layout = plotly_layout(mode) | {
        "barmode": "stack",
        "bargap": 0.36,
        "height": height + 4,
        "margin": {"l": round(longest * LETTER) + 12, "r": 4, "t": 2, "b": 2, "pad": 6},
    }
    layout["xaxis"] = layout["xaxis"] | {"visible": False, "range": [0, chart.most * 1.2 or 1]}
    layout["yaxis"] = layout["yaxis"] | {
        "autorange": False,
        "range": [len(lines) - 0.5, -0.5],
        "tickmode": "array",
        "tickvals": list(range(len(lines))),
        "ticktext": ["<br>".join(map(_text, label)) for label in lines],
        "ticklabeloverflow": "allow",
    }
    bars = [_bars(chart, at, column, mode) for at, column in enumerate(chart.columns)]
    return {"data": [*bars, _totals(chart, mode)], "layout": layout}


def _text(text: str) -> str:
    """Text that Plotly shows letter for letter: it reads markup, so `<` and `&` are escaped."""
    return html.escape(text, quote=False)


def _bars(chart: Chart, at: int, column: Column, mode: Mode) -> dict[str, Any]:
    mark, inks = MARKS[column.category], INKS[mode]
    return {
        "type": "bar",
        "orientation": "h",
        "name": _text(column.label),
        "x": [row.values[at] for row in chart.rows],
        "y": list(range(len(chart.rows))),
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
        "hovertemplate": f"%{{x}} {_text(column.label.lower())}<extra></extra>",
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
