"""How the dataset was made, what it covers, what is known to be wrong, how to cite and take it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from insights.citation import citation_of_all
from insights.draw import about
from insights.reading import Fault
from insights.view import View


def show(view: View, faults: Sequence[Fault]) -> None:
    """The whole page below its message; it speaks of the whole dataset, whatever is filtered."""
    st.html(about.reading_guide(view))
    st.html(about.faults(view, faults))
    st.html(about.taking(view))
    st.code(citation_of_all(view.dataset), language=None, wrap_lines=True)
