"""A brief as a page of plain HTML, without any script: served, or as one file."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from markupsafe import Markup

from insights.brief import Brief
from insights.citation import citation_of_all, public_address
from insights.draw.front import Place, Taking, shown
from insights.draw.html import page_address, render, source_hash
from insights.draw.markup import first_notices, nothing
from insights.looks import colour_variables

_RULES = Path(__file__).with_name("brief.css")


@lru_cache(maxsize=1)
def sheet() -> str:
    """The style of the page: colours, rules, and a class for each width of a bar in percent."""
    widths = "".join(f".w{percent}{{width:{percent}%}}" for percent in range(1, 101))
    return f":root{{{colour_variables()}}}\n{_RULES.read_text(encoding='utf-8')}{widths}\n"


def served_page(brief: Brief, links: Sequence[Taking], older: str = "") -> str:
    """The page as the server sends it, with relative links.

    `older` says why it shows an older state of the data than there is, and is empty where it
    does not.
    """
    return render(
        "brief.html",
        style=Markup(sheet()),
        policy="",
        links=links,
        older=older,
        **_said(brief, str),
    )


def file_page(brief: Brief) -> str:
    """The page in one file, which loads nothing; it links to what has an address on the web."""
    return render(
        "brief.html",
        style=Markup(sheet()),
        policy=f"default-src 'none'; style-src {own_style()}; base-uri 'none'; form-action 'none'",
        links=(),
        older="",
        **_said(brief, _on_the_web),
    )


def trouble_page(title: str, sentence: str) -> str:
    """Why there is no brief."""
    return render("brief_trouble.html", title=title, sentence=sentence, style=Markup(sheet()))


def _on_the_web(address: str) -> str | None:
    return public_address(address.removeprefix("./"))


@lru_cache(maxsize=1)
def own_style() -> str:
    """How a policy names the style. It stands in the page, to be there without being asked for."""
    return source_hash(sheet())


def _said(brief: Brief, place: Place) -> dict[str, Any]:
    view, query = brief.view, brief.view.selection.query
    own = f"?{query}" if query else ""
    return shown(brief, place, is_alone=True) | {
        "address": public_address(f"brief{own}"),
        "picture": public_address(f"card/brief.png{own}"),
        "home": place(f"./{page_address('', view).removeprefix('.')}"),
        "bears": brief.bearing and place(f"explore?{brief.bearing[1]}"),
        "unknown": first_notices(view.unknown),
        "filters": view.words,
        "whole": place("brief"),
        "nothing": Markup("" if view.count else nothing(view, "brief", place)),
        "cited": citation_of_all(view.dataset),
    }
