"""The page Explore again, in Panel: the same data, counts and texts, one callback, Plotly panes.

All changes of a click go to the browser in one message (`pn.io.hold`); each part is a root of its
own in a template, so that a choice drawn anew does not lay out the charts anew; style sheets are
files that browsers keep. Start it with `python -m benchmarks.panel_page PORT`.
"""

from __future__ import annotations

import sys
from typing import Any

import panel as pn

from benchmarks.same_page import FACET_KEYS, FIRST_FACETS, SHEETS, choices, filled, pages, style
from benchmarks.same_page import dataset as dataset_to_show
from insights.charts import findings_by_source, findings_by_theme
from insights.draw.plotly import figure
from insights.model import Dataset
from insights.selection import FACETS, SORTS, Selection, parse
from insights.view import View

# Each pane of HTML lies in a shadow root of its own, with our style sheet in it.
PANES = {
    "top": ("message", "filtered", "sentence"),
    "by_theme_head": ("by-theme-head",),
    "by_theme_table": ("by-theme-table",),
    "matrix": ("matrix", "by-source-head"),
    "by_source_table": ("by-source-table",),
    "findings": ("findings",),
}
PLOTS = ("by_theme", "by_source")
WIDE = {"margin": 0, "sizing_mode": "stretch_width"}
TEMPLATE = """{% extends base %}
{% block postamble %}STYLE{% endblock %}
{% block contents %}<div class="stApp page">
<div class="side"><label>Search findings</label>{{ embed(roots.q) }}
FIRST<details><summary>More filters</summary>MORE</details>
<label>Order</label>{{ embed(roots.sort) }}</div>
<main class="stMainBlockContainer stHtml">
<nav><a href="./">Overview</a> <a href="explore">Explore</a></nav>
{{ embed(roots.top) }}
<div class="two"><div>{{ embed(roots.by_theme_head) }}{{ embed(roots.by_theme) }}
{{ embed(roots.by_theme_table) }}</div>
<div>{{ embed(roots.matrix) }}{{ embed(roots.by_source) }}{{ embed(roots.by_source_table) }}</div>
</div>{{ embed(roots.findings) }}{{ embed(roots.page) }}</main></div>
{{ embed(roots.location) }}{% endblock %}"""


class Page:
    """What one visitor sees: the widgets and the panes, and what keeps them the same."""

    def __init__(self, dataset: Dataset) -> None:
        self.dataset, self.showing = dataset, False
        self.facets: dict[str, Any] = {key: _facet(key) for key in FACET_KEYS}
        self.search = pn.widgets.TextInput()
        self.sort = pn.widgets.Select(options={label: key for key, label in SORTS.items()})
        self.page = pn.widgets.RadioButtonGroup(options=[1], value=1)
        sheets = [f"looks{at}/{sheet.name}" for at, sheet in enumerate(SHEETS)]
        self.panes = {name: pn.pane.HTML(stylesheets=sheets, **WIDE) for name in PANES}
        bare = {"displayModeBar": False}
        self.plots = {name: pn.pane.Plotly(config=bare, **WIDE) for name in PLOTS}
        self.address = pn.state.location
        self.show(parse(self.address.search or "", dataset))
        for widget in (*self.facets.values(), self.search, self.sort):
            widget.param.watch(self.asked, "value")
        self.page.param.watch(self.turned, "value")

    def asked(self, _: object = None) -> None:
        """A filter, the search or the order changed."""
        fields = [(key, one) for key, widget in self.facets.items() for one in widget.value]
        fields += [("q", self.search.value), ("sort", self.sort.value)]
        self.show(parse(fields, self.dataset))

    def turned(self, event: Any) -> None:
        """A page of the list was chosen."""
        self.show(self.selection, event.new)

    def show(self, selection: Selection, at: int = 1) -> None:
        """Everything on the page, and in the address; what is set here is no click."""
        if self.showing:
            return
        self.showing, self.selection = True, selection
        view = View(self.dataset, selection)
        charts = findings_by_theme(view), findings_by_source(view)
        html = filled(view, at, *charts)
        with pn.io.hold():
            for key, widget in self.facets.items():
                widget.param.update(options=choices(view, key), value=list(selection.values(key)))
            self.search.value, self.sort.value = selection.q, selection.sort
            self.page.param.update(options=pages(view) or [1], value=at)
            for name, parts in PANES.items():
                text = "".join(html[part] for part in parts)
                self.panes[name].object = f'<div class="stApp stHtml">{text}</div>'
            for name, chart in zip(PLOTS, charts, strict=True):
                self.plots[name].object = figure(chart, "light")
            self.address.search = f"?{selection.query}" if selection.query else ""
        self.showing = False

    def template(self) -> pn.Template:
        roots = {"q": self.search, "sort": self.sort, "page": self.page}
        template = pn.Template(_frame(), location=True)
        for name, root in (roots | self.facets | self.panes | self.plots).items():
            template.add_panel(name, root)
        return template


def _facet(key: str) -> Any:
    kind = pn.widgets.MultiChoice if key == "actor" else pn.widgets.CheckBoxGroup
    return kind(css_classes=[key])


def _frame() -> str:
    facets = [f"<div>{FACETS[key].title}{{{{ embed(roots.{key}) }}}}</div>" for key in FACET_KEYS]
    first, more = "".join(facets[:FIRST_FACETS]), "".join(facets[FIRST_FACETS:])
    text = TEMPLATE.replace("FIRST", first).replace("MORE", more)
    return text.replace("STYLE", f"{{% raw %}}{style()}{{% endraw %}}")


def serve(dataset: Dataset, port: int) -> None:
    pn.extension("plotly")
    pn.serve(
        {"explore": lambda: Page(dataset).template()},
        port=port,
        address="127.0.0.1",
        static_dirs={f"looks{at}": str(sheet.parent) for at, sheet in enumerate(SHEETS)},
        title="Explore",
        liveness=True,
        show=False,
        verbose=False,
    )


if __name__ == "__main__":
    serve(dataset_to_show(), int(sys.argv[1]))
