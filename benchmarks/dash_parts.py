"""The frame of the Dash page: what stands still while the callback fills in the rest."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from dash import dcc, html

from insights.looks import INKS, MARKS
from insights.model import Dataset
from insights.selection import FACETS, SORTS

# The elements whose content is HTML made by the server.
FILLED = (
    "message",
    "filtered",
    "sentence",
    "by-theme-head",
    "by-theme-table",
    "matrix",
    "by-source-head",
    "by-source-table",
    "findings",
)
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
SHEET = Path(__file__).resolve().parents[1] / "src" / "insights" / "draw" / "base.css"
OWN = """
body { margin: 0 } .page { display: grid; grid-template-columns: 300px 1fr; color-scheme: light }
.side { padding: 4rem 2rem; display: grid; gap: 0.9rem; align-content: start }
.two { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 4rem }
"""


def style() -> str:
    """Our own style sheet in its light colours, and a few rules for the frame."""
    colours = vars(INKS["light"]) | {
        f"{category}-{use.replace('_', '-')}": getattr(mark, use)["light"]
        for category, mark in MARKS.items()
        for use in ("fill", "text", "on_fill")
    }
    rules = "".join(f"--{name}:{colour};" for name, colour in colours.items())
    return f"<style>.stApp{{{rules}}}{SHEET.read_text(encoding='utf-8')}{OWN}</style>"


def layout(dataset: Dataset, keys: Sequence[str]) -> html.Div:
    first, more = keys[:3], keys[3:]
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
