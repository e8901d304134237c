"""A board -> HTML: keep, leave behind and start side by side, by theme, and what is not sorted."""

from __future__ import annotations

from insights.board import Board
from insights.draw.html import finding_address, page_address, render
from insights.model import Category


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
