"""A board -> HTML: keep, leave behind and start side by side, by theme, and what is not sorted.

On paper each page says at its foot which findings these are.
"""

from __future__ import annotations

import re

from insights.board import Board
from insights.charts.chart import findings as count
from insights.draw.html import finding_address, page_address, render
from insights.model import Category
from insights.view import View

# So many letters stand in one line at the foot of a page.
MOST_AT_FOOT = 150


def board(shown: Board) -> str:
    """The whole board as one piece; beyond what it holds it leads to Explore."""
    view = shown.view

    def explore(category: Category, theme: str = "") -> str:
        wanted = view.selection.choose("category", [category]).choose("id", ())
        return page_address("explore", view, wanted.choose("theme", [theme]) if theme else wanted)

    return render(
        "board.html",
        board=shown,
        dataset=view.dataset,
        unsorted=len(view.in_category("context")),
        link=lambda finding: finding_address(view, finding),
        explore=explore,
    )


def foot(view: View) -> str:
    """A style sheet for the foot of each printed page: what is filtered, how many, as of when."""
    about = view.dataset.about
    chosen = view.words or about.title
    if len(chosen) > MOST_AT_FOOT:
        chosen = chosen[:MOST_AT_FOOT].rstrip() + "…"
    said = (
        f"{chosen} · {view.count} of {count(view.of)} · as of {about.as_of} · "
        f"{view.dataset.fingerprint[:8]}"
    )
    return f'<style>@page board{{@bottom-left{{content:"{_quoted(said)}"}}}}</style>'


def _quoted(text: str) -> str:
    """A text between the quotes of a style sheet, where each unusual letter stands as its number.

    So no letter of it can end the quotes or the sheet.
    """
    return re.sub("[^A-Za-z0-9 ]", lambda letter: f"\\{ord(letter[0]):x} ", text)
