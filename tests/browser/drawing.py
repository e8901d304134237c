"""Charts of Python drawn by the engine in a page of their own, to be looked at by the tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict
from typing import Any
from xml.etree import ElementTree

from playwright.sync_api import Browser, Locator, Page, Route, expect

from insights.charts import (
    Chart,
    Comparison,
    Recordings,
    along_recordings,
    compared,
    findings_by_evidence,
    findings_by_source,
    findings_by_theme,
    themes_by_category,
    themes_together,
)
from insights.explorer.bundle import engine, style
from insights.explorer.world import world as world_of
from insights.looks import colour_variables
from insights.model import CATEGORIES, Dataset
from insights.view import View
from tests.worlds import THEMES, finding, world

COUNTED: dict[str, Callable[[View], Chart]] = {
    "by-theme": findings_by_theme,
    "by-source": findings_by_source,
    "by-evidence": findings_by_evidence,
    "together": themes_together,
    "matrix": themes_by_category,
}
BARS = [name for name in COUNTED if name != "matrix"]
QUERIES = [
    "",
    "theme=trust&theme=learning&source=coalitions",
]
SIDES = ("source=aftershock-learning", "source=coalitions")
FEW = ("theme=trust", "theme=people")
LONG = "Donaudampfschifffahrtsgesellschaftskapitänsmützenfabrikation und Vertrauen " * 2
HOSTILE = "</text><script>alert(1)</script> & \"quoted\" 'one' ]]> <!-- $& =1+1"
ADDRESS = "http://drawing.test/"
POLICY = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; "
    "img-src 'self' data: blob:"
)
SVG = "{http://www.w3.org/2000/svg}"

HARNESS = """
const at = {}
function put(json, query, against, charts) {
  at.world = openWorld(JSON.parse(json))
  at.view = look(at.world, parse(at.world, query))
  at.calls = []
  at.charts = Object.fromEntries(charts)
  const told = name => (...given) => { at.calls.push([name, ...given]) }
  const hrefOf = selection => `explore?${queryOf(at.world, selection)}`
  const asked = selection => { at.calls.push(["ask", queryOf(at.world, selection)]) }
  const acts = ["filter", "filterMany", "pick"].map(name => [name, told(name)])
  const act = { ...Object.fromEntries(acts), ask: asked, hrefOf }
  const other = parse(at.world, against)
  const root = h("div", { class: "explorer" })
  for (const [name, chart] of charts) {
    const drawn = chartFrame(chart, { view: at.view, act, name, world: at.world, other })
    root.append(h("div", { "data-chart": name }, drawn))
  }
  document.querySelector("main div")?.remove()
  document.querySelector("main").append(root)
}
const about = name => chartAbout(at.charts[name], at.view)
const picture = name => pictureOf(at.charts[name], about(name), at.world)
const asText = name => chartCsv(at.charts[name], about(name), at.world)
const fileName = name => chartFileName(at.charts[name], about(name), "svg")
"""


def as_json(chart: Chart | Recordings | Comparison) -> dict[str, Any]:
    """A chart as the engine gets it: its fields, and what is worked out from its rows."""
    worked_out = {
        name: getattr(chart, name) for name in ("gaps", "most") if hasattr(type(chart), name)
    }
    return asdict(chart) | worked_out


class Drawing:
    """A page that holds nothing but charts; each is a chart of Python, drawn by the engine."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.faults: list[str] = []
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("console", lambda message: self.faults.append(message.text))
        page.route(f"{ADDRESS}**", self._answer)
        page.goto(ADDRESS)

    @staticmethod
    def _answer(route: Route) -> None:
        headers = {"content-security-policy": POLICY, "content-type": "text/html; charset=utf-8"}
        route.fulfill(body=page_text() if route.request.url == ADDRESS else "", headers=headers)

    def put(
        self,
        dataset: Dataset,
        query: str = "",
        against: str = "",
        **charts: Chart | Recordings | Comparison | dict[str, Any],
    ) -> Drawing:
        """Draw these charts; `_` in a name stands for `-`."""
        given = [
            [name.replace("_", "-"), one if isinstance(one, dict) else as_json(one)]
            for name, one in charts.items()
        ]
        self.page.evaluate(
            "given => put(...given)", [world_of(dataset).decode(), query, against, given]
        )
        return self

    def chart(self, name: str) -> Locator:
        return self.page.locator(f"[data-chart={name}]")

    def table(self, name: str) -> list[list[str]]:
        """The rows of the table under a chart, opened as a reader opens it."""
        details = self.chart(name).locator("details.table")
        details.locator("summary").click()
        expect(details.locator("tbody tr").first).to_be_visible()
        return details.locator("tbody tr").evaluate_all(
            "rows => rows.map(row => [...row.cells].map(cell => cell.textContent))"
        )

    def picture(self, name: str) -> ElementTree.Element:
        """The picture of a chart, read by a parser that accepts nothing but sound XML."""
        text = self.page.evaluate("name => picture(name)", name)
        return ElementTree.fromstring(text.encode())

    def calls(self) -> list[Any]:
        return self.page.evaluate("at.calls")


