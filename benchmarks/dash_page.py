"""The page Explore again, in Dash: the same data, counts, figures and texts, one callback.

Start it with `python -m benchmarks.dash_page PORT`.
"""

from __future__ import annotations

import sys
from typing import Any
from urllib.parse import urlencode

from dash import Dash, Input, Output, ctx
from waitress import serve

from benchmarks import dash_parts as parts
from insights.charts import findings_by_source, findings_by_theme, themes_by_category
from insights.draw.plotly import figure
from insights.headline import summary
from insights.reading.served import served
from insights.selection import FACETS, SORTS, Selection, parse
from insights.view import View

FACET_KEYS = ("category", "theme", "source", "evidence", "basis", "level", "receipt", "actor")
THREADS = 8


def create() -> Dash:
    dataset = served().now().dataset
    if dataset is None:
        raise SystemExit("there is no sound dataset to show")
    app = Dash("explore", title="Explore", update_title="", assets_ignore=".*")
    app.index_string = app.index_string.replace("{%css%}", "{%css%}" + parts.style())
    app.layout = parts.layout(dataset, FACET_KEYS)

    @app.callback(
        output={
            "options": {key: Output(key, "options") for key in FACET_KEYS},
            "values": {key: Output(key, "value") for key in (*FACET_KEYS, "q", "sort", "page")},
            "search": Output("url", "search"),
            "pages": Output("page", "options"),
            "link": Output("link", "content"),
            "headline": Output("headline", "children"),
            "filtered": Output("filtered", "children"),
            "sentence": Output("sentence", "children"),
            "by_theme": _outputs("by-theme"),
            "by_source": _outputs("by-source"),
            "matrix": Output("matrix", "children"),
            "findings": Output("findings", "children"),
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
        view = View(dataset, selection)
        at = page if ctx.triggered_id == "page" and page else 1
        return _page(view, at)

    return app


def _outputs(name: str) -> dict[str, Output]:
    return {
        "head": Output(f"{name}-head", "children"),
        "figure": Output(f"{name}-figure", "figure"),
        "table": Output(f"{name}-table", "children"),
    }


def _page(view: View, at: int) -> dict[str, Any]:
    selection = view.selection
    search = f"?{selection.query}" if selection.query else ""
    about = view.dataset.about
    return {
        "options": {key: _options(view, key) for key in FACET_KEYS},
        "values": _values(selection) | {"page": at},
        "search": search,
        "pages": list(range(1, -(-view.count // parts.PER_PAGE) + 1)),
        "link": f"/explore?{urlencode({'as_of': view.dataset.fingerprint[:8]})}&{selection.query}",
        "headline": summary(view),
        "filtered": parts.filtered(view),
        "sentence": f"{view.sentence} As of {about.as_of} · {view.dataset.fingerprint[:8]}",
        "by_theme": _chart(findings_by_theme(view)),
        "by_source": _chart(findings_by_source(view)),
        "matrix": parts.matrix(themes_by_category(view)),
        "findings": parts.findings(view, at),
    }


def _options(view: View, key: str) -> list[dict[str, str]]:
    counts = view.counts(key)
    return [
        {"label": f"{option.label} {counts[option.id]}", "value": option.id}
        for option in FACETS[key].options(view.dataset)
    ]


def _values(selection: Selection) -> dict[str, Any]:
    chosen: dict[str, Any] = {key: list(selection.values(key)) for key in FACET_KEYS}
    return chosen | {"q": selection.q, "sort": selection.sort or next(iter(SORTS))}


def _chart(chart: Any) -> dict[str, Any]:
    return {
        "head": parts.chart_head(chart),
        "figure": figure(chart, "light"),
        "table": parts.table(chart),
    }


if __name__ == "__main__":
    serve(create().server, host="127.0.0.1", port=int(sys.argv[1]), threads=THREADS)
