"""Where the nodes of a file stand: line and column, both from 1.

While a file is read only the beginnings of its records are noted, because most places are never
asked for. Where a message needs more, the one record that it speaks of is looked through again.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import yaml
from yaml.events import (
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamStartEvent,
)

# libyaml is about ten times faster; PyYAML's own parser gives the same events where it is missing.
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# A record has some 50 nodes and 1,000 letters. Behind these bounds the place is that of what holds
# the node, so that 500 mistakes in 500 huge records are still told in a second.
MOST_NODES_LOOKED_AT = 1_000
MOST_LETTERS_LOOKED_AT = 65_536
MOST_COLUMNS_LOOKED_AT = 1_000

Path = tuple[str | int, ...]
Place = tuple[int, int]


class Places(NamedTuple):
    """The places of keys and values under their path, and unquoted scalars as written."""

    keys: dict[Path, Place]
    values: dict[Path, Place]
    spelled: dict[Path, str]


class Marks:
    """Where the root of a file, its keys, their values and the items of their lists begin."""

    def __init__(self) -> None:
        self.root: Any = None
        self.keys: dict[Any, Any] = {}
        self.values: dict[Any, Any] = {}
        self.items: dict[Any, list[Any]] = {}
        self.spelled: dict[Path, str] = {}

    def of(self, path: Path) -> tuple[int, Any]:
        """The mark nearest above a path, and how many parts of the path it stands for."""
        if not path or path[0] not in self.values:
            return len(path), self.root
        items = self.items.get(path[0])
        if len(path) == 1 or items is None:
            return 1, self.values[path[0]]
        number = path[1]
        if isinstance(number, int) and number < len(items):
            return 2, items[number]
        return len(path), self.values[path[0]]


def place_of(mark: Any) -> Place:
    """Line and column of a mark of the parser."""
    return mark.line + 1, mark.column + 1


def places_behind(text: str, mark: Any) -> Places:
    """The places inside the list or group of fields that begins at a mark; paths begin there."""
    places = Places({}, {}, {})
    if mark.column > MOST_COLUMNS_LOOKED_AT:
        return places
    # The spaces keep the columns, and with them the indentation of the lines that follow.
    piece = " " * mark.column + text[mark.index : mark.index + MOST_LETTERS_LOOKED_AT]
    loader = LOADER(piece)
    try:
        _look_through(loader.get_event, mark.line, places)
    except yaml.YAMLError:
        # The piece ends somewhere, or what stands there is faulty and told by whoever read it.
        pass
    finally:
        loader.dispose()
    return places


def _look_through(next_event: Any, first_line: int, places: Places) -> None:
    path: Path = ()
    key: str | None = None
    item: int | None = None  # the last item of a list, None in a group of fields
    stack: list[tuple[Path, int | None]] = []
    for _ in range(MOST_NODES_LOOKED_AT):
        event = next_event()
        kind = type(event)
        if kind is StreamStartEvent or kind is DocumentStartEvent:
            continue
        if kind is MappingEndEvent or kind is SequenceEndEvent:
            path, item = stack.pop()
            if not stack:
                return
            continue
        line, column = place_of(event.start_mark)
        place = line + first_line, column
        if not stack:
            here: Path = ()
        elif item is not None:
            item += 1
            here = (*path, item)
        elif key is None:
            if kind is not ScalarEvent:
                return
            key = event.value
            places.keys.setdefault((*path, key), place)
            continue
        else:
            here, key = (*path, key), None
        places.values.setdefault(here, place)
        if kind is ScalarEvent and not event.style:
            places.spelled.setdefault(here, event.value)
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            stack.append((path, item))
            path, item = here, (-1 if kind is SequenceStartEvent else None)
        elif not stack:
            return
