"""Rules on content: the fields of a record fit each other and the source they speak of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from insights.reading.addresses import fault_in_address
from insights.reading.draft import Draft, Mistake
from insights.reading.faults import bare, shown
from insights.reading.places import Path
from insights.reading.schema import Entry

_SENTENCE_ENDS = (".", "?", "!", "…", "。", "？", "！", "؟", "।")
_OPENING_MARKS = ('"', "'", "“", "„", "‟", "‘", "‚", "«", "‹", "»", "「", "『")
_CLOSING_MARKS = ('"', "'", "”", "“", "’", "‘", "»", "›", "«", "」", "』")
_PERCENT = frozenset({"%", "percent", "percents", "percentage", "pct"})
_DOUBLE_MARKS = re.compile('["“”„«»「」『』]')


def basis_only_where_sorted(draft: Draft) -> Iterator[Mistake]:
    """A finding has a basis if and only if it is sorted into keep, leave or start."""
    for entry in draft.findings:
        category, basis = entry.record.category, entry.record.basis
        if category == "context" and basis is not None:
            what = "context is what nobody sorted, so it has no basis"
            yield Mistake(entry, ("basis",), what, "take the line out, or change the category")
        elif category != "context" and basis is None:
            what = f"the finding is sorted as {category}, but has no basis"
            advice = "add `basis: stated` if the source says so itself, else `basis: inferred`"
            yield Mistake(entry, ("category",), what, advice)


def note_where_inferred(draft: Draft) -> Iterator[Mistake]:
    """What the curator inferred, a category or a tension, has a note that says why."""
    entries: list[Entry[Any]] = [*draft.findings, *draft.tensions]
    for entry in entries:
        if entry.record.basis == "inferred" and entry.record.note is None:
            what = "the basis is inferred, but there is no note"
            yield Mistake(entry, ("basis",), what, "add `note:` and why the curator read it so")


def theme_once(draft: Draft) -> Iterator[Mistake]:
    """A finding names a theme once."""
    for entry in draft.findings:
        themes = entry.record.themes
        for number, theme in enumerate(themes):
            if theme in themes[:number]:
                what = f"the theme {bare(theme)} stands twice"
                yield Mistake(entry, ("themes", number), what, "keep one of the two")


def room_only_in_workshop(draft: Draft) -> Iterator[Mistake]:
    """Evidence `room` is for what was said in a workshop."""
    sources = draft.source_by_id
    for entry in draft.findings:
        source = sources.get(entry.record.source)
        if source and source.kind != "workshop" and entry.record.evidence == "room":
            what = f"evidence room is for a workshop, and {bare(source.id)} is a {source.kind}"
            advice = "write counted, polled, attributed, reported or argued"
            yield Mistake(entry, ("evidence",), what, advice)


def recording_only_of_video(draft: Draft) -> Iterator[Mistake]:
    """Only a source of kind video has `video` and `latest_locator`."""
    for entry in draft.sources:
        source = entry.record
        for name in ("video", "latest_locator"):
            if source.kind != "video" and getattr(source, name) is not None:
                what = f"{bare(name)} is for a video, and this source is a {source.kind}"
                yield Mistake(entry, (name,), what, "take it out, or write `kind: video`")


def percent_in_range(draft: Draft) -> Iterator[Mistake]:
    """A figure in percent lies between 0 and 100."""
    for entry in draft.findings:
        for number, figure in enumerate(entry.record.figures):
            if figure.unit == "percent" and not 0 <= figure.value <= 100:
                what = f"{figure.value:g} percent is not between 0 and 100"
                path: Path = ("figures", number, "value")
                yield Mistake(entry, path, what, "read the source again, or write another unit")


def percent_spelled(draft: Draft) -> Iterator[Mistake]:
    """The unit of a percentage is written percent."""
    for entry in draft.findings:
        for number, figure in enumerate(entry.record.figures):
            unit = figure.unit.casefold().replace(" ", "")
            if figure.unit != "percent" and unit in _PERCENT:
                what = f"the unit {shown(figure.unit)} is percent in other words"
                path: Path = ("figures", number, "unit")
                yield Mistake(entry, path, what, "write percent")


def count_not_negative(draft: Draft) -> Iterator[Mistake]:
    """A figure that counts something is 0 or more."""
    for entry in draft.findings:
        for number, figure in enumerate(entry.record.figures):
            if figure.unit != "percent" and figure.value < 0:
                what = f"{figure.value:g} {figure.unit} cannot be counted"
                path: Path = ("figures", number, "value")
                advice = (
                    "read the source again; a loss has a positive number, and a unit that says so"
                )
                yield Mistake(entry, path, what, advice)


def statement_is_sentence(draft: Draft) -> Iterator[Mistake]:
    """A statement ends as a sentence does."""
    for entry in draft.findings:
        statement = entry.record.statement
        if not statement.rstrip("".join(_CLOSING_MARKS) + ")]").endswith(_SENTENCE_ENDS):
            what = f"the statement ends with {shown(statement[-12:])}"
            yield Mistake(entry, ("statement",), what, "end it with . or ? or !")


def statement_not_quoted(draft: Draft) -> Iterator[Mistake]:
    """A statement is in the curator's own words, so no quotation marks stand round it."""
    for entry in draft.findings:
        statement = entry.record.statement
        inside = statement.rstrip("".join(_SENTENCE_ENDS))
        is_wrapped = statement.startswith(_OPENING_MARKS) and inside.endswith(_CLOSING_MARKS)
        # "Trust" goes with "openness": two quoted words are not one quoted statement.
        if is_wrapped and len(_DOUBLE_MARKS.findall(statement)) <= 2:
            what = "the whole statement stands in quotation marks"
            advice = "say it in the curator's own words, without quotation marks round it"
            yield Mistake(entry, ("statement",), what, advice)


def address_has_host(draft: Draft) -> Iterator[Mistake]:
    """An address leads to a page that anybody can open, and to no other."""
    for entry in draft.sources:
        if entry.record.url is not None and (fault := fault_in_address(entry.record.url)):
            yield Mistake(entry, ("url",), *fault)
    page = draft.about.record.report_to if draft.about else None
    is_address = page is not None and page.startswith("https:")
    if draft.about and page and is_address and (fault := fault_in_address(page)):
        yield Mistake(draft.about, ("report_to",), *fault)
