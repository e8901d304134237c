"""The first slides and the last: what it is, its figures, its gaps; its licence."""

from __future__ import annotations

from insights.charts.chart import findings as counted
from insights.citation import citation_of_all
from insights.exports.head import head_of, seen_at
from insights.exports.slides.columns import IN_COLUMN
from insights.exports.slides.fitting import sentences, that_fit
from insights.exports.slides.master import BOTTOM, LAYOUTS, TOP, Box, columns
from insights.exports.slides.receipts import all_in_full, receipt_runs
from insights.exports.slides.telling import Telling
from insights.exports.slides.words import (
    QUIET,
    SMALL,
    Paragraph,
    Run,
    cut,
    fitted,
    height,
    lines,
    lines_in,
    one,
)
from insights.model import Figure, Finding

_GAPS = 7


def opening(telling: Telling) -> None:
    """Title and message, and what is counted, filtered how, of which state."""
    head, brief = head_of(telling.view), telling.brief
    page = telling.deck.page("opening", head.title)
    message, facts = LAYOUTS["opening"].texts
    said = fitted(brief.message, (40, 36, 32, 28, 24), message.width, message.height, serif=True)
    page.text(0, [Paragraph((said,))])
    rests = [f"{brief.bearing[0]}."] if brief.bearing else []
    told = [
        *rests,
        f"Filtered: {head.filters}." if head.filters else "Nothing is filtered.",
        head.counted,
        *head.unknown,
        f"As of {head.as_of} · fingerprint {head.fingerprint[:8]} · {head.licence} for the wording",
    ]
    page.text(1, sentences(told, (16, 15, 14), facts.width, facts.height, before=5))
    bearing = telling.dataset.about.message if brief.bearing else None
    ids = bearing.findings if bearing else ()
    page.notes(
        [
            brief.message,
            head.title,
            f"Filters: {head.filters or 'none'}",
            f"Query: {head.query or 'none'}",
            head.counted,
            *head.unknown,
            f"Fingerprint: {head.fingerprint}",
            *([f"Seen at: {head.address}"] if head.address else []),
            *all_in_full(telling.dataset, [telling.dataset.finding_by_id[id_] for id_ in ids]),
        ]
    )


def figures(telling: Telling) -> None:
    """The leading figures, each with its hedge, its base and its receipt."""
    given = telling.brief.figures
    sources = {finding.source for finding, _ in given}
    some = "1 figure as its" if len(given) == 1 else f"{len(given)} figures as their"
    give = "source gives" if len(sources) == 1 else "sources give"
    page = telling.deck.page("heading", f"{some} {give} {'it' if len(given) == 1 else 'them'}")
    room = BOTTOM - TOP - 20
    for at, box in enumerate(columns(max(len(given), 2), TOP + 20, room)):
        if at < len(given):
            finding, figure = given[at]
            page.box(f"Figure {at + 1}", _figure(telling, finding, figure, box), box)
    telling.note_findings(page, [finding for finding, _ in given])


def _figure(telling: Telling, finding: Finding, figure: Figure, box: Box) -> list[Paragraph]:
    number = _number(figure, box.width)
    base = cut(one(f"of {figure.of}", 16, bold=True, before=2), box.width, 4)
    of = [base] if figure.of else []
    receipt = Paragraph(tuple(receipt_runs(telling.dataset, finding)), 6)
    note = [one(finding.note, SMALL, before=6, colour=QUIET)] if finding.note else []
    for size in (18, 17, 16, 15, 14):
        statement = one(finding.statement, size, before=10, serif=True)
        for more in [note, []] if size <= 16 else [note]:
            told = [number, *of, statement, *more, receipt]
            if height(told, box.width) <= box.height:
                return told
    left = box.height - height([number, *of, receipt], box.width) - 16
    statement = cut(statement, box.width, lines_in(left, statement))
    return [number, *of, statement, receipt]


def gaps(telling: Telling) -> None:
    """What nobody has evidence for."""
    found = telling.brief.gaps
    several = f"{len(found)} gaps" if len(found) > 1 else "1 gap"
    page = telling.deck.page("text", f"What nobody has evidence for: {several}")
    box = LAYOUTS["text"].texts[0]
    told: list[Paragraph] = []
    for size in (20, 18, 16, 14):
        told = [
            one(gap.sentence, size, before=14 if at else 0, serif=True)
            for at, gap in enumerate(found[:_GAPS])
        ]
        if height(told, box.width) <= box.height - 48:
            break
    told = [cut(paragraph, box.width, 8) for paragraph in told]
    told = told[: that_fit(told, box.width, box.height - 48)]
    said = "As far as the sources in view are curated"
    more = f"and {len(found) - len(told)} more. " if len(found) > len(told) else ""
    page.text(0, [*told, one(f"{more}{said}.", SMALL, before=16, colour=QUIET)])
    notes = []
    for gap in found:
        seen = seen_at(telling.dataset, "explore", gap.query)
        instead = seen or gap.query or "all findings"
        notes += [gap.sentence, f"What there is instead: {instead}", ""]
    page.notes(notes)


def licence(telling: Telling) -> None:
    """Licence, how to cite, and how many findings the slides leave out."""
    head, view = head_of(telling.view), telling.view
    page = telling.deck.page("text", "Licence and how to cite")
    box = LAYOUTS["text"].texts[0]
    shown = sum(1 for finding in view.findings if finding.id in telling.shown)
    told = [
        f"{head.licence} for the wording of the findings; each source keeps its own rights.",
        f"To cite: {citation_of_all(telling.dataset)}",
        f"Counted: {head.counted}",
    ]
    if view.count == shown:
        some = "the one finding" if shown == 1 else f"all {counted(shown)}"
        receipts = "its receipt" if shown == 1 else "their receipts"
        told += [f"These slides show {some}, with {receipts} in the notes."] if shown else []
    else:
        chosen = ", with these filters," if head.filters else ""
        where = "at the address below" if head.address else "of the dashboard"
        told += [
            f"These slides show {shown} of {counted(view.count)}, with their receipts in the "
            "notes: the leading figures, what is contested, and in each column at most "
            f"{IN_COLUMN}, those with the strongest evidence first (counted or polled before only "
            "argued), then as the curator ranks them.",
            f"All {view.count} stand{chosen} on the page Explore {where}. There “Take away” gives "
            "them as a spreadsheet, and as a document to read and print.",
        ]
    if head.address:
        told.append(f"Seen at: {head.address}")
    page.text(0, sentences(told, (18, 17, 16, 15, 14), box.width, box.height, before=10))
    page.notes([*told, f"Fingerprint: {head.fingerprint}"])


def _number(figure: Figure, width: float) -> Paragraph:
    """The number itself as large as one line holds it, between its hedge and its unit."""
    for size in (40, 34, 28, 24, 20):
        big = Run(figure.text, size, serif=True, bold=True)
        if lines(Paragraph((big,)), width) == 1:
            break
    before = [Run(f"{figure.qualifier} ", 20, serif=True)] if figure.qualifier else []
    unit = [] if figure.unit == "percent" else [Run(f" {figure.unit}", 20, serif=True)]
    return cut(Paragraph((*before, big, *unit)), width, 4)
