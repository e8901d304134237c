"""What the pages beside ours have in common with it: texts, HTML, choices with counts, colours.

It knows neither Dash nor Panel, so that a server holds nothing but its own.
"""

from __future__ import annotations

from pathlib import Path

from markupsafe import escape

from insights.charts import Chart, themes_by_category
from insights.draw import markup
from insights.draw.html import page_address
from insights.headline import summary
from insights.looks import INKS, MARKS
from insights.model import Dataset
from insights.reading.served import served
from insights.selection import FACETS
from insights.view import View

FACET_KEYS = ("category", "theme", "source", "evidence", "basis", "level", "receipt", "actor")
FIRST_FACETS = 3  # the others wait behind "More filters"
PER_PAGE = 50
DRAW = Path(__file__).resolve().parents[1] / "src" / "insights" / "draw"
SHEETS = (DRAW / "base.css", Path(__file__).with_name("same_page.css"))


def dataset() -> Dataset:
    """The dataset that the environment names, or the bundled one."""
    found = served().now().dataset
    if found is None:
        raise SystemExit("there is no sound dataset to show")
    return found


def filled(view: View, at: int, by_theme: Chart, by_source: Chart) -> dict[str, str]:
    """The parts that are HTML, by name, with page `at` of the list."""
    themes, start = themes_by_category(view), (at - 1) * PER_PAGE
    stamp = f"As of {view.dataset.about.as_of} · {view.dataset.fingerprint[:8]}"
    return {
        "message": markup.message("What is there about …?", summary(view)),
        "filtered": markup.filtered(view, "explore"),
        "sentence": markup.paragraph(f"{view.sentence} {stamp}"),
        "by-theme-head": markup.chart_head(by_theme),
        "by-theme-table": markup.table(by_theme),
        "matrix": markup.chart_head(themes) + _matrix(themes, view),
        "by-source-head": markup.chart_head(by_source),
        "by-source-table": markup.table(by_source),
        "findings": markup.finding_list(view, view.findings[start : start + PER_PAGE]),
    }


def _matrix(chart: Chart, view: View) -> str:
    """Themes by category as a table of links to the findings; an empty cell says why it is."""
    most = max((value for row in chart.rows for value in row.values), default=1) or 1
    lines = []
    for row in chart.rows:
        cells = []
        for column, value, empty in zip(chart.columns, row.values, row.empty, strict=True):
            cell = f'<span class="cell bare">{escape(empty)}</span>'
            if value:
                both = view.selection.choose("theme", [row.key]).choose("category", [column.key])
                to = escape(page_address("explore", view, both))
                step = -(-value * 4 // most)
                cell = f'<a class="in-app cell step{step}" href="{to}">{value}</a>'
            cells.append(f'<td class="{column.category}">{cell}</td>')
        lines.append(f'<tr><th scope="row">{escape(row.label)}</th>{"".join(cells)}</tr>')
    heads = (f'<th scope="col">{escape(column.label)}</th>' for column in chart.columns)
    head = f"<thead><tr><td></td>{''.join(heads)}</tr></thead>"
    gaps = "".join(f"<p>{escape(why)}: {escape(says)}</p>" for why, says in chart.gaps.items())
    body = f"<table>{head}<tbody>{''.join(lines)}</tbody></table>"
    return f'<div class="matrix">{body}</div><div class="quiet">{gaps}</div>'


def choices(view: View, key: str) -> dict[str, str]:
    """The options of a facet: what is written, with the count, and the id."""
    counts = view.counts(key)
    options = FACETS[key].options(view.dataset)
    return {f"{option.label} {counts[option.id]}": option.id for option in options}


def pages(view: View) -> list[int]:
    return list(range(1, -(-view.count // PER_PAGE) + 1))


def colours() -> str:
    """Our light colours, as declarations of CSS."""
    named = vars(INKS["light"]) | {
        f"{category}-{use.replace('_', '-')}": getattr(mark, use)["light"]
        for category, mark in MARKS.items()
        for use in ("fill", "text", "on_fill")
    }
    return "".join(f"--{name}:{colour};" for name, colour in named.items())


def style() -> str:
    """Our own style sheet in its light colours, and a few rules for frame and matrix."""
    sheets = "".join(sheet.read_text(encoding="utf-8") for sheet in SHEETS)
    return f"<style>.stApp{{{colours()}}}{sheets}</style>"
