"""The page Explore again, in Dash: the same data, counts and texts, one callback, Plotly charts.

Start it with `python -m benchmarks.dash_page PORT`.
"""

from __future__ import annotations

import sys
from typing import Any

from dash import Dash, Input, Output, ctx
from waitress import serve

from benchmarks import dash_parts as parts
from benchmarks.same_page import FACET_KEYS, choices, dataset, filled, pages, style
from insights.charts import findings_by_source, findings_by_theme
from insights.draw.plotly import figure
from insights.model import Dataset
from insights.selection import Selection, parse
from insights.view import View

THREADS = 8


def create(dataset: Dataset) -> Dash:
    app = Dash("explore", title="Explore", update_title="", assets_ignore=".*")
    app.index_string = app.index_string.replace("{%css%}", "{%css%}" + style() + parts.FOLLOW)
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
        "pages": pages(view),
        "link": f"/explore?as_of={view.dataset.fingerprint[:8]}&{selection.query}",
        "by_theme": figure(by_theme, "light"),
        "by_source": figure(by_source, "light"),
        "html": filled(view, at, by_theme, by_source),
    }


def _options(view: View, key: str) -> list[dict[str, str]]:
    return [{"label": label, "value": one} for label, one in choices(view, key).items()]


def _values(selection: Selection) -> dict[str, Any]:
    chosen: dict[str, Any] = {key: list(selection.values(key)) for key in FACET_KEYS}
    return chosen | {"q": selection.q, "sort": selection.sort}


if __name__ == "__main__":
    serve(create(dataset()).server, host="127.0.0.1", port=int(sys.argv[1]), threads=THREADS)
