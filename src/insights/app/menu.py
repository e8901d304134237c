"""The pages of the app: the label in the menu, and the question each one answers."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from insights.draw.first_screen import QUESTION

FOLDER = Path(__file__).resolve().parents[3] / "pages"


class Page(NamedTuple):
    """One file in `pages/`, named like its key in PAGES."""

    label: str
    question: str
    is_in_menu: bool = True


PAGES = {
    "overview": Page("Overview", QUESTION),
    "board": Page("Board", "Which ones, exactly?"),
    "explore": Page("Explore", "What is there about …?"),
    "lenses": Page("Lenses", "What explains it?"),
    "sources": Page("Sources", "Where was it said?"),
    "about": Page("About", "How far can I trust this?"),
    "present": Page("Present", "How do I show it to a room?"),
    "workshop": Page("Workshop", "What does this room say?"),
    "finding": Page("Finding", "Where exactly was it said?", is_in_menu=False),
}
