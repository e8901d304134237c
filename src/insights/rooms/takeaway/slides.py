"""The minutes as slides (.pptx)."""

from __future__ import annotations

from insights.rooms.minutes import Minutes, shortened

MOST_NOTES = 600
MOST_COMMITMENTS = 150


def write(minutes: Minutes) -> bytes:
    """The presentation: every note stands on a slide, every receipt in its notes.

    It holds at most 600 notes and 150 commitments, and says so where there are more.
    """
    # python-pptx takes a while to import: no other format needs it.
    from insights.rooms.takeaway.slide_pages import slides

    return slides(shortened(minutes, MOST_NOTES, MOST_COMMITMENTS))
