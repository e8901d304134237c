"""The findings as a table: the columns that CSV and spreadsheets share, one row a finding."""

from __future__ import annotations

from collections.abc import Callable

from insights.model import Dataset, Figure, Finding

Cell = str | int | None

BETWEEN = "; "  # stands between several values in one cell

COLUMNS: dict[str, Callable[[Dataset, Finding], Cell]] = {
    "id": lambda dataset, one: one.id,
    "statement": lambda dataset, one: one.statement,
    "category": lambda dataset, one: one.category,
    "basis": lambda dataset, one: one.basis,
    "themes": lambda dataset, one: BETWEEN.join(dataset.theme_by_id[t].label for t in one.themes),
    "theme_ids": lambda dataset, one: BETWEEN.join(one.themes),
    "source": lambda dataset, one: dataset.source_by_id[one.source].short,
    "source_id": lambda dataset, one: one.source,
    "place": lambda dataset, one: place_of(dataset, one),
    "receipt": lambda dataset, one: dataset.receipt(one).state,
    "seconds": lambda dataset, one: dataset.receipt(one).seconds,
    "url": lambda dataset, one: dataset.receipt(one).url,
    "evidence": lambda dataset, one: one.evidence,
    "level": lambda dataset, one: one.level,
    "actors": lambda dataset, one: BETWEEN.join(one.actors),
    "figures": lambda dataset, one: BETWEEN.join(map(figure_in_words, one.figures)),
    "terms": lambda dataset, one: BETWEEN.join(one.terms),
    "note": lambda dataset, one: one.note,
}

COLUMN_MEANS: dict[str, str] = {
    "id": "The lasting name of the finding.",
    "statement": "The finding in the curator's own words.",
    "category": "keep, leave, start or context.",
    "basis": "stated or inferred; empty for context.",
    "themes": "The themes it carries, as people read them.",
    "theme_ids": "The same themes by their lasting names.",
    "source": "The source by its short name.",
    "source_id": "The same source by its lasting name.",
    "place": "Where it stands in the source; a doubtful time as written.",
    "receipt": "exact, section or doubtful.",
    "seconds": "An exact place as a number of seconds from the start of the recording.",
    "url": "Opens the place; empty where there is no address to trust.",
    "evidence": "On what kind of evidence the source rests it.",
    "level": "The level of government it is about.",
    "actors": "People and organisations that the source names.",
    "figures": "Numbers that stand in the source.",
    "terms": "Words that the source coined.",
    "note": "Why the curator read it so.",
}


def place_of(dataset: Dataset, finding: Finding) -> str:
    """The place in full: `00:09:44`, which no spreadsheet takes for a time of the day.

    What the receipt calls 9:44 would be read as sixteen minutes before ten.
    """
    receipt = dataset.receipt(finding)
    return receipt.as_written if receipt.state == "exact" else receipt.text


def figure_in_words(figure: Figure) -> str:
    """A figure with its hedge, its unit and of what it is: `over 5,500 participants`.

    >>> figure_in_words(Figure(value=72, unit="percent", of="participants"))
    '72% of participants'
    """
    unit = "" if figure.unit == "percent" else figure.unit
    of = f"of {figure.of}" if figure.of else ""
    return " ".join(filter(None, (figure.qualifier, figure.text, unit, of)))
