"""How many findings each source gave, split by category."""

from __future__ import annotations

from insights.charts.chart import Chart, category_columns, every_finding, findings, rows_by
from insights.view import View


def findings_by_source(view: View) -> Chart:
    """One bar per source, longest first; a source without a matching finding stays, with 0."""
    columns = category_columns(view)
    labels = {source.id: source.short for source in view.dataset.sources}
    rows = sorted(rows_by(view, "source", labels, columns), key=lambda row: -row.total)
    title = _title(view)
    return Chart(
        kind="bars",
        title=title,
        subtitle=f"Findings per source, {view.count} of {view.of}; each has one source",
        alt=f"Bar chart of findings per source. {title}.",
        row_title="Source",
        columns=columns,
        rows=tuple(rows),
    )


def _title(view: View) -> str:
    tally = view.tally("source")
    if not view.count:
        return "No finding to count by source"
    leader = max(tally, key=lambda source: tally[source])
    short = view.dataset.source_by_id[leader].short
    most = tally[leader]
    if most == view.count:
        come = "comes" if most == 1 else "come"
        return f"{every_finding(most)} {come} from {short}"
    if list(tally.values()).count(most) > 1:
        return f"No source gives more than {most} of {findings(view.count)}"
    return f"{short} gives {most} of {findings(view.count)}"
