"""Words that mix two alphabets: a letter of one that passes for a letter of another."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import NamedTuple

_WORD = re.compile(r"(?:[^\W\d_]|[\u0300-\u036f])+")
_ALPHABETS = ("LATIN", "CYRILLIC", "GREEK")

# Letters of Cyrillic and Greek, and below each the one of Latin that it passes for.
_FOREIGN = "авекмнорстухіјѕԁһԛԝАВЕКМНОРСТУХЅІЈαγικνορτυχωμΑΒΕΖΗΙΚΜΝΟΡΤΥΧ"
_LATIN = "aBekmHopctyxijsdhqwABEKMHOPCTYXSIJayikvoptuxwµABEZHIKMNOPTYX"
_LOOKS_LIKE = dict(zip(_FOREIGN, _LATIN, strict=True))


class Stranger(NamedTuple):
    """A letter of another alphabet than the rest of its word, and the letter it looks like.

    `home` is the alphabet of the rest.
    """

    word: str
    letter: str
    alphabet: str
    looks_like: str | None
    home: str


def stranger_in(text: str) -> Stranger | None:
    """The first letter that does not belong into its word; None where each word has one alphabet.

    >>> stranger_in("the Bаnk")
    Stranger(word='Bаnk', letter='а', alphabet='Cyrillic', looks_like='a', home='Latin')
    >>> stranger_in("Москва-based") is None
    True
    """
    for word in _WORD.findall(text):
        if word.isascii():
            continue
        alphabets = [_alphabet(letter) for letter in word]
        count = Counter(alphabet for alphabet in alphabets if alphabet)
        if len(count) < 2:
            continue
        # Where it is a tie, Latin is at home.
        home = max(count, key=lambda name: (count[name], name == "LATIN"))
        at = next(at for at, one in enumerate(alphabets) if one and one != home)
        letter, alphabet = word[at], str(alphabets[at])
        return Stranger(word, letter, alphabet.title(), _double(letter, home), home.title())
    return None


def _alphabet(letter: str) -> str | None:
    name = unicodedata.name(letter, "").partition(" ")[0]
    return name if name in _ALPHABETS else None


def _double(letter: str, home: str) -> str | None:
    if home == "LATIN":
        return _LOOKS_LIKE.get(letter)
    doubles = (one for one, latin in _LOOKS_LIKE.items() if latin == letter)
    return next((one for one in doubles if _alphabet(one) == home), None)
