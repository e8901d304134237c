"""Words near those of a search that find little: other endings of a word, and slips of the pen.

What a search matches stays as it is written; these are only told, each with what it would give.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from insights.model import Dataset
from insights.search_words import search_text, search_words
from insights.view import View, folded, searched_texts

MOST_NEAR = 4
# A word that finds more than this by itself was hardly mistaken.
FEW_FINDINGS = 5
_WORD = re.compile(r"[^\W_]+")
# Words that begin alike and differ in no more than an ending: siloed and silos.
_BEGINNING, _ENDING = 4, 3
# From so many letters on a word may hold two slips of the pen.
_LONG = 8


class Near(NamedTuple):
    """A word to try: for which word of the search, and the whole search with it.

    `slips` is 0 where only the ending differs; `found` is how many the selection would then match.
    """

    word: str
    instead: str
    slips: int
    q: str
    found: int


def near_words(view: View) -> tuple[Near, ...]:
    """Words of the dataset near those of the search that find little, the best first.

    Each would bring a finding that the selection does not match as it is. Words are told as the
    search compares them: without capitals and accents.
    """
    dataset, words = view.dataset, search_words(view.selection.q)
    found: list[Near] = []
    for at, word in enumerate(map(folded, words)):
        if not _is_rare(dataset, word):
            continue
        # What the other words and filters let through.
        others = replace(view.selection, q=search_text(words[:at] + words[at + 1 :]))
        through = {finding.id for finding in View(dataset, others).findings}
        matched = _holding(dataset, word) & through
        for instead in _vocabulary(dataset):
            slips = slips_between(word, instead)
            if slips is None:
                continue
            would = _holding(dataset, instead) & through
            if would - matched:
                q = search_text((*words[:at], instead, *words[at + 1 :]))
                found.append(Near(words[at], instead, slips, q, len(would)))
    found.sort(key=lambda one: (one.slips, -one.found, one.instead, one.q))
    return tuple(found[:MOST_NEAR])


def slips_between(word: str, other: str) -> int | None:
    """How many letters are wrong, missing, too many or swapped; 0 where only the ending differs.

    None where the two are equal or not near: in 4 to 7 letters one slip is near, in more two.

    >>> slips_between("silos", "siloed"), slips_between("goverment", "government")
    (0, 1)
    >>> slips_between("trust", "thirst") is None
    True
    """
    shorter, longer = sorted((len(word), len(other)))
    if word == other or shorter < _BEGINNING:
        return None
    kept = max(_BEGINNING, longer - _ENDING)
    if word[:kept] == other[:kept] and shorter >= kept:
        return 0
    most = 2 if len(word) >= _LONG else 1
    # A slip adds and takes at most one letter, so nearly all words are told by this alone.
    if longer - shorter > most or len(set(word) ^ set(other)) > 2 * most:
        return None
    slips = _distance(word, other)
    return slips if slips <= most else None


def _distance(word: str, other: str) -> int:
    """The fewest changes of a letter and swaps of neighbours that make one word the other."""
    earlier: list[int] = []
    last = list(range(len(other) + 1))
    for at, letter in enumerate(word, start=1):
        row = [at]
        for beside, one in enumerate(other, start=1):
            least = min(last[beside] + 1, row[-1] + 1, last[beside - 1] + (letter != one))
            if at > 1 and beside > 1 and word[at - 2] == one and other[beside - 2] == letter:
                least = min(least, earlier[beside - 2] + 1)
            row.append(least)
        earlier, last = last, row
    return last[-1]


def _is_rare(dataset: Dataset, word: str) -> bool:
    """Whether a word, and no sign or phrase, is in few findings."""
    is_word = len(word) >= _BEGINNING and _WORD.fullmatch(word) is not None
    return is_word and len(_holding(dataset, word)) <= FEW_FINDINGS


@lru_cache(maxsize=2)
def _vocabulary(dataset: Dataset) -> dict[str, set[str]]:
    """Each word of the searched texts, with the ids of the findings it stands in."""
    found: dict[str, set[str]] = defaultdict(set)
    for finding, text in zip(dataset.findings, searched_texts(dataset), strict=True):
        for word in _WORD.findall(text):
            found[word].add(finding.id)
    return dict(found)


def _holding(dataset: Dataset, word: str) -> set[str]:
    """The ids of the findings that the word finds: it may be a part of another word."""
    within = (ids for one, ids in _vocabulary(dataset).items() if word in one)
    return set().union(*within)
