"""Texts of a slide before they are written, and how much room they take.

Nothing here knows the typefaces themselves: the widths of Georgia's and Calibri's letters are
tables, those of other scripts rather too wide. So a text that fits here fits on the slide.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from insights.looks import INKS

# What XML cannot hold. No curated text has such letters; a query may.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LOST = "\ufffd"

SMALL = 14  # points of what stands beside a finding
QUIET = INKS["light"].quiet
LEADING = 1.22  # height of a line, in sizes of its letters: Calibri's
_SERIF_LEADING = 1.15  # Georgia's
_OTHER_LEADING = 1.45  # of typefaces for other scripts
_OTHER_SCRIPTS = re.compile("[\u0590-\u1dff\u2e80-\U0001ffff]")
_SAFETY = 1.04  # programs space letters a little differently

# Advance widths of the printable letters of ASCII, in thousandths of the size.
_SERIF = (
    *(241, 331, 412, 643, 610, 817, 710, 215, 375, 375, 472, 643, 270, 374, 270, 469, 614, 430),
    *(559, 552, 565, 528, 566, 502, 596, 566, 312, 312, 643, 643, 643, 479, 929, 671, 654, 642),
    *(749, 653, 599, 725, 815, 390, 518, 694, 604, 927, 767, 744, 610, 744, 702, 561, 619, 756),
    *(667, 976, 710, 615, 602, 375, 469, 375, 643, 643, 500, 504, 560, 454, 574, 483, 325, 509),
    *(582, 293, 292, 536, 286, 881, 591, 539, 571, 560, 410, 432, 345, 575, 497, 737, 505, 492),
    *(444, 430, 375, 430, 643),
)
_SANS = (
    *(226, 326, 401, 498, 507, 715, 682, 221, 303, 303, 498, 498, 250, 306, 252, 386, 507, 507),
    *(507, 507, 507, 507, 507, 507, 507, 507, 268, 268, 498, 498, 498, 463, 894, 579, 544, 533),
    *(615, 488, 459, 631, 623, 252, 319, 520, 420, 855, 646, 662, 517, 673, 543, 459, 487, 642),
    *(567, 890, 519, 487, 468, 307, 386, 307, 498, 498, 291, 479, 525, 423, 525, 498, 305, 471),
    *(525, 229, 239, 455, 229, 799, 525, 527, 525, 525, 349, 391, 335, 525, 452, 715, 433, 453),
    *(395, 314, 460, 314, 498),
)
_BOLD = 1.13  # of the widest of the two
_OTHER = {"…": 807, "—": 905, "–": 643, "’": 250, "‘": 250, "“": 418, "”": 418, "·": 279}


@dataclass(frozen=True)
class Run:
    """Letters that look alike: size in points, colour as `#RRGGBB`, None for the usual ink."""

    text: str
    size: float
    serif: bool = False
    bold: bool = False
    colour: str | None = None
    link: str | None = None


@dataclass(frozen=True)
class Paragraph:
    """Runs one behind the other, and the room before them in points."""

    runs: tuple[Run, ...]
    before: float = 0


def one(text: str, size: float, *, before: float = 0, **look: Any) -> Paragraph:
    """A paragraph of one run, which looks as `Run` says."""
    return Paragraph((Run(text, size, **look),), before)


def clean(text: str) -> str:
    r"""A text that XML can hold, in one line.

    >>> clean("a\ufffeb\tc")
    'a\ufffdb c'
    """
    return _FORBIDDEN.sub(_LOST, text).translate({9: " ", 10: " ", 13: " "})


def script_of(text: str) -> str:
    """The language that a text from right to left is marked as; empty for other texts.

    It turns on the first letter that has a direction, as in a program that shows it.
    """
    for letter in text:
        direction = unicodedata.bidirectional(letter)
        if direction == "L":
            return ""
        if direction in ("R", "AL"):
            return "ar-SA" if direction == "AL" else "he-IL"
    return ""


def lines(paragraph: Paragraph, width: float) -> int:
    """How many lines a paragraph takes, rather one too many."""
    count, used, word = 1, 0.0, 0.0

    def settle() -> None:
        nonlocal count, used, word
        if used and used + word > width:
            count, used = count + 1, 0.0
        while word > width:  # a word too long for a line goes on in the next
            count, word = count + 1, word - width * 0.96
        used, word = used + word, 0.0

    for letter, wide in _letters(paragraph.runs):
        if letter == " ":
            settle()
            used += wide
        elif unicodedata.east_asian_width(letter) in "WF":
            settle()
            word = wide
            settle()
        else:
            word += wide
            if letter in "-–—":
                settle()
    settle()
    return count


def height(paragraphs: Iterable[Paragraph], width: float) -> float:
    """How high paragraphs are, one below the other; room before the first is not counted."""
    total = 0.0
    for at, paragraph in enumerate(paragraphs):
        high = max((run.size * _leading(run) for run in paragraph.runs), default=0)
        total += lines(paragraph, width) * high + (paragraph.before if at else 0)
    return total


def _leading(run: Run) -> float:
    if _OTHER_SCRIPTS.search(run.text):
        return _OTHER_LEADING
    return _SERIF_LEADING if run.serif else LEADING


def fitted(text: str, sizes: Sequence[float], width: float, room: float, **look: Any) -> Run:
    """A text in the largest of the sizes in which it fits, cut in the smallest if in none."""
    text = clean(text)
    for size in sizes:
        if height([one(text, size, **look)], width) <= room:
            return one(text, size, **look).runs[0]
    told = one(text, sizes[-1], **look)
    return cut(told, width, lines_in(room, told)).runs[-1]


def lines_in(room: float, paragraph: Paragraph) -> int:
    """How many lines of a paragraph fit into a height; at least one."""
    return max(1, int(room / max(run.size * _leading(run) for run in paragraph.runs)))


def cut(paragraph: Paragraph, width: float, most: int) -> Paragraph:
    """The paragraph in so many lines at most; where its last run was cut, it ends in `…`."""
    if lines(paragraph, width) <= most:
        return paragraph
    *others, last = paragraph.runs

    def keeping(letters: int) -> Paragraph:
        kept = last.text[:letters].rstrip()
        return replace(paragraph, runs=(*others, replace(last, text=f"{kept} …")))

    shortest, longest = 0, len(last.text)
    while shortest < longest:
        middle = (shortest + longest + 1) // 2
        if lines(keeping(middle), width) <= most:
            shortest = middle
        else:
            longest = middle - 1
    at_word = last.text.rfind(" ", 0, shortest + 1)
    return keeping(at_word if at_word > shortest * 2 // 3 else shortest)


def _letters(runs: Iterable[Run]) -> Iterator[tuple[str, float]]:
    for run in runs:
        by = run.size * _SAFETY / 1000
        for letter in run.text:
            yield letter, _width(letter, run.serif, run.bold) * by


@lru_cache(maxsize=4096)
def _width(letter: str, serif: bool, bold: bool) -> float:
    widths = _SERIF if serif else _SANS
    code = ord(letter)
    wide: float
    if 32 <= code < 127:
        wide = widths[code - 32]
    elif letter in _OTHER:
        wide = _OTHER[letter]
    elif unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0
    elif code >= 0x1F000:  # emoji
        return 1400
    elif unicodedata.east_asian_width(letter) in "WF":
        return 1010
    else:
        base = unicodedata.normalize("NFD", letter)[0]
        if base != letter and 32 <= ord(base) < 127:
            wide = widths[ord(base) - 32]
        else:
            wide = 820 if letter.isupper() else 680
    return wide * _BOLD if bold else wide
