"""What every file says of itself: what is counted in it, of how many, and the state of the data.

Nothing in a file depends on when it is written: equal selections of equal data give equal bytes.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from insights.citation import public_address
from insights.model import Dataset, Finding, Source, slug
from insights.selection import QueryError
from insights.view import View

# All matching findings; as `slice_of` gives it where neither limit nor offset is asked for.
EVERYTHING = slice(0, None)

_LONGEST_NAME = 48


class Head(NamedTuple):
    """The facts that make a file understood when it lies alone in a folder, years later.

    `counted` is the denominator sentence; `filters` is empty where nothing is filtered; `unknown`
    has a sentence for each value of the query that means nothing; `address` is where the same can
    be seen, None where the server was not told what it is called.
    """

    title: str
    counted: str
    filters: str
    query: str
    unknown: tuple[str, ...]
    as_of: str
    fingerprint: str
    licence: str
    address: str | None


def head_of(view: View, part: slice = EVERYTHING) -> Head:
    """What a file with these findings says of itself."""
    about, query = view.dataset.about, view.selection.query
    return Head(
        title=about.title,
        counted=" ".join(filter(None, (view.sentence, _part_in_words(view, part)))),
        filters=view.words,
        query=query,
        unknown=view.unknown,
        as_of=about.as_of,
        fingerprint=view.dataset.fingerprint,
        licence=about.licence,
        address=seen_at(view.dataset, "explore", query),
    )


def stamp(dataset: Dataset) -> str:
    """Of which state something is, as in `As of 2026-11-21, fingerprint 0a1b2c3d`."""
    return f"As of {dataset.about.as_of}, fingerprint {dataset.fingerprint[:8]}"


def seen_at(dataset: Dataset, page: str, query: str) -> str | None:
    """The public address of a page with a query, in the state of now; None where nobody knows."""
    state = f"as_of={dataset.fingerprint[:8]}"
    return public_address(f"{page}?{query}&{state}" if query else f"{page}?{state}")


def findings_of(view: View, part: slice) -> tuple[Finding, ...]:
    """The findings that go into a file, in the order of the selection."""
    return view.findings[part]


def refuse_part(part: slice, why: str) -> None:
    """Raise QueryError where a file that is about all findings, as `why` says, is to hold some."""
    if part != EVERYTHING:
        advice = "leave “limit” and “offset” out, or write another format."
        raise QueryError(f"{why}: {advice}")


def sources_of(view: View, part: slice) -> list[Source]:
    """The sources of these findings, in the order of the dataset."""
    named = {finding.source for finding in findings_of(view, part)}
    return [source for source in view.dataset.sources if source.id in named]


def file_name(view: View, ending: str) -> str:
    """A name that says what is in the file, and of which state: safe on every system.

    As in `after-shock_about-trust_2026-11-21_0a1b2c3d.csv`.
    """
    about, stamp = view.dataset.about, view.dataset.fingerprint[:8]
    parts = (_short(about.title) or "insights", _short(view.words), about.as_of, stamp)
    return f"{'_'.join(filter(None, parts))}.{ending}"


def _part_in_words(view: View, part: slice) -> str:
    first, last, _ = part.indices(view.count)
    if last - first >= view.count:
        return ""
    if last <= first:
        return "This file holds none of them."
    numbers = f"number {first + 1}" + (f" to {last}" if last - first > 1 else "")
    return f"This file holds {last - first} of them: {numbers}."


def _short(text: str) -> str:
    """Words of a text as a part of a file's name, cut between two of them."""
    name = re.sub("[^a-z0-9]+", "-", slug(text)).strip("-")
    if len(name) <= _LONGEST_NAME:
        return name
    return name[: _LONGEST_NAME + 1].rpartition("-")[0] or name[:_LONGEST_NAME]
