"""The minutes of a room as files to take away. One module is one format.

>>> sorted(FORMATS)
['csv', 'md', 'pdf', 'pptx']
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from insights.rooms.minutes import Minutes
from insights.rooms.takeaway import csv_table, document, markdown, slides


class Format(NamedTuple):
    """A kind of file: how its name ends, its media type, what people call it, what writes it."""

    ending: str
    media_type: str
    label: str
    write: Callable[[Minutes], bytes]


# Under their endings, in the order in which they are offered.
FORMATS: dict[str, Format] = {
    one.ending: one
    for one in (
        Format("pdf", "application/pdf", "Document (PDF)", document.write),
        Format(
            "pptx",
            "application/vnd.openxmlformats-officedocument.presentationml.presentation",
            "Slides (PowerPoint)",
            slides.write,
        ),
        Format("md", "text/markdown; charset=utf-8", "Text (Markdown)", markdown.write),
        Format("csv", "text/csv; charset=utf-8", "Table (CSV)", csv_table.write),
    )
}
