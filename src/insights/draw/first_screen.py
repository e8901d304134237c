"""The first screen of the front page as plain HTML: what stands there until the app has started.

It is made of the very pieces that the app then draws in the same places.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from markupsafe import Markup

from insights.brief import Brief
from insights.draw import front, markup
from insights.draw.front import Taking
from insights.draw.html import render
from insights.looks import colour_variables
from insights.view import View

QUESTION = "What should government keep, leave and start?"
_HERE = Path(__file__).parent
_SHEETS = ("base.css", "front.css")


@lru_cache(maxsize=1)
def styles() -> str:
    """The rules that the pages of the app share, then those of the front page."""
    return "".join((_HERE / name).read_text(encoding="utf-8") for name in _SHEETS)


@lru_cache(maxsize=1)
def sheet() -> str:
    """The style sheet of the first screen alone; without the app its colours are its own."""
    own = (_HERE / "first_screen.css").read_text(encoding="utf-8")
    return f".first-screen{{{colour_variables()}}}\n{styles()}{own}"


def head(view: View, address: str | None, picture: str | None) -> str:
    """What the head of the page says of a selection, for whoever is sent its link.

    `address` and `picture` are absolute, or None where nobody knows where the dashboard is.
    """
    return render(
        "first_screen_head.html",
        brief=Brief(view),
        question=QUESTION,
        title=view.dataset.about.title,
        address=address,
        picture=picture,
    )


def first_screen(view: View, files: list[Taking]) -> str:
    """Message, figures, columns and what is open; `files` are the forms in which it can be taken.

    Empty where nothing matches: then the app says why.
    """
    if not view.count:
        return ""
    brief = Brief(view)
    is_filtered = not view.selection.is_empty
    return render(
        "first_screen.html",
        message=Markup(
            markup.message(QUESTION, brief.message, brief.bearing, front.take_along(files))
        ),
        filtered=Markup(markup.filtered(view, "")) if is_filtered else "",
        answer=Markup(front.answer(brief)),
    )
