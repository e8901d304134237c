"""The frame of the Dash page: what stands still while the callback fills in the rest."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import dcc, html

from benchmarks.same_page import FIRST_FACETS
from insights.model import Dataset
from insights.selection import FACETS, SORTS

# Dash components for each cell and word would be three times slower: one string each is not.
FILL = """function (html) {
    for (const [id, text] of Object.entries(html || {})) {
        const element = document.getElementById(id)
        if (element.innerHTML !== text) element.innerHTML = text
    }
    return window.dash_clientside.no_update
}"""
FOLLOW = """<script>document.addEventListener("click", event => {
    const link = event.target.closest("a.in-app")
    if (!link) return
    event.preventDefault()
    history.pushState({}, "", link.href)
    window.dispatchEvent(new PopStateEvent("popstate"))
})</script>"""


def layout(dataset: Dataset, keys: Sequence[str]) -> html.Div:
    first, more = keys[:FIRST_FACETS], keys[FIRST_FACETS:]
    side = html.Div(
        [
            html.Label(["Search findings", dcc.Input(id="q", type="search", debounce=True)]),
            *(_facet(dataset, key) for key in first),
            html.Details([html.Summary("More filters"), *(_facet(dataset, key) for key in more)]),
            html.Label(["Order", dcc.Dropdown(_sorts(), id="sort", clearable=False)]),
        ],
        className="side",
    )
    charts = [
        html.Div(_chart("by-theme")),
        html.Div([html.Div(id="matrix"), *_chart("by-source")]),
    ]
    main = html.Main(
        [
            html.Nav([dcc.Link("Overview", href="/"), " ", dcc.Link("Explore", href="/explore")]),
            html.Div(id="message"),
            html.Div([html.Div(id="filtered"), dcc.Clipboard(id="link")]),
            html.Div(id="sentence"),
            html.Div(charts, className="two"),
            html.Div(id="findings"),
            dcc.RadioItems(id="page", inline=True),
        ],
        className="stMainBlockContainer stHtml",
    )
    unseen = [dcc.Location(id="url", refresh=False), dcc.Store(id="html"), dcc.Store(id="filled")]
    return html.Div([*unseen, side, main], className="stApp page")


def _sorts() -> list[dict[str, str]]:
    return [{"label": label, "value": key} for key, label in SORTS.items()]


def _facet(dataset: Dataset, key: str) -> html.Div:
    facet = FACETS[key]
    options: list[Any] = [{"label": o.label, "value": o.id} for o in facet.options(dataset)]
    kind = dcc.Dropdown(options, id=key, multi=True)
    return html.Div([facet.title, kind if key == "actor" else dcc.Checklist(options, id=key)])


def _chart(name: str) -> list[Any]:
    graph = dcc.Graph(id=f"{name}-figure", config={"displayModeBar": False})
    return [html.Div(id=f"{name}-head"), graph, html.Div(id=f"{name}-table")]
