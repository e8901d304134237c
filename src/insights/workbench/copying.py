"""Runs of words that a text shares with a document, whatever stands between the words.

Letter case, accents, punctuation, markup, link targets, times and thousands commas do not count,
nor do dashes and apostrophes that a wrong encoding damaged. A run may go over line ends.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

SHORTEST_RUN = 12

# Stands for what is taken out between two halves of one word, so that places stay what they are.
_JOINT = "\ue000"
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|x([0-9a-fA-F]{2})|([ntr\"'/]|\n))")
_LINK = re.compile(r"\[\[(?:[^\]|\n]*\|)?([^\]|\n]*)\]\]")
# In this order: what one takes out, the next does not see.
_TAKEN_OUT = (
    (re.compile(_JOINT), " "),
    (re.compile("\u00e2\u20ac(?:\u2122|\u02dc)"), "'"),  # a damaged apostrophe
    (re.compile("\u00e2\u20ac[\u0080-\uffff]?"), " "),  # a damaged dash or quotation mark
    (re.compile("\u00c2\u00a0"), " "),
    (re.compile(r"<[^<>\n]{1,400}>"), " "),
    (re.compile("&(?:rsquo|lsquo|#39|#x27);"), "'"),
    (re.compile(r"&(?:nbsp|amp|quot|mdash|ndash|rdquo|ldquo);"), " "),
    (_LINK, _JOINT),
    (re.compile(r"\]\((?:https?:|/|\.)[^)\s]*\)"), " "),
    (re.compile(r"https?://[^\s<>\"')\]]+"), " "),
    (re.compile(r"\[?\(?\b\d{1,2}:\d{2}(?::\d{2})?\b\)?\]?"), " "),  # a time
    (re.compile("[\u2019\u2018\u02bc\u00b4`'\u00ad]"), _JOINT),
    (re.compile(r"(?<=\d),(?=\d{3}\b)"), _JOINT),
)
_WORD = re.compile(f"[^\\W_]+(?:{_JOINT}+[^\\W_]+)*")


class Word(NamedTuple):
    """A word in its plainest form, and where it begins in the text."""

    plain: str
    offset: int


class Run(NamedTuple):
    """Words that a text and a document share: where they begin in each, and how many there are."""

    start: int
    length: int
    document: int
    start_in_document: int


def words_of(text: str, has_escapes: bool = False) -> list[Word]:
    r"""The words of a text; `has_escapes` where `\n` and the like stand for a letter, as in YAML.

    >>> [word.plain for word in words_of("Don't [[a_page | stop]]: 5,500 cafés [00:10:38]")]
    ['dont', 'stop', '5500', 'cafes']
    """
    text, offsets = _unescaped(text) if has_escapes else (text, range(len(text)))
    for pattern, sign in _TAKEN_OUT:
        text = pattern.sub(partial(_without, sign), text)
    found = ((_plain(word[0]), offsets[word.start()]) for word in _WORD.finditer(text))
    return [Word(plain, offset) for plain, offset in found if plain]


class Index:
    """The words of several documents, to find again in other texts."""

    def __init__(self, documents: Sequence[Sequence[Word]]) -> None:
        self._documents = [[word.plain for word in words] for words in documents]
        self._places: dict[tuple[str, ...], list[tuple[int, int]]] = {}
        for number, words in enumerate(self._documents):
            for start in range(len(words) - SHORTEST_RUN + 1):
                key = tuple(words[start : start + SHORTEST_RUN])
                self._places.setdefault(key, []).append((number, start))

    def runs(self, words: Sequence[Word]) -> Iterator[Run]:
        """The longest runs that stand in a document too, in order; two may overlap."""
        text = [word.plain for word in words]
        start = 0
        while start <= len(text) - SHORTEST_RUN:
            places = self._places.get(tuple(text[start : start + SHORTEST_RUN]), ())
            found = [Run(start, self._length(text, start, *place), *place) for place in places]
            longest = max(found, key=lambda run: run.length, default=None)
            if longest is None:
                start += 1
                continue
            yield longest
            start += longest.length - SHORTEST_RUN + 1

    def _length(self, text: list[str], start: int, document: int, place: int) -> int:
        behind = zip(text[start:], self._documents[document][place:], strict=False)
        same = 0
        for one, other in behind:
            if one != other:
                break
            same += 1
        return same


def holds(words: Sequence[Word], wanted: Sequence[Word]) -> bool:
    """Whether the wanted words stand in a row among the words."""
    text = f" {' '.join(word.plain for word in words)} "
    return f" {' '.join(word.plain for word in wanted)} " in text


def _without(sign: str, found: re.Match[str]) -> str:
    """As many signs as letters were found; of a link the words to read stay."""
    if found.re is _LINK:
        before, after = found.start(1) - found.start(), found.end() - found.end(1)
        return sign * before + found[1] + sign * after
    return sign * len(found[0])


def _plain(word: str) -> str:
    apart = unicodedata.normalize("NFKD", word.replace(_JOINT, "")).casefold()
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def _unescaped(text: str) -> tuple[str, list[int]]:
    """The text with its escapes read, and for each letter where it stood before."""
    letters: list[str] = []
    offsets: list[int] = []
    last = 0
    for found in _ESCAPE.finditer(text):
        letters += text[last : found.start()]
        offsets += range(last, found.start())
        letters.append(_letter(found))
        offsets.append(found.start())
        last = found.end()
    letters += text[last:]
    offsets += range(last, len(text))
    return "".join(letters), offsets


def _letter(found: re.Match[str]) -> str:
    digits = found[1] or found[2] or found[3]
    if digits is None:
        return found[4] if found[4] in "\"'/" else " "
    number = int(digits, 16)
    return chr(number) if number <= 0x10FFFF else " "
