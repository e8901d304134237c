"""The page Explore again, in Dash: the same data, counts and texts, one callback, Plotly charts.

Start it with `python -m benchmarks.dash_page PORT`.
"""

from __future__ import annotations

import sys
from typing import Any

from dash import Dash, Input, Output, ctx
from waitress import serve

from benchmarks import dash_parts as parts
from insights.charts import findings_by_source, findings_by_theme, themes_by_category
from insights.draw import markup
from insights.draw.plotly import figure
from insights.headline import summary
from insights.reading.served import served
from insights.selection import FACETS, Selection, parse
from insights.view import View

FACET_KEYS = ("category", "theme", "source", "evidence", "basis", "level", "receipt", "actor")
PER_PAGE = 50
THREADS = 8


def create() -> Dash:
    dataset = served().now().dataset
    if dataset is None:
        raise SystemExit("there is no sound dataset to show")
    app = Dash("explore", title="Explore", update_title="", assets_ignore=".*")
    app.index_string = app.index_string.replace("{%css%}", "{%css%}" + parts.style() + parts.FOLLOW)
    app.layout = parts.layout(dataset, FACET_KEYS)
    app.clientside_callback(parts.FILL, Output("filled", "data"), Input("html", "data"))

    @app.callback(
        output={
            "options": {key: Output(key, "options") for key in FACET_KEYS},
            "values": {key: Output(key, "value") for key in (*FACET_KEYS, "q", "sort", "page")},
            "search": Output("url", "search"),
            "pages": Output("page", "options"),
            "link": Output("link", "content"),
            "by_theme": Output("by-theme-figure", "figure"),
            "by_source": Output("by-source-figure", "figure"),
            "html": Output("html", "data"),
        },
        inputs={
            "values": {key: Input(key, "value") for key in (*FACET_KEYS, "q", "sort")},
            "page": Input("page", "value"),
            "search": Input("url", "search"),
        },
    )
    def answer(values: dict[str, Any], page: int | None, search: str | None) -> dict[str, Any]:
        """Widgets or address -> everything on the page; the address wins when a link was opened."""
        if ctx.triggered_id in (None, "url"):
            selection = parse(search or "", dataset)
        else:
            asked = [(key, one) for key in FACET_KEYS for one in values[key] or ()]
            asked += [("q", values["q"] or ""), ("sort", values["sort"] or "")]
            selection = parse(asked, dataset)
        at = page if ctx.triggered_id == "page" and page else 1
        return whole_page(View(dataset, selection), at)

    return app


def whole_page(view: View, at: int) -> dict[str, Any]:
    selection = view.selection
    by_theme, by_source = findings_by_theme(view), findings_by_source(view)
    return {
        "options": {key: _options(view, key) for key in FACET_KEYS},
        "values": _values(selection) | {"page": at},
        "search": f"?{selection.query}" if selection.query else "",
        "pages": list(range(1, -(-view.count // PER_PAGE) + 1)),
        "link": f"/explore?as_of={view.dataset.fingerprint[:8]}&{selection.query}",
        "by_theme": figure(by_theme, "light"),
        "by_source": figure(by_source, "light"),
        "html": dict(zip(parts.FILLED, _filled(view, at, by_theme, by_source), strict=True)),
    }


def _filled(view: View, at: int, by_theme: Any, by_source: Any) -> list[str]:
    themes, start = themes_by_category(view), (at - 1) * PER_PAGE
    stamp = f"As of {view.dataset.about.as_of} · {view.dataset.fingerprint[:8]}"
    return [
        markup.message("What is there about …?", summary(view)),
        markup.filtered(view, "explore"),
        markup.paragraph(f"{view.sentence} {stamp}"),
        markup.chart_head(by_theme),
        markup.table(by_theme),
        markup.chart_head(themes) + markup.matrix(themes, view),
        markup.chart_head(by_source),
        markup.table(by_source),
        markup.finding_list(view, view.findings[start : start + PER_PAGE], start + 1),
    ]


def _options(view: View, key: str) -> list[dict[str, str]]:
    counts = view.counts(key)
    return [
        {"label": f"{option.label} {counts[option.id]}", "value": option.id}
        for option in FACETS[key].options(view.dataset)
    ]


def _values(selection: Selection) -> dict[str, Any]:
    chosen: dict[str, Any] = {key: list(selection.values(key)) for key in FACET_KEYS}
    return chosen | {"q": selection.q, "sort": selection.sort}


if __name__ == "__main__":
    serve(create().server, host="127.0.0.1", port=int(sys.argv[1]), threads=THREADS)
