"""Rooms -> HTML: how one is started, the link of one that was, and the list in a browser."""

from __future__ import annotations

from urllib.parse import urlencode

from insights.draw.html import render
from insights.draw.present import Composition, minutes, scenes
from insights.model import Dataset
from insights.selection import address


def workshop(composition: Composition) -> str:
    """The runs there are, and the one that a room would be led through."""
    view = composition.view
    filters = address(view.selection, view.dataset)
    return render(
        "workshop.html",
        composition=composition,
        runs=composition.runs("workshop"),
        compose=f"present?{urlencode([*composition.own, *filters], safe='~')}",
        minutes=minutes,
        scenes=scenes,
    )


def what_happens(days: int) -> str:
    """What happens in a room, which is kept for so many days; and where those of before are."""
    return render("workshop_how.html", days=days)


def room_address(token: str, query: str) -> str:
    """Where the room is, relative to the pages; `query` is what the room looks at only."""
    return f"room/{token}" + (f"?{query}" if query else "")


def started(name: str, address: str, ends: str) -> str:
    """That a room stands open: its link, and what whoever has it can do.

    `address` is relative to the page, `ends` the last day on which the room is kept.
    """
    return render("room_started.html", name=name, address=address, ends=ends)


def rooms_page(dataset: Dataset | None) -> str:
    """The page that lists the rooms opened in this browser; its script fills it in."""
    return render("rooms.html", title=dataset.about.title if dataset else "Insights")
