"""A view as its brief: one HTML page to read, to print and to mail, without any script."""

from __future__ import annotations

from insights.brief import Brief
from insights.exports.head import EVERYTHING, refuse_part
from insights.view import View


def write(view: View, part: slice = EVERYTHING) -> bytes:
    """The page in UTF-8, which works from a disk and without a network.

    Raises
    ------
    QueryError: if only a part of the findings is wanted; a brief is about all that match.
    """
    # Templates are loaded when they are first needed: few formats need them.
    from insights.draw.brief_page import file_page

    refuse_part(part, "A brief speaks of all findings that match")
    return file_page(Brief(view)).encode()
