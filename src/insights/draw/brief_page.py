"""A brief as a page of plain HTML, without any script: served, or as one file."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from markupsafe import Markup

from insights.brief import Brief
from insights.citation import citation_of_all, public_address
from insights.draw.front import Place, Taking, shown
from insights.draw.html import page_address, render
from insights.draw.markup import nothing
from insights.looks import colour_variables

MOST_NOTICES = 5
_RULES = Path(__file__).with_name("brief.css")


@lru_cache(maxsize=1)
def sheet() -> str:
    """The style of the page: colours, rules, and a class for each width of a bar in percent."""
    widths = "".join(f".w{percent}{{width:{percent}%}}" for percent in range(1, 101))
    return f":root{{{colour_variables()}}}\n{_RULES.read_text(encoding='utf-8')}{widths}\n"


def served_page(brief: Brief, style: str, links: Sequence[Taking], older: str = "") -> str:
    """The page as the server sends it, with relative links; `style` is where its style sheet is.

    `older` says why it shows an older state of the data than there is, and is empty where it
    does not.
    """
    return render(
        "brief.html",
        sheet=style,
        style="",
        policy="",
        links=links,
        older=older,
        **_said(brief, str),
    )


def file_page(brief: Brief) -> str:
    """The page in one file, which loads nothing; it links to what has an address on the web."""
    return render(
        "brief.html",
        sheet="",
        style=Markup(sheet()),
        policy=_policy(),
        links=(),
        older="",
        **_said(brief, _on_the_web),
    )


def trouble_page(title: str, sentence: str, style: str) -> str:
    """Why there is no brief."""
    return render("brief_trouble.html", title=title, sentence=sentence, sheet=style)


def _on_the_web(address: str) -> str | None:
    return public_address(address.removeprefix("./"))


@lru_cache(maxsize=1)
def _policy() -> str:
    digest = base64.b64encode(hashlib.sha256(sheet().encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def _said(brief: Brief, place: Place) -> dict[str, Any]:
    view, query = brief.view, brief.view.selection.query
    own = f"?{query}" if query else ""
    unknown = list(view.unknown[:MOST_NOTICES])
    if (more := len(view.unknown) - MOST_NOTICES) > 0:
        unknown.append(f"{more} more parts of the link mean nothing here.")
    return shown(brief, place, is_alone=True) | {
        "address": public_address(f"brief{own}"),
        "picture": public_address(f"card/brief.png{own}"),
        "home": place(f"./{page_address('', view).removeprefix('.')}"),
        "bears": brief.bearing and place(f"explore?{brief.bearing[1]}"),
        "unknown": unknown,
        "filters": view.words,
        "whole": place("brief"),
        "nothing": Markup("" if view.count else nothing(view, "brief", place)),
        "cited": citation_of_all(view.dataset),
    }
