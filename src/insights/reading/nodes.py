"""A file's YAML -> plain lists, dicts and values, with the line and column of each node.

Built from the parser's events, never by a YAML constructor: so nothing is executed, nothing
nests too deep, and no value changes its kind without a word.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from insights.reading import places
from insights.reading.faults import MOST_FAULTS, SMALLER_FILE, Fault, bare, shown
from insights.reading.places import Marks, place_of, places_behind
from insights.reading.scalars import Trap, is_plain_text, plain_value
from insights.reading.syntax import Opened, Quoted, explain

RULES = {
    "comment-cut": "A # does not cut a text short.",
    "duplicate-key": "A key stands once in its group of fields.",
    "plain-key": "A key is a plain word.",
    "reference": "No anchors, aliases and merge keys: each value is written where it belongs.",
    "type-tag": "No type tags: a value says itself what it is.",
    "one-document": "A file holds one document and no instruction to YAML.",
    "depth": "Lists and groups of fields nest at most 20 deep.",
    "too-many": "Reading a file stops after 500 mistakes, reading a dataset after 2,000.",
    "file-values": "A file has at most 600,000 keys and values.",
}

DEEPEST = 20
# 20,000 findings with every field filled in, read in a second.
MOST_EVENTS = 600_000
# libyaml compares each instruction with all before it: 300,000 of them would take minutes.
MOST_INSTRUCTIONS = 10

_ODD_KEYS = frozenset({"", "<<"})

_QUOTES = ('"', "'")
_COMMENT = re.compile(r"\s+(#.{0,80})")


class StopError(Exception):
    """Nothing behind a mistake can be understood; what was read so far is kept."""


class Broken:
    """Stands for a value or key that was found faulty, so that nobody complains of it twice."""


BROKEN = Broken()  # a value that cannot stand
DROPPED = Broken()  # a value whose key is left out with it
NOTHING = Broken()  # the data of a file that holds none


class Reader:
    """One walk over a file: its data and faults, and marks where its records begin."""

    def __init__(self, file: str, text: str) -> None:
        self.data: Any = NOTHING
        self.faults: list[Fault] = []
        self.marks = Marks()
        self.was_stopped = False
        self.events = 0
        self._file = file
        self._text = text
        self._commented: frozenset[int] = frozenset()
        if " #" in text:
            self._commented = frozenset(
                number for number, line in enumerate(self._lines) if " #" in line
            )
        self._open: list[Any] = []  # where the lists and groups around the present node begin
        self._quoted_before: Any = None
        self._root_key: Any = None

    @cached_property
    def _lines(self) -> list[str]:
        return self._text.split("\n")

    def run(self) -> None:
        """Read the file, as far as it can be understood."""
        try:
            self._refuse_instructions()
            loader = places.LOADER(self._text)
            try:
                self._read(loader.get_event)
            finally:
                loader.dispose()
        except StopError:
            self.was_stopped = True
        except yaml.YAMLError as error:
            self.was_stopped = True
            self._tell(
                *explain(error, self._lines, self._innermost(), self._quoted()), "yaml-syntax"
            )

    def _read(self, next_event: Any) -> None:
        """Build the data; with a stack of its own instead of calls, so that no depth crashes it."""
        top: list[Any] = []
        holder: Any = top
        key: Any = None
        key_event: Any = None
        stack: list[Any] = []
        for self.events in range(MOST_EVENTS):
            event = next_event()
            kind = type(event)
            if kind is ScalarEvent:
                value = event.value
                if type(holder) is dict and key is None:
                    key, key_event = value, event
                    if key in _ODD_KEYS or key in holder or event.anchor or event.tag:
                        key = self._checked_key(event, holder)
                    if len(stack) == 1:
                        self.marks.keys.setdefault(key, event.start_mark)
                    continue
                if event.anchor is not None or event.tag is not None:
                    value = self._refuse_decoration(event)
                elif not event.style:
                    if not is_plain_text(value):
                        value = plain_value(value)
                        if type(value) is Trap:
                            value = self._refuse_trap(event, value, key, key_event)
                    if self._commented and event.end_mark.line in self._commented:
                        value = self._whole_text(event, value)
                elif event.style in _QUOTES and event.end_mark.line > event.start_mark.line:
                    self._quoted_before = event
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                if type(holder) is dict and key is None:
                    what = "a key is a list or a group of fields"
                    advice = "write a word, and put a text that begins with [ or { in quotes"
                    self._refuse(event, "plain-key", what, advice)
                    raise StopError
                inner: Any = {} if kind is MappingStartEvent else []
                value = inner
                if event.anchor is not None or event.tag is not None:
                    value = self._refuse_decoration(event)
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                if self.faults and kind is MappingEndEvent:
                    for name, value in list(holder.items()):
                        if type(name) is Broken or value is DROPPED:
                            del holder[name]
                self._open.pop()
                holder = stack.pop()
                continue
            elif kind is AliasEvent:
                what = f"*{event.anchor} refers to another place of the file"
                advice = "write the value itself, or the text in quotes if it begins with *"
                self._refuse(event, "reference", what, advice)
                if type(holder) is dict and key is None:
                    raise StopError
                value = BROKEN
            elif kind is StreamEndEvent:
                return
            else:
                if kind is DocumentStartEvent:
                    self._begin_document(event, is_first=not top)
                elif kind is DocumentEndEvent:
                    self.data = top[0]
                continue

            if len(stack) < 3:
                self._keep_mark(event, value, holder, key, stack)
            if key is None:
                holder.append(value)
            else:
                holder[key] = value
                key = None
            if kind is not ScalarEvent and kind is not AliasEvent:
                if holder is top:
                    self.data = inner
                if len(stack) == DEEPEST:
                    what = f"lists and groups of fields nest more than {DEEPEST} deep"
                    advice = "put a text that begins with [ or { in quotes"
                    self._refuse(event, "depth", what, advice)
                    raise StopError
                self._open.append(event.start_mark)
                stack.append(holder)
                holder = inner
        what = f"the file has more than {MOST_EVENTS:,} keys and values"
        self._refuse(event, "file-values", what, SMALLER_FILE)
        raise StopError

    def _keep_mark(self, event: Any, value: Any, holder: Any, key: Any, stack: list[Any]) -> None:
        """Note where a file, the value of a key at its left edge or an item of its list begins."""
        mark, depth = event.start_mark, len(stack)
        if depth == 0:
            self.marks.root = mark
        elif depth == 1:
            self._root_key = key
            self.marks.values.setdefault(key, mark)
            if isinstance(value, int | float):
                self.marks.spelled[(key,)] = event.value
        elif type(holder) is list and type(stack[1]) is dict:
            items = self.marks.items.setdefault(self._root_key, [])
            if isinstance(value, int | float) and len(items) < MOST_FAULTS:
                self.marks.spelled[(self._root_key, len(items))] = event.value
            items.append(mark)

    def _refuse_instructions(self) -> None:
        text = self._text
        count = text.count("\n%") + text.startswith("%")
        if count > MOST_INSTRUCTIONS:
            line = 1 if text.startswith("%") else text.count("\n", 0, text.index("\n%")) + 2
            what = f"a line that begins with % is an instruction to YAML, the first of {count:,}"
            self._tell(line, 1, what, "take the lines out", "one-document")
            raise StopError

    def _begin_document(self, event: Any, is_first: bool) -> None:
        if event.version or event.tags:
            what = "a line that begins with % is an instruction to YAML"
            self._refuse(event, "one-document", what, "take the line out")
        if not is_first:
            what = "a line --- begins a second document"
            self._refuse(event, "one-document", what, "take it out; a file holds one document")
            raise StopError

    def _checked_key(self, event: Any, holder: dict[Any, Any]) -> Any:
        """The key, or a broken one in place of one that cannot stand."""
        key = event.value
        if event.anchor is not None or event.tag is not None:
            # The key itself is sound: without it a field would seem to be missing.
            self._refuse_decoration(event)
        if key == "<<":
            what = "<< takes over the fields of another place"
            self._refuse(event, "reference", what, "write the fields themselves")
            return Broken()
        if key == "":
            advice = "write the name of a field before the colon"
            self._refuse(event, "plain-key", "a key is empty", advice)
            return Broken()
        if key in holder:
            what = f"the key {bare(key)} stands twice{self._first_of(key)}"
            self._refuse(event, "duplicate-key", what, "keep one of the two")
            return Broken()
        return key

    def _first_of(self, key: str) -> str:
        """Where the key stands first in the group of fields that is read at present."""
        first = places_behind(self._text, self._open[-1]).keys.get((key,))
        return f", first on line {first[0]}" if first else ""

    def _innermost(self) -> Opened | None:
        """The bracket around the present node that is nearest, unless lines alone hold it."""
        mark = self._open[-1] if self._open else None
        bracket = self._text[mark.index] if mark is not None else ""
        return Opened(*place_of(mark), bracket) if bracket in ("[", "{") else None

    def _quoted(self) -> Quoted | None:
        event = self._quoted_before
        return Quoted(*place_of(event.start_mark), event.end_mark.line + 1) if event else None

    def _refuse_decoration(self, event: Any) -> Broken:
        """Anchors (&) and tags (!), with which a text can begin by mistake."""
        rule, sign = ("reference", "&") if event.anchor is not None else ("type-tag", "!")
        what = f"{shown(event.tag)[1:-1]} tells YAML to change what a value is"
        if sign == "&":
            what = f"&{event.anchor} names a value so that others can refer to it"
        advice = f"take it out, or put the text in quotes if it begins with {sign}"
        self._refuse(event, rule, what, advice)
        return BROKEN

    def _refuse_trap(self, event: Any, trap: Trap, key: Any, key_event: Any) -> Broken:
        value, what, advice = BROKEN, trap.what, trap.advice
        if event.value == "":
            line, column = place_of(event.start_mark)
            # Behind the last line end there is a place, but no line.
            line_text = self._lines[line - 1] if line <= len(self._lines) else ""
            if _COMMENT.match(line_text, column - 1):
                advice = "write one, and put a text that begins with # in quotes"
            elif isinstance(key, str) and self._is_end_of_text(key, key_event.start_mark):
                value, what = DROPPED, f"{shown(key)} is cut off by the comma before it"
                advice = "put a text with a comma in quotes, and write a number without commas"
        self._refuse(event, trap.rule, what, advice)
        return value

    def _is_end_of_text(self, key: str, mark: Any) -> bool:
        """Whether a key without a colon is the end of a text or number such as `{value: 5,500}`."""
        begin = mark.column + len(key)
        behind: str = self._lines[mark.line][begin : begin + 80].lstrip()
        return behind.startswith((",", "}"))

    def _whole_text(self, event: Any, value: Any) -> Any:
        """The value, unless a ` #` behind it makes the rest of a text a comment."""
        mark = event.end_mark
        comment = _COMMENT.match(self._lines[mark.line], mark.column)
        if value is BROKEN or comment is None:
            return value
        # Behind one word, `# ` is what people write as a comment; `#1` and `#trust` are not.
        if " " not in event.value and comment[1][1:2] in ("", " ", "#"):
            return value
        what = f"{shown(comment[1])} is read as a comment, not as part of the text"
        advice = "put the whole text in quotes, or the comment on a line of its own"
        self._refuse(event, "comment-cut", what, advice)
        return BROKEN

    def _refuse(self, event: Any, rule: str, what: str, advice: str) -> None:
        line, column = place_of(event.start_mark)
        if len(self.faults) == MOST_FAULTS:
            what = f"there are more than {MOST_FAULTS} mistakes"
            self._tell(line, column, what, "mend the first ones", "too-many")
            raise StopError
        self._tell(line, column, what, advice, rule)

    def _tell(self, line: int, column: int, what: str, advice: str, rule: str) -> None:
        self.faults.append(Fault(self._file, line, column, "error", rule, what, advice))
