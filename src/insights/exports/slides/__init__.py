"""A view as slides (.pptx): its brief, with charts that can be edited and receipts in the notes."""

from __future__ import annotations

from insights.exports.head import EVERYTHING, refuse_part
from insights.view import View


def write(view: View, part: slice = EVERYTHING) -> bytes:
    """The presentation. It shows the strongest findings, and says how many it leaves out.

    Raises
    ------
    QueryError: if only a part of the findings is wanted; what slides count is the whole view.
    """
    # python-pptx takes a while to import: no other format needs it.
    from insights.exports.slides.pages import slides

    refuse_part(part, "Slides show the strongest findings of all that match")
    return slides(view)
