"""A brief -> HTML: the front page of the app, in two pieces, and the page that stands alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from markupsafe import Markup

from insights.brief import Brief, Gap
from insights.charts.chart import Row
from insights.charts.chart import findings as count
from insights.citation import public_address
from insights.draw import markup
from insights.draw.html import explore_address, finding_address, page_address, render
from insights.draw.lenses import lens_address
from insights.model import Finding, Source, listed
from insights.selection import Selection, parse

MOST_CONTESTED = 3
MOST_GAPS = 6
MOST_THEMES = 16
MOST_LENSES = 4
MOST_SOURCES = 8
# Percent of the track that the longest bar takes, so that its total has room behind it.
LONGEST_BAR = 88

# Makes of an address relative to the dashboard one that leads there, or None where nobody knows it.
Place = Callable[[str], str | None]


class Taking(NamedTuple):
    """A form in which a brief can be taken along, and where it is."""

    label: str
    address: str
    is_file: bool


def taking(brief: Brief, files: Iterable[tuple[str, str]]) -> list[Taking]:
    """The brief as a page and as `files`: the format of each, and what it is called here."""
    query = brief.view.selection.query
    page = Taking("Brief", f"brief?{query}" if query else "brief", False)
    return [page, *(Taking(label, _file(form, query), True) for form, label in files)]


def _file(form: str, query: str) -> str:
    return "&".join(filter(None, (f"api/findings?format={form}", query)))


def take_along(links: Sequence[Taking]) -> str:
    """The forms of a brief as small links."""
    return render("front_taking.html", links=links)


def answer(brief: Brief) -> str:
    """What the first screen answers with: the figures, and keep, leave and start side by side."""
    return render("front_answer.html", **shown(brief))


def below(brief: Brief) -> str:
    """What stands under it: disputes and gaps, then the themes, lenses and sources at a glance."""
    return render(
        "front_below.html",
        chart_head=Markup(markup.chart_head(brief.themes)),
        table=Markup(markup.table(brief.themes)) if brief.themes.rows else "",
        **shown(brief),
    )


def shown(brief: Brief, place: Place = str, *, is_alone: bool = False) -> dict[str, Any]:
    """What the templates ask for; `is_alone` where the page stands outside the app.

    There a link to a finding is as short as can be, to be read on paper, and nothing may be styled
    in place.
    """
    view, most = brief.view, brief.themes.most

    def link(finding: Finding) -> str | None:
        return place(f"finding?id={finding.id}" if is_alone else finding_address(view, finding))

    def instead(gap: Gap) -> str | None:
        return place(page_address("explore", view, parse(gap.query, view.dataset)))

    def source_link(source: Source) -> str | None:
        chosen = Selection().choose("source", [source.id])
        return place(page_address("sources", view, chosen))

    def width(value: int) -> float:
        return round(LONGEST_BAR * value / most, 2)

    def split(row: Row) -> str:
        """A row as it is heard: `: 3 findings, 1 keep and 2 context`."""
        columns = zip(brief.themes.columns, row.values, strict=True)
        parts = [f"{value} {column.label.lower()}" for column, value in columns if value]
        return f": {count(row.total)}, {listed(parts)}"

    def written(address: str | None) -> str:
        """An address as it stands on paper, where it can be typed; empty inside the app."""
        if not (address and is_alone):
            return ""
        whole = address if "://" in address else public_address(address)
        return (whole or "").partition("://")[2].removeprefix("www.")

    return {
        "brief": brief,
        "written": written,
        "dataset": view.dataset,
        "most_contested": MOST_CONTESTED,
        "most_gaps": MOST_GAPS,
        "most_themes": MOST_THEMES,
        "most_lenses": MOST_LENSES,
        "most_sources": MOST_SOURCES,
        "link": link,
        "instead": instead,
        "source_link": source_link,
        "lens_link": lambda lens: place(lens_address(view, lens)),
        "explore": lambda key, value: place(explore_address(view, key, value)),
        "page": lambda name: place(page_address(name, view)),
        "split": split,
        "wide_class": lambda value: f" w{max(1, round(width(value)))}" if is_alone else "",
        "wide_style": lambda value: (
            "" if is_alone else Markup(' style="width:{}%"').format(width(value))
        ),
    }
