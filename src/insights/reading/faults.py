"""What a mistake in a dataset is: where it stands, which rule it breaks, what to write instead."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import Literal, NamedTuple

Level = Literal["error", "warning"]

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


def closest(word: str, choices: Iterable[str]) -> str | None:
    """The choice that was probably meant, or None where nothing comes near.

    >>> closest("Keep", ["keep", "leave"]), closest("kep", ["keep"]), closest("zebra", ["keep"])
    ('keep', 'keep', None)
    """
    by_folded = {choice.casefold(): choice for choice in choices}
    folded = word[:200].casefold().strip()
    if folded in by_folded:
        return by_folded[folded]
    near = difflib.get_close_matches(folded, by_folded, n=1, cutoff=0.6)
    return by_folded[near[0]] if near else None


def listed(words: Iterable[str], last: str = "or") -> str:
    """Words as a sentence lists them.

    >>> listed(["keep", "leave", "start"])
    'keep, leave or start'
    """
    *first, end = words
    return f"{', '.join(first)} {last} {end}" if first else end


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 1] + "…"


def _printable(text: str) -> str:
    if text.isprintable():
        return text
    return "".join(letter if letter.isprintable() else f"\\u{ord(letter):04x}" for letter in text)
