"""Where the nodes of a file stand: line and column, both from 1."""

from __future__ import annotations

from typing import Any, NamedTuple

Path = tuple[str | int, ...]


class Places(NamedTuple):
    """The places of keys and values under their path, and unquoted numbers as written."""

    keys: dict[Path, tuple[int, int]]
    values: dict[Path, tuple[int, int]]
    spelled: dict[Path, str]


def place_of(event: Any) -> tuple[int, int]:
    """Where an event of the parser begins."""
    mark = event.start_mark
    return mark.line + 1, mark.column + 1
