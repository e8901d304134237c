"""Which letters our fonts have: one that none has is named, since it would stop the whole page."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from insights.model.texts import is_unseen
from insights.typeset.places import FONTS

_JOINER = "\u200d"
_JOINERS = "\u200c\u200d"


class Letters:
    """Texts as they can be set, and how many letters had to be named instead."""

    def __init__(self) -> None:
        self.named = 0

    def settable(self, text: str) -> str:
        """The text, with each letter that no font has written as its number: `[U+6F22]`."""
        if text.isascii() and text.isprintable():
            return text
        return "".join(self._settable(cluster) for cluster in clusters(text))

    def settable_in(self, data: Any) -> Any:
        """The same data with every text in it settable; keys are our own."""
        if isinstance(data, str):
            return self.settable(data)
        if isinstance(data, dict):
            return {key: self.settable_in(value) for key, value in data.items()}
        if isinstance(data, list | tuple):
            return [self.settable_in(one) for one in data]
        return data

    def _settable(self, cluster: str) -> str:
        letters = set(cluster)
        families = _families()
        if not any(map(_is_refused, letters)) and any(letters <= family for family in families):
            return cluster
        # Marks are drawn by the font of the letter they stand on; where it lacks them they go.
        base = cluster[0]
        by = next((one for one in families if base in one and not _is_refused(base)), frozenset())
        return "".join(one if one in by else self._name(one) for one in cluster)

    def _name(self, letter: str) -> str:
        self.named += 1
        return f"[U+{ord(letter):04X}]"


def clusters(text: str) -> Iterator[str]:
    r"""The text in pieces that are drawn as one: a letter with its marks, a joined emoji, a flag.

    >>> [len(cluster) for cluster in clusters("ae\u0301b")]
    [1, 2, 1]
    """
    cluster = ""
    for letter in text:
        goes_on = _goes_on(letter) or cluster.endswith(_JOINER) or _is_half_flag(cluster, letter)
        if cluster and goes_on:
            cluster += letter
        else:
            if cluster:
                yield cluster
            cluster = letter
    if cluster:
        yield cluster


def is_right_to_left(text: str) -> bool:
    """Whether a text begins, as people read it, on the right: its first letter decides."""
    for letter in text:
        direction = unicodedata.bidirectional(letter)
        if direction in ("R", "AL"):
            return True
        if direction == "L":
            return False
    return False


def _goes_on(letter: str) -> bool:
    return (
        unicodedata.category(letter)[0] == "M"
        or letter in _JOINERS
        or "\U0001f3fb" <= letter <= "\U0001f3ff"
    )


def _is_half_flag(cluster: str, letter: str) -> bool:
    return len(cluster) == 1 and all(
        "\U0001f1e6" <= one <= "\U0001f1ff" for one in (cluster, letter)
    )


def _is_refused(letter: str) -> bool:
    """A letter that cannot be seen, or that each typeface draws as it likes."""
    return is_unseen(letter) or unicodedata.category(letter) == "Co"


@lru_cache(maxsize=1)
def _families() -> tuple[frozenset[str], ...]:
    """The letters of each family, in the order in which a letter is looked for."""
    ranges = json.loads((FONTS / "coverage.json").read_text(encoding="utf-8"))
    return tuple(
        frozenset(chr(at) for first, last in rows for at in range(first, last + 1))
        for rows in ranges.values()
    )
