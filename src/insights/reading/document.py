"""One file: its plain data, the mistakes in its YAML, and where each node stands."""

from __future__ import annotations

from typing import Any

from insights.reading.faults import MOST_FAULTS
from insights.reading.nodes import Reader
from insights.reading.places import Path, Place, Places, place_of, places_behind


class Document:
    """A file as read: `data` is NOTHING where it holds none, `events` how much was read."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self._text = text
        reader = Reader(file, text)
        reader.run()
        self.data: Any = reader.data
        self.faults = reader.faults
        self.events = reader.events
        # Whether `data` holds the whole file.
        self.was_read_to_the_end = not reader.was_stopped
        self._marks = reader.marks
        self._looked_up: dict[int, Places] = {}

    def place(self, path: Path, at_key: bool = False) -> Place:
        """Line and column, from 1, of the value (or key) under `path`, else of what holds it."""
        marks = self._marks
        if len(path) == 1 and at_key and path[0] in marks.keys:
            return place_of(marks.keys[path[0]])
        begin, mark = marks.of(path)
        if mark is None:
            return 1, 1
        if len(path) > begin:
            places = self._places_behind(mark)
            rest = path[begin:]
            if at_key and rest in places.keys:
                return places.keys[rest]
            while rest:
                if rest in places.values:
                    return places.values[rest]
                rest = rest[:-1]
        return place_of(mark)

    def spelled(self, path: Path) -> str | None:
        """How an unquoted number, true or false is written in the file."""
        marks = self._marks
        begin, mark = marks.of(path)
        if mark is None or len(path) == begin:
            return marks.spelled.get(path)
        return self._places_behind(mark).spelled.get(path[begin:])

    def _places_behind(self, mark: Any) -> Places:
        if (known := self._looked_up.get(mark.index)) is not None:
            return known
        if len(self._looked_up) >= MOST_FAULTS:
            self._looked_up.clear()
        found = self._looked_up[mark.index] = places_behind(self._text, mark)
        return found
