"""How many findings each theme has, split by category."""

from __future__ import annotations

from insights.charts.chart import (
    FEW_FINDINGS,
    Chart,
    Row,
    category_columns,
    every_finding,
    findings,
    rows_by,
)
from insights.model import listed
from insights.view import View


def findings_by_theme(view: View) -> Chart:
    """One bar per theme that has a matching finding, longest first, split by category."""
    columns = category_columns(view)
    labels = {theme.id: theme.label for theme in view.dataset.themes}
    rows = [row for row in rows_by(view, "theme", labels, columns) if row.total]
    rows.sort(key=lambda row: -row.total)
    title = _title(view, [row for row in rows if row.total == rows[0].total])
    overlap = f"; {view.overlap}" if view.overlap else ""
    return Chart(
        kind="bars",
        title=title,
        subtitle=f"Findings per theme, {view.count} of {view.of}{overlap}",
        alt=f"Bar chart of findings per theme. {title}.",
        row_title="Theme",
        columns=columns,
        rows=tuple(rows),
    )


def _title(view: View, leaders: list[Row]) -> str:
    if not leaders:
        return "No finding to count by theme"
    most = leaders[0].total
    leader = listed(row.label for row in leaders)
    if most == view.count:
        are = "is" if most == 1 else "are"
        return f"{every_finding(most)} {are} about {leader}"
    some = f"{most} of {findings(view.count)}"
    if view.count < FEW_FINDINGS:
        return (
            f"No theme has more than {some}" if len(leaders) > 1 else f"{some} are about {leader}"
        )
    if len(leaders) > 3:
        return f"{len(leaders)} themes lead with {findings(most)} each"
    if len(leaders) > 1:
        return f"{leader} lead with {findings(most)} each"
    return f"{leader} leads with {some}{_from_one_source(view, leaders[0])}"


def _from_one_source(view: View, leader: Row) -> str:
    """Where more than two thirds of a theme come from one of several sources: how many, of which.

    What one source says much of is not yet what is said much.
    """
    tally, given = view.tally("source"), view.cross("theme", "source")
    several = [source for source in view.dataset.sources if tally[source.id]]
    for source in several if len(several) > 1 else ():
        most = given[leader.key, source.id]
        if 3 * most > 2 * leader.total:
            some = "all" if most == leader.total else str(most)
            return f", {some} of them from {source.short}"
    return ""
