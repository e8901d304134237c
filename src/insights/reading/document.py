"""One file: its plain data, the mistakes in its YAML, and where each node stands."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from insights.reading.faults import Fault
from insights.reading.nodes import NOTHING, Reader, StopError, TroubleError
from insights.reading.places import Path


class Document:
    """A file as read: `data` is NOTHING where it holds none.

    A sound file is read without keeping places, which is most of the work; they are looked up by
    reading the file once more as soon as one message needs them.
    """

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self._text = text
        self.data: Any = NOTHING
        self.faults: list[Fault] = []
        try:
            self.data = Reader(file, text, is_careful=False).run()
        except TroubleError:
            self.data, self.faults = self._careful.data, self._careful.faults

    @cached_property
    def _careful(self) -> Reader:
        reader = Reader(self.file, self._text, is_careful=True)
        try:
            reader.run()
        except StopError:
            reader.was_stopped = True
        return reader

    @property
    def was_read_to_the_end(self) -> bool:
        """Whether `data` holds the whole file."""
        return not self.faults or not self._careful.was_stopped

    def place(self, path: Path, at_key: bool = False) -> tuple[int, int]:
        """Line and column, from 1, of the value (or key) under `path`, else of what holds it."""
        places = self._careful.places
        if at_key and path in places.keys:
            return places.keys[path]
        while path and path not in places.values:
            path = path[:-1]
        return places.values.get(path, (1, 1))

    def spelled(self, path: Path) -> str | None:
        """How an unquoted number, true or false is written in the file."""
        return self._careful.places.spelled.get(path)
