"""What the Dash page is made of: the same elements and texts as the templates of insights.draw."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from dash import dcc, html

from insights.charts import Chart, Column
from insights.looks import INKS, MARKS
from insights.model import BASES, CATEGORIES, EVIDENCE, Category, Dataset, Finding
from insights.selection import FACETS, SORTS, Selection
from insights.selection import parts as filters
from insights.view import View

PER_PAGE = 25
SHEET = Path(__file__).resolve().parents[1] / "src" / "insights" / "app" / "look.css"
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
    """Everything once; the callback fills in what depends on the selection."""
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
    main = html.Main(
        [
            html.Nav([dcc.Link("Overview", href="/"), " ", dcc.Link("Explore", href="/explore")]),
            html.Header(
                [
                    html.H1("What is there about …?", className="question"),
                    html.P(id="headline", className="headline"),
                ],
                className="message",
            ),
            html.Div([html.Div(id="filtered", className="filtered"), dcc.Clipboard(id="link")]),
            html.P(id="sentence", className="quiet"),
            html.Div(
                [
                    html.Div(_chart("by-theme")),
                    html.Div([html.Div(id="matrix"), *_chart("by-source")]),
                ],
                className="two",
            ),
            html.Div(id="findings"),
            dcc.RadioItems(id="page", inline=True),
        ],
        className="stMainBlockContainer stHtml",
    )
    return html.Div([dcc.Location(id="url", refresh=False), side, main], className="stApp page")


def _sorts() -> list[dict[str, str]]:
    return [{"label": label, "value": key} for key, label in SORTS.items()]


def _facet(dataset: Dataset, key: str) -> html.Div:
    facet = FACETS[key]
    options = [{"label": one.label, "value": one.id} for one in facet.options(dataset)]
    kind = dcc.Dropdown(options, id=key, multi=True)
    return html.Div([facet.title, kind if key == "actor" else dcc.Checklist(options, id=key)])


def _chart(name: str) -> list[Any]:
    graph = dcc.Graph(id=f"{name}-figure", config={"displayModeBar": False, "responsive": True})
    return [html.Div(id=f"{name}-head"), graph, html.Div(id=f"{name}-table")]


def _address(page: str, selection: Selection) -> str:
    return f"{page}?{selection.query}" if selection.query else page


def filtered(view: View) -> list[Any]:
    if not (named := filters(view.selection, view.dataset)):
        return [html.P([html.Strong(view.of), " findings, no filter set"])]
    chips = [
        html.Li(
            dcc.Link(
                [html.Span("Drop the filter ", className="unseen"), part.label, " ✕"],
                href=_address("/explore", view.selection.without(part)),
                className="chip",
            )
        )
        for part in named
    ]
    everything = dcc.Link("Clear all", href="/explore", className="more")
    said = html.P(["Showing ", html.Strong(view.count), f" of {view.of}:"])
    return [said, html.Ul(chips), everything]


def _mark(category: Category) -> html.Span:
    return html.Span(MARKS[category].letter, className=f"mark {category}")


def chart_head(chart: Chart) -> html.Header:
    head = [html.H2(chart.title), html.P(chart.subtitle, className="quiet")]
    if chart.kind == "bars" and len(chart.columns) > 1 and chart.rows:
        head.append(html.P([_swatch(column) for column in chart.columns], className="legend"))
    return html.Header(head, className="chart")


def _swatch(column: Column) -> html.Span:
    return html.Span([html.Span(className=f"swatch {column.category}"), column.label])


def table(chart: Chart) -> html.Details:
    names = [chart.row_title, *(column.label for column in chart.columns), "All"]
    rows = [
        html.Tr([html.Th(row.label, scope="row"), *(html.Td(v) for v in (*row.values, row.total))])
        for row in chart.rows
    ]
    head = html.Thead(html.Tr([html.Th(name, scope="col") for name in names]))
    whole = html.Table([html.Caption(chart.subtitle), head, html.Tbody(rows)])
    return html.Details([html.Summary(f"Table: {chart.title}"), whole], className="table")


def matrix(chart: Chart) -> list[Any]:
    most = max((value for row in chart.rows for value in row.values), default=1) or 1
    heads = [html.Th([_mark(one.category), " ", one.label], scope="col") for one in chart.columns]
    rows = []
    for row in chart.rows:
        cells = [
            html.Td(
                html.Span(value, className=f"cell step{-(-value * 4 // most)}")
                if value
                else html.Span(empty, className="cell bare"),
                className=column.category,
            )
            for column, value, empty in zip(chart.columns, row.values, row.empty, strict=True)
        ]
        rows.append(html.Tr([html.Th(row.label, scope="row"), *cells]))
    head = html.Thead(html.Tr([html.Th(chart.row_title, scope="col", className="unseen"), *heads]))
    caption = html.Caption(f"{chart.alt} {chart.subtitle}", className="unseen")
    whole = html.Table([caption, head, html.Tbody(rows)])
    return [chart_head(chart), html.Div(whole, className="matrix", tabIndex=0)]


def findings(view: View, page: int) -> html.Ol:
    start = (page - 1) * PER_PAGE
    items = [_finding(view, one) for one in view.findings[start : start + PER_PAGE]]
    return html.Ol(items, className="findings", start=start + 1)


def _finding(view: View, finding: Finding) -> html.Li:
    carried = [("id", finding.id)]
    address = f"/finding?{urlencode(carried)}&{view.selection.choose('id', ()).query}"
    statement = html.H3(
        [
            html.Span(f"{CATEGORIES[finding.category]}: ", className="unseen"),
            dcc.Link(finding.statement, href=address),
        ],
        className="statement",
    )
    labels = " · ".join(view.dataset.theme_by_id[theme].label for theme in finding.themes)
    how = [BASES[finding.basis], html.Br()] if finding.basis else []
    return html.Li(
        [
            _mark(finding.category),
            html.Div([statement, html.P(labels, className="quiet")]),
            html.P([*how, EVIDENCE[finding.evidence]], className="how quiet"),
            html.P(_receipt(view.dataset, finding), className="where"),
        ]
    )


def _receipt(dataset: Dataset, finding: Finding) -> Any:
    receipt, source = dataset.receipt(finding), dataset.source_by_id[finding.source]
    if receipt.state == "doubtful":
        said = f"{receipt.text}, doubtful {source.short}"
        return html.Span(said, className="receipt doubtful", title=receipt.reason)
    sign = html.Span("§" if receipt.state == "section" else "▸")
    said = [sign, f" {receipt.text} {source.short}"]
    if receipt.url:
        return html.A(said, className="receipt", href=receipt.url, target="_blank", rel="noopener")
    return html.Span(said, className="receipt")
