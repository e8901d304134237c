"""What a page must show for a selection, as watch.js reads it: made by the library."""

from __future__ import annotations

from typing import Any

from insights.charts import Chart, findings_by_source, findings_by_theme, themes_by_category
from insights.draw.plotly import figure
from insights.headline import summary
from insights.view import View

PER_PAGE = 50


def bare(text: str) -> str:
    return "".join(text.replace("<br>", "").split())


def shown(view: View) -> dict[str, Any]:
    """The texts of headline, list, matrix and bars, without white space."""
    return {
        "headline": [bare(summary(view))],
        "findings": [bare(finding.statement) for finding in view.findings[:PER_PAGE]],
        "matrix": [
            bare(row.label + "".join(str(v or row.empty[at]) for at, v in enumerate(row.values)))
            for row in themes_by_category(view).rows
        ],
        "charts": [_bars(findings_by_theme(view)), _bars(findings_by_source(view))],
    }


def _bars(chart: Chart) -> dict[str, Any]:
    drawn = figure(chart, "light")
    return {
        "labels": [bare(text) for text in drawn["layout"]["yaxis"]["ticktext"]],
        "totals": [bare(text) for text in drawn["data"][-1]["text"]],
        "drawn": True,
    }
