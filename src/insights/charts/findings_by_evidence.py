"""On what kind of evidence the findings rest, split by category."""

from __future__ import annotations

from insights.charts.chart import Chart, category_columns, every_finding, findings, rows_by
from insights.model import EVIDENCE
from insights.selection import Selection
from insights.view import View


def findings_by_evidence(view: View) -> Chart:
    """One bar per kind of evidence, in their fixed order; a kind the dataset never has is left out.

    The order goes from what somebody counted to what the source reasons: it means something, so
    the longest bar does not come first.
    """
    columns = category_columns(view)
    known = View(view.dataset, Selection()).tally("evidence")
    labels: dict[str, str] = {kind: label for kind, label in EVIDENCE.items() if known[kind]}
    title = _title(view)
    return Chart(
        kind="bars",
        title=title,
        subtitle=f"Findings per kind of evidence, {view.count} of {view.of}; each has one kind, "
        "and the kinds are no ranks of people",
        alt=f"Bar chart of findings per kind of evidence. {title}.",
        row_title="Evidence",
        columns=columns,
        rows=tuple(rows_by(view, "evidence", labels, columns)),
    )


def _title(view: View) -> str:
    tally = view.tally("evidence")
    if not view.count:
        return "No finding to count by evidence"
    most = max(tally.values())
    leaders = [label for kind, label in EVIDENCE.items() if tally[kind] == most]
    if most == view.count:
        are = "is" if most == 1 else "are"
        return f"{every_finding(most)} {are} of one kind of evidence: {leaders[0]}"
    if len(leaders) > 1:
        return f"No kind of evidence has more than {most} of {findings(view.count)}"
    return f"{leaders[0]} is the most frequent kind of evidence: {most} of {findings(view.count)}"
