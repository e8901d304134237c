"""What a mistake in a dataset is: where it stands, which rule it breaks, what to write instead."""

from __future__ import annotations

import bisect
import difflib
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Literal, NamedTuple

Level = Literal["error", "warning"]

# Whoever has 500 mistakes in a file has made one of them 500 times. Telling one costs up to a
# millisecond, so that all together take two seconds at most.
MOST_FAULTS = 500
MOST_FAULTS_IN_ALL = 2_000

# Comparing a word with 200 names takes 2 ms, and nobody reads more guesses than these.
MOST_COMPARED = 200
MOST_GUESSES = 100
# A findings file cannot be divided by itself: it bears the name of its source.
SMALLER_FILE = "take out what is not needed, or divide its source, or the dataset, in two"

_LONGEST_SHOWN = 60


class Fault(NamedTuple):
    """One mistake. As text: `file:line:column: error rule: what; what to write`."""

    file: str
    line: int
    column: int
    level: Level
    rule: str
    what: str
    advice: str

    def __str__(self) -> str:
        place = f"{_printable(self.file)}:{self.line}:{self.column}"
        return f"{place}: {self.level} {self.rule}: {self.what}; {self.advice}"


class DatasetFaults(Exception):  # noqa: N818 - the house has one error, named for what it holds
    """A dataset cannot be used; `faults` holds every mistake, in the order of the files."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults: tuple[Fault, ...] = tuple(in_order(faults))
        super().__init__(self.faults)

    def __str__(self) -> str:
        return "\n".join(str(fault) for fault in self.faults)

    def __reduce__(self) -> tuple[type[DatasetFaults], tuple[tuple[Fault, ...]]]:
        return DatasetFaults, (self.faults,)


def in_order(faults: Iterable[Fault]) -> list[Fault]:
    """The faults sorted by file and place."""
    return sorted(faults)


def count_of_errors(faults: Iterable[Fault]) -> int:
    """How many of the faults are errors, not warnings."""
    return sum(fault.level == "error" for fault in faults)


def shown(value: object) -> str:
    r"""A value as a message quotes it: short, on one line, nothing that steers a terminal.

    >>> print(shown("two\nlines"))
    "two\u000alines"
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f'"{_printable(_shortened(value))}"'
    if isinstance(value, dict):
        return "a group of fields"
    if isinstance(value, list):
        return "a list"
    return _shortened(str(value))


def bare(text: str) -> str:
    """A key or an id as a message names it: like `shown`, between backticks."""
    return f"`{_printable(_shortened(text))}`"


class Names:
    """Names of which a word may be a misspelling; however many there are, a guess stays cheap."""

    def __init__(self, names: Iterable[str]) -> None:
        self._by_folded = {name.casefold(): name for name in names}
        self._guesses = 0

    def __len__(self) -> int:
        return len(self._by_folded)

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_folded.values())

    def closest(self, word: str) -> str | None:
        """The name that was probably meant, or None where nothing comes near."""
        folded = word[:200].casefold().strip()
        if folded in self._by_folded or self._guesses == MOST_GUESSES:
            return self._by_folded.get(folded)
        self._guesses += 1
        near = difflib.get_close_matches(folded, self._likely(folded), n=1, cutoff=0.6)
        return self._by_folded[near[0]] if near else None

    def _likely(self, folded: str) -> Iterable[str]:
        if len(self._by_folded) <= MOST_COMPARED:
            return self._by_folded
        # Most misspellings leave one of the two ends alone: the neighbours share the most letters.
        begin_alike = _neighbours(self._in_order, folded)
        end_alike = _neighbours(self._in_order_reversed, folded[::-1])
        return [*begin_alike, *(name[::-1] for name in end_alike)]

    @cached_property
    def _in_order(self) -> list[str]:
        return sorted(self._by_folded)

    @cached_property
    def _in_order_reversed(self) -> list[str]:
        return sorted(name[::-1] for name in self._by_folded)


def _neighbours(names: list[str], word: str) -> list[str]:
    at = bisect.bisect_left(names, word)
    return names[max(0, at - MOST_COMPARED // 4) : at + MOST_COMPARED // 4]


def closest(word: str, choices: Iterable[str]) -> str | None:
    """The choice that was probably meant, or None where nothing comes near.

    >>> closest("Keep", ["keep", "leave"]), closest("kep", ["keep"]), closest("zebra", ["keep"])
    ('keep', 'keep', None)
    """
    return Names(choices).closest(word)


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 1] + "…"


def _printable(text: str) -> str:
    if text.isprintable():
        return text
    return "".join(letter if letter.isprintable() else f"\\u{ord(letter):04x}" for letter in text)
