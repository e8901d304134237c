"""Records added to the text of a file; every letter that stands there already is kept."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from insights.reading.places import LOADER
from insights.workbench.yaml_text import Plain, records

_END_OF_DOCUMENT = re.compile(r"(?<![^\r\n])\.\.\.(?=\s|$).*", re.DOTALL)


class NoRoomError(Exception):
    """A list to which no line can be added, with the reason and what to write instead."""


def appended(text: str, key: str, items: Sequence[Plain]) -> str:
    r"""The text of a sound file that holds `key:` and a list, with records at its end.

    Indentation and line ends are those of the file; an empty `[]` is taken away.

    >>> print(appended("findings: [] # none\n", "findings", [{"id": "a"}]), end="")
    findings: # none
      - id: a

    Raises
    ------
    NoRoomError: if the list stands in brackets and is not empty.
    """
    line_end = _line_end(text)
    held = _list_under(text, key)
    indent, is_first = 2, not held.value
    if is_first:
        before = text[: held.start_mark.index].rstrip()
        text = before + text[held.end_mark.index :]
    elif held.flow_style:
        advice = "write each record on lines of its own that begin with `- `"
        raise NoRoomError(f"the records of `{key}` stand in brackets; {advice}")
    else:
        indent = held.start_mark.column
    tail = ""
    if end := _END_OF_DOCUMENT.search(text):
        text, tail = text[: end.start()], end[0]
    if text and not text.endswith(("\n", "\r")):
        text += line_end
    if not is_first and not text.endswith(line_end * 2):
        text += line_end
    return text + records(items, indent).replace("\n", line_end) + tail


def is_empty(text: str, key: str) -> bool:
    """Whether a sound file that holds `key:` and a list has no record."""
    return not _list_under(text, key).value


def _list_under(text: str, key: str) -> Any:
    loader = LOADER(text)
    try:
        root = loader.get_single_node()
    finally:
        loader.dispose()
    if root.flow_style:
        raise NoRoomError(f"the file stands in braces; begin it with a line `{key}:`")
    return next(value for name, value in root.value if name.value == key)


def _line_end(text: str) -> str:
    if "\r\n" in text:
        return "\r\n"
    return "\r" if "\r" in text and "\n" not in text else "\n"
