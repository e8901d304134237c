"""The minutes of a room as files to take away. One module is one format.

>>> sorted(FORMATS)
['csv', 'md', 'pdf', 'pptx']
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from insights.exports import FORMATS as EXPORTS
from insights.rooms.minutes import Minutes
from insights.rooms.takeaway import csv_table, document, markdown, slides


class Format(NamedTuple):
    """A kind of file: how its name ends, its media type, what people call it, what writes it."""

    ending: str
    media_type: str
    label: str
    write: Callable[[Minutes], bytes]


# Under their endings, in the order in which they are offered; each is called as in other exports.
_WRITERS = {
    "pdf": document.write,
    "pptx": slides.write,
    "md": markdown.write,
    "csv": csv_table.write,
}
FORMATS: dict[str, Format] = {
    ending: Format(ending, EXPORTS[ending].media_type, EXPORTS[ending].label, write)
    for ending, write in _WRITERS.items()
}
