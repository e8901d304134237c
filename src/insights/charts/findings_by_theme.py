"""How many findings each theme has, split by category."""

from __future__ import annotations

from insights.charts.chart import Chart, category_columns, every_finding, findings, rows_by
from insights.selection import listed
from insights.view import View


def findings_by_theme(view: View) -> Chart:
    """One bar per theme that has a matching finding, longest first, split by category."""
    columns = category_columns(view)
    labels = {theme.id: theme.label for theme in view.dataset.themes}
    rows = [row for row in rows_by(view, "theme", labels, columns) if row.total]
    rows.sort(key=lambda row: -row.total)
    title = _title(view, [row.label for row in rows if row.total == rows[0].total])
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


def _title(view: View, leaders: list[str]) -> str:
    if not leaders:
        return "No finding to count by theme"
    most = max(view.tally("theme").values())
    if len(leaders) > 3:
        return f"{len(leaders)} themes lead with {findings(most)} each"
    leader = listed(leaders)
    if len(leaders) > 1:
        return f"{leader} lead with {findings(most)} each"
    if most == view.count:
        are = "is" if most == 1 else "are"
        return f"{every_finding(most)} {are} about {leader}"
    return f"{leader} leads with {most} of {findings(view.count)}"
