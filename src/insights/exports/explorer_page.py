"""A view as the explorer in one HTML file: the whole dataset, opened with the view's filters."""

from __future__ import annotations

from insights.exports.head import EVERYTHING, refuse_part
from insights.view import View


def write(view: View, part: slice = EVERYTHING) -> bytes:
    """The page in UTF-8, which works from a disk and without a network.

    Raises
    ------
    QueryError: if only a part of the findings is wanted; the page can filter, but not cut.
    """
    # The engine is put together when it is first needed: no other format needs it.
    from insights.explorer.page import page

    refuse_part(part, "A page holds the whole dataset")
    return page(view.dataset, view.selection.query)
