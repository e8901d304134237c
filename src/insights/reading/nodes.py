"""A file's YAML -> plain lists, dicts and values, with the line and column of each node.

Built from the parser's events, never by a YAML constructor: so nothing is executed, nothing
nests too deep, and no value changes its kind without a word.
"""

from __future__ import annotations

import re
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

from insights.reading.faults import Fault, bare, shown
from insights.reading.places import Path, Places, place_of
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
    "too-many": "Reading a file stops after 500 mistakes.",
}

DEEPEST = 20
MOST_FAULTS = 500

# libyaml is about ten times faster; PyYAML's own parser gives the same events where it is missing.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_ODD_KEYS = frozenset({"", "<<"})

_COMMENT = re.compile(r"\s+(#.{0,80})")


class TroubleError(Exception):
    """The quick pass met something to complain about."""


class StopError(Exception):
    """The careful pass cannot go on; what it read so far is kept."""


class Broken:
    """Stands for a value or key that was found faulty, so that nobody complains of it twice."""


BROKEN = Broken()  # a value that cannot stand
DROPPED = Broken()  # a value whose key is left out with it
NOTHING = Broken()  # the data of a file that holds none


class Reader:
    """One walk over a file: quick, which ends at the first mistake, or careful, with all places."""

    def __init__(self, file: str, text: str, is_careful: bool) -> None:
        self.data: Any = NOTHING
        self.faults: list[Fault] = []
        self.places = Places({}, {}, {})
        self.was_stopped = False
        self._file = file
        self._text = text
        self._is_careful = is_careful
        self._lines: list[str] = text.split("\n") if is_careful or " #" in text else []
        self._commented = frozenset(
            number for number, line in enumerate(self._lines) if " #" in line
        )
        self._open: list[Opened | None] = []
        self._quoted_before: Quoted | None = None

    def run(self) -> Any:
        """Read the file and return its data.

        Raises
        ------
        TroubleError: in the quick pass, at the first mistake.
        StopError: in the careful pass, where nothing behind a mistake can be understood.
        """
        loader = _Loader(self._text)
        try:
            self._read(loader.get_event)
        except yaml.YAMLError as error:
            if not self._is_careful:
                raise TroubleError from None
            opened = self._open[-1] if self._open else None
            line, column, *words = explain(error, self._lines, opened, self._quoted_before)
            self.faults.append(Fault(self._file, line, column, "error", "yaml-syntax", *words))
            raise StopError from None
        finally:
            loader.dispose()
        return self.data

    def _read(self, next_event: Any) -> None:
        """Build the data; with a stack of its own instead of calls, so that no depth crashes it."""
        top: list[Any] = []
        holder: Any = top
        key: Any = None
        path: Path = ()
        stack: list[tuple[Any, Path]] = []
        while True:
            event = next_event()
            kind = type(event)
            if kind is ScalarEvent:
                value = event.value
                if type(holder) is dict and key is None:
                    key = value
                    is_odd = key in _ODD_KEYS or key in holder or event.anchor or event.tag
                    if self._is_careful or is_odd:
                        key = self._checked_key(event, holder, path)
                    continue
                if event.anchor is not None or event.tag is not None:
                    value = self._refuse_decoration(event)
                elif not event.style:
                    if not is_plain_text(value):
                        value = plain_value(value)
                        if type(value) is Trap:
                            value = self._refuse_trap(event, value, path, key)
                    if self._commented and event.end_mark.line in self._commented:
                        value = self._whole_text(event, value)
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
                if self._is_careful:
                    self._open.pop()
                    if kind is MappingEndEvent:
                        for name, value in list(holder.items()):
                            if type(name) is Broken or value is DROPPED:
                                del holder[name]
                holder, path = stack.pop()
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

            here: Path = ()
            if self._is_careful:
                if holder is not top:
                    here = (*path, len(holder) if key is None else key)
                self._keep_place(event, here, value)
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
                stack.append((holder, path))
                holder, path = inner, here

    def _begin_document(self, event: Any, is_first: bool) -> None:
        if event.version or event.tags:
            what = "a line that begins with % is an instruction to YAML"
            self._refuse(event, "one-document", what, "take the line out")
        if not is_first:
            what = "a line --- begins a second document"
            self._refuse(event, "one-document", what, "take it out; a file holds one document")
            raise StopError

    def _checked_key(self, event: Any, holder: dict[Any, Any], path: Path) -> Any:
        """Keep the place of a key; for one that cannot stand, a broken one takes its place."""
        key = event.value
        here = (*path, key)
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
            line = self.places.keys[here][0] if here in self.places.keys else 0
            what = f"the key {bare(key)} stands twice, first on line {line}"
            self._refuse(event, "duplicate-key", what, "keep one of the two")
            return Broken()
        self.places.keys[here] = place_of(event)
        return key

    def _keep_place(self, event: Any, here: Path, value: Any) -> None:
        self.places.values[here] = line, column = place_of(event)
        kind = type(event)
        if kind is ScalarEvent:
            last_line = event.end_mark.line + 1
            if isinstance(value, int | float):
                self.places.spelled[here] = event.value
            elif event.style in ('"', "'") and last_line > line:
                self._quoted_before = Quoted(line, column, last_line)
        elif kind is not AliasEvent:
            bracket = self._lines[line - 1][column - 1 : column]
            self._open.append(Opened(line, column, bracket) if bracket in ("[", "{") else None)

    def _refuse_decoration(self, event: Any) -> Broken:
        """Anchors (&) and tags (!), with which a text can begin by mistake."""
        rule, sign = ("reference", "&") if event.anchor is not None else ("type-tag", "!")
        what = f"{shown(event.tag)[1:-1]} tells YAML to change what a value is"
        if sign == "&":
            what = f"&{event.anchor} names a value so that others can refer to it"
        advice = f"take it out, or put the text in quotes if it begins with {sign}"
        self._refuse(event, rule, what, advice)
        return BROKEN

    def _refuse_trap(self, event: Any, trap: Trap, path: Path, key: Any) -> Broken:
        value, what, advice = BROKEN, trap.what, trap.advice
        if event.value == "" and self._is_careful:
            line, column = place_of(event)
            # Behind the last line end there is a place, but no line.
            line_text = self._lines[line - 1] if line <= len(self._lines) else ""
            if _COMMENT.match(line_text, column - 1):
                advice = "write one, and put a text that begins with # in quotes"
            elif self._is_end_of_text((*path, key), key):
                value, what = DROPPED, f"{shown(key)} is cut off by the comma before it"
                advice = "put a text with a comma in quotes, and write a number without commas"
        self._refuse(event, trap.rule, what, advice)
        return value

    def _is_end_of_text(self, here: Path, key: Any) -> bool:
        """Whether a key without a colon is the end of a text or number such as `{value: 5,500}`."""
        if here not in self.places.keys:
            return False
        line, column = self.places.keys[here]
        behind = self._lines[line - 1][column - 1 + len(key) :][:80].lstrip()
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
        if not self._is_careful:
            raise TroubleError
        if len(self.faults) == MOST_FAULTS:
            rule, advice = "too-many", "mend the first ones"
            what = f"there are more than {MOST_FAULTS} mistakes"
        self.faults.append(Fault(self._file, *place_of(event), "error", rule, what, advice))
        if rule == "too-many":
            raise StopError
