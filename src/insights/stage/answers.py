"""What a scene hides and then reveals: a number, a split, or what is said."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from insights.charts.chart import findings as counted
from insights.charts.lenses import LensPicture, PartPicture, TensionPicture
from insights.headline import split
from insights.model import CATEGORIES, SORTED, TENSION_BASES, Figure, Finding, Hide, listed
from insights.view import View

_BLANK = "…"
_NUMBER_WORDS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    *("nineteen", "twenty"),
)
_NO_VOTE = "A finding is not a vote."


@dataclass(frozen=True)
class Answer:
    """What is revealed once the room has guessed.

    Attributes
    ----------
    text: the answer in one line
    numbers: each number of it with what it counts, in the order in which they are asked for
    sentence: of how many, or of whom: what keeps the number honest
    """

    kind: Literal["number", "split", "statement"]
    text: str
    numbers: tuple[tuple[str, float], ...] = ()
    sentence: str = ""


def answer_to(
    hide: Hide,
    *,
    view: View | None = None,
    lens: LensPicture | None = None,
    part: PartPicture | None = None,
    tension: TensionPicture | None = None,
    finding: Finding | None = None,
    figure: Figure | None = None,
) -> Answer | None:
    """What is hidden in what is shown; None where nothing is."""
    if hide == "none":
        return None
    if view is not None:
        return _counts(hide, view)
    if figure is not None and hide == "number":
        numbers = ((figure.unit, figure.value),)
        return Answer("number", figure_words(figure), numbers, _of(figure))
    if finding is not None:
        sentence = _of(figure) if figure is not None else _NO_VOTE
        return Answer("statement", finding.statement, sentence=sentence)
    if tension is not None:
        sentence = f"{TENSION_BASES[tension.tension.basis]}."
        return Answer("statement", tension.tension.question, sentence=sentence)
    if part is not None:
        return Answer("statement", f"{part.part.label}: {part.part.text}", sentence=f"{part.alt}.")
    if lens is not None:
        parts = listed(one.part.label for one in lens.parts)
        whose = "The source" if lens.lens.number_from == "source" else "The curator"
        return Answer("statement", parts, sentence=f"{whose} counts {len(lens.parts)}.")
    return None


def figure_words(figure: Figure) -> str:
    """A number as it is said: `over 5,500 participants`, `72%`."""
    unit = "" if figure.unit == "percent" else figure.unit
    return " ".join(filter(None, (figure.qualifier, figure.text, unit)))


def blanked(statement: str, figure: Figure) -> str:
    """The statement with a gap in the place of its number, in digits or as a word.

    >>> blanked("For nine months, they did research.", Figure(value=9, unit="months"))
    'For … months, they did research.'
    """
    written = [re.escape(figure.text)]
    if figure.value in range(len(_NUMBER_WORDS)):
        written.append(_NUMBER_WORDS[int(figure.value)])
    pattern = rf"(?<![\w.,])(?:{'|'.join(written)})(?![\w%]|[.,]\d)"
    return re.sub(pattern, _BLANK, statement, flags=re.IGNORECASE)


def _counts(hide: Hide, view: View) -> Answer:
    if hide == "split":
        tally, wanted = view.tally("category"), view.selection.values("category")
        shown = [one for one in SORTED if not wanted or one in wanted]
        numbers = tuple((CATEGORIES[one], tally[one]) for one in shown)
        found = {str(one): tally[one] for one in shown}
        text = split(found) if any(found.values()) else "No finding is sorted so"
        return Answer("split", text, numbers, view.sentence)
    return Answer("number", counted(view.count), (("findings", view.count),), view.sentence)


def _of(figure: Figure) -> str:
    if figure.of is None:
        return "The source does not say of what."
    return f"Of {figure.of}{', not of everybody' if figure.unit == 'percent' else ''}."
