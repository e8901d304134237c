"""The one sentence over a selection, computed from it, so that it is true of any dataset."""

from __future__ import annotations

from collections.abc import Mapping

from insights.model import ON_WHAT, Dataset, Figure, Finding, Message, listed
from insights.selection import Selection, parts, words
from insights.view import View

MOST_FIGURES = 4
MOST_RELATED = 5


def headline(view: View) -> str:
    """The curated message over the whole dataset; over a part it might not be true: its counts."""
    message = view.dataset.about.message
    return message.text if view.selection.is_empty and message else summary(view)


def bearing(view: View) -> tuple[str, str] | None:
    """The receipt of the curated message: how many findings bear it, and the query for them.

    Where the dataset has several sources, it also says from how many of them these findings are.
    """
    message = view.dataset.about.message
    if not (view.selection.is_empty and message):
        return None
    count = len(message.findings)
    said = "Rests on 1 finding" if count == 1 else f"Rests on {count} findings"
    if len(view.dataset.sources) > 1:
        said += _from(view.dataset, message)
    return said, Selection().choose("id", message.findings).query


def _from(dataset: Dataset, message: Message) -> str:
    """The one source of the findings that bear a message, by its name, or how many there are."""
    source, *others = {dataset.finding_by_id[id_].source for id_ in message.findings}
    if others:
        return f" from {1 + len(others)} sources"
    how_many = {1: "", 2: "both "}.get(len(message.findings), "all ")
    return f", {how_many}from {dataset.source_by_id[source].short}"


def summary(view: View) -> str:
    """The counts of a selection, as in `Trust: 4 findings on what to start and 9 of context`.

    Greatest first, but context, which nobody has to act on, last.
    """
    if not view.dataset.findings:
        return "No finding is written down yet"
    if not view.count:
        said = words(view.selection, view.dataset)
        return _told(f"{said[:1].upper()}{said[1:]}", "no finding matches")
    subject, said = _subject(view), split(view.tally("category"))
    return _told(subject, said) if subject else said


def _told(subject: str, said: str) -> str:
    """What is said of a subject; two colons in a row would not tell which part says what."""
    return f"{subject}{' –' if ':' in subject else ':'} {said}"


def split(tally: Mapping[str, int]) -> str:
    """How many findings of each category there are, of at least one, in the order of `summary`.

    >>> split({"start": 1, "context": 9})
    '1 finding on what to start and 9 of context'
    """
    counted = [(tally[one], does) for one, does in ON_WHAT.items() if tally.get(one)]
    counted.sort(key=lambda pair: (pair[1] == ON_WHAT["context"], -pair[0]))
    (most, does), *others = counted
    noun = "finding" if most == 1 else "findings"
    return listed([f"{most} {noun} {does}", *(f"{count} {what}" for count, what in others)])


def _subject(view: View) -> str:
    """What is counted, but for the categories: they are what the counts are split by."""
    selection = view.selection.choose("category", ())
    if not selection.is_empty and selection.choose("theme", ()).is_empty:
        named = parts(selection, view.dataset)
        return listed((part.label for part in named if part.key == "theme"), "or")
    said = words(selection, view.dataset)
    return said[:1].upper() + said[1:]


def leading_figures(view: View) -> list[tuple[Finding, Figure]]:
    """The first four figures of the matching findings that the curator ranked as leading."""
    ranked = [finding for finding in view.findings if finding.highlight and finding.figures]
    ranked.sort(key=lambda finding: finding.highlight or 0)
    return [(finding, finding.figures[0]) for finding in ranked[:MOST_FIGURES]]


def related(view: View, finding: Finding) -> list[Finding]:
    """Findings that share most with this one: terms and actors first, then themes, then category.

    One shared theme alone is too little unless the category is shared as well.
    """

    def shared(other: Finding) -> int:
        words = len(set(finding.terms + finding.actors) & set(other.terms + other.actors))
        themes = len(set(finding.themes) & set(other.themes))
        return 6 * words + 2 * themes + (themes > 0 and finding.category == other.category)

    others = [other for other in view.dataset.findings if other.id != finding.id]
    close = [other for other in others if shared(other) >= 3]
    return sorted(close, key=lambda other: -shared(other))[:MOST_RELATED]