def page_text() -> str:
    script = engine("chart_frame.js", "view.js")
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Charts</title>'
        f"<style>:root{{color-scheme:light dark;{colour_variables()}}}"
        f"body{{margin:1rem;background:var(--paper)}}{style()}</style>"
        f"<body><main><h1>Charts</h1></main><script>{script}{HARNESS}</script>"
    )


def drawings(browser: Browser) -> Iterator[Callable[..., Drawing]]:
    """Give a function that opens an empty page for drawings: `draw(color_scheme="dark")`.

    At the end no page may have complained of anything.
    """
    made: list[Drawing] = []

    def draw(**options: Any) -> Drawing:
        options = {"viewport": {"width": 1000, "height": 800}, **options}
        made.append(Drawing(browser.new_context(**options).new_page()))
        return made[-1]

    yield draw
    for drawing in made:
        drawing.page.context.close()
    assert not [fault for drawing in made for fault in drawing.faults]


def hard_world() -> Dataset:
    """Thirty findings under very long labels, one of them hostile."""
    long = [
        THEMES[0].model_copy(update={"label": LONG.strip()}),
        THEMES[1].model_copy(update={"label": "Digital government and much more " * 4 + "in it"}),
        THEMES[2].model_copy(update={"label": HOSTILE}),
    ]
    categories = list(CATEGORIES)
    return world(
        *(
            finding(
                f"finding-{at}",
                category=categories[at % 4],
                themes=("trust", "digital", "money")[: 1 + at % 3],
                locator=f"00:{at:02}:10",
                statement=f"{HOSTILE} {at}",
            )
            for at in range(30)
        ),
        themes=tuple(long),
    )


def charts_of(view: View) -> dict[str, Chart | Recordings]:
    made = {name.replace("-", "_"): make(view) for name, make in COUNTED.items()}
    return {**made, "recordings": along_recordings(view)}


def every_kind(dataset: Dataset, query: str, against: str) -> dict[str, Any]:
    view = dataset.select(query)
    return {**charts_of(view), "compare": compared(view, dataset.select(against), "theme")}


def overlapping(boxes: list[dict[str, float]]) -> list[tuple[dict[str, float], ...]]:
    """Pairs of boxes that share more than a hair."""

    def beyond(one: dict[str, float], other: dict[str, float], at: str, size: str) -> bool:
        return one[at] + one[size] <= other[at] + 0.5

    return [
        (one, other)
        for place, one in enumerate(boxes)
        for other in boxes[place + 1 :]
        if not any(
            beyond(*pair, at, size)
            for pair in ((one, other), (other, one))
            for at, size in (("x", "width"), ("y", "height"))
        )
    ]
