"""Which lens is looked at, and what is drawn of it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from insights.app.filters import show_filtered
from insights.charts.lenses import LensPicture, lens_to_show, tension_pictures
from insights.draw import markup
from insights.draw.lenses import lens_page
from insights.selection import Unknown, explain
from insights.view import View


def show(view: View, pictures: Sequence[LensPicture]) -> None:
    """The lens that `?show=` names, the list of all and the tensions; filters where they are set.

    `show` only chooses what is looked at: unlike the filter `lens` it changes no other page.
    """
    found = lens_to_show(view, st.query_params.get("show", ""))
    lens = None if isinstance(found, Unknown) else found
    own = {"show": lens.id} if lens else {}
    if not view.selection.is_empty:
        show_filtered(view, page="lenses", **own)
    if isinstance(found, Unknown):
        below = " Choose one of those below." if pictures else ""
        st.html(markup.notice(explain(found, view.dataset) + below))
    st.html(lens_page(view, pictures, lens, tension_pictures(view)))
    if view.selection.is_empty:
        show_filtered(view, page="lenses", **own)
